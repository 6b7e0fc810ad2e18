"""Which column holds which item: names, comments and values heard together, each proposal with its confidence.

1. What is no candidate is left out: keys of rows and to other rows, dates, numbers, flags, views.
2. The name speaks (`names.py`), a comment speaks louder, values agree or contradict (`values.py`).
3. Values alone convince only where their form is rare: a mail address, a resident registration number.
4. What was not placed and is not plainly technical is listed (`unplaced`), for a person to look at.

Two independent voices a and b for one item make 1 - (1-a)(1-b); a contradiction by values takes most of it away.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jikim.detect.kept import keeping, kept_items
from jikim.detect.models import Field, Models, spoken
from jikim.detect.names import Heard, contexts, heard, is_technical_column, is_technical_table, parts
from jikim.detect.people import people_tables
from jikim.detect.relations import links
from jikim.detect.values import (
    FORMS,
    FULL_NAME,
    STRICT,
    Look,
    filled,
    is_fragment,
    is_sealed,
    is_technical,
    looks,
    share_naming,
)
from jikim.detect.words import words
from jikim.law import vocabulary
from jikim.messages import Message, msg
from jikim.tables import Column, Sample, Schema, Shape, Sort

_LEAST = 0.5
_TEXTS = frozenset((Sort.TEXT, Sort.JSON, Sort.BYTES, Sort.ARRAY, Sort.OTHER))
_NO_VALUES = Sample("", "")
_CONTRADICTED = 0.4
_ENOUGH = 3  # values that must be seen before they may contradict or convince alone
_NAMED_BESIDE = frozenset(("login_id", "email", "name", "nickname", "mobile", "member_no"))
_WRITTEN = frozenset(("posts", "messages", "review", "inquiry_content"))
_TITLES = frozenset(("title", "subject", "제목"))


@dataclass(frozen=True, slots=True)
class Proposed:
    """A column and the item it seems to hold; `confidence` from 0.5 to 1."""

    table: str
    column: str
    item: str
    confidence: float
    why: Message


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A column of texts that nothing placed, for a person to look at; `naming` texts of the sample name somebody."""

    table: str
    column: str
    naming: int


@dataclass(frozen=True, slots=True)
class _Voice:
    item: str
    sure: float
    why: Message


def propose_columns(schema: Schema, samples: Iterable[Sample], models: Models | None = None) -> tuple[Proposed, ...]:
    """Return the columns that seem to hold an item, in the order of the schema; `models` say more of them."""
    fields = models.by_column if models else {}
    known = tuple(samples)
    by_column = {(sample.table, sample.column): sample for sample in known}
    kept = kept_items(schema, known)
    held = {(one.table, one.column) for one in keeping(schema)} | {
        (one.table, one.key_column) for one in keeping(schema)
    }
    found: list[Proposed] = []
    for table, column in _candidates(schema):
        where = table.name, column.name
        sample = by_column.get(where, _NO_VALUES)
        proposed = None if where in held else _proposed(table, column, sample, fields.get(where))
        found += [proposed] if proposed else []
    found += (_kept(table, column, *kept[table, column]) for table, column in kept)
    order = {(table.name, column.name): place for place, (table, column) in enumerate(_all(schema))}
    found = list(_without_lone_titles(schema, _without_lone_passwords(found)))
    return tuple(sorted(found, key=lambda one: order[one.table, one.column]))


def unplaced(
    schema: Schema, samples: Iterable[Sample], proposed: Iterable[Proposed] | None = None
) -> tuple[Unplaced, ...]:
    """Return the columns of texts that nothing placed and that are not plainly technical."""
    known = {(sample.table, sample.column): sample for sample in samples}
    placed = {
        (one.table, one.column) for one in (propose_columns(schema, known.values()) if proposed is None else proposed)
    }
    return tuple(
        Unplaced(table.name, column.name, share_naming(known[table.name, column.name].values)[0])
        for table, column in _candidates(schema)
        if (table.name, column.name) in known
        and (table.name, column.name) not in placed
        and column.sort in _TEXTS
        and _needs_a_look(table, column, known[table.name, column.name])
    )


