"""The table of rules: code, the function that asks, how grave, and the facts of law behind it.

A code never dies: old waivers and old reports carry it. A rule that is no longer wanted keeps its row and asks
`nothing`. To add a rule: write a generator with a page for docstring (first sentence, Source, Avoid, Prefer) in the
file it belongs to, add a row here, break it in tests/check/most_faults.yaml, and give its sentences their Korean.

severity  a `Severity`, or the id of the penalty in the catalogue that gives it (`PN-12`)
law       facts of the catalogue; while none of them is in force the rule is not asked
absence   the rule tells what is not there: of an excerpt that cannot be known
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from jikim.check import asking, bounds, contents, effect, ends, statutes, triggered, waivers
from jikim.check.case import Case, Fault
from jikim.errors import Severity


class Group(Enum):
    """What a rule is about, in the order in which they are shown."""

    COMPLETENESS = "completeness"
    RETENTION = "retention"
    CONSENT = "consent"
    WAIVERS = "waivers"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row; see the head of this file."""

    code: str
    group: Group
    ask: Callable[[Case], Iterator[Fault]]
    severity: Severity | str
    law: tuple[str, ...] = ()
    absence: bool = False

    @property
    def page(self) -> str:
        """The page of the rule: what it asks, its source, Avoid and Prefer."""
        return inspect.cleandoc(self.ask.__doc__ or "")


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_HAS, _KEEP, _ASKS = Group.COMPLETENESS, Group.RETENTION, Group.CONSENT

