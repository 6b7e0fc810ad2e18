"""The occasion of a collecting: what the policy asks there of such a person, worked out once and used for every record.

An occasion is an activity, a role and the cases that apply. What does not exist in the policy is refused here; what
was given, and on which consent, is judged in `admission.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jikim.consent.matters import matters
from jikim.consent.submission import Submission
from jikim.errors import RefusedError
from jikim.law import Form, LegalClass
from jikim.lifecycle import Collected, collected_items
from jikim.messages import msg
from jikim.policy import Activity, Need, Policy, remembered


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value goes that is handed in under an item's id, or under its words in the policy."""

    item: str
    label: str
    password: bool


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is declared on an occasion: each item once, and under which names it may be handed in."""

    activity: Activity
    declared: tuple[Collected, ...]
    slots: Mapping[str, Slot]
    required: frozenset[str]
    resident_numbers: frozenset[str]


def occasion_of(policy: Policy, submission: Submission) -> Occasion:
    """Return the occasion of a submission; raises RefusedError for what the policy does not know."""
    occasion = _occasion(policy, submission.activity, submission.role, submission.cases)
    _refuse_unknown_event(policy, submission)
    _refuse_unknown_consent(policy, submission)
    return occasion


@remembered
def _occasion(policy: Policy, name: str, role: str, cases: tuple[str, ...]) -> Occasion:
    activity = _activity(policy, name, role)
    _refuse_unknown_case(policy, cases)
    listed = [
        item for item in collected_items(policy, activity, role) if item.case is None or item.case in cases
    ]  # fmt: skip
    declared = _once(listed)
    slots = {item.words: _slot(policy, item) for item in listed} | {item.item: _slot(policy, item) for item in listed}
    required = frozenset(item.item for item in declared if item.need is Need.REQUIRED)
    return Occasion(activity, tuple(declared), slots, required, frozenset(_resident_numbers(policy, listed)))


def _slot(policy: Policy, item: Collected) -> Slot:
    known = policy.item(item.item)
    password = known is not None and known.form is Form.PASSWORD
    return Slot(item.item, known.label if known is not None else item.words, password)


def _resident_numbers(policy: Policy, listed: Iterable[Collected]) -> Iterable[str]:
    for name in {item.item for item in listed}:
        item = policy.item(name)
        if item is not None and LegalClass.RESIDENT_NUMBER in item.legal:
            yield name


def _once(listed: Iterable[Collected]) -> list[Collected]:
    """Return each item once: one that is required on this occasion stands on no consent that is asked for elsewhere."""
    found: dict[str, Collected] = {}
    for item in listed:
        before = found.get(item.item)
        if before is None or (before.need is Need.OPTIONAL and item.need is not Need.OPTIONAL):
            found[item.item] = item
    return list(found.values())


def _activity(policy: Policy, name: str, role: str) -> Activity:
    activity = policy.activity(name)
    if activity is None:
        raise RefusedError(
            msg("the policy has no activity called '{name}'", name=name),
            msg("nothing may be collected that the policy does not say (PIPA Art. 16)"),
            msg("use one of: {known}", known=", ".join(each.id for each in policy.activities)))  # fmt: skip
    roles = [str(each) for each in activity.roles]
    roles += [str(each) for group in activity.collect for each in group.roles]
    if roles and not set(policy.widens(role)) & set(roles):
        raise RefusedError(
            msg("'{activity}' collects nothing from the role '{role}'", activity=activity.id, role=role),
            msg("the policy names from whom each activity collects"),
            msg("use one of: {known}", known=", ".join(dict.fromkeys(roles))))  # fmt: skip
    return activity


def _refuse_unknown_case(policy: Policy, cases: tuple[str, ...]) -> None:
    known = [case for case, _ in policy.cases]
    for case in cases:
        if case not in known:
            raise RefusedError(
                msg("the policy has no case called '{name}'", name=case),
                msg("a case says under which condition items are collected"),
                msg("use one of: {known}", known=", ".join(known) or "-"))  # fmt: skip


def _refuse_unknown_event(policy: Policy, submission: Submission) -> None:
    for name, _ in submission.events:
        if policy.event(name) is None:
            known = sorted(event.id for event in policy.events)
            raise RefusedError(
                msg("the policy knows no event called '{name}'", name=name),
                msg("an event that no rule counts would be stored for nothing"),
                msg("use one of: {known}", known=", ".join(known)))  # fmt: skip


def _refuse_unknown_consent(policy: Policy, submission: Submission) -> None:
    for matter in submission.agreed:
        if matter not in matters(policy):
            raise RefusedError(
                msg("the policy asks for no consent called '{matter}'", matter=matter),
                msg("a consent counts only for the matter that was asked for"),
                msg("use one of: {known}", known=", ".join(sorted(matters(policy))) or "-"))  # fmt: skip
