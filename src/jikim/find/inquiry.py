"""One table with its records: the statements that ask what is due in it, and the judgement of each row they name.

One branch of a UNION ALL for each way in which a row can be due (`ways.py`); every row that is named is then judged by
what stands in it (`lens.py`): which strands are to be destroyed, which moved apart, which stay; a row ends when none
stays in use. A column that several strands share is cleared with the last of them, and what was cleared is not due
again.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.connect.address import asked, streamed
from jikim.connect.rows import Rows, Said, one_of
from jikim.errors import DocumentError
from jikim.find.cells import Cells, Life, cells_of
from jikim.find.due import DueRow, Question
from jikim.find.forms import Unreadable
from jikim.find.keyed import keyed
from jikim.find.leaning import needed
from jikim.find.lens import Lens, Row, Selected, flag
from jikim.find.links import Aliases
from jikim.find.signs import Signs
from jikim.find.ways import Branch
from jikim.lifecycle import Keeping, Place, Strand, all_over, holds, live_over
from jikim.mapping import Ending, Record
from jikim.mapping.counted import counted
from jikim.messages import msg
from jikim.period import Instant
from jikim.plan import Key

_PEOPLE = 500  # whose keys stand in one statement
_REMEMBERED = 100_000
_BRANCHES = 100  # SQLite joins at most 500, and each reads many columns
Ends = tuple[Keeping, ...]


class Inquiry:
    """One table with its records."""

    def __init__(self, question: Question, name: str, records: tuple[Record, ...], kinds: tuple[Strand, ...]) -> None:
        self._question, self._name = question, name
        names = Aliases(question.schema)
        self._row = names.rows(records[0].table)
        self._keys = _key(self._row, records)
        self._held = frozenset(question.held.get(name, ()))
        self._needed = needed(question, name)
        self.lenses = tuple(
            Lens(number, record, question.data, question.policy, kinds, names, self._row, question.until, question.told)
            for number, record in enumerate(records)
        )
        self._cells = cells_of(names, self._row, [(lens.number, lens.record, lens.strands) for lens in self.lenses])
        now, calendar = question.now, question.calendar
        self._over = {
            each.keeping: (all_over(each.keeping, now, calendar), live_over(each.keeping, now, calendar))
            for each in kinds
        }
        self._selected = Selected([])
        self._selected.add(*[self._row.cell(key) for key in self._keys])
        for lens in self.lenses:
            lens.select(self._selected)
        single = [lens.single for lens in self.lenses if lens.single is not None]
        self._single = sa.and_(sa.true(), *single)
        self._single_at = self._selected.add(flag(self._single)) if single else ()
        self._filled = self._selected.add(*[flag(cells.filled) for cells in self._cells])
        people = {key for some in (*question.told.values(), *question.stays.values()) for key in some}
        self._signs = Signs(self.lenses, len(self._keys), len(self._selected.cells), (now, question.until),
                            [one for each in self._over.values() for one in each], people)  # fmt: skip
        self._judged: dict[Hashable, DueRow | None] = {}

    def due(self, connection: Connection) -> Iterator[DueRow]:
        """Yield the rows that are due, each once, as they come from the database."""
        seen: set[Key] = set()
        several = len(tuple(self.branches())) > 1
        for statement in self.statements():
            for row in streamed(connection, self._question.database, statement):
                key = self._key_of(row)
                if several and key in seen:
                    continue
                if several:
                    seen.add(key)
                found = self._judge(row, key)
                if found is not None:
                    yield found

    def again(self, connection: Connection, keys: Sequence[Key]) -> dict[Key, DueRow | None]:
        """Return the rows with these keys that are there, each with what is due for it; None where nothing is."""
        statement = sa.select(*self._selected.cells).select_from(self._source()).where(self.named(keys))
        with asked(self._question.database):
            rows = connection.execute(statement).all()
        return {key: self._judge(row, key) for row in rows for key in [self._key_of(row)]}

    def of_people(self, connection: Connection, people: Sequence[object]) -> Iterator[tuple[Key, DueRow | None]]:
        """Yield the keys of these people's rows as they come, each once, with what is due for them; None for nothing.

        What is due is said by the first row of which the same was found: only its `key` is not that of the others.
        """
        seen: set[Key] = set()
        may_repeat = len(people) > _PEOPLE and sum(len(lens.whose) for lens in self.lenses) > 1
        for at in range(0, len(people), _PEOPLE):
            for row in self._of_some(connection, people[at : at + _PEOPLE]):
                key = self._key_of(row)
                if may_repeat or self._single_at:
                    if key in seen:
                        continue
                    seen.add(key)
                yield key, self._alike(row, key)

    def _of_some(self, connection: Connection, people: Sequence[object]) -> Iterator[Row]:
        theirs = [one_of([each.key], [(one,) for one in people]) for lens in self.lenses for each in lens.whose]
        if theirs:
            statement = sa.select(*self._selected.cells).select_from(self._source()).where(sa.or_(*theirs))
            yield from streamed(connection, self._question.database, statement)

    def several(self, connection: Connection) -> int:
        """Return how many rows lead to several people where one is meant: they are never due."""
        if not self._single_at:
            return 0
        source: sa.FromClause = self._row.source
        with asked(self._question.database):
            counted = sa.select(sa.func.count()).select_from(source).where(sa.not_(self._single))
            return int(connection.execute(counted).scalar_one())

    def touched(self, connection: Connection, keys: Sequence[Key], since: Instant) -> frozenset[Key]:
        """Return those of the rows to which something happened from `since` on, as far as their moments can be read."""
        statement = sa.select(*self._selected.cells).select_from(self._source()).where(self.named(keys))
        with asked(self._question.database):
            rows = connection.execute(statement).all()
        return frozenset(self._key_of(row) for row in rows if any(since <= at for at in self._moments(row)))

    def _moments(self, row: Row) -> Iterator[Instant]:
        for moment, places in (told for lens in self.lenses if lens.matches(row) for told in lens.told):
            for text in (row[at] for at in places if row[at] is not None):
                try:
                    instant = moment.read(str(text))
                except Unreadable:
                    continue
                if instant <= self._question.until:
                    yield instant

    @property
    def row(self) -> Rows:
        """The rows of the table, under the name they have in every statement here."""
        return self._row

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell its rows apart."""
        return self._keys

    def named(self, keys: Sequence[Key]) -> Said:
        """Return that a row is one of those with these keys."""
        return keyed(self._row, self._keys, keys)

    def still(self, keys: Sequence[Key], also: Said | None = None) -> sa.Select[*tuple[object, ...]]:
        """Return the question which of these rows a statement may still take: their keys, narrowed as `due` narrows.

        `also` narrows instead, where more is known.
        """
        said = sa.or_(sa.false(), *[branch.said for branch in self.branches()]) if also is None else also
        return (
            sa.select(*[self._row.cell(name).label(name) for name in self._keys])
            .select_from(self._source())
            .where(self.named(keys), said)
        )

    def _key_of(self, row: Row) -> Key:
        return tuple(row[: len(self._keys)])

    def statements(self) -> Iterator[sa.Select[tuple[object, ...]] | sa.CompoundSelect[tuple[object, ...]]]:
        """Yield the statements, almost always one."""
        selects = [sa.select(*self._selected.cells).select_from(self._source()).where(branch.said)
                   for branch in self.branches()]  # fmt: skip
        for at in range(0, len(selects), _BRANCHES):
            some = selects[at : at + _BRANCHES]
            yield sa.union_all(*some) if len(some) > 1 else some[0]

    def branches(self) -> Iterator[Branch]:
        """Yield every way in which a row can be due: as a whole, or in a group of its columns."""
        for lens in self.lenses:
            groups = [self._least(lens, cells) for cells in self._cells]
            least = self._least(lens, None) if lens.record.destroy.ending is Ending.DELETE else ()
            whole = tuple(self._of(lens, least, sa.true()))
            yield from whole
            known = {branch.way for branch in whole}
            for cells, ends in zip(self._cells, groups, strict=True):
                further = [each for each in ends if not any(set(other) <= set(each) for other in least)]
                yield from (one for one in self._of(lens, further, cells.filled) if one.way not in known)

    def _least(self, lens: Lens, cells: Cells | None) -> tuple[Ends, ...]:
        """Return what must be over, for each kind of person a row can have; what follows from another is left out."""
        found: dict[frozenset[Keeping], Ends] = {}
        for chosen in lens.sets():
            mine = [one.keeping for one in chosen if cells is None or (lens.number, one.name) in cells.lives]
            if mine:
                found.setdefault(frozenset(mine), tuple(dict.fromkeys(mine)))
        return tuple(ends for each, ends in found.items() if not any(other < each for other in found))

    def _of(self, lens: Lens, several: Iterable[Ends], also: Said) -> Iterator[Branch]:
        for ends in several:
            for number, asking in enumerate(lens.asks(self._question.now, self._question.calendar)):
                for branch in asking.branches(ends):
                    yield Branch(
                        sa.and_(lens.where, branch.said, also, self._single), branch.driven, (number, branch.way)
                    )

    def _source(self) -> sa.FromClause:
        source: sa.FromClause = self._row.source
        joined = {id(self._row)}
        for link in (link for lens in self.lenses for each in lens.whose for link in each.links):
            if id(link.rows) not in joined:
                joined.add(id(link.rows))
                source = source.outerjoin(link.rows.source, link.on)
        return source

    # Judging

    def _judge(self, row: Row, key: Key) -> DueRow | None:
        """Return what is due for a row."""
        found = self._alike(row, key)
        return found if found is None or found.key == key else found.of(key)

    def _alike(self, row: Row, key: Key) -> DueRow | None:
        """Return what is due for a row as it was found of the first that says the same: all but its key is the row's.

        Rows that say the same are judged once.
        """
        sign = None if key in self._held else self._signs.sign(row)
        if sign is None:
            return self._judge_alone(row, key)
        if sign not in self._judged:
            if len(self._judged) >= _REMEMBERED:
                self._judged.clear()
            self._judged[sign] = self._judge_alone(row, key)
        return self._judged[sign]

    def _judge_alone(self, row: Row, key: Key) -> DueRow | None:
        if self._single_at and not row[self._single_at[0]]:
            return None
        lenses = [lens for lens in self.lenses if lens.matches(row)]
        if self._needed and any(key in self._needed for lens in lenses for key in lens.named(row)):
            return None
        try:
            places = {
                life: place
                for lens in lenses
                for life, place in self._places(lens, row, held=key in self._held or self._stays(lens, row))
            }
        except Unreadable:
            return None
        if not places:
            return None
        ends = all(place is not Place.LIVE for place in places.values())
        deletes = any(lens.record.destroy.ending is Ending.DELETE for lens in lenses)
        over = [cells for at, cells in zip(self._filled, self._cells, strict=True)
                if row[at] and _is_over(cells, places)]  # fmt: skip
        if not over and not (ends and deletes):
            return None
        lives = set(places) if ends else {life for cells in over for life in cells.lives if life in places}
        columns = tuple(column for cells in over for column in cells.columns)
        first = lenses[0]
        return DueRow(
            str(first.record.name), self._question.database, self._name, key, first.owned(row),
            _names(places, lives, Place.NOWHERE), _names(places, lives, Place.SEPARATE),
            _names(places, set(places), Place.LIVE), ends, columns,
        )  # fmt: skip

    def _stays(self, lens: Lens, row: Row) -> bool:
        """Return whether a hold covers the records of this activity of one of the row's people."""
        held = self._question.stays.get(str(lens.record.activity), ())
        return bool(held) and any(key in held for key in lens.named(row))

    def _places(self, lens: Lens, row: Row, *, held: bool) -> Iterator[tuple[Life, Place]]:
        """Yield where each strand belongs; what several people share, where the last of them keeps it."""
        found: dict[Life, Place] = {}
        for seen in lens.seen(row):
            to_come = seen.collected is not None and seen.collected > self._question.now
            for strand in seen.strands:
                at = counted(strand.keeping, seen.collected, seen.occurrences, self._question.until)
                place = Place.LIVE if to_come else self._place(strand, at, held=held)
                life = (lens.number, strand.name)
                found[life] = min(found.get(life, place), place, key=_RANK.index)
        yield from found.items()

    def _place(self, strand: Strand, at: Mapping[str, Instant], *, held: bool) -> Place:
        dead, over = self._over[strand.keeping]
        if holds(dead, at):
            return Place.SEPARATE if held else Place.NOWHERE
        return Place.SEPARATE if holds(over, at) else Place.LIVE


_RANK = (Place.LIVE, Place.SEPARATE, Place.NOWHERE)


def _is_over(cells: Cells, places: Mapping[Life, Place]) -> bool:
    """Return whether nothing that holds these columns stays in use; columns that no life of the row holds are left."""
    mine = [places[life] for life in cells.lives if life in places]
    return bool(mine) and all(place is not Place.LIVE for place in mine)


def _names(places: Mapping[Life, Place], lives: set[Life], place: Place) -> tuple[str, ...]:
    return tuple(
        sorted({name for (number, name), found in places.items() if found is place and (number, name) in lives})
    )


def _key(row: Rows, records: tuple[Record, ...]) -> tuple[str, ...]:
    keys = next((tuple(map(str, one.contents.key)) for one in records if one.contents.key), row.shape.primary)
    if not keys:
        raise DocumentError(
            msg("{place}: the table '{table}' has no primary key", place=str(records[0].place), table=row.shape.name),
            msg("a plan names each row by its key, so that no other row is ever taken"),
            msg("name the columns that tell its rows apart: `key: [column, column]`"))  # fmt: skip
    return keys
