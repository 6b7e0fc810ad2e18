"""Which laws a text names, however it spells them."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from jikim.reader.letters import APART

UNNAMED = "unnamed"
"""A text that counts on law without naming one (`관련 법령에 따라`)."""


@dataclass(frozen=True, slots=True)
class Named:
    """A law at letters `begin` to `end` of a text, in its own words."""

    law: str
    text: str
    begin: int
    end: int


@cache
def _spellings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    read: dict[str, list[str]] = tomllib.loads(files("jikim.reader").joinpath("statutes.toml").read_text("utf-8"))
    return tuple((law, re.compile("|".join(words))) for law, words in read.items())


_ONE = re.compile(r"[0-9A-Za-z가-힣·]")


@lru_cache(maxsize=256)  # a row is asked about for each of its cells
def laws(text: str) -> tuple[Named, ...]:
    """Return the laws a text names, in order, each place once; a decree counts as its law.

    >>> [one.law for one in laws("전자상거래 등에서의 소비자 보호에 관한 법률 및 통신비밀보호법")]
    ['ecommerce', 'comm-secrets']
    """
    kept = [(at, letter) for at, letter in enumerate(text) if not APART.match(letter)]
    only = "".join(letter for _, letter in kept).lower()
    found = [(hit.start(), hit.end(), law) for law, form in _spellings() for hit in form.finditer(only)]
    last, named = 0, list[Named]()
    for begin, end, law in sorted(found, key=lambda one: (one[0], -one[1])):
        if begin >= last:
            last = end
            first, after = kept[begin][0], kept[end - 1][0] + 1
            named.append(Named(law, text[first:after], first, after))
    return tuple(named)
