"""Ids for what a document only has words for: small letters, the same for the same words, each once.

Words that policies use everywhere have their English in ids.toml (회원가입: signup); other Korean words are spelled
in Latin letters, each by itself (환불: hwanbul), which is no transcription but can be read and never changes.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from jikim.law import normal

_FIRST = "g|kk|n|d|tt|r|m|b|pp|s|ss||j|jj|ch|k|t|p|h"
_MIDDLE = "a|ae|ya|yae|eo|e|yeo|ye|o|wa|wae|oe|yo|u|wo|we|wi|yu|eu|ui|i"
_LAST = "|k|k|k|n|n|n|t|l|k|m|l|l|l|p|l|m|p|p|t|t|ng|t|t|k|t|p|t"
_SYLLABLES, _IN_FIRST, _IN_LAST = 0xAC00, 21 * 28, 28
_MOST_WORDS, _MOST_LETTERS = 3, 40
_BRACKETS = re.compile(r"[()\[\]]")
_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
_LATIN = re.compile(r"[a-z0-9]+")
_READ_BY_YAML = frozenset({"on", "off", "yes", "no", "y", "n", "true", "false", "null", "automatic", "all", "law"})


@cache
def _english() -> tuple[tuple[str, str], ...]:
    text = (resources.files("jikim.draft") / "ids.toml").read_text(encoding="utf-8")
    pairs = [(normal(word), name) for name, found in tomllib.loads(text)["words"].items() for word in found]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def spelled(text: str) -> str:
    """Return Korean in Latin letters, syllable by syllable.

    >>> spelled("환불")
    'hwanbul'
    """
    return "".join(_syllable(letter) for letter in unicodedata.normalize("NFKC", text)).casefold()


def _syllable(letter: str) -> str:
    number = ord(letter) - _SYLLABLES
    if not 0 <= number < 19 * _IN_FIRST:
        return letter if letter.isascii() else " "
    first, rest = divmod(number, _IN_FIRST)
    middle, last = divmod(rest, _IN_LAST)
    return "".join(parts.split("|")[at] for parts, at in ((_FIRST, first), (_MIDDLE, middle), (_LAST, last)))


def id_of(label: str) -> str:
    """Return the id that a label suggests, empty where it has no letters.

    >>> id_of("회원가입 (이메일)"), id_of("CI")
    ('signup_email', 'ci')
    """
    found = _translated(_compared(label)) or _LATIN.findall(spelled(label))
    name = "_".join(dict.fromkeys(found[:_MOST_WORDS]))[:_MOST_LETTERS].strip("_")
    return f"n_{name}" if name[:1].isdigit() else name


def is_id(text: str) -> bool:
    """Return whether a word of the facts can stand as a key of the policy."""
    return bool(_ID.fullmatch(text)) and text not in _READ_BY_YAML


def has_english(label: str) -> bool:
    """Return whether one of the words of ids.toml stands in a label."""
    return bool(_translated(_compared(label)))


def _compared(label: str) -> str:
    return normal(_BRACKETS.sub(" ", label))


def _translated(text: str) -> list[str]:
    """Return the English of the words of a text, in their order; a word inside a longer one is not counted."""
    places: dict[int, str] = {}
    taken: set[int] = set()
    for word, name in _english():
        at = text.find(word)
        if at >= 0 and not taken.intersection(range(at, at + len(word))):
            places[at] = name
            taken.update(range(at, at + len(word)))
    return [places[at] for at in sorted(places)]


@dataclass(slots=True)
class Ids:
    """Hands out ids, none of them twice and none of those `taken`."""

    taken: set[str] = field(default_factory=set)

    @classmethod
    def beside(cls, taken: Iterable[str] = ()) -> "Ids":
        """Begin with names that are somebody else's."""
        return cls(set(taken) | _READ_BY_YAML)

    def of(self, label: str, otherwise: str) -> str:
        """Return a new id for a label; `otherwise` begins it where the label has no letters."""
        stem = id_of(label) or otherwise
        name, number = stem, 2
        while name in self.taken:
            name, number = f"{stem}_{number}", number + 1
        self.taken.add(name)
        return name
