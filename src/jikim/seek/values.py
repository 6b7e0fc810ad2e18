"""What is looked for after a destruction: the values by which somebody could be found again, in one normal form each.

Mail in lower case, numbers as digits (`+82 10` is `010`), words and names as they stand alone, lines of an address
with single blanks. A value that few people share is *strong*: mail, telephone, number, login of five signs or more.
A name or an address is weak: it says somebody only beside another.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from jikim.seek.values_parts import has_several_phones, mails, name_of_mail, numbers, phones, words

_WORD = re.compile(r"[a-z0-9](?:[a-z0-9._%+@-]*[a-z0-9])?")
_ABROAD = re.compile(r"(?:00)?820?(?=[1-9])")
_SIGNS = re.compile(r"[\d\s().+/·‐-―−-]+")
_HANGUL = re.compile(r"[가-힣]+")
_NO_DIGIT = re.compile(r"[^0-9]+")
_SHORTEST_WORD, _SHORTEST_NUMBER, _LONGEST_NUMBER, _SHORTEST_LINE = 5, 8, 20, 8
_NAMES = range(2, 6)
_SHORTEST_NAME, _TWO_PHONES = 3, 18
_ADDRESS = frozenset(("address", "delivery_address", "business_address"))
_NAMED = frozenset(
    ("name", "nickname", "recipient_name", "guardian_name", "orderer", "depositor", "account_holder", "contact_person")
)
_NUMBERS = frozenset(
    ("mobile", "phone", "office_phone", "fax", "sender_no", "guardian_phone", "rrn", "foreigner_no", "card_no",
     "account_no", "business_no", "cash_receipt", "contact_person", "driver_licence")
)  # fmt: skip
_WORDS = frozenset(
    ("login_id", "social_account", "ci", "di", "passport_no", "driver_licence", "social_url", "referrer")
)
_SAYING = _NUMBERS | _ADDRESS | _NAMED | _WORDS
_PHONES = ("0", "+82", "82")
# What stays as it is when it is composed, holds no `@` and does not begin as a number does: most values do.
_SAYS_NOBODY = re.compile(r"[A-Za-z1-79가-힣][ -?A-~가-힣]*")


class Form(Enum):
    """How a value is written and found: whole words, digits, names in a text, a line of an address."""

    MAIL = "mail"
    NUMBER = "number"
    WORD = "word"
    NAME = "name"
    LINE = "line"


_STRONG = frozenset((Form.MAIL, Form.NUMBER, Form.WORD))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of whom a value is, by their number among those who are looked for, and which item it was."""

    person: int
    item: str


@dataclass(frozen=True, slots=True)
class Sought:
    """Everything looked for: keys of people who are gone, and values by form; never shown by repr.

    `keys` are as text, because one column keeps a key as a number and another as a text.
    """

    keys: Mapping[str, int] = field(default_factory=dict, repr=False)
    values: Mapping[tuple[Form, str], tuple[Wanted, ...]] = field(default_factory=dict, repr=False)
    people: int = 0

    def of(self, form: Form) -> dict[str, tuple[Wanted, ...]]:
        """Return the values of a form."""
        return {value: wanted for (kind, value), wanted in self.values.items() if kind is form}


def is_strong(form: Form) -> bool:
    """Return whether a value of this form says by itself who somebody is."""
    return form in _STRONG


def number_of(text: str) -> str:
    """Return the digits of a number without country code and separators.

    >>> number_of("+82 10-0000-1234"), number_of("010.0000.1234"), number_of("0082 (0)10 0000 1234")
    ('01000001234', '01000001234', '01000001234')
    """
    digits: str = _NO_DIGIT.sub("", unicodedata.normalize("NFKC", text))
    abroad = _ABROAD.match(digits) if text.lstrip().startswith(("+", "00")) or digits.startswith("82") else None
    return digits if abroad is None else f"0{digits[abroad.end() :]}"


def words_of(text: str) -> list[str]:
    """Return the words of Latin letters and digits in a text that is in lower case, mail addresses whole."""
    return _WORD.findall(text)


def plain(text: str) -> str:
    """Return a text as it is compared: composed, in lower case, wide letters and digits (`０１０`) as the others."""
    return unicodedata.normalize("NFKC", text).lower()


def line_of(text: str) -> str:
    """Return a text with single blanks."""
    return " ".join(text.split())


def anchor_of(line: str) -> str:
    """Return the longest word of a line: where it does not stand, the line does not."""
    words: list[str] = [*_HANGUL.findall(line), *words_of(line)]
    return max(words, key=len)


def says_nobody(item: str, value: str) -> bool:
    """Return whether a value has no form for certain, seen at a glance; of the others `forms_of` says so."""
    return item not in _SAYING and _SAYS_NOBODY.fullmatch(value) is not None


