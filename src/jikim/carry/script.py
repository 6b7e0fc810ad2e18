"""A part of a plan as statements for another hand: what `Carrying` would do, where it can be said without asking.

Each statement names its rows by key and asks once more in itself. It takes a row only where everything that was to be
destroyed is over altogether, and where what counts by its last occurrence has not occurred again: what only the row
itself can tell is not left to a statement. Three questions that `Carrying` asks in between are answered otherwise:

locked   the rows are locked by a SELECT at the head of a chunk, where the product can
due      rows that are due are named in a temporary table before what tells an event goes; from then on by it
shared   rows that others may share, hashes, values inside values, files, and what is kept apart are left to `Carrying`
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from jikim.carry.literal import written_out
from jikim.carry.taking import Taking
from jikim.connect.rows import Said
from jikim.find.due import Question
from jikim.find.inquiry import Inquiry
from jikim.find.lens import Lens
from jikim.find.moments import SqlMoment
from jikim.find.steps import Asked, AsksFirst, named
from jikim.lifecycle import AllOf, AnyOf, Before, Occurs, Predicate, Strand, all_over
from jikim.mapping import Files
from jikim.messages import Message, msg
from jikim.period import Instant
from jikim.plan import Key, Part
from jikim.tables import Product

_DUE = "jikim_due"


@dataclass(frozen=True, slots=True)
class Script:
    """The statements of a part, by chunk; `left` says why there are none, and the rows are left to `jikim apply`.

    `whole`: each chunk is one transaction.
    """

    part: Part
    whole: bool = True
    chunks: tuple[tuple[str, ...], ...] = ()
    left: Message | None = None


def script(question: Question, part: Part, chunk: int) -> Script:
    """Return the statements for a part, in chunks of so many rows."""
    records = question.tables()[part.table]
    if part.preserve:
        return Script(part, left=msg("its rows must be kept apart before they may go"))
    inquiry = Inquiry(question, part.table, records, question.kinds())
    if len(inquiry.lenses) > 1 or len(inquiry.lenses[0].whose) > 1:
        return Script(part, left=msg("its rows are of several records or people, and each must be judged by itself"))
    taking = Taking(question, records, inquiry.key, b"", ends=part.ends)
    if _beyond_columns(question, part, goes=taking.goes):
        return Script(part, left=msg("files go with its rows, or something stands inside values of them"))
    still = _still(question, part, inquiry.lenses[0])
    try:
        chunks = tuple(
            tuple(_chunk(inquiry, taking, part, still, part.keys[at : at + chunk]))
            for at in range(0, len(part.keys), chunk)
        )
    except AsksFirst:
        return Script(part, left=msg("what becomes of its rows depends on values that have to be read first"))
    return Script(part, taking.whole, chunks)


def _chunk(inquiry: Inquiry, taking: Taking, part: Part, still: Said, keys: Sequence[Key]) -> Iterator[str]:
    product = inquiry.row.product
    due: Asked = inquiry.still(keys, still)
    frozen = sa.table(_DUE, *[sa.column(name) for name in inquiry.key])
    columns = frozenset[tuple[str, str]]() if taking.empties_none else frozenset(part.columns)
    steps = [written_out(step.statement, product)
             for step in taking.steps(None, due, keys, columns, {}, frozen)]  # fmt: skip
    if product is not Product.SQLITE:
        cells = [taking.root.cell(name) for name in inquiry.key]
        locked = sa.select(*cells).where(named(taking.root, inquiry.key, keys)).order_by(*cells)
        yield written_out(locked.with_for_update(), product)
    if any(_DUE in step for step in steps):
        yield f"CREATE TEMPORARY TABLE {_DUE} AS {written_out(due, product)}"
        yield from steps
        yield f"DROP TABLE {_DUE}" if product in _ONE_WORD else f"DROP TEMPORARY TABLE {_DUE}"
    else:
        yield from steps


_ONE_WORD = {Product.SQLITE, Product.POSTGRESQL}


def _beyond_columns(question: Question, part: Part, *, goes: bool) -> bool:
    """Return whether something goes with the rows that no statement can take."""
    people = question.data.people
    if not goes and part.ends and people is not None and people.table.name == part.table:
        return True  # whose key may stand in a list anywhere
    blobs = [blob for record in question.tables()[part.table] for each in record.contents.all() for blob in each.blobs]
    return any(isinstance(blob, Files) == goes for blob in blobs)


# What must hold


def _still(question: Question, part: Part, lens: Lens) -> Said:
    """Return that a row is still due for what was planned, as far as a statement can tell, and never more."""
    strands = [strand for strand in lens.strands if strand.name in part.destroy]
    keepings = tuple(dict.fromkeys(strand.keeping for strand in strands))
    askings = list(lens.asks(question.now, question.calendar))
    over = [branch.said for asking in askings for branch in asking.branches(keepings, all_over)]
    later = list(_later(question, lens, strands))
    one = sa.true() if lens.single is None else lens.single
    return sa.and_(lens.where, one, sa.or_(sa.false(), *over), *[sa.not_(each) for each in later])


def _later(question: Question, lens: Lens, strands: Sequence[Strand]) -> Iterator[Said]:
    """Yield that something has happened since the day up to which it may have, for a row to be due."""
    if lens.collected is not None:
        yield lens.collected.since(question.now + 1)
    tellers = next(lens.asks(question.now, question.calendar)).tellers
    for strand in strands:
        cutoffs = tuple(_cutoffs(all_over(strand.keeping, question.now, question.calendar)))
        for each in strand.keeping.events:
            found = [cutoff for event, cutoff in cutoffs if event == each.event]
            for name in _counting(each) if found else ():
                moments = [one for one in tellers.get(name, ()) if isinstance(one, SqlMoment)]
                yield from (moment.since(min(found)) for moment in moments)


def _counting(each: Occurs) -> Iterator[str]:
    """Yield the events by whose last occurrence an event counts."""
    if each.last:
        yield each.source
    if each.pair is not None:
        yield each.pair


def _cutoffs(predicate: Predicate) -> Iterator[tuple[str, Instant]]:
    match predicate:
        case Before(event, cutoff, _, _):
            yield event, cutoff
        case AnyOf(parts) | AllOf(parts):
            for part in parts:
                yield from _cutoffs(part)
