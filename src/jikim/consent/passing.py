"""Consent to passing items on: to third parties at home (PIPA Art. 17 (2)) and abroad (PIPA Art. 28-8 (2))."""

from collections.abc import Iterator

from jikim.consent.form import Kind, Matter, Told, What, Words
from jikim.consent.matters import asked_recipients, asked_transfers, matter_of_recipient, matter_of_transfer
from jikim.consent.passed import Passed, abroad, own_kinds, passed
from jikim.consent.promotion import NIGHT, promotes_in
from jikim.consent.telling import AT_NIGHT, CONTACTED, MAY_REFUSE, Telling
from jikim.law import normal
from jikim.messages import msg
from jikim.policy import Text
from jikim.policy.parties import Overseas, Recipient


def provision(telling: Telling) -> tuple[Matter, ...]:
    """Return a matter for each third party: who, what for, what, how long, and that one may refuse."""
    return _each_once(_recipient(telling, each) for each in asked_recipients(telling.policy))


def transfers(telling: Telling) -> tuple[Matter, ...]:
    """Return a matter for each transfer abroad by consent, with the five matters of the law."""
    return _each_once(_transfer(telling, each) for each in asked_transfers(telling.policy))


def _each_once(made: Iterator[Matter]) -> tuple[Matter, ...]:
    """Return matters without those that an entry written twice asks for again."""
    found: dict[str, Matter] = {}
    for matter in made:
        found.setdefault(matter.id, matter)
    return tuple(found.values())


def _recipient(telling: Telling, recipient: Recipient) -> Matter:
    role = telling.policy.role(str(recipient.role)) if recipient.role else None
    name: Words | None = recipient.name or (role.label if role else None)
    given = {"name": name, "purpose": recipient.purpose, "items": recipient.items, "until": recipient.until}
    missing = [key for key, value in given.items() if not value or not str(value).strip()]
    called = name or recipient.says or "?"
    if missing:
        telling.miss("provided-incomplete", recipient.place, "CS-02",
            msg("of the provision to '{party}' the policy does not say: {missing}", party=called,
                missing=", ".join(missing)),
            msg("add to the entry: {missing}", missing=", ".join(missing)))  # fmt: skip
    _refuse_abroad(telling, recipient, called)
    items = passed(telling.policy, recipient.items)
    kinds = (Kind.PROVISION, *own_kinds(telling, items, called), *_promoting(recipient.purpose))
    told = (
        Told(What.RECIPIENT, (called,), important=True),
        Told(What.PURPOSE, (recipient.purpose or "",), important=True),
        _items(items, kinds),
        Told(What.PERIOD, (recipient.until or "",), important=True),
        *_contacted(kinds),
        Told(What.REFUSAL, (MAY_REFUSE, recipient.refusal) if recipient.refusal else (telling.refusable(),)),
    )
    title = msg("providing personal information to '{party}'", party=called)
    return _matter(matter_of_recipient(telling.policy, recipient), kinds, title, told, items)


def _refuse_abroad(telling: Telling, recipient: Recipient, called: Words) -> None:
    """Report a third party abroad for whom the policy has no transfer: its consent tells what a transfer tells."""
    known = {normal(each.recipient) for each in telling.policy.overseas or () if each.recipient}
    if abroad(recipient.country) and normal(recipient.name or "") not in known:
        telling.miss("overseas-incomplete", recipient.place, "CS-09",
            msg("'{party}' receives items in '{country}', and nothing under `overseas:` speaks of it",
                party=called, country=recipient.country),
            msg("add `overseas:` with recipient, country, items, purpose, period, how, contact and how to refuse")
        )  # fmt: skip


def _transfer(telling: Telling, transfer: Overseas) -> Matter:
    given = {"recipient": transfer.recipient, "contact": transfer.contact, "country": transfer.country,
             "how": transfer.how, "items": transfer.items, "purpose": transfer.purpose, "until": transfer.until,
             "refusal": transfer.refusal}  # fmt: skip
    missing = [key for key, value in given.items() if not value or not str(value).strip()]
    called = transfer.recipient or transfer.country or "?"
    if missing:
        telling.miss("overseas-incomplete", transfer.place, "CS-09",
            msg("of the transfer abroad to '{party}' the policy does not say: {missing}", party=called,
                missing=", ".join(missing)),
            msg("add to the entry: {missing}", missing=", ".join(missing)))  # fmt: skip
    items = passed(telling.policy, transfer.items)
    kinds = (Kind.OVERSEAS, *own_kinds(telling, items, called), *_promoting(transfer.purpose))
    told = (
        _items(items, kinds),
        Told(What.COUNTRY, (transfer.country or "",)),
        Told(What.HOW, (transfer.how or "",)),
        Told(What.RECIPIENT, (called, *((transfer.contact,) if transfer.contact else ())), important=True),
        Told(What.PURPOSE, (transfer.purpose or "",), important=True),
        Told(What.PERIOD, (transfer.until or "",), important=True),
        *_contacted(kinds),
        Told(What.REFUSAL, (MAY_REFUSE, transfer.refusal or "")),
    )
    title = msg("transferring personal information abroad to '{party}'", party=called)
    return _matter(matter_of_transfer(telling.policy, transfer), kinds, title, told, items)


def _promoting(purpose: Text | None) -> Iterator[Kind]:
    """Yield promotion where whoever receives the items may contact people for it (PIPA Art. 22 (1) 7)."""
    if purpose is not None and promotes_in(purpose):
        yield Kind.PROMOTION
        if NIGHT.search(purpose):
            yield Kind.NIGHT


def _contacted(kinds: tuple[Kind, ...]) -> Iterator[Told]:
    if Kind.PROMOTION in kinds:
        yield CONTACTED
    if Kind.NIGHT in kinds:
        yield AT_NIGHT


def _items(items: tuple[Passed, ...], kinds: tuple[Kind, ...]) -> Told:
    secret = bool({Kind.SENSITIVE, Kind.UNIQUE_IDENTIFIER} & set(kinds))
    return Told(What.ITEMS, (", ".join(each.words for each in items),), important=secret)


def _matter(
    name: str, kinds: tuple[Kind, ...], title: Words, told: tuple[Told, ...], items: tuple[Passed, ...]
) -> Matter:
    ids = tuple(dict.fromkeys(each.item for each in items if each.item is not None))
    return Matter(name, kinds, title, required=False, told=told, items=ids)
