"""Waivers: findings for which somebody takes responsibility, with a reason and until a day.

A waiver names the rule and, with `of`, what it is about (an activity, an item, a party, as id or as printed).
One that has ended waives nothing; one that waives nothing hides what nobody sees any more. Both are findings, and
no waiver waives them.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from jikim.check.case import Case, Fault
from jikim.messages import msg
from jikim.policy.parties import Waiver

CODES = ("waiver-ended", "waiver-endless", "waiver-unused")


def has_ended(waiver: Waiver, on: date) -> bool:
    """Return whether a waiver is over; its last day is the one it names, and one without a day never ended."""
    return waiver.until is not None and waiver.until < on


def waives(waiver: Waiver, rule: str, fault: Fault, on: date) -> bool:
    """Return whether a waiver takes responsibility for a fault."""
    meant = waiver.rule == rule and rule not in CODES and not has_ended(waiver, on)
    return meant and (waiver.of is None or str(waiver.of) in fault.about)


def idle(waivers: Iterable[Waiver], faults: Iterable[tuple[str, Fault]], on: date) -> tuple[Waiver, ...]:
    """Return the waivers that waive none of these faults (rule and fault)."""
    found = tuple(faults)
    return tuple(one for one in waivers if not any(waives(one, rule, fault, on) for rule, fault in found))


def waiver_has_not_ended(case: Case) -> Iterator[Fault]:
    """A waiver is looked at again on the day it names.

    Source: the policy itself, which names the day.

    Avoid:  waivers: [{rule: officer-unnamed, reason: 개편 중, until: 2024-01-31}], in 2026
    Prefer: the fault mended, or a new day with a new reason
    """
    for waiver in case.policy.waivers:
        if has_ended(waiver, case.on) and waiver.until is not None:
            yield Fault(waiver.place,
                msg("the waiver of '{rule}' ended on {day}", rule=waiver.rule, day=waiver.until.isoformat()),
                msg("a waiver holds until the day it names, and waives nothing after it"),
                msg("mend what it waived, or decide again with a new day and reason"),
                (str(waiver.rule),))  # fmt: skip


def waiver_names_its_end(case: Case) -> Iterator[Fault]:
    """A waiver names the day on which it is looked at again; it waives until then, and without a day too.

    Source: the policy language; what is waived for ever is forgotten.

    Avoid:  waivers: [{rule: officer-unnamed, reason: 개편 중}]
    Prefer: waivers: [{rule: officer-unnamed, reason: 개편 중, until: 2027-01-31}]
    """
    for waiver in case.policy.waivers:
        if waiver.until is None:
            yield Fault(waiver.place,
                msg("the waiver of '{rule}' names no end", rule=waiver.rule),
                msg("what is waived for ever is forgotten"),
                msg("add `until:` with the day on which it is decided again"),
                (str(waiver.rule),))  # fmt: skip


def waiver_waives_something(case: Case) -> Iterator[Fault]:
    """A waiver goes when what it waived is gone.

    Source: the policy itself; a waiver that waives nothing would hide the next fault of its kind.

    Avoid:  waivers: [{rule: officer-unnamed, reason: 개편 중, until: 2027-01-31}], and the officer is named
    Prefer: no waiver
    """
    for waiver in case.idle:
        if not has_ended(waiver, case.on):
            yield Fault(waiver.place,
                msg("the waiver of '{rule}' waives nothing", rule=waiver.rule),
                msg("a waiver that waives nothing would hide the next fault of its kind"),
                msg("take it out, or correct `rule:` and `of:`"),
                (str(waiver.rule),))  # fmt: skip
