"""Everything that the tables of a service hold of a person, for the person: found, and handed out row by row.

Many people are asked about at once, one statement for each table and way that leads there. Items that the mapping
calls a third person's are theirs, and are counted instead of handed out. Rows of guests are nobody's by a key: those
with the same mail or number are told apart, and merged with nobody.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.connect.address import asked, streamed
from jikim.connect.rows import Cell, Rows, Said, one_of
from jikim.errors import DocumentError, RefusedError
from jikim.find.due import Question
from jikim.find.inquiry import Inquiry
from jikim.find.lens import Row, flag
from jikim.find.links import Aliases
from jikim.mapping import Files, Holding, People
from jikim.messages import msg
from jikim.plan import Key
from jikim.seek.values import Form, Gathered, forms_of, number_of
from jikim.seek.values_read import Theirs, theirs
from jikim.tables import Product, Sort

_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Held:
    """One row of somebody: whose, of which record and activity, and what it holds of them.

    `items` are (item, column, value as text). `others` counts columns that hold something of a third person;
    `inside` are columns in which something of the person stands among other things (JSON, free text): not handed out.
    """

    person: object = field(repr=False)
    record: str
    activity: str
    table: str
    key: Key = field(repr=False)
    items: tuple[tuple[str, str, str], ...] = field(repr=False)
    others: int = 0
    inside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """A guest's row with the same value of an item as somebody has: perhaps the same person, perhaps not."""

    person: object = field(repr=False)
    record: str
    table: str
    key: Key = field(repr=False)
    item: str


def find_person(connection: Connection, question: Question, wanted: Mapping[str, str]) -> object:
    """Return the key of the person who has all these values of items; mail in any case, numbers in any spelling.

    The item `key` is the key itself. Raises RefusedError for nobody and for several, DocumentError where the mapping
    does not say by what people are found.
    """
    people, rows = _people(question)
    said = [_is(question, people, rows, item, value) for item, value in wanted.items()]
    names = list(dict.fromkeys(name for item in wanted for name in _columns(people, item)))
    cells = [cell.label(f"c{at}") for at, cell in enumerate(map(rows.cell, [str(people.key), *names]))]
    with asked(question.database):
        near = connection.execute(sa.select(*cells).where(rows.meets(people.where), *said)).all()
    found = [row[0] for row in near if _agrees(people, wanted, dict(zip(names, row[1:], strict=True)))]
    if not found or not said:
        raise RefusedError(
            msg("nobody is found by these values"),
            msg("a request is answered for the person it is about, and for nobody else"),
            msg("check the values, or name the person by the key of the table"))  # fmt: skip
    if len(found) > 1:
        raise RefusedError(
            msg("several people are found by these values"),
            msg("what one of them asked for may not be shown or done to another"),
            msg("add another value, or name the person by the key of the table"))  # fmt: skip
    return found[0]


def _columns(people: People, item: str) -> tuple[str, ...]:
    if item == "key":
        return (str(people.key),)
    return next((tuple(map(str, columns)) for name, columns in people.find_by if name == item), ())


def _agrees(people: People, wanted: Mapping[str, str], row: Mapping[str, object]) -> bool:
    """Return whether somebody has these values to the letter: a collation takes `ö` for `o`, and signs for each other.

    Mail is the same in any case and numbers in any spelling, as everywhere.
    """
    return all(
        any(_is_same(item, value, row[name]) for name in _columns(people, item)) for item, value in wanted.items()
    )


def _is_same(item: str, value: str, there: object) -> bool:
    if item == "key" or there is None:
        return there is not None and (not isinstance(there, str) or there == value)
    text = _plain(there)
    mine, theirs = (next(iter(forms_of(item, one, named=True)), (None, one)) for one in (value, text))
    return mine == theirs


