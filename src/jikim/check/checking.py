"""Ask every rule of a policy, and honour its waivers.

1. Each rule whose law stands on the day is asked. 2. What a waiver takes responsibility for is left out. 3. The
waivers themselves are judged. 4. What an excerpt lacks is told as what cannot be known, and as information.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from jikim.check.case import Case, Fault
from jikim.check.table import ROWS, Group, Rule
from jikim.check.waivers import idle, waives
from jikim.errors import Finding, Severity
from jikim.law import Catalogue
from jikim.messages import Message, msg
from jikim.policy import Policy


def check(policy: Policy, catalogue: Catalogue, on: date) -> tuple[Finding, ...]:
    """Return what is wrong with a policy by the law in force `on` a day in Korea, in order of place, each once."""
    case = Case.of(policy, catalogue, on)
    asked = [rule for rule in ROWS if _stands(rule, case)]
    found = list(_ask(case, (rule for rule in asked if rule.group is not Group.WAIVERS)))
    if policy.waivers:
        case = replace(case, idle=idle(policy.waivers, ((rule.code, fault) for rule, fault in found), on))
        found = [(rule, fault) for rule, fault in found
                 if not any(waives(waiver, rule.code, fault, on) for waiver in policy.waivers)]  # fmt: skip
        found += _ask(case, (rule for rule in asked if rule.group is Group.WAIVERS))
    findings = dict.fromkeys(_finding(case, rule, fault) for rule, fault in found)
    return tuple(sorted(findings, key=lambda finding: (finding.place, finding.rule, str(finding.what))))


def _stands(rule: Rule, case: Case) -> bool:
    facts = [case.catalogue.find(name) for name in rule.law]
    return not facts or any(fact is not None and fact.is_in_force(case.on) for fact in facts)


def _ask(case: Case, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Fault]]:
    return ((rule, fault) for rule in rules for fault in rule.ask(case))


def _finding(case: Case, rule: Rule, fault: Fault) -> Finding:
    what, severity = fault.what, fault.severity or _severity(case, rule)
    if rule.absence and not case.policy.document.complete:
        what, severity = _unknown(fault.what), Severity.INFO
    law = rule.law if fault.law is None else fault.law
    return Finding(rule.code, severity, fault.place, what, fault.why, fault.fix, law)


def _severity(case: Case, rule: Rule) -> Severity:
    return rule.severity if isinstance(rule.severity, Severity) else case.sanction(rule.severity)


def _unknown(what: Message) -> Message:
    return msg("cannot be known from an excerpt: {what}", what=what)
