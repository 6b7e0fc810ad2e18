"""Korean names and addresses, as far as their form tells: surnames, provinces, roads, houses.

A name of three syllables may as well be a fruit, so `is_name` is believed only for most of a column and with
context (`columns.py`). An address is more telling: a province or a district, and a road or a lot with its number.
The words stand in names.toml.
"""

import re
from datetime import date
from functools import cache

from jikim.detect.words import words

_HANGUL = re.compile(r"[가-힣]{2,5}")
_LONGEST = 120
_ROAD = re.compile(
    r"[가-힣0-9·.]{1,20}(?:대로|로|길)\s{0,2}(?:\d{1,4}번?[가나다]?길\s{0,2})?(?:지하\s?)?\d{1,5}(?:-\d{1,4})?"
)
_LOT = re.compile(r"[가-힣0-9]{1,10}(?:동|리|가|읍|면)\s{1,2}(?:산\s?)?\d{1,5}(?:-\d{1,4})?(?:번지)?")
_DISTRICT = re.compile(r"[가-힣]{1,6}(?:시|군|구)(?=\s)")
_DOOR = re.compile(r"(?:[가-힣A-Za-z0-9]{1,20}\s{0,2})?\d{1,4}동\s{0,2}\d{1,5}호|[\w가-힣 ]{0,30}\d{1,3}층|\d{1,5}호")
_POSTCODE = re.compile(r"(?:0[1-9]|[1-5]\d|6[0-3])\d{3}|\d{3}-\d{3}")
_DAY = re.compile(r"((?:19|20)\d\d)[-./년 ]{0,2}(\d{1,2})[-./월 ]{0,2}(\d{1,2})일?")
_SHORT_DAY = re.compile(r"(\d\d)(\d\d)(\d\d)")
_MENTIONED = re.compile(r"(?<![가-힣])([가-힣]{2,4})\s?(?:님|씨|고객|회원|입니다|이에요)(?![가-힣]{3})")
_GENDERS = frozenset(
    ("m", "f", "male", "female", "man", "woman", "남", "여", "남자", "여자", "남성", "여성", "0", "1", "2", "3", "4")
)


def is_name(value: str) -> bool:
    """Say whether this could be a Korean person's name: a surname, and one to three syllables; hidden ones too."""
    name = value.strip().replace("*", "영").replace("○", "영") if len(value) <= 16 else ""
    return bool(_HANGUL.fullmatch(name)) and _surname(name) != "" and len(name) - len(_surname(name)) in {1, 2, 3}


def is_full_name(value: str) -> bool:
    """Say whether this is a name of the common length: surname and two syllables."""
    return is_name(value) and len(value.strip()) - len(_surname(value.strip())) == 2


def is_address(value: str) -> bool:
    """Say whether this is a Korean address, by road or by lot; a door (`101동 1203호`) alone is `is_door`."""
    text = value.strip()
    if len(text) > _LONGEST or "\n" in text:
        return False
    known = any(text.lstrip("([0123456789)] ").startswith(name) for name in words().provinces)
    housed = _ROAD.search(text) or _LOT.search(text) or (known and " " in text)
    return bool(housed and (known or _DISTRICT.match(text)))


def is_door(value: str) -> bool:
    """Say whether this is the second line of an address: building, floor, flat."""
    return len(value) <= 60 and bool(_DOOR.fullmatch(value.strip()))


def is_province(value: str) -> bool:
    """Say whether this is a province or a large city."""
    return len(value) <= 12 and value.strip() in words().provinces


def is_postcode(value: str) -> bool:
    """Say whether this is a postcode: five digits up to 63 thousand, or six of before 2015."""
    return len(value) <= 8 and bool(_POSTCODE.fullmatch(value.strip()))


def is_birth(value: str) -> bool:
    """Say whether this could be a date of birth: a real day since 1900, written whole or in six digits."""
    if len(value) > 20:
        return False
    text = value.strip().removesuffix("00:00:00").strip()
    whole, short = _DAY.fullmatch(text), _SHORT_DAY.fullmatch(text)
    if whole:
        return _is_day(*map(int, whole.groups()))
    return short is not None and _is_day(2000 + int(short[1]), int(short[2]), int(short[3]))


def is_gender(value: str) -> bool:
    """Say whether this is one of the words or codes for a gender."""
    return value.strip().casefold() in _GENDERS if len(value) <= 8 else False


def mentions_name(value: str) -> bool:
    """Say whether somebody is named in this text with a word of address: 홍길동님, 홍길동입니다."""
    return any(is_full_name(found[1]) for found in _MENTIONED.finditer(value))


def _surname(name: str) -> str:
    if len(name) > 2 and name[:2] in words().surnames:
        return name[:2]
    return name[:1] if name[:1] in words().surnames else ""


@cache
def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
