"""What this room is shipped with: names.toml, events.toml and korean.toml, read once and indexed.

A wrong entry is a fault of the release: it raises, and the tests find it first.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from jikim.tables import Sort

_FOLDER = Path(__file__).parent
_T = TypeVar("_T")
_DAY_WORDS = frozenset(("at", "on", "dt", "date", "time", "de", "ymd", "day", "dttm", "dtm"))


@dataclass(frozen=True, slots=True)
class Rule:
    """What some words in a column's name mean, and where they mean it (names.toml says what each cell is)."""

    item: str
    weight: float
    within: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()
    head: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    own: bool = True
    sorts: frozenset[Sort] = frozenset()

    @property
    def conditional(self) -> bool:
        """True when the words say nothing outside of a context."""
        return bool(self.within or self.at or self.head) or self.weight < 0.5


@dataclass(frozen=True, slots=True)
class EventRule:
    """What some words in a date column's name mean: of a person's table, of a record's, or of both."""

    event: str
    weight: float
    people: bool
    records: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Everything this room knows of words; phrases are joined without a separator, exact ones keep a space."""

    rules: Mapping[str, tuple[Rule, ...]]
    contexts: Mapping[str, tuple[str, ...]]
    lexicon: frozenset[str]
    technical_tables: frozenset[str]
    technical_columns: frozenset[str]
    technical_first: frozenset[str]
    technical_anywhere: frozenset[str]
    shifts: Mapping[tuple[str, str], str]
    kept: Mapping[str, str]
    free: Mapping[str, str]
    events: Mapping[str, tuple[EventRule, ...]]
    turns: Mapping[tuple[str, str], str]
    flags: frozenset[str]
    changes: frozenset[str]
    happenings: frozenset[str]
    surnames: frozenset[str]
    provinces: frozenset[str]


@cache
def words() -> Words:
    """Return the words; read once."""
    names, korean, events = _file("names"), _file("korean"), _file("events")
    technical = _as(dict, names["technical"])
    contexts = {key: _texts(value) for key, value in _as(dict, names["context"]).items()}
    rules = _indexed((_texts(row["words"]), _rule(row)) for row in _rows(names, "item"))
    known = [*rules, *(word for some in contexts.values() for word in some), *_texts(technical["tables"])]
    return Words(
        rules=rules,
        contexts={word: _of(word, contexts) for some in contexts.values() for word in some},
        lexicon=frozenset(part for phrase in [*known, *_texts(technical["columns"])] for part in phrase.split()),
        technical_tables=_joined(technical["tables"]),
        technical_columns=_joined(technical["columns"]),
        technical_first=_joined(technical["first"]),
        technical_anywhere=_joined(technical["anywhere"]),
        shifts={(_text(row["item"]), _text(row["context"])): _text(row["becomes"]) for row in _rows(names, "shift")},
        kept={_text(row["context"]): _text(row["item"]) for row in _rows(names, "kept")},
        free={_text(row["context"]): _text(row["item"]) for row in _rows(names, "free")},
        events=_indexed((_days(row), _event(row)) for row in _rows(events, "event")),
        turns={(_text(row["event"]), _text(row["head"])): _text(row["becomes"]) for row in _rows(events, "turn")},
        flags=frozenset(_texts(events["flags"])),
        changes=frozenset(_texts(events["changes"])),
        happenings=frozenset(_texts(names["happenings"])),
        surnames=frozenset(_text(korean["surnames"]).split()),
        provinces=frozenset(_text(korean["provinces"]).split()),
    )


def _rule(row: Mapping[str, object]) -> Rule:
    return Rule(
        item=_text(row["item"]),
        weight=_as(float, row["weight"]),
        within=frozenset(_texts(row.get("within", []))),
        at=frozenset(_texts(row.get("at", []))),
        head=frozenset(_texts(row.get("head", []))),
        unless=frozenset(_texts(row.get("unless", []))),
        own=_as(bool, row.get("own", True)),
        sorts=frozenset(map(Sort, _texts(row.get("sorts", [])))),
    )


def _event(row: Mapping[str, object]) -> EventRule:
    of = _texts(row["of"])
    return EventRule(_text(row["event"]), _as(float, row["weight"]), "person" in of, "record" in of)


def day_words(cut: Sequence[str]) -> tuple[str, ...]:
    """Return the words of a date column in one form: `paid_on`, `paid_dt` and `date_paid` are `paid at`.

    >>> day_words(("date", "paid")), day_words(("paid", "dt"))
    (('paid', 'at'), ('paid', 'at'))
    """
    if cut and cut[0] in _DAY_WORDS:
        cut = (*cut[1:], "at")
    return (*cut[:-1], "at") if cut and cut[-1] in _DAY_WORDS else tuple(cut)


def _days(row: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(day_words(phrase.split())) for phrase in _texts(row["words"])))


def _indexed(pairs: Iterable[tuple[tuple[str, ...], _T]]) -> dict[str, tuple[_T, ...]]:
    """Index by phrase as it is written, and joined where no other phrase is written so."""
    exact: dict[str, tuple[_T, ...]] = {}
    for phrases, rule in pairs:
        for phrase in phrases:
            exact[phrase] = (*exact.get(phrase, ()), rule)
    return {phrase.replace(" ", ""): rules for phrase, rules in exact.items()} | exact


def _of(word: str, contexts: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(name for name, some in contexts.items() if word in some)


def _joined(value: object) -> frozenset[str]:
    return frozenset(phrase.replace(" ", "") for phrase in _texts(value))


@cache
def _file(name: str) -> Mapping[str, object]:
    with (_FOLDER / f"{name}.toml").open("rb") as stream:
        return tomllib.load(stream)


def _rows(file: Mapping[str, object], kind: str) -> list[Mapping[str, object]]:
    return [_as(dict, row) for row in _as(list, file[kind])]


def _text(value: object) -> str:
    return _as(str, value)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(_as(str, each) for each in _as(list, value))


def _as(kind: type[_T], value: object) -> _T:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value
