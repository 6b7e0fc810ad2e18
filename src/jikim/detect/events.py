"""Which date columns date an event of a policy: joined, left, last active, paid, supplied.

A day may stand as a date, as text (`Ymd`, ISO), or as seconds since 1970, and "not yet" as a zero date. The name says
which event it is (events.toml), the table whether of a person or of a record, the values how it is written.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from jikim.detect.names import contexts, heard, is_technical_table, parts
from jikim.detect.people import People
from jikim.detect.values import filled
from jikim.detect.words import EventRule, day_words, words
from jikim.messages import Message, msg
from jikim.tables import Column, Sample, Schema, Shape, Sort

_DATED = frozenset((Sort.DATE, Sort.NAIVE, Sort.INSTANT))
_BARE = frozenset(("at", "datetime", "timestamp"))  # which say nothing beside a word that is not the table's: date_read
_PHRASE = 4
_YMD = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_YMDHMS = re.compile(r"(?:19|20)\d{6}(?:[01]\d|2[0-3])[0-5]\d[0-5]\d")
_ISO = re.compile(r"(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])(?:[T ].{0,40})?")
_ZERO = re.compile(r"0{1,4}(?:[-./]?0{2}){0,5}(?:[T ]00:00:00.{0,12})?|1970-01-01(?:[T ]00:00:00.{0,12})?")
_SECONDS, _MILLISECONDS = range(500_000_000, 4_000_000_000), range(500_000_000_000, 4_000_000_000_000)


class Written(Enum):
    """How a day is written in a column."""

    DATE = "date"
    TIME = "time"
    INSTANT = "instant"
    YMD = "Ymd"
    YMDHMS = "YmdHis"
    ISO = "text"
    SECONDS = "seconds"
    MILLISECONDS = "milliseconds"


_SURE = frozenset((Written.DATE, Written.TIME, Written.INSTANT))


@dataclass(frozen=True, slots=True)
class ProposedEvent:
    """A column that dates an event; `zero` when some rows hold a zero date, `flag` a column that says it happened."""

    table: str
    column: str
    event: str
    written: Written
    zero: bool
    confidence: float
    why: Message
    flag: str = ""


def propose_events(
    schema: Schema, samples: Iterable[Sample], people: Sequence[People] = ()
) -> tuple[ProposedEvent, ...]:
    """Return the date columns that date an event, in the order of the schema; an event of a table once, its best."""
    by_column = {(sample.table, sample.column): sample.values for sample in samples}
    persons = {one.table for one in people}
    found: list[ProposedEvent] = []
    for table in schema.tables:
        if table.view or is_technical_table(table.name):
            continue
        some = [one for column in table.columns if (one := _event(table, column, by_column, table.name in persons))]
        found += _best(some)
        if table.name in persons and all(one.event != "left" for one in some):
            found += _left_by_flag(table, by_column)
    return tuple(found)


def written(column: Column, values: Sequence[str]) -> Written | None:
    """Say how a column writes days; None when it holds none. Without values only its type can say so."""
    if column.sort in _DATED:
        return {Sort.DATE: Written.DATE, Sort.NAIVE: Written.TIME, Sort.INSTANT: Written.INSTANT}[column.sort]
    kept = [value for value in filled(values) if not is_zero(value)]
    if not kept:
        return None
    if column.sort in {Sort.INTEGER, Sort.DECIMAL, Sort.TEXT} and all(map(_is_count, kept)):
        return _counted(kept)
    if column.sort is not Sort.TEXT:
        return None
    return Written.ISO if all(_ISO.fullmatch(value.strip()) for value in kept) else None


def is_zero(value: str) -> bool:
    """Say whether this stands for "no day": 0, 00000000, 0000-00-00 00:00:00, the first second of 1970."""
    return len(value) <= 40 and bool(_ZERO.fullmatch(value.strip()))


def _is_count(value: str) -> bool:
    return len(value) <= 14 and value.isascii() and value.isdigit()


def _counted(values: Sequence[str]) -> Written | None:
    if all(map(_YMD.fullmatch, values)):
        return Written.YMD
    if all(map(_YMDHMS.fullmatch, values)):
        return Written.YMDHMS
    if all(int(value) in _SECONDS for value in values):
        return Written.SECONDS
    return Written.MILLISECONDS if all(int(value) in _MILLISECONDS for value in values) else None


def _event(
    table: Shape, column: Column, by_column: dict[tuple[str, str], tuple[str, ...]], person: bool
) -> ProposedEvent | None:
    values = by_column.get((table.name, column.name), ())
    how, found = written(column, values), _rule(table.name, column.name, person=person)
    if how is None or found is None or _is_item(table, column):
        return None
    phrase, rule = found
    event = _turned(table, rule.event)
    sure = rule.weight - (0.05 if how not in _SURE else 0.0) - (0.1 if event != rule.event else 0.0)
    why = msg("the words '{phrase}' name this event, written as {form}", phrase=phrase, form=how.value)
    return ProposedEvent(table.name, column.name, event, how, any(map(is_zero, values)), round(sure, 2), why)


def _turned(table: Shape, event: str) -> str:
    """Return what a day means in this table: the day of an inquiry's row is that of the inquiry."""
    about = contexts(table.name)
    return words().turns.get((event, about[0]), event) if about else event


def _is_item(table: Shape, column: Column) -> bool:
    """Say whether the day is itself an item: a birthday, a card's last month."""
    said = heard(table.name, column.name)
    return said is not None and column.sort in said.rule.sorts


def _rule(table: str, column: str, *, person: bool) -> tuple[str, EventRule] | None:
    cut, events = day_words(parts(column)), words().events
    found = [
        (phrase, rule)
        for start in range(len(cut))
        for end in range(start + 1, min(len(cut), start + _PHRASE) + 1)
        for phrase in (" ".join(cut[start:end]),)
        for rule in events.get(phrase) or events.get(phrase.replace(" ", "")) or ()
        if (rule.people if person else rule.records)
        and not (phrase in _BARE and _rest(cut, phrase) - set(parts(table)))
    ]
    return max(found, key=lambda one: (len(one[0]), one[1].weight), default=None)


def _rest(cut: Sequence[str], phrase: str) -> set[str]:
    return set(cut) - set(phrase.split()) - {"at"}


def _best(some: Sequence[ProposedEvent]) -> list[ProposedEvent]:
    best: dict[str, ProposedEvent] = {}
    for one in some:
        if one.event not in best or one.confidence > best[one.event].confidence:
            best[one.event] = one
    return [one for one in some if best[one.event] is one]


def _left_by_flag(table: Shape, by_column: dict[tuple[str, str], tuple[str, ...]]) -> list[ProposedEvent]:
    """Pair a flag that says who left with the day of the last change: only a guess, for nobody wrote the day down."""
    flag = next((column for column in table.columns if " ".join(parts(column.name)) in words().flags), None)
    changed = [column for column in table.columns if " ".join(parts(column.name)) in words().changes]
    for column in changed if flag else ():
        how = written(column, by_column.get((table.name, column.name), ()))
        if how and flag:
            why = msg("'{flag}' says who left, and only the last change is dated", flag=flag.name)
            return [ProposedEvent(table.name, column.name, "left", how, False, 0.45, why, flag.name)]
    return []
