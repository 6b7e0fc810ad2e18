"""One record of the mapping in the statement of its table: what is read of each row, and what that says.

Every row that a statement names is judged here once more, by the same values that `lifecycle` compares: the
statement only narrows. Of several owners each has a life of their own in the row.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import sqlalchemy as sa

from jikim.connect.rows import Rows, Said
from jikim.find.clocks import HandedIn, Tellers, Told, meanings, sql_moment, told_by_person, told_by_rows
from jikim.find.links import Aliases, Whose, whose
from jikim.find.moments import SqlMoment
from jikim.find.ways import Asking, Teller
from jikim.lifecycle import Occurrences, Strand, gather
from jikim.mapping import Data, Record, RoleBy, RoleIs
from jikim.mapping.lives import lives, of_guests, of_role, role_of, roles_of
from jikim.period import Calendar, Instant
from jikim.policy import Policy

Row = Sequence[Any]
_REMEMBERED = 100_000


class Owned(Enum):
    """Whose a row is: of people in the people table, of a guest, of somebody no longer there, or of nobody known."""

    MEMBER = "member"
    GUEST = "guest"
    ORPHAN = "orphan"
    UNOWNED = "unowned"


@dataclass(slots=True)
class Selected:
    """The columns that a statement reads, in order."""

    cells: list[sa.ColumnElement[Any]]

    def add(self, *cells: sa.ColumnElement[Any]) -> tuple[int, ...]:
        """Read more columns; return at which places of a row they stand."""
        start = len(self.cells)
        self.cells += [cell.label(f"c{start + at}") for at, cell in enumerate(cells)]
        return tuple(range(start, len(self.cells)))


@dataclass(frozen=True, slots=True)
class Person:
    """One owner as a row shows them: the places of their key, their role and their events."""

    whose: Whose
    named: int
    key: int
    says: int
    here: int | None
    role: RoleIs | RoleBy | None
    role_at: int | None
    events: tuple[tuple[str, SqlMoment, tuple[int, ...]], ...]
    tellers: Tellers


@dataclass(frozen=True, slots=True)
class Seen:
    """What a row says of one life of a person: its strands, and what happened."""

    strands: tuple[Strand, ...]
    collected: Instant | None
    occurrences: Occurrences


class Lens:
    """One record; `number` is its place among the records of its table."""

    def __init__(  # what a whole plan knows, handed in once
        self, number: int, record: Record, data: Data, policy: Policy, kinds: tuple[Strand, ...],
        names: Aliases, row: Rows, until: Instant, told: Told,
    ) -> None:  # fmt: skip
        self.number, self.record, self._data, self._policy, self._told = number, record, data, policy, told
        self.row, self._until = row, until
        self._read: dict[tuple[int, str], Instant] = {}
        self.strands = lives(kinds, record, policy)
        events = [each for strand in self.strands for each in strand.keeping.events]
        named = {name for each in events for name in (each.source, each.pair) if name}
        self._meanings = {name: meanings(policy, name) for name in named}
        self.where = row.meets(record.contents.where)
        self.collected = self._collected(names)
        self._own = told_by_rows(names, data, record, row)
        self._whose = whose(names, data, record, row)
        self._names = names
        asked = [each.single for each in self._whose if each.single is not None]
        self.single: Said | None = (
            sa.or_(sa.not_(sa.func.coalesce(self.where, sa.false())), sa.and_(*asked)) if asked else None
        )

    def _collected(self, names: Aliases) -> SqlMoment | None:
        moment = self.record.collected
        if moment is None or not moment.columns:
            return None
        return sql_moment(names, self._data, self.record.table, moment, self.row, ())

    @property
    def whose(self) -> tuple[Whose, ...]:
        """The owners that a row of the record can have."""
        return self._whose

    @property
    def told(self) -> tuple[tuple[SqlMoment, tuple[int, ...]], ...]:
        """Every moment that is read of a row, with the places of its texts."""
        events = (*self._events, *(one for person in self._people for one in person.events))
        first = ((self.collected, self._collected_at),) if self.collected else ()
        return (*first, *((moment, places) for _, moment, places in events))

    @property
    def people(self) -> tuple[int, ...]:
        """The places at which the keys of the owners stand."""
        return tuple(at for person in self._people for at in (person.key, person.says))

    def select(self, selected: Selected) -> None:
        """Say what is read of each row."""
        [self._matches] = selected.add(flag(self.where))
        self._collected_at = selected.add(*self.collected.texts(self._until)) if self.collected else ()
        self._events = tuple(self._placed(selected, self._own))
        self._people = tuple(self._person(selected, each) for each in self._whose)
        self._guest_at = selected.add(flag(sa.or_(sa.false(), *self._guest()))) if self._guest() else ()

    def _placed(self, selected: Selected, tellers: Tellers) -> Iterator[tuple[str, SqlMoment, tuple[int, ...]]]:
        for event, moments in tellers.items():
            for moment in moments:
                yield event, moment, selected.add(*moment.texts(self._until))

    def _person(self, selected: Selected, each: Whose) -> Person:
        named, key = selected.add(flag(each.named), each.key)
        here = selected.add(flag(each.key.is_not(None)))[0] if each.person is not None else None
        role = role_of(each.owner, self.record, self._data)
        role_at = None
        if isinstance(role, RoleBy):
            source = self.row if role is self.record.role else each.person
            role_at = selected.add(sa.cast(source.cell(role.column), sa.Text))[0] if source else None
        tellers = told_by_person(self._names, self._data, each)
        [says] = selected.add(self._said(each))
        return Person(each, named, key, says, here, role, role_at, tuple(self._placed(selected, tellers)), tellers)

    def _said(self, each: Whose) -> sa.ColumnElement[Any]:
        """Return the key of an owner as the row itself says it, whether they are still there or not."""
        people = self._data.people
        last = each.links[-1] if each.links and each.person is each.links[-1].rows else None
        return last.before.cell(last.near) if last and people and last.far == str(people.key) else each.key

    def _guest(self) -> tuple[Said, ...]:
        cells = [self.row.cell(column) for _, columns in self.record.guest for column in columns]
        cells += [rows.cell(column) for each in self._whose for rows, column in each.guest]
        return tuple(sa.and_(cell.is_not(None), sa.cast(cell, sa.Text) != "") for cell in cells)

    # Asking

    def asks(self, now: Instant, calendar: Calendar) -> Iterator[Asking]:
        """Yield with what a day is asked: once for each owner, whose events differ; once where there is none."""
        if not self._people:
            yield Asking(now, calendar, self._tellers(None), self.collected, self._until)
        for person in self._people:
            yield Asking(now, calendar, self._tellers(person), self.collected, self._until)

    def _tellers(self, person: Person | None) -> Mapping[str, tuple[Teller, ...]]:
        found: dict[str, tuple[Teller, ...]] = {}
        for event in self._meanings:
            tellers: list[Teller] = []
            for name in meanings(self._policy, event):
                tellers += self._own.get(name, ())
                if person is not None:
                    tellers += person.tellers.get(name, ())
                    tellers += [HandedIn(person.whose, self._told[name])] if self._told.get(name) else []
            found[event] = tuple(tellers)
        return found

    def sets(self) -> tuple[tuple[Strand, ...], ...]:
        """Return the strands of each kind of person that a row can have."""
        roles = [role for person in self._people for role in (*roles_of(person.role), None)]
        owned = [of_role(self.strands, self._policy, role) for role in roles]
        return tuple(
            dict.fromkeys((*owned, of_guests(self.strands, self._data, self._policy, self.record), self.strands))
        )

    # Judging

    def matches(self, row: Row) -> bool:
        """Return whether a row of the table is a row of this record."""
        return bool(row[self._matches])

    def owned(self, row: Row) -> Owned:
        """Return whose a row is."""
        if not self.record.owners and not self.record.guest:
            return Owned.UNOWNED
        if any(self._is_here(person, row) for person in self._people):
            return Owned.MEMBER
        return Owned.GUEST if self._guest_at and row[self._guest_at[0]] else Owned.ORPHAN

    def owners(self, row: Row) -> tuple[object, ...]:
        """Return the keys of the people whom a row names and who are there."""
        return tuple(row[person.key] for person in self._people if self._is_here(person, row))

    def named(self, row: Row) -> tuple[object, ...]:
        """Return the keys of the people whom a row names, also of those whose own row is gone."""
        return tuple(row[person.says] for person in self._people if row[person.named] and row[person.says] is not None)

    def _is_here(self, person: Person, row: Row) -> bool:
        return bool(row[person.named]) and (person.here is None or bool(row[person.here]))

    def seen(self, row: Row) -> Iterator[Seen]:
        """Yield each life in a row; raises Unreadable where a value says no instant."""
        collected = self._instants(self.collected, self._collected_at, row) if self.collected else []
        own = [(event, at) for event, moment, places in self._events for at in self._instants(moment, places, row)]
        day = collected[0] if collected else None
        here = [person for person in self._people if self._is_here(person, row)]
        for person in here:
            yield Seen(of_role(self.strands, self._policy, self._role(person, row)), day,
                       self._named(gather([*own, *self._of(person, row)])))  # fmt: skip
        if not here:
            mine = self.strands
            if self.owned(row) is Owned.GUEST:
                mine = of_guests(mine, self._data, self._policy, self.record)
            elif self.owned(row) is Owned.UNOWNED and isinstance(self.record.role, RoleIs):
                mine = of_role(mine, self._policy, str(self.record.role.role))
            yield Seen(mine, day, self._named(gather(own)))

    def _of(self, person: Person, row: Row) -> Iterator[tuple[str, Instant]]:
        for event, moment, places in person.events:
            yield from ((event, at) for at in self._instants(moment, places, row))
        for event, told in self._told.items():
            yield from ((event, at) for at in told.get(row[person.key], ()))

    def _role(self, person: Person, row: Row) -> str | None:
        if isinstance(person.role, RoleIs):
            return str(person.role.role)
        if person.role is None or person.role_at is None:
            return None
        said = row[person.role_at]
        found = next((of for value, of in person.role.values if str(value) == said), person.role.otherwise)
        return None if found is None else str(found)

    def _instants(self, moment: SqlMoment, places: tuple[int, ...], row: Row) -> list[Instant]:
        return [self._instant(moment, str(row[at])) for at in dict.fromkeys(places) if row[at] is not None]

    def _instant(self, moment: SqlMoment, text: str) -> Instant:
        """Return the instant that a text says; the same days come again and again, and reading one is slow."""
        known = self._read.get((id(moment), text))
        if known is None:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            known = self._read[id(moment), text] = moment.read(text)
        return known

    def _named(self, occurrences: Occurrences) -> Occurrences:
        """Return what happened under every name that a rule may know it by."""
        return gather(
            (source, at)
            for source, known in self._meanings.items()
            for name in known
            for at in occurrences.get(name, ())
        )


def flag(said: Said) -> sa.ColumnElement[int]:
    """Return a condition as a number, so that every product hands it out alike."""
    return sa.case((said, sa.literal_column("1")), else_=sa.literal_column("0"))