ROWS = (
    # What every policy says.
    Rule("purpose-missing", _HAS, contents.purpose_is_stated, _E, ("PP-01",), absence=True),
    Rule("automatic-purpose-missing", _HAS, contents.automatic_purpose_is_stated, _W, ("PP-01",), absence=True),
    Rule("items-missing", _HAS, contents.items_are_stated, _E, ("PP-11",), absence=True),
    Rule("destruction-missing", _HAS, contents.destruction_is_stated, _E, ("PP-04",), absence=True),
    Rule("destruction-procedure-missing", _HAS, contents.destruction_has_a_procedure, _I, ("PP-04",), absence=True),
    Rule("destruction-deadline-missing", _HAS, contents.destruction_has_a_deadline, _W, ("DS-01",), absence=True),
    Rule("rights-missing", _HAS, contents.rights_are_stated, _E, ("PP-08",), absence=True),
    Rule("rights-method-missing", _HAS, contents.rights_have_a_way, _E, ("PP-25", "PP-08"), absence=True),
    Rule("officer-missing", _HAS, contents.officer_is_stated, _E, ("PP-09",), absence=True),
    Rule("officer-contact-missing", _HAS, contents.officer_can_be_reached, _E, ("PP-09",)),
    Rule("officer-unnamed", _HAS, contents.officer_has_a_name, _W, ("PP-09",)),
    Rule("safeguards-missing", _HAS, contents.safeguards_are_stated, _E, ("PP-13",), absence=True),
    Rule("title-not-policy", _HAS, contents.title_is_that_of_a_policy, _W, ("PP-TITLE",), absence=True),
    Rule("controller-missing", _HAS, contents.controller_is_named, _W, (), absence=True),
    Rule("effective-date-missing", _HAS, contents.effective_date_is_stated, _W, (), absence=True),
    Rule("notice-missing", _HAS, contents.notice_of_changes_is_stated, _I, ("PP-CHG",), absence=True),
    Rule("remedies-missing", _HAS, contents.remedies_are_named, _I, ("PP-30",), absence=True),
    # What another clause asks for.
    Rule("refusal-missing", _HAS, triggered.devices_can_be_refused, _E, ("PP-10",), absence=True),
    Rule("overseas-missing", _HAS, triggered.transfer_abroad_is_stated, _E, ("PP-12", "OT-01"), absence=True),
    Rule("entrusted-missing", _HAS, triggered.entrusted_are_named, _E, ("PP-06", "PP-26"), absence=True),
    Rule("analytics-not-entrusted", _HAS, triggered.tools_have_a_party, _W, ("PP-06", "PP-26"), absence=True),
    Rule("provided-missing", _HAS, triggered.provision_is_stated, _I, ("PP-03",), absence=True),
    Rule("ground-missing", _HAS, triggered.ground_is_stated, _W, ("PP-20",), absence=True),
    Rule("ground-unknown", _HAS, triggered.ground_is_known, _I, ("PP-20",)),
    # How long.
    Rule("retention-missing", _KEEP, ends.period_is_stated, _E, ("PP-02",)),
    Rule("automatic-retention-missing", _KEEP, ends.automatic_period_is_stated, _E, ("PP-02",)),
    Rule("retention-by-unnamed-law", _KEEP, ends.law_has_a_line, _W, ("PP-04", "PP-02")),
    Rule("retention-open-ended", _KEEP, ends.period_is_a_figure, _W, ("PP-02",)),
    Rule("retention-endless", _KEEP, ends.end_will_come, _W, ("PP-02", "DS-01")),
    Rule("at-once-beside-kept", _KEEP, ends.at_once_is_meant, _I, ("PP-02",)),
    Rule("rule-without-effect", _KEEP, effect.rule_has_an_effect, _W, ("PP-02",)),
    Rule("kept-not-collected", _KEEP, effect.kept_items_are_collected, _W, ("PP-11",)),
    Rule("separate-store-empty", _KEEP, effect.separate_store_holds_something, _W, ("PP-04", "DS-07")),
    Rule("event-unused", _KEEP, effect.event_is_used, _I),
    Rule("event-of-nobody", _KEEP, effect.event_can_be_reported, _W, ("DS-01",)),
    Rule("statutory-unbound", _KEEP, statutes.line_is_bound, _E, ("PP-04",)),
    Rule("own-rule-as-law", _KEEP, statutes.own_rule_is_told_as_such, _W, ("PP-04", "DS-01")),
    Rule("statute-unnamed", _KEEP, statutes.statute_is_named, _W, ("PP-04",)),
    Rule("statute-repealed", _KEEP, statutes.statute_is_in_force, _E, ("PP-04",)),
    Rule("dormancy-repealed", _KEEP, statutes.dormancy_is_own_rule, _I),
    Rule("statute-of-another-trade", _KEEP, statutes.statute_binds_this_business, _I),
    Rule("retention-below-floor", _KEEP, statutes.figure_reaches_the_floor, "PN-51"),
    Rule("statute-figure-other", _KEEP, statutes.figure_is_that_of_the_statute, _W, ("DS-01",)),
    Rule("law-items-missing", _KEEP, statutes.items_of_a_duty_are_listed, _W, ("PP-04",)),
    Rule("retention-above-ceiling", _KEEP, bounds.nothing_outlasts_a_ceiling, "PN-10"),
    Rule("floor-above-ceiling", _KEEP, bounds.floors_stay_below_ceilings, _E),
    # Consent.
    Rule("resident-number-consent", _ASKS, asking.resident_number_is_never_asked, "PN-12", ("CS-07",)),
    Rule("resident-number-without-statute", _ASKS, asking.resident_number_has_its_statute, "PN-12", ("CS-07",)),
    Rule("unique-identifier-consent", _ASKS, asking.identifiers_have_their_own_consent, "PN-03", ("CS-06",)),
    Rule("sensitive-consent", _ASKS, asking.sensitive_items_have_their_own_consent, "PN-03", ("CS-05",)),
    Rule("optional-with-required", _ASKS, asking.optional_items_are_asked_apart, "PN-31", ("CS-NODENY",)),
    Rule("need-unsaid", _ASKS, asking.need_is_stated, _W, ("CS-NODENY",)),
    Rule("marketing-not-apart", _ASKS, asking.promotion_is_asked_apart, "PN-31", ("CS-08",)),
    Rule("kept-after-withdrawal", _ASKS, asking.withdrawal_ends_it, _W, ("DS-12",)),
    Rule("children-missing", _ASKS, triggered.children_are_stated, _I, ("PP-32", "CS-10"), absence=True),
    Rule("guardian-items-missing", _ASKS, triggered.guardian_has_items, _W, ("PP-32", "CS-10"), absence=True),
    Rule("refusal-denies-service", _ASKS, asking.refusing_denies_nothing, "PN-13", ("CS-NODENY",)),
    # Of the waivers themselves.
    Rule("waiver-ended", Group.WAIVERS, waivers.waiver_has_not_ended, _W),
    Rule("waiver-endless", Group.WAIVERS, waivers.waiver_names_its_end, _W),
    Rule("waiver-unused", Group.WAIVERS, waivers.waiver_waives_something, _W),
)
RULES = {rule.code: rule for rule in ROWS}


def nothing(case: Case) -> Iterator[Fault]:
    """Ask nothing any more; the code stays so that old waivers do not break."""
    yield from ()
