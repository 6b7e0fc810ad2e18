"""Lengths of time as people write them: `5년`, `6월`, `30일 이내`, `최소 3개월 이상`, `1년 6개월`, `10영업일`.

Of `6개월에서 13개월` the second counts, as a maximum. A day of the calendar (`2023년 4월 28일`) and an article
(`제6조`) are no length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Length:
    """A length in ISO 8601 at letters `begin` to `end` of a squeezed text; whether it is a minimum or a maximum."""

    iso: str
    begin: int
    end: int
    at_least: bool = False
    at_most: bool = False


_UNITS = "년|개월|달|월|주일|주|영업일|일"
_LENGTH = re.compile(
    r"(?<![\d.제~-])(?:(?P<least>최소|적어도)|(?P<most>최대|최장))?(?:한|약)?(?P<number>\d{1,3})(?P<unit>"
    + _UNITS
    + r")"
    r"(?:(?P<months>\d{1,2})개월)?(?!\d{1,2}(?:월|일)|[.]\d|이?전에?|마다|주기|단위|차)"
    r"(?:간|동안)?(?:(?P<over>이상)|(?P<within>이내|내에?|이하|미만))?"
)
_WORDS = re.compile(r"(?P<word>일년|한달|한해|반년|일주일)(?:간|동안)?")
_REACHES = re.compile(r"에서|~|내지|-|부터")
_ISO = {"년": "P{}Y", "개월": "P{}M", "달": "P{}M", "월": "P{}M", "주": "P{}W", "주일": "P{}W"}
_IN_WORDS = {"일년": "P1Y", "한해": "P1Y", "한달": "P1M", "반년": "P6M", "일주일": "P1W"}
_DATE = re.compile(r"\d{4}(?:년|[.-])\d{1,2}(?:월|[.-])(?:\d{1,2}일?)?|(?<!\d)\d{1,2}월\d{1,2}일")


def lengths(text: str) -> Iterator[Length]:
    """Give the lengths of a squeezed text in order.

    >>> [length.iso for length in lengths("탈퇴일로부터최대5년,2020년3월1일부터30일이내")]
    ['P5Y', 'P30D']
    """
    dates = [found.span() for found in _DATE.finditer(text)]
    found = [one for one in _LENGTH.finditer(text) if not any(a <= one.start("number") < b for a, b in dates)]
    read = [Length(_iso(one), *one.span(), *_bounds(one)) for one in found]
    for at, length in enumerate(read):
        reaches = at + 1 < len(read) and _REACHES.fullmatch(text, length.end, read[at + 1].begin)
        if at and _REACHES.fullmatch(text, read[at - 1].end, length.begin):
            length = replace(length, begin=read[at - 1].begin, at_least=False, at_most=True)
        if not reaches:
            yield length
    for word in _WORDS.finditer(text):
        yield Length(_IN_WORDS[word["word"]], *word.span())


def _iso(found: re.Match[str]) -> str:
    iso = _ISO.get(found["unit"], "P{}D").format(int(found["number"]))
    return f"{iso}{int(found['months'])}M" if found["months"] and found["unit"] == "년" else iso


def _bounds(found: re.Match[str]) -> tuple[bool, bool]:
    return bool(found["least"] or found["over"]), bool(found["most"] or found["within"])