def forms_of(item: str, value: str, *, named: bool = False) -> Iterator[tuple[Form, str]]:
    """Yield the forms in which a value of an item is looked for; none for what says nobody.

    `named`: people are found by it, so that it says somebody whatever it is called.
    """
    text = plain(value).strip()
    if not named and item not in _SAYING and "@" not in text and not text.startswith(_PHONES):
        return  # most values are of such items, and long
    several = len(text) >= _TWO_PHONES and item in _NUMBERS and has_several_phones(text)
    alone = () if several else tuple(_alone(item, text, named=named))
    yield from alone
    if not alone or (item in _NAMED and len(text) > _SHORTEST_NAME):
        yield from dict.fromkeys(_beside(item, text, named=named))


def _alone(item: str, text: str, *, named: bool) -> Iterator[tuple[Form, str]]:
    """Yield the form of a value that is all there is in its column."""
    found = words_of(text)
    whole = found[0] if len(found) == 1 and len(found[0]) >= len(text) - 2 else ""
    if "@" in whole:
        yield Form.MAIL, whole
    elif (item in _NUMBERS or _is_phone(text)) and _SIGNS.fullmatch(text):
        number = number_of(text)
        if _SHORTEST_NUMBER <= len(number) <= _LONGEST_NUMBER and len(set(number)) > 1:
            yield Form.NUMBER, number
    elif item in _ADDRESS:
        line = line_of(text)
        if len(line) >= _SHORTEST_LINE and " " in line and re.search(r"\d", line) and re.search(r"[^\W\d]", line):
            yield Form.LINE, line
    elif item in _NAMED and _HANGUL.fullmatch(text):
        if len(text) in _NAMES:
            yield Form.NAME, text
    elif (item in _WORDS or named) and len(text) >= _SHORTEST_WORD:
        if whole:
            yield Form.WORD, whole
        elif _HANGUL.fullmatch(text):
            yield Form.NAME, text


def _beside(item: str, text: str, *, named: bool) -> Iterator[tuple[Form, str]]:
    """Yield the forms of values that stand in one column together, or beside something else."""
    if "@" in text:
        yield from ((Form.MAIL, mail) for mail in mails(text, of_mail="mail" in item or item in _SAYING))
        yield from _alone("name", name_of_mail(text), named=False)
    if item in _NUMBERS:
        for number in numbers(text):
            yield from _alone(item, number, named=False)
    elif text.startswith(_PHONES):
        for number in phones(text):
            yield from _alone(item, number, named=False)
    if item in _NAMED or item in _WORDS or named:
        for part in words(text):
            if part != text:
                yield from _alone(item, part, named=named)


def _is_phone(text: str) -> bool:
    return text.startswith(_PHONES) and bool(_SIGNS.fullmatch(text)) and 9 <= len(number_of(text)) <= 12


@dataclass(slots=True)
class Gathered:
    """Values on their way into `Sought`."""

    numbers: dict[str, int] = field(default_factory=dict, repr=False)
    values: dict[tuple[Form, str], set[Wanted]] = field(default_factory=dict, repr=False)

    def person(self, key: object) -> int:
        """Return the number of a person, from 1."""
        return self.numbers.setdefault(str(key), len(self.numbers) + 1)

    def add(self, key: object, item: str, value: object, *, named: bool = False) -> None:
        """Take in a value of a person."""
        if value is None:
            return
        text = bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)
        if not named and says_nobody(item, text):
            return
        for form in forms_of(item, text, named=named):
            self.values.setdefault(form, set()).add(Wanted(self.person(key), item))

    def sought(self, gone: Iterable[object]) -> Sought:
        """Return what is to be looked for; the keys of those who are `gone` too."""
        keys = {str(key): self.person(key) for key in gone}
        values = {form: tuple(sorted(wanted, key=lambda one: (one.person, one.item)))
                  for form, wanted in self.values.items()}  # fmt: skip
        return Sought(keys, values, len(self.numbers))


def write_sought(sought: Sought) -> dict[str, object]:
    """Return what is looked for as JSON."""
    values = [[form.value, text, [[one.person, one.item] for one in wanted]]
              for (form, text), wanted in sought.values.items()]  # fmt: skip
    return {"people": sought.people, "keys": list(sought.keys.items()), "values": values}


def read_sought(said: Mapping[str, object]) -> Sought:
    """Return what `write_sought` wrote."""
    keys, values, people = said["keys"], said["values"], said["people"]
    if not isinstance(keys, list) or not isinstance(values, list) or not isinstance(people, int):
        raise TypeError("no values of people")
    found = {(Form(form), text): tuple(Wanted(*one) for one in wanted) for form, text, wanted in values}
    return Sought(dict(keys), found, people)
