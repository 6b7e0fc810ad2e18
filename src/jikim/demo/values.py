"""Invented values: nobody's name, numbers that nobody has, and in every text the mark of its owner.

The mark is what makes residue visible: it occurs nowhere but in what a person gave, so that a single search over
the raw bytes of a vault tells whether anything readable was left behind, and whose it was.
"""

from jikim.law import Form, LegalClass
from jikim.policy import Item

MARK = "zqjkmark"
SPOKEN = f"{MARK} open sesame"
"""The password of the first person, which the engine hashes at full strength; everybody else's was hashed elsewhere."""
HASHED = "$argon2id$v=19$m=19456,t=2,p=1$amlraW0gZGVtbyBzYWx0$tklyV1tZB2wVhaRkZIxqQ2Lcnf5UmHJEFb3MvoOb1QE"
"""A password hash as another system would hand it over; no password is known for it."""

_FAMILY = "김이박최정강조윤장임"
_GIVEN = ("지킴", "보관", "약속", "파기", "기한", "열람", "동의", "분리", "고지", "안전")
_RECORDING = 2048


def reference_of(person: int) -> str:
    """Return what the service calls a person."""
    return f"{MARK}-{person:06d}"


def value_of(item: Item, person: int) -> str:
    """Return an invented value of an item."""
    mark = f"{MARK}{person:06d}"
    if LegalClass.RESIDENT_NUMBER in item.legal:
        return f"000000-0000000 {mark}"
    if item.id == "birth_date":
        return birthday(person)
    if "email" in item.id:
        return f"{mark}@example.kr"
    if any(word in item.id for word in ("phone", "mobile", "contact")):
        return f"010-0000-{person % 10_000:04d} {mark}"
    if "name" in item.id:
        return f"{_FAMILY[person % 10]}{_GIVEN[person // 10 % 10]} {mark}"
    return f"{item.label} {mark}"


def birthday(person: int) -> str:
    """Return an invented day of birth of a grown person, in ISO form."""
    return f"{1960 + person % 40}-{1 + person % 12:02d}-{1 + person % 28:02d}"


def recording_of(person: int) -> bytes:
    """Return a small recording: nothing to be heard, and the mark."""
    return (b"RIFF jikim demo " + f"{MARK}{person:06d} ".encode()) * (_RECORDING // 32)


def texts_and_files(items: tuple[Item, ...], person: int) -> tuple[dict[str, str], dict[str, bytes], dict[str, str]]:
    """Return the values of items by id: texts, files, and passwords that were hashed elsewhere."""
    texts = {item.id: value_of(item, person) for item in items if item.form in (Form.TEXT, Form.RECORD)}
    files = {item.id: recording_of(person) for item in items if item.form is Form.FILE}
    secret = [item.id for item in items if item.form is Form.PASSWORD]
    if person == 0:
        return texts | dict.fromkeys(secret, SPOKEN), files, {}
    return texts, files, dict.fromkeys(secret, HASHED)
