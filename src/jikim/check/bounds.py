"""Retention, fourth part: where the rules of one strand cross.

A floor forbids destruction before, a ceiling forces it by then. Two statutes that cross cannot both be obeyed:
nothing of that strand is destroyed until a person decides. Rules are compared only where they count from the
same event; what counts from different events cannot be known here.
"""

from collections.abc import Iterator

from jikim.check.case import Case, Fault, names
from jikim.check.length import is_longer, told
from jikim.check.statutes import DORMANCY, too_long_for_a_statute
from jikim.lifecycle import ERASURE, WITHDREW, Bound, Rule, Strand
from jikim.messages import msg
from jikim.period import Period


def nothing_outlasts_a_ceiling(case: Case) -> Iterator[Fault]:
    """No rule keeps longer than a statute allows.

    Source: PIPA Art. 21 (1), and the article of the statute that forces destruction.

    Avoid:  keep: [{until: 2 years after collected}, {until: at once after collected, law: location/data, items: ...}]
    Prefer: keep: [{until: at once after collected, law: location/data, items: [위치정보]}]
    """
    yield from too_long_for_a_statute(case)
    yield from _sleepers(case)
    found: dict[tuple[str, str], Fault] = {}
    for strand in case.strands:
        for ceiling in strand.keeping.of(Bound.CEILING):
            # A line that itself prints more than its statute allows was told above, where it stands.
            others = [rule for rule in strand.keeping.of(Bound.PROMISE) if rule.reason != ceiling.reason]
            if any(_ends_later(rule, ceiling) for rule in others):
                fault = _crossing(case, strand, ceiling)
                found.setdefault((strand.activity, ceiling.reason), fault)
    yield from found.values()


def _crossing(case: Case, strand: Strand, ceiling: Rule) -> Fault:
    activity = next(each for each in case.policy.activities if each.id == strand.activity)
    duty = case.catalogue.retention(ceiling.reason)
    return Fault(activity.place,
        msg("a rule of '{activity}' keeps longer than '{law}' allows", activity=activity.label, law=duty.alias),
        msg("what the statute names must be destroyed by then ({article})", article=case.cite(duty.id)),
        msg("shorten the rule, or leave these items out of it with `except:`"),
        (*names(activity), duty.alias, duty.id), case.doubted(duty), (duty.id, "DS-01"))  # fmt: skip


def _sleepers(case: Case) -> Iterator[Fault]:
    """Yield what moved sleepers apart later than the old duty allowed, while it stood."""
    ceiling = case.catalogue.retention(DORMANCY).ceiling(case.on)
    for end in (case.policy.dormant, *(activity.dormant for activity in case.policy.activities)):
        if ceiling and end is not None and is_longer(end.period, Period.from_iso(ceiling)):
            yield Fault(end.words.place,
                msg("people who have not come back are moved apart after {said}, and the statute says {ceiling}",
                    said=told(end.period), ceiling=told(Period.from_iso(ceiling))),
                msg("what the statute names must be destroyed or stored apart by then ({article})",
                    article=case.cite(DORMANCY)),
                msg("write the statute's period or a shorter one"),
                ("dormant",), law=(DORMANCY,))  # fmt: skip


def floors_stay_below_ceilings(case: Case) -> Iterator[Fault]:
    """Of two statutes for one item, one must not forbid what the other demands.

    Source: both articles; until a person decides, nothing of the strand is destroyed.

    Avoid:  a line of ecommerce/payment for 5 years and one of location/data for at once, both on 위치정보
    Prefer: each line with the items that its statute is about
    """
    found: dict[tuple[str, str, str], Fault] = {}
    for strand in case.strands:
        for floor in strand.keeping.of(Bound.FLOOR):
            for ceiling in strand.keeping.of(Bound.CEILING):
                by_law = case.catalogue.find_retention(floor.reason) is not None
                if by_law and floor.reason != ceiling.reason and _ends_later(floor, ceiling):
                    fault = _contradiction(case, strand, floor, ceiling)
                    found.setdefault((strand.activity, floor.reason, ceiling.reason), fault)
    yield from found.values()


def _contradiction(case: Case, strand: Strand, floor: Rule, ceiling: Rule) -> Fault:
    activity = next(each for each in case.policy.activities if each.id == strand.activity)
    least, most = (case.catalogue.find_retention(rule.reason) for rule in (floor, ceiling))
    ids = tuple(duty.id for duty in (least, most) if duty)
    articles = [case.cite(name) for name in ids]
    item = case.policy.item(strand.items[0])
    return Fault(activity.place,
        msg("'{item}' of '{activity}' must be kept under '{floor}' longer than '{ceiling}' allows",
            item=item.label if item else strand.items[0], activity=activity.label, floor=floor.reason,
            ceiling=ceiling.reason),
        msg("one statute forbids destruction, another forces it ({articles})", articles="; ".join(map(str, articles))),
        msg("give each line the items that its statute is about; until then nothing of them is destroyed"),
        (*names(activity), *strand.items), case.doubted(least, most), ids)  # fmt: skip


def _ends_later(rule: Rule, ceiling: Rule) -> bool:
    """Return whether each end of a rule surely comes after some end of the ceiling."""
    terms = [term for term in rule.terms if not term.event.startswith((ERASURE, WITHDREW))]
    return bool(terms) and any(
        all(_same(term.event, end.event) and is_longer(term.period, end.period) for term in terms)
        for end in ceiling.terms
    )


def _same(one: str, other: str) -> bool:
    return one.rstrip("+") == other.rstrip("+")
