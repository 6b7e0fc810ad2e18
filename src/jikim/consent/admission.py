"""May this be collected? The policy in force, a submission and the consents that stand, in; yes or a refusal, out.

1. the activity and the role are the policy's, the case, the events and the consents too; 2. every item is declared
there; 3. every required item is given; 4. what stands on consent has it (PIPA Arts. 15, 22); 5. a child is refused or
has a guardian's consent (PIPA Art. 22-2); 6. a resident number stands on a statute that allows it (PIPA Art. 24-2).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from jikim.consent.submission import Submission
from jikim.errors import RefusedError
from jikim.law import Catalogue, Form, LegalClass
from jikim.lifecycle import Collected, collected_items
from jikim.messages import msg
from jikim.period import instant_of, turns
from jikim.policy import Activity, BasisKind, Item, Need, Policy


@dataclass(frozen=True, slots=True)
class Admitted:
    """What may be stored: texts, files and passwords by item id, and the consents this collecting rests on.

    `stands_on` says for each item given on which consent it stands, None for one that needs none.
    """

    activity: Activity
    texts: Mapping[str, str]
    passwords: Mapping[str, str]
    files: Mapping[str, bytes]
    hashed: Mapping[str, str]
    matters: tuple[str, ...]
    stands_on: Mapping[str, str | None]

    def __repr__(self) -> str:
        return f"Admitted({self.activity.id})"

    @property
    def items(self) -> tuple[str, ...]:
        """Return the ids of every item given."""
        return (*self.texts, *self.passwords, *self.files, *self.hashed)


def admit(policy: Policy, law: Catalogue, submission: Submission, standing: Mapping[str, bool]) -> Admitted:
    """Return what may be stored, or raise RefusedError; `standing` says which consents are given (matter -> yes)."""
    activity = _activity(policy, submission)
    listed = [
        item for item in collected_items(policy, activity, submission.role)
        if item.case is None or item.case in submission.cases
    ]  # fmt: skip
    by_form = _resolved(policy, listed, submission)
    declared = _once(listed)
    given = {item for items in by_form.values() for item in items}
    _refuse_missing(declared, given, activity)
    _refuse_nothing(given, activity)
    matters = _refuse_without_consent(declared, given, submission, standing)
    _refuse_child(policy, submission, by_form)
    _refuse_resident_number(policy, law, activity, given)
    return Admitted(
        activity,
        texts={item: str(value) for item, value in by_form["text"].items()},
        passwords={item: str(value) for item, value in by_form["password"].items()},
        files={item: value for item, value in by_form["file"].items() if isinstance(value, bytes)},
        hashed={item: str(value) for item, value in by_form["hashed"].items()},
        matters=matters,
        stands_on={item.item: item.matter for item in declared if item.item in given},
    )


def _once(listed: Iterable[Collected]) -> list[Collected]:
    """Return each item once: one that is required on this occasion stands on no consent that is asked for elsewhere."""
    found: dict[str, Collected] = {}
    for item in listed:
        before = found.get(item.item)
        if before is None or (before.need is Need.OPTIONAL and item.need is not Need.OPTIONAL):
            found[item.item] = item
    return list(found.values())


def _activity(policy: Policy, submission: Submission) -> Activity:
    activity = policy.activity(submission.activity)
    if activity is None:
        raise RefusedError(
            msg("the policy has no activity called '{name}'", name=submission.activity),
            msg("nothing may be collected that the policy does not say (PIPA Art. 16)"),
            msg("use one of: {known}", known=", ".join(each.id for each in policy.activities)))  # fmt: skip
    roles = [str(role) for role in activity.roles]
    roles += [str(role) for group in activity.collect for role in group.roles]
    if roles and not set(policy.widens(submission.role)) & set(roles):
        raise RefusedError(
            msg("'{activity}' collects nothing from the role '{role}'", activity=activity.id, role=submission.role),
            msg("the policy names from whom each activity collects"),
            msg("use one of: {known}", known=", ".join(dict.fromkeys(roles))))  # fmt: skip
    _refuse_unknown_case(policy, submission)
    _refuse_unknown_event(policy, submission)
    _refuse_unknown_consent(policy, submission)
    return activity


def _refuse_unknown_case(policy: Policy, submission: Submission) -> None:
    known = [case for case, _ in policy.cases]
    for case in submission.cases:
        if case not in known:
            raise RefusedError(
                msg("the policy has no case called '{name}'", name=case),
                msg("a case says under which condition items are collected"),
                msg("use one of: {known}", known=", ".join(known) or "-"))  # fmt: skip


def _refuse_unknown_event(policy: Policy, submission: Submission) -> None:
    known = [event.id for event in policy.events]
    for name, _ in submission.events:
        if name not in known:
            raise RefusedError(
                msg("the policy knows no event called '{name}'", name=name),
                msg("an event that no rule counts would be stored for nothing"),
                msg("use one of: {known}", known=", ".join(sorted(known))))  # fmt: skip


def _refuse_unknown_consent(policy: Policy, submission: Submission) -> None:
    known = sorted({group.matter for activity in policy.activities for group in activity.collect})
    for matter in submission.agreed:
        if matter not in known:
            raise RefusedError(
                msg("the policy asks for no consent called '{matter}'", matter=matter),
                msg("a consent counts only for the matter that was asked for"),
                msg("use one of: {known}", known=", ".join(known) or "-"))  # fmt: skip


def _resolved(
    policy: Policy, declared: Iterable[Collected], submission: Submission
) -> dict[str, dict[str, str | bytes]]:
    """Return what was given by form and item id; refuses an item that is not declared on this occasion."""
    by_words = {item.words: item.item for item in declared} | {item.item: item.item for item in declared}
    resolved: dict[str, dict[str, str | bytes]] = {"text": {}, "password": {}, "file": {}, "hashed": {}}
    given: list[tuple[str, str, str | bytes]] = [("text", name, value) for name, value in submission.values.items()]
    given += [("file", name, data) for name, data in submission.files.items()]
    given += [("hashed", name, encoded) for name, encoded in submission.hashed.items()]
    for form, name, value in given:
        if name not in by_words:
            raise RefusedError(
                msg("the item '{item}' is not collected in '{activity}' from the role '{role}'",
                    item=name, activity=submission.activity, role=submission.role),
                msg("only the items that the policy states may be collected (PIPA Art. 16 (1))"),
                msg("leave it out, or state it in the policy and announce the change"))  # fmt: skip
        item = policy.item(by_words[name])
        _refuse_form(form, item)
        resolved[_form(form, item)][by_words[name]] = value
    return resolved


def _refuse_form(given: str, item: Item | None) -> None:
    """Refuse a password that could be read again, and a hash of what is no password."""
    password = item is not None and item.form is Form.PASSWORD
    if item is not None and ((password and given == "file") or (not password and given == "hashed")):
        raise RefusedError(
            msg("'{item}' cannot be handed in as a file", item=item.label) if password
            else msg("'{item}' is no password, and was handed in as a hash", item=item.label),
            msg("a password is kept as a hash only, and everything else as it was given"),
            msg("hand it in as a text"))  # fmt: skip


def _form(given: str, item: Item | None) -> str:
    """Return how an item is to be stored; a password given as text is hashed, never kept."""
    return "password" if given == "text" and item is not None and item.form is Form.PASSWORD else given


def _refuse_missing(declared: Iterable[Collected], given: set[str], activity: Activity) -> None:
    missing = [item.words for item in declared if item.need is Need.REQUIRED and item.item not in given]
    if missing:
        raise RefusedError(
            msg("required items are missing in '{activity}': {items}", activity=activity.id, items=", ".join(missing)),
            msg("the policy says that the service cannot be given without them (PIPA Art. 16 (2))"),
            msg("ask for them, or make them optional in the policy"))  # fmt: skip


def _refuse_nothing(given: set[str], activity: Activity) -> None:
    if not given:
        raise RefusedError(
            msg("nothing is given in '{activity}'", activity=activity.id),
            msg("a record without an item would never end, for nothing in it does"),
            msg("hand in an item; a consent alone is reported as a consent"))  # fmt: skip


def _refuse_without_consent(
    declared: Iterable[Collected], given: set[str], submission: Submission, standing: Mapping[str, bool]
) -> tuple[str, ...]:
    """Return the consents that the given items stand on; refuses those that nobody gave."""
    matters: dict[str, None] = {}
    for item in declared:
        if item.matter is None or item.item not in given:
            continue
        if item.matter not in submission.agreed and not standing.get(item.matter, False):
            raise RefusedError(
                msg("'{item}' was given without the consent '{matter}'", item=item.words, matter=item.matter),
                msg("what stands on consent is collected only after it was asked for by itself (PIPA Art. 22 (1))"),
                msg("ask for the consent, or leave the item out"))  # fmt: skip
        matters[item.matter] = None
    return tuple(matters)


def _refuse_child(policy: Policy, submission: Submission, given: Mapping[str, Mapping[str, str | bytes]]) -> None:
    rule = policy.children
    born = submission.born or _born(given["text"].get("birth_date"))
    if rule is None or born is None or submission.at >= instant_of(turns(born, rule.under)):
        return
    if rule.rule.value == "guardian" and submission.guardian:
        return
    raise RefusedError(
        msg("the person is under {age}", age=rule.under),
        msg("a child's information needs the consent of a legal representative (PIPA Art. 22-2)"),
        msg("refuse the sign-up") if rule.rule.value == "refuse" else msg("ask the legal representative first"),
    )


def _born(text: str | bytes | None) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _refuse_resident_number(policy: Policy, law: Catalogue, activity: Activity, given: Iterable[str]) -> None:
    numbers = [
        item for item in (policy.item(name) for name in given)
        if item is not None and LegalClass.RESIDENT_NUMBER in item.legal
    ]  # fmt: skip
    if not numbers:
        return
    grounds = [basis.law for basis in (activity.basis, *(purpose.basis for purpose in activity.purposes))
               if basis is not None and basis.kind is BasisKind.LAW and basis.law]  # fmt: skip
    found = [law.find_ground(name) for name in grounds]
    if not any(ground is not None and "rrn" in ground.allows for ground in found):
        raise RefusedError(
            msg("'{item}' is a resident number, and '{activity}' names no statute that allows it",
                item=numbers[0].label, activity=activity.id),
            msg("consent is never a ground for a resident number (PIPA Art. 24-2 (1))"),
            msg("collect another item, or name the statute: `basis: {{law: ...}}`"))  # fmt: skip
