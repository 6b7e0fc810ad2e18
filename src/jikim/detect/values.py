"""What the values of a column say: how many of them look like an item.

`RECOGNISERS` is a table: the item, the question asked of one value, and how far a column full of such values convinces
without any name (0: never, the form is too common). `shares` asks them all. What nobody can read is `sealed`
(encrypted, hashed): it says nothing against a name.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from jikim.detect import digits, korean, online, phones
from jikim.detect.digits import Proof

_MOST = 500  # values asked of one column
_TEXT = 20_000  # characters read of one value in search of somebody
_SHORT = 12
FULL_NAME = "name in full"  # no item: what a name must be where little else says that it is one


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A question to one value; `strict` when a column of that item can hardly hold anything else."""

    item: str
    asks: Callable[[str], bool]
    alone: float
    strict: bool = False


def _is_resident(value: str) -> bool:
    return digits.resident(value) is Proof.CHECKED or (digits.resident(value) is Proof.PLAUSIBLE and "-" in value)


def _is_foreigner(value: str) -> bool:
    return digits.foreigner(value) is Proof.CHECKED


RECOGNISERS = (
    Recogniser("email", online.is_mail, 0.95, strict=True),
    Recogniser("mobile", phones.is_mobile, 0.93, strict=True),
    Recogniser("phone", phones.is_phone, 0.8, strict=True),
    Recogniser("rrn", _is_resident, 0.97, strict=True),
    Recogniser("rrn", digits.is_masked_resident, 0.9),
    Recogniser("rrn", digits.could_be_registered, 0.0),  # a number that was changed, where a name says what it is
    Recogniser("foreigner_no", _is_foreigner, 0.95, strict=True),
    Recogniser("foreigner_no", digits.could_be_registered, 0.0),
    Recogniser("card_no", lambda value: digits.is_card(value) or digits.is_masked_card(value), 0.9, strict=True),
    Recogniser("business_no", digits.is_business, 0.8, strict=True),
    Recogniser("driver_licence", digits.is_licence, 0.7, strict=True),
    Recogniser("passport_no", digits.is_passport, 0.55, strict=True),
    Recogniser("account_no", digits.is_account, 0.0),
    Recogniser("ip", online.is_ip, 0.92, strict=True),
    Recogniser("mac", online.is_mac, 0.85, strict=True),
    Recogniser("browser", online.is_agent, 0.93),
    Recogniser("password", online.is_password_hash, 0.95),
    Recogniser("password", online.is_digest, 0.0),
    Recogniser("ci", online.is_ci, 0.6),
    Recogniser("di", online.is_di, 0.0),
    Recogniser("access_log", online.is_session, 0.0),
    Recogniser("social_url", online.is_social, 0.75),
    Recogniser("social_url", online.is_web, 0.0),
    Recogniser("location", online.is_place, 0.7),
    Recogniser("address", korean.is_address, 0.9),
    Recogniser("address", korean.is_door, 0.6),
    Recogniser("address", korean.is_postcode, 0.0),
    Recogniser("address", korean.is_province, 0.0),
    Recogniser("name", korean.is_name, 0.0),
    Recogniser(FULL_NAME, korean.is_full_name, 0.0),
    Recogniser("birth_date", korean.is_birth, 0.0, strict=True),
    Recogniser("gender", korean.is_gender, 0.0),
)
STRICT = frozenset(one.item for one in RECOGNISERS if one.strict)
# Items whose values have the form of another's: whoever is named, a telephone is a telephone.
FORMS: Mapping[str, frozenset[str]] = {
    "phone": frozenset(("phone", "mobile")),
    "mobile": frozenset(("mobile", "phone")),
    "office_phone": frozenset(("phone", "mobile")),
    "guardian_phone": frozenset(("phone", "mobile")),
    "sender_no": frozenset(("phone", "mobile")),
    "fax": frozenset(("phone",)),
    "tax_email": frozenset(("email",)),
    "login_id": frozenset(("email", "mobile", "name")),
    "contact_person": frozenset(("name", "phone", "mobile", "email")),
    "recipient_name": frozenset(("name",)),
    "guardian_name": frozenset(("name",)),
    "orderer": frozenset(("name",)),
    "depositor": frozenset(("name",)),
    "account_holder": frozenset(("name",)),
    "ceo_name": frozenset(("name",)),
    "nickname": frozenset(("name",)),
    "delivery_address": frozenset(("address",)),
    "business_address": frozenset(("address",)),
    "rrn": frozenset(("rrn", "foreigner_no")),
    "cash_receipt": frozenset(("mobile", "card_no", "business_no")),
    "referrer": frozenset(("email", "mobile", "name")),
    "social_account": frozenset(("email",)),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How many of a column's values look like an item, and how far that convinces by itself."""

    share: float
    alone: float


def looks(values: Sequence[str]) -> dict[str, Look]:
    """Return for each item which share of the values looks like it, and what that is worth alone; empty for no values.

    The shares of one item's recognisers add up by value: an address column mixes roads and doors.
    """
    kept = filled(values)
    found: dict[str, Look] = {}
    for item in dict.fromkeys(one.item for one in RECOGNISERS) if kept else ():
        asked = [one for one in RECOGNISERS if one.item == item]
        share = sum(any(one.asks(value) for one in asked) for value in kept) / len(kept)
        alone = max(one.alone * sum(map(one.asks, kept)) / len(kept) for one in asked)
        if share:
            found[item] = Look(share, alone)
    return found


def filled(values: Iterable[str]) -> list[str]:
    """Return the values that say something, no more than are needed to judge."""
    return [
        value for value in values if value.strip() and value.strip().casefold() not in {"null", "none", "-", "{}", "[]"}
    ][:_MOST]


def is_fragment(values: Sequence[str], most: int = 4) -> bool:
    """Say whether most values are a part of a number: the three fields of a telephone, its last four digits.

    `most` is the number of digits that a part may have.
    """
    kept = filled(values)
    return bool(kept) and sum(len(value) <= most and value.isdigit() for value in kept) / len(kept) > 0.8


def is_sealed(values: Sequence[str]) -> bool:
    """Say whether most values are unreadable: encrypted, hashed, random."""
    kept = filled(values)
    unread = sum(online.is_token(value) or online.is_password_hash(value) for value in kept)
    return bool(kept) and unread / len(kept) > 0.5


def names_somebody(value: str) -> bool:
    """Say whether a text holds a telephone number, a mail address or somebody's name."""
    text = value[:_TEXT]
    return bool(phones.MENTIONED.search(text) or online.MAIL.search(text)) or korean.mentions_name(text)


def share_naming(values: Sequence[str]) -> tuple[int, float]:
    """Return how many longer texts name somebody, and their share of all values."""
    kept = filled(values)
    found = sum(len(value) > _SHORT and names_somebody(value) for value in kept)
    return found, found / len(kept) if kept else 0.0


def is_technical(values: Sequence[str]) -> bool:
    """Say whether values are plainly a machine's: numbers, days, tokens, codes, paths, data without words."""
    kept = filled(values)
    return all(map(_is_of_a_machine, kept))


def _is_of_a_machine(value: str) -> bool:
    text = value.strip()[:_TEXT]
    if online.is_token(text) or online.is_web(text) or korean.is_birth(text):
        return True
    if text.isascii() and " " not in text and len(text) <= 200 and not text[:1].isupper():
        return True  # a slug, a path, a number, a code
    return text[:1] in "{[" and _holds_no_text(text)


def _holds_no_text(text: str) -> bool:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return not any(" " in each or not each.isascii() for each in _strings(read))


def _strings(read: object) -> list[str]:
    found, left = [], [read]
    while left:
        one = left.pop()
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, dict):
            left += one.values()
        elif isinstance(one, list):
            left += one
    return found