def _people(question: Question) -> tuple[People, Rows]:
    people = question.data.people
    if people is None or people.table.database != question.database:
        raise DocumentError(
            msg("the mapping does not say who the people are"),
            msg("a request is about somebody, who must be found first"),
            msg("name the table under `people:`"))  # fmt: skip
    return people, Aliases(question.schema).rows(people.table)


def _is(question: Question, people: People, rows: Rows, item: str, value: str) -> Said:
    if item == "key":
        column = rows.sort(str(people.key), people.place)
        if column.sort in {Sort.INTEGER, Sort.TEXT}:
            whole = value.strip().removeprefix("-")
            if column.sort is Sort.INTEGER and not (whole.isascii() and whole.isdecimal() and len(whole) < 19):
                return sa.false()
            return rows.cell(people.key) == (int(value) if column.sort is Sort.INTEGER else value)
        return sa.cast(rows.cell(people.key), sa.Text) == value
    columns = _columns(people, item)
    if not columns:
        raise RefusedError(
            msg("people are not found by '{item}'", item=item),
            msg("the mapping says by which items a person is found"),
            msg("use one of: {known}", known=", ".join([*dict(people.find_by), "key"])))  # fmt: skip
    form, plain = next(iter(forms_of(item, value, named=True)), (None, value))
    return sa.or_(*[_same(rows.cell(column), form, [plain, value]) for column in columns])


def _same(cell: Cell, form: Form | None, values: Sequence[str]) -> Said:
    """Return that a column has one of these values, written in whatever way."""
    text = sa.cast(cell, sa.Text)
    if form is Form.NUMBER:
        bare: sa.ColumnElement[str] = sa.func.replace(text, "+82", "0")
        for sign in ("-", " ", ".", "(", ")"):
            bare = sa.func.replace(bare, sign, "")
        digits = {number_of(value) for value in values}
        return bare.in_([*digits, *(f"0{one}" for one in digits if one.startswith("0"))])
    if form is Form.MAIL:
        return sa.func.lower(text).in_([value.strip().lower() for value in values])
    return text.in_(list(values))


def export(connection: Connection, question: Question, people: Sequence[object]) -> Iterator[Held]:
    """Yield every row of these people, with what it holds of them; nothing is written."""
    found = list(theirs(question))
    ways = Counter((str(one.record.name), one.rows.shape.name) for one in found)
    seen: set[tuple[str, str, object, Key]] = set()
    for at in range(0, len(people), _TOGETHER):
        for one in found:
            once = one.once and ways[str(one.record.name), one.rows.shape.name] == 1
            for held in _held(connection, question, one, people[at : at + _TOGETHER]):
                place = (held.record, held.table, held.person, held.key)
                if once or place not in seen:
                    seen.update(() if once else (place,))
                    yield held


def _held(connection: Connection, question: Question, one: Theirs, people: Sequence[object]) -> Iterator[Held]:
    key = [str(name) for name in one.contents.key] or [*one.rows.shape.primary]
    pairs = [(holding, str(column)) for holding in one.contents.holdings for column in holding.columns]
    inside = tuple(dict.fromkeys(str(blob.column) for blob in one.contents.blobs if not isinstance(blob, Files)))
    texts = [_text(one.rows, holding, column, question.schema.product) for holding, column in pairs]
    cells: list[sa.ColumnElement[Any]] = [*(one.rows.cell(name) for name in key), *texts]
    cells += [flag(one.rows.cell(column).is_not(None)) for column in inside]
    for row in streamed(connection, question.database, one.select(cells, people)):
        values = row[1 + len(key) :]
        filled = [(holding, column, _plain(value)) for (holding, column), value in
                  zip(pairs, values, strict=False) if value not in (None, "", b"")]  # fmt: skip
        items = tuple((str(holding.item), column, value) for holding, column, value in filled if not holding.other)
        there = tuple(column for column, given in zip(inside, values[len(pairs) :], strict=True) if given)
        yield Held(row[0], str(one.record.name), str(one.record.activity), one.rows.shape.name,
                   tuple(row[1 : 1 + len(key)]), items, len(filled) - len(items), there)  # fmt: skip


