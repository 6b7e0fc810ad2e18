"""May this be collected? The policy in force, a submission and the consents that stand, in; yes or a refusal, out.

1. the activity and the role are the policy's, the case, the events and the consents too; 2. every item is declared
there; 3. every required item is given; 4. what stands on consent has it (PIPA Arts. 15, 22); 5. a child is refused or
has a guardian's consent (PIPA Art. 22-2); 6. a resident number stands on a statute that allows it (PIPA Art. 24-2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jikim.consent.occasion import Occasion, Slot, occasion_of
from jikim.consent.submission import Submission
from jikim.errors import RefusedError
from jikim.law import Catalogue
from jikim.messages import msg
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


def admit(policy: Policy, law: Catalogue, submission: Submission, standing: Mapping[str, bool]) -> Admitted:
    """Return what may be stored, or raise RefusedError; `standing` says which consents are given (matter -> yes)."""
    occasion = occasion_of(policy, submission)
    by_form = _resolved(occasion, submission)
    given = {item for items in by_form.values() for item in items}
    _refuse_missing(occasion, given)
    _refuse_nothing(given, occasion.activity)
    stands_on = _refuse_without_consent(occasion, given, submission, standing)
    _refuse_child(policy, submission, by_form)
    _refuse_resident_number(law, occasion, given)
    return Admitted(
        occasion.activity,
        texts={item: str(value) for item, value in by_form["text"].items()},
        passwords={item: str(value) for item, value in by_form["password"].items()},
        files={item: value for item, value in by_form["file"].items() if isinstance(value, bytes)},
        hashed={item: str(value) for item, value in by_form["hashed"].items()},
        matters=tuple(dict.fromkeys(matter for matter in stands_on.values() if matter is not None)),
        stands_on=stands_on,
    )


def _resolved(occasion: Occasion, submission: Submission) -> dict[str, dict[str, str | bytes]]:
    """Return what was given by form and item id; refuses an item that is not declared on this occasion."""
    resolved: dict[str, dict[str, str | bytes]] = {"text": {}, "password": {}, "file": {}, "hashed": {}}
    handed: tuple[tuple[str, Mapping[str, str] | Mapping[str, bytes]], ...] = (
        ("text", submission.values), ("file", submission.files), ("hashed", submission.hashed),
    )  # fmt: skip
    for form, given in handed:
        for name, value in given.items():
            slot = occasion.slots.get(name)
            if slot is None:
                raise RefusedError(
                    msg("the item '{item}' is not collected in '{activity}' from the role '{role}'",
                        item=name, activity=submission.activity, role=submission.role),
                    msg("only the items that the policy states may be collected (PIPA Art. 16 (1))"),
                    msg("leave it out, or state it in the policy and announce the change"))  # fmt: skip
            if slot.password or form != "text":
                _refuse_form(form, slot)
            resolved["password" if slot.password and form == "text" else form][slot.item] = value
    return resolved


def _refuse_form(given: str, slot: Slot) -> None:
    """Refuse a password that could be read again, and a hash of what is no password."""
    if (slot.password and given == "file") or (not slot.password and given == "hashed"):
        raise RefusedError(
            msg("'{item}' cannot be handed in as a file", item=slot.label) if slot.password
            else msg("'{item}' is no password, and was handed in as a hash", item=slot.label),
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
