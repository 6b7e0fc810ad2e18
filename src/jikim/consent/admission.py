"""May this be collected? The policy in force, a submission and the consents that stand, in; yes or a refusal, out.

1. the activity and the role are the policy's, the case, the events and the consents too; 2. every item is declared
there; 3. every required item is given; 4. what stands on consent has it (PIPA Arts. 15, 22); 5. a child is refused or
has a guardian's consent (PIPA Art. 22-2); 6. a resident number stands on a statute that allows it (PIPA Art. 24-2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NoReturn

from jikim.consent.occasion import Occasion, occasion_of
from jikim.consent.submission import Submission
from jikim.errors import RefusedError
from jikim.law import Catalogue
from jikim.messages import Message, msg
from jikim.period import instant_of, turns
from jikim.policy import Activity, BasisKind, Policy


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


@dataclass(slots=True)
class _Resolved:
    """What was handed in, by the form in which it came and by item id."""

    texts: dict[str, str]
    passwords: dict[str, str]
    files: dict[str, bytes]
    hashed: dict[str, str]

    def __repr__(self) -> str:
        return "_Resolved(***)"


def admit(policy: Policy, law: Catalogue, submission: Submission, standing: Mapping[str, bool]) -> Admitted:
    """Return what may be stored, or raise RefusedError; `standing` says which consents are given (matter -> yes)."""
    occasion = occasion_of(policy, submission)
    resolved = _resolved(occasion, submission)
    given = {*resolved.texts, *resolved.passwords, *resolved.files, *resolved.hashed}
    _refuse_missing(occasion, given)
    _refuse_nothing(given, occasion.activity)
    stands_on = _refuse_without_consent(occasion, given, submission, standing)
    _refuse_child(policy, submission, resolved.texts)
    _refuse_resident_number(law, occasion, given)
    return Admitted(
        occasion.activity,
        texts=resolved.texts,
        passwords=resolved.passwords,
        files=resolved.files,
        hashed=resolved.hashed,
        matters=tuple(dict.fromkeys(matter for matter in stands_on.values() if matter is not None)),
        stands_on=stands_on,
    )


def _resolved(occasion: Occasion, submission: Submission) -> _Resolved:
    """Return what was given by form and item id; refuses an item that is not declared on this occasion."""
    resolved, slots = _Resolved({}, {}, {}, {}), occasion.slots
    for name, text in submission.values.items():
        slot = slots.get(name) or _refuse_undeclared(submission, name)
        (resolved.passwords if slot.password else resolved.texts)[slot.item] = str(text)
    for name, data in submission.files.items():
        slot = slots.get(name) or _refuse_undeclared(submission, name)
        if slot.password:
            raise _wrong_form(msg("'{item}' cannot be handed in as a file", item=slot.label))
        resolved.files[slot.item] = data
    for name, text in submission.hashed.items():
        slot = slots.get(name) or _refuse_undeclared(submission, name)
        if not slot.password:
            raise _wrong_form(msg("'{item}' is no password, and was handed in as a hash", item=slot.label))
        resolved.hashed[slot.item] = str(text)
    return resolved


def _refuse_undeclared(submission: Submission, name: str) -> NoReturn:
    raise RefusedError(
        msg("the item '{item}' is not collected in '{activity}' from the role '{role}'",
            item=name, activity=submission.activity, role=submission.role),
        msg("only the items that the policy states may be collected (PIPA Art. 16 (1))"),
        msg("leave it out, or state it in the policy and announce the change"))  # fmt: skip


def _wrong_form(what: Message) -> RefusedError:
    """Return the refusal of a password that could be read again, or of a hash of what is no password."""
    return RefusedError(
        what,
        msg("a password is kept as a hash only, and everything else as it was given"),
        msg("hand it in as a text"))  # fmt: skip


def _refuse_missing(occasion: Occasion, given: set[str]) -> None:
    if occasion.required <= given:
        return
    missing = [item.words for item in occasion.declared if item.item in occasion.required - given]
    raise RefusedError(
        msg("required items are missing in '{activity}': {items}",
            activity=occasion.activity.id, items=", ".join(missing)),
        msg("the policy says that the service cannot be given without them (PIPA Art. 16 (2))"),
        msg("ask for them, or make them optional in the policy"))  # fmt: skip


def _refuse_nothing(given: set[str], activity: Activity) -> None:
    if not given:
        raise RefusedError(
            msg("nothing is given in '{activity}'", activity=activity.id),
            msg("a record without an item would never end, for nothing in it does"),
            msg("hand in an item; a consent alone is reported as a consent"))  # fmt: skip


def _refuse_without_consent(
    occasion: Occasion, given: set[str], submission: Submission, standing: Mapping[str, bool]
) -> dict[str, str | None]:
    """Return the consent that each given item stands on, None for none; refuses those that nobody gave."""
    stands_on: dict[str, str | None] = {}
    for item in occasion.declared:
        if item.item not in given:
            continue
        stands_on[item.item] = item.matter
        if item.matter is not None and item.matter not in submission.agreed and not standing.get(item.matter, False):
            raise RefusedError(
                msg("'{item}' was given without the consent '{matter}'", item=item.words, matter=item.matter),
                msg("what stands on consent is collected only after it was asked for by itself (PIPA Art. 22 (1))"),
                msg("ask for the consent, or leave the item out"))  # fmt: skip
    return stands_on


def _refuse_child(policy: Policy, submission: Submission, texts: Mapping[str, str]) -> None:
    rule = policy.children
    born = submission.born or _born(texts.get("birth_date"))
    if rule is None or born is None or submission.at >= instant_of(turns(born, rule.under)):
        return
    if rule.rule.value == "guardian" and submission.guardian:
        return
    raise RefusedError(
        msg("the person is under {age}", age=rule.under),
        msg("a child's information needs the consent of a legal representative (PIPA Art. 22-2)"),
        msg("refuse the sign-up") if rule.rule.value == "refuse" else msg("ask the legal representative first"),
    )


def _born(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        return None


def _refuse_resident_number(law: Catalogue, occasion: Occasion, given: set[str]) -> None:
    numbers = occasion.resident_numbers & given
    if not numbers:
        return
    activity = occasion.activity
    grounds = [basis.law for basis in (activity.basis, *(purpose.basis for purpose in activity.purposes))
               if basis is not None and basis.kind is BasisKind.LAW and basis.law]  # fmt: skip
    found = [law.find_ground(name) for name in grounds]
    if not any(ground is not None and "rrn" in ground.allows for ground in found):
        raise RefusedError(
            msg("'{item}' is a resident number, and '{activity}' names no statute that allows it",
                item=occasion.slots[min(numbers)].label, activity=activity.id),
            msg("consent is never a ground for a resident number (PIPA Art. 24-2 (1))"),
            msg("collect another item, or name the statute: `basis: {{law: ...}}`"))  # fmt: skip
