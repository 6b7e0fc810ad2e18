"""A change of law, for one policy: what binds from one day to another, and what that does to what was promised.

The same question as for two versions, with the policy standing still: two days, or two catalogues, or both.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jikim.change.difference import Difference, Kind, Subject
from jikim.change.matching import activity_labels, item_labels
from jikim.change.periods import lives_of
from jikim.change.reach import Reach, bounds, compared
from jikim.check import RULES, check
from jikim.errors import Finding
from jikim.law import Amendment, Catalogue, Category, Fact
from jikim.lifecycle import Rule
from jikim.messages import msg
from jikim.policy import Policy


@dataclass(frozen=True, slots=True)
class Law:
    """The law as a catalogue says it was on a day."""

    catalogue: Catalogue
    on: date


@dataclass(frozen=True, slots=True)
class LawChange:
    """What changed between two days of the law; `rules` are codes of the check that are asked from then on, or not.

    `lives` are the items of the policy whose floor or ceiling changed; `appeared` and `vanished` are findings.
    """

    amendments: tuple[Amendment, ...]
    begun: tuple[Fact, ...]
    ceased: tuple[Fact, ...]
    rules_begun: tuple[str, ...]
    rules_ceased: tuple[str, ...]
    appeared: tuple[Finding, ...]
    vanished: tuple[Finding, ...]
    lives: tuple[Difference, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed for this policy; what was amended may still bind in other ways."""
        return not (self.appeared or self.vanished or self.lives)


def law_change(policy: Policy, before: Law, after: Law) -> LawChange:
    """Return what a change of law does to a policy."""
    was, now = _facts(before), _facts(after)
    asked, asks = _asked(before), _asked(after)
    found = {_key(one): one for one in check(policy, before.catalogue, before.on)}
    finds = {_key(one): one for one in check(policy, after.catalogue, after.on)}
    days = sorted((before.on, after.on))
    return LawChange(
        amendments=tuple(one for one in after.catalogue.amendments() if days[0] < one.day <= days[1]),
        begun=tuple(fact for name, fact in now.items() if name not in was),
        ceased=tuple(fact for name, fact in was.items() if name not in now),
        rules_begun=tuple(sorted(asks - asked)),
        rules_ceased=tuple(sorted(asked - asks)),
        appeared=tuple(one for key, one in finds.items() if key not in found),
        vanished=tuple(one for key, one in found.items() if key not in finds),
        lives=tuple(_lives(policy, before, after)),
    )


def _facts(law: Law) -> dict[str, Fact]:
    return {fact.id: fact for category in Category for fact in law.catalogue.facts(category, law.on)}


def _asked(law: Law) -> set[str]:
    """Return the rules of the check that are asked: those without law, and those some of whose law is in force."""
    return {code for code, rule in RULES.items()
            if not rule.law or any(law.catalogue.in_force(name, law.on) for name in rule.law)}  # fmt: skip


def _key(finding: Finding) -> tuple[str, object, str, str]:
    """Return what makes two findings one: a finding that became graver is another one."""
    return finding.rule, finding.place, str(finding.what), finding.severity.value


def _lives(policy: Policy, before: Law, after: Law) -> Iterator[Difference]:
    was, now = (lives_of(policy, law.catalogue, law.on) for law in (before, after))
    together: dict[tuple[str, str, tuple[Rule, ...], tuple[Rule, ...], Reach], list[tuple[str, str]]] = {}
    for (activity, role, item), strand in now.items():
        earlier = was[activity, role, item].keeping
        if bounds(earlier) != bounds(strand.keeping):
            key = (activity, "", bounds(earlier), bounds(strand.keeping), compared(earlier, strand.keeping))
            together.setdefault(key, []).append((role, item))
    for (activity, _, old, new, reach), found in together.items():
        items = tuple(sorted({item for _, item in found}))
        known = policy.activity(activity)
        place = known.place if known else policy.place_of("activities")
        kind = {Reach.LONGER: Kind.WIDENED, Reach.SHORTER: Kind.NARROWED}.get(reach, Kind.MOVED)
        yield Difference(kind, Subject.PERIOD,
            msg("what the law says of '{items}' of '{activity}' changes: '{new}', before '{old}'",
                items=item_labels(policy, items), activity=activity_labels(policy, [activity]), new=_said(new),
                old=_said(old)),
            place, place, (activity,), tuple(sorted({role for role, _ in found})), items)  # fmt: skip


def _said(rules: tuple[Rule, ...]) -> str:
    """Return bounds in short: statute, which way it points, how long after what."""
    return " · ".join(f"{rule.reason} {rule.bound.value} {_ends(rule)}" for rule in rules) or "-"


def _ends(rule: Rule) -> str:
    return ", ".join(f"{term.event}+{term.period.iso()}" for term in rule.terms)