def _text(rows: Rows, holding: Holding, column: str, product: Product) -> Cell:
    """Return a column where its holding is meant; what is no text is written out by the product."""
    cell, sort = rows.cell(column), rows.sort(column, holding.item.place)
    if sort.sort not in {Sort.TEXT, Sort.BYTES} and product is not Product.SQLITE:
        cell = sa.cast(cell, sa.Text if product is Product.POSTGRESQL else sa.CHAR)
    return cell if not holding.where else sa.case((rows.meets(holding.where), cell), else_=sa.null())


def _plain(value: object) -> str:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def alike(connection: Connection, question: Question, people: Sequence[object]) -> Iterator[Alike]:
    """Yield rows of guests that have a mail or number of one of these people."""
    known = _known(connection, question, people)
    kinds = question.kinds()
    for name, records in question.tables().items():
        for record in records:
            inquiry = Inquiry(question, name, records, kinds)
            nobody = [sa.or_(inquiry.row.cell(owner.column).is_(None), *_none(inquiry.row, owner.column, owner.none))
                      for owner in record.owners if owner.column and not record.via]  # fmt: skip
            for item, columns in record.guest:
                for column in columns:
                    yield from _guests(connection, question, inquiry, nobody, str(item), str(column), known)


def _none(rows: Rows, column: str, none: Sequence[object]) -> Iterator[Said]:
    yield from (rows.cell(column) == value for value in none if value is not None)


def _guests(
    connection: Connection, question: Question, inquiry: Inquiry, nobody: Sequence[Said], item: str, column: str,
    known: Mapping[tuple[Form, str], Sequence[object]],
) -> Iterator[Alike]:  # fmt: skip
    cell = inquiry.row.cell(column)
    by_form: dict[Form, list[str]] = defaultdict(list)
    for form, value in known:
        by_form[form].append(value)
    said = [_same(cell, form, values[at : at + _TOGETHER]) for form, values in by_form.items()
            for at in range(0, len(values), _TOGETHER)]  # fmt: skip
    if not said:
        return
    cells = [*(inquiry.row.cell(name) for name in inquiry.key), cell]
    statement = sa.select(*[each.label(f"c{at}") for at, each in enumerate(cells)]).where(sa.or_(*said), *nobody)
    with asked(question.database):
        rows: Sequence[Row] = connection.execute(statement).all()
    for row in rows:
        for found in forms_of(item, str(row[-1]), named=True):
            for person in known.get(found, ()):
                yield Alike(person, str(inquiry.lenses[0].record.name), inquiry.row.shape.name, tuple(row[:-1]), item)


def _known(
    connection: Connection, question: Question, people: Sequence[object]
) -> Mapping[tuple[Form, str], Sequence[object]]:
    """Return mail and numbers of people, by which guests are compared, with whose they are."""
    named, rows = _people(question)
    gathered = Gathered()
    pairs = [(str(item), str(column)) for item, columns in named.find_by for column in columns]
    keys: dict[int, object] = {}
    for at in range(0, len(people) if pairs else 0, _TOGETHER):
        key = rows.cell(named.key)
        cells = [rows.cell(column).label(f"c{number}") for number, (_, column) in enumerate(pairs)]
        with asked(question.database):
            found = connection.execute(
                sa.select(key.label("whose"), *cells).where(
                    one_of([key], [(one,) for one in people[at : at + _TOGETHER]])
                )
            ).all()
        for row in found:
            keys[gathered.person(row[0])] = row[0]
            for (item, _), value in zip(pairs, row[1:], strict=True):
                gathered.add(row[0], item, value, named=True)
    return {form: [keys[one.person] for one in wanted] for form, wanted in gathered.values.items()
            if form[0] in {Form.MAIL, Form.NUMBER}}  # fmt: skip
