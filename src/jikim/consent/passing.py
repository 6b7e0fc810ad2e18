"""Consent to passing items on: to third parties at home (PIPA Art. 17 (2)) and abroad (PIPA Art. 28-8 (2))."""

from jikim.consent.form import Kind, Matter, Told, What, Words
from jikim.consent.matters import asked_recipients, asked_transfers, matter_of_recipient, matter_of_transfer
from jikim.consent.telling import MAY_REFUSE, Telling, texts
from jikim.messages import msg
from jikim.policy.parties import Overseas, Recipient


def provision(telling: Telling) -> tuple[Matter, ...]:
    """Return a matter for each third party: who, what for, what, how long, and that one may refuse."""
    return tuple(_recipient(telling, each) for each in asked_recipients(telling.policy))


def _recipient(telling: Telling, recipient: Recipient) -> Matter:
    role = telling.policy.role(str(recipient.role)) if recipient.role else None
    name: Words | None = recipient.name or (role.label if role else None)
    given = {"name": name, "purpose": recipient.purpose, "items": recipient.items, "until": recipient.until}
    missing = [key for key, value in given.items() if not value]
    called = name or recipient.says or "?"
    if missing:
        telling.miss("provided-incomplete", recipient.place, "CS-02",
            msg("of the provision to '{party}' the policy does not say: {missing}", party=called,
                missing=", ".join(missing)),
            msg("add to the entry: {missing}", missing=", ".join(missing)))  # fmt: skip
    told = (
        Told(What.RECIPIENT, (called,), important=True),
        Told(What.PURPOSE, (recipient.purpose or "",), important=True),
        Told(What.ITEMS, (texts(recipient.items),)),
        Told(What.PERIOD, (recipient.until or "",), important=True),
        Told(What.REFUSAL, (MAY_REFUSE, *((recipient.refusal,) if recipient.refusal else ()))),
    )
    title = msg("providing personal information to '{party}'", party=called)
    return Matter(matter_of_recipient(recipient), (Kind.PROVISION,), title, required=False, told=told)


def transfers(telling: Telling) -> tuple[Matter, ...]:
    """Return a matter for each transfer abroad by consent, with the five matters of the law."""
    return tuple(_transfer(telling, each) for each in asked_transfers(telling.policy))


def _transfer(telling: Telling, transfer: Overseas) -> Matter:
    given = {"recipient": transfer.recipient, "contact": transfer.contact, "country": transfer.country,
             "how": transfer.how, "items": transfer.items, "purpose": transfer.purpose, "until": transfer.until,
             "refusal": transfer.refusal}  # fmt: skip
    missing = [key for key, value in given.items() if not value]
    called = transfer.recipient or transfer.country or "?"
    if missing:
        telling.miss("overseas-incomplete", transfer.place, "CS-09",
            msg("of the transfer abroad to '{party}' the policy does not say: {missing}", party=called,
                missing=", ".join(missing)),
            msg("add to the entry: {missing}", missing=", ".join(missing)))  # fmt: skip
    told = (
        Told(What.ITEMS, (texts(transfer.items),)),
        Told(What.COUNTRY, (transfer.country or "",)),
        Told(What.HOW, (transfer.how or "",)),
        Told(What.RECIPIENT, (called, *((transfer.contact,) if transfer.contact else ())), important=True),
        Told(What.PURPOSE, (transfer.purpose or "",), important=True),
        Told(What.PERIOD, (transfer.until or "",), important=True),
        Told(What.REFUSAL, (MAY_REFUSE, transfer.refusal or "")),
    )
    title = msg("transferring personal information abroad to '{party}'", party=called)
    return Matter(matter_of_transfer(transfer), (Kind.OVERSEAS,), title, required=False, told=told)