def _needs_a_look(table: Shape, column: Column, sample: Sample) -> bool:
    kept = filled(sample.values)
    if not kept or is_technical(kept):
        return False
    return bool(share_naming(kept)[0]) or not (
        is_technical_table(table.name) or is_technical_column(column.name) or _is_choice(sample)
    )


def _all(schema: Schema) -> Iterator[tuple[Shape, Column]]:
    return ((table, column) for table in schema.tables for column in table.columns)


def _candidates(schema: Schema) -> Iterator[tuple[Shape, Column]]:
    """Yield the columns that may hold an item: of tables, and neither a key to another row nor the row's own number."""
    people = people_tables(schema)
    tied = {name: {link.pair.column for link in some} for name, some in links(schema, people, {}).items()}
    for table, column in _all(schema):
        keys = {name for key in table.foreign for name in key.columns} | tied.get(table.name, set())
        own = column.name in table.primary and column.sort not in _TEXTS
        if not (table.view or column.name in keys or own or (column.generated and column.sort not in _TEXTS)):
            yield table, column


def _proposed(table: Shape, column: Column, sample: Sample, field: Field | None) -> Proposed | None:
    seen = looks(sample.values) if column.sort in _TEXTS or column.sort is Sort.INTEGER else {}
    voices = [*_named(table, column, sample, seen), *_modelled(column, sample, seen, field),
              *_shown(column, sample, seen)]  # fmt: skip
    if all(voice.sure < _LEAST for voice in voices):
        voices += _telling(table, column, sample)
    best = max(voices, key=lambda voice: voice.sure, default=None)
    if best is None or best.sure < _LEAST or best.item not in vocabulary().items:
        return None
    return Proposed(table.name, column.name, best.item, round(min(best.sure, 0.99), 2), best.why)


def _named(table: Shape, column: Column, sample: Sample, seen: Mapping[str, Look]) -> Iterator[_Voice]:
    """What name and comment say, strengthened or contradicted by the values."""
    said = heard(table.name, column.name)
    if said and (column.sort in _TEXTS or column.sort in said.rule.sorts):
        why = msg("named '{words}'", words=said.phrase)
        if said.rule.conditional and contexts(table.name):
            why = msg(
                "named '{words}' in a table about '{context}'", words=said.phrase, context=contexts(table.name)[0]
            )
        yield _weighed(said.item, said.weight, why, sample, seen)
    if item := _commented(table, column, said):
        yield _weighed(item, 0.9, msg("the comment says '{words}'", words=vocabulary().items[item].label), sample, seen)


def _modelled(column: Column, sample: Sample, seen: Mapping[str, Look], field: Field | None) -> Iterator[_Voice]:
    """What the model of the program says, held against the values as a name is."""
    if field is not None and column.sort in _TEXTS:
        for item, weight, why in spoken(field):
            yield _weighed(item, weight, why, sample, seen)


def _commented(table: Shape, column: Column, said: Heard | None) -> str | None:
    """Return the item that a column's comment, or its own name in Korean, spells."""
    for text in (column.comment, column.name if not column.name.isascii() else ""):
        cut = text.strip()[:40]
        first = cut.replace("(", " ").replace(":", " ").replace("/", " ").replace(",", " ").split()
        found = next((item for words_ in (cut, *first[:1]) if words_ and (item := vocabulary().resolve(words_))), None)
        numeric = column.sort not in _TEXTS and (said is None or column.sort not in said.rule.sorts)
        if found and not numeric and found.form.value != "record":
            return found.id
    return None


