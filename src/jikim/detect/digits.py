"""Numbers that carry their own proof: a check digit, a date within, a prefix that somebody hands out.

Each question takes one value as a person may have typed it (spaces and hyphens are set aside) and is answered in
linear time: whatever is longer than a number can be is refused first. A check digit alone lets one number in ten
through, so `columns.py` asks for most of a column before it believes it. The resident registration number has no
check digit since October 2020, when its last six digits became random: what was issued later can only look plausible.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from enum import Enum

_SEPARATORS = re.compile(r"[ \-.]")
_LONGEST = 32
_RANDOM_SINCE = date(2020, 10, 5)  # registrations from this day on have no check digit
_RESIDENT = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_BUSINESS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_CENTURIES = {"9": 1800, "0": 1800, "1": 1900, "2": 1900, "5": 1900, "6": 1900, "3": 2000, "4": 2000, "7": 2000}
_LICENCE = re.compile(r"(?:1[1-9]|2[0-68]|[가-힣]{2})-?\d{2}-?\d{6}-?\d{2}")
_PASSPORT = re.compile(r"[MSRODTG]\d{8}|[MSRODG]\d{3}[A-Z]\d{4}", re.IGNORECASE)
_ACCOUNT = re.compile(r"\d{2,6}(?:-\d{2,7}){1,4}|\d{10,16}")
_CARDS = re.compile(
    r"4\d{12}|4\d{15}|4\d{18}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3[068]\d{12}|35\d{14}|6(?:011|[245]\d\d)\d{12,15}"
    r"|9\d{15}"
)
_MASKED_RESIDENT = re.compile(r"\d{6}-?[1-8][*X]{6}")
_MASKED_CARD = re.compile(r"(?:[\dX*•]{4}[ -]?){3}[\dX*•]{1,4}", re.IGNORECASE)


class Proof(Enum):
    """How far a number proves itself: by its check digit, by looking right where none is, or not at all."""

    CHECKED = "checked"
    PLAUSIBLE = "plausible"
    NONE = "none"


def digits(value: str) -> str:
    """Return the digits of a number that holds nothing else but separators; empty otherwise."""
    if len(value) > _LONGEST:
        return ""
    kept = _SEPARATORS.sub("", value.strip())
    return kept if kept.isascii() and kept.isdigit() else ""


def resident(value: str) -> Proof:
    """Judge a resident registration number (주민등록번호): thirteen digits, of which the seventh is 1 to 4, 9 or 0."""
    return _registered(digits(value), "123490", 11)


def foreigner(value: str) -> Proof:
    """Judge a foreigner's registration number (외국인등록번호): the same with 5 to 8."""
    return _registered(digits(value), "5678", 13)


def is_business(value: str) -> bool:
    """Say whether this is a business registration number (사업자등록번호): ten digits and their check digit."""
    number = digits(value)
    if len(number) != 10 or number.startswith("0"):
        return False
    total = _weighed(number, _BUSINESS) + int(number[8]) * 5 // 10
    return (10 - total % 10) % 10 == int(number[9])


def is_corporation(value: str) -> bool:
    """Say whether this is a corporation's registration number (법인등록번호): 13 digits, weights 1 and 2 in turn."""
    number = digits(value)
    return len(number) == 13 and (10 - _weighed(number, (1, 2) * 6) % 10) % 10 == int(number[12])


def is_card(value: str) -> bool:
    """Say whether this is a payment card's number: a prefix that is handed out, its length, and the Luhn digit."""
    number = digits(value)
    return bool(_CARDS.fullmatch(number)) and len(set(number)) > 1 and _luhn(number)


def is_masked_card(value: str) -> bool:
    """Say whether this is a card's number with some digits hidden."""
    return len(value) <= _LONGEST and any(mark in value for mark in "Xx*•") and bool(_MASKED_CARD.fullmatch(value))


def is_licence(value: str) -> bool:
    """Say whether this looks like a driver's licence (운전면허번호): region, year, six digits, two check digits.

    How the check digits are made is not published, so this is never enough by itself.
    """
    return len(value) <= _LONGEST and bool(_LICENCE.fullmatch(value.strip().replace(" ", "")))


def is_passport(value: str) -> bool:
    """Say whether this looks like a Korean passport's number: a letter and eight digits, or the form of 2021."""
    return len(value) <= _LONGEST and bool(_PASSPORT.fullmatch(value.strip()))


def is_account(value: str) -> bool:
    """Say whether this could be a bank account's number: never enough without context."""
    return len(value) <= _LONGEST and bool(_ACCOUNT.fullmatch(value.strip())) and 10 <= len(digits(value)) <= 16


def _registered(number: str, sexes: str, base: int) -> Proof:
    if len(number) != 13 or number[6] not in sexes:
        return Proof.NONE
    born = _born(number)
    if born is None:
        return Proof.NONE
    if (base - _weighed(number, _RESIDENT) % 11) % 10 == int(number[12]):
        return Proof.CHECKED
    return Proof.PLAUSIBLE if born >= _RANDOM_SINCE or base == 13 else Proof.NONE


def could_be_registered(value: str) -> bool:
    """Say whether the birth date and the gender digit are plausible, as in a number changed or issued since 2020."""
    number = digits(value)
    return len(number) == 13 and _born(number) is not None


def is_masked_resident(value: str) -> bool:
    """Say whether this is a resident or foreigner's number of which only the birth and the gender can be read."""
    return len(value) <= _LONGEST and bool(_MASKED_RESIDENT.fullmatch(value.strip()))


def _born(number: str) -> date | None:
    year = _CENTURIES.get(number[6], 2000) + int(number[:2])
    month, day = int(number[2:4]), int(number[4:6])
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def _weighed(number: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))


def _luhn(number: str) -> bool:
    doubled = (2 * int(digit) if place % 2 else int(digit) for place, digit in enumerate(reversed(number)))
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0