def _weighed(item: str, weight: float, why: Message, sample: Sample, seen: Mapping[str, Look]) -> _Voice:
    """Hold what the name says against the values."""
    forms = FORMS.get(item, frozenset((item,)))
    share = max((seen[form].share for form in forms if form in seen), default=0.0)
    number = len(filled(sample.values))
    if weight < _LEAST and (number < _ENOUGH or FULL_NAME not in seen or seen[FULL_NAME].share < 0.8):
        return _Voice(item, 0.0, why)
    if number and share >= 0.5:
        better = "mobile" if item == "phone" and "mobile" in seen and seen["mobile"].share >= 0.8 else item
        seen_too = msg("{first}, and {share}% of the values look so", first=why, share=round(share * 100))
        return _Voice(better, 1 - (1 - weight) * (1 - 0.8 * share), seen_too)
    if (
        number >= _ENOUGH
        and share < 0.2
        and forms & STRICT
        and item != "login_id"
        and not _may_be_anything(item, sample)
    ):
        return _Voice(item, weight * _CONTRADICTED, why)
    return _Voice(item, weight, why)


def _may_be_anything(item: str, sample: Sample) -> bool:
    """Say whether values prove nothing against the name: encrypted ones, parts, items of more than one form."""
    if item in {"contact_person", "referrer", "social_account", "cash_receipt", "account_no"}:
        return True
    return is_sealed(sample.values) or is_fragment(sample.values, 7 if item == "rrn" else 4)


def _shown(column: Column, sample: Sample, seen: Mapping[str, Look]) -> Iterator[_Voice]:
    """What the values say without a name."""
    number = len(filled(sample.values))
    best = max(seen, key=lambda item: seen[item].alone, default=None)
    if best and column.sort in _TEXTS and number >= min(_ENOUGH, max(1, sample.rows)) and seen[best].alone >= _LEAST:
        why = msg("{share}% of the values look like it", share=round(seen[best].share * 100))
        yield _Voice(best, seen[best].alone * (1.0 if number >= _ENOUGH else 0.7), why)


def _telling(table: Shape, column: Column, sample: Sample) -> Iterator[_Voice]:
    """What texts say that name somebody, where nothing else is known of them."""
    naming, share = share_naming(sample.values) if column.sort in _TEXTS else (0, 0.0)
    if naming >= 2 and share >= 0.02 and not is_technical_table(table.name):
        item = next(
            (words().free[about] for about in contexts(table.name) if about in words().free), "generated_content"
        )
        yield _Voice(
            item, 0.5 + min(0.3, share / 2), msg("{share}% of the texts name somebody", share=round(share * 100))
        )


def _is_choice(sample: Sample) -> bool:
    """Say whether few short values stand in many rows: a status, not a text."""
    kept = filled(sample.values)
    return len(kept) <= 8 and sample.rows >= 5 * max(1, len(kept)) and all(len(value) <= 30 for value in kept)


def _kept(table: str, column: str, item: str, count: int) -> Proposed:
    why = msg("{count} of the names kept beside it are of people", count=count)
    return Proposed(table, column, item, round(min(0.9, 0.7 + 0.05 * count), 2), why)


def _without_lone_titles(schema: Schema, found: Iterable[Proposed]) -> Iterator[Proposed]:
    """Leave out the title of what nobody wrote: a list of boards has titles and no texts."""
    kept = list(found)
    for one in kept:
        beside = [other for other in kept if other.table == one.table and other.column != one.column]
        if one.item not in _WRITTEN or parts(one.column)[-1] not in _TITLES or any(map(_tells_who_wrote, beside)):
            yield one


def _tells_who_wrote(one: Proposed) -> bool:
    return one.item in _WRITTEN | _NAMED_BESIDE


def _without_lone_passwords(found: Sequence[Proposed]) -> Iterator[Proposed]:
    """Leave out a password in a table where nobody is named: it opens a page or a file, not an account."""
    named = {one.table for one in found if one.item in _NAMED_BESIDE}
    for one in found:
        if (
            one.item != "password"
            or one.table in named
            or "person" in contexts(one.table)
            or "person" in contexts("_".join(parts(one.column)))
        ):
            yield one
