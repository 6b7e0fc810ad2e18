"""Who tells an event of a record: its own columns, those of its children, its people's, or what was handed in.

`Told` are the instants that no table holds (a request for erasure, a withdrawal of consent), by event and person.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from jikim.connect.rows import Link, Rows, Said
from jikim.find.links import Aliases, Whose, child_links, path_links
from jikim.find.moments import SqlMoment, moment_of
from jikim.mapping import Contents, Data, Moment, Record, TableName
from jikim.period import Instant
from jikim.policy import Policy

Told = Mapping[str, Mapping[object, Sequence[Instant]]]
"""Event -> key of the person -> instants."""

_TOGETHER = 1000  # values in one list of a statement

Tellers = Mapping[str, tuple[SqlMoment, ...]]


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Instants of people that no table tells, compared by the people's keys."""

    whose: Whose
    instants: Mapping[object, Sequence[Instant]]

    def before(self, cutoff: Instant) -> Said | None:
        """Return that it came before the cutoff for the person of a row; None when it did for nobody."""
        keys = [key for key, instants in self.instants.items() if any(instant < cutoff for instant in instants)]
        cell = self.whose.key
        parts = [cell.in_(keys[at : at + _TOGETHER]) for at in range(0, len(keys), _TOGETHER)]
        return sa.or_(*parts) if parts else None


def told_by_rows(names: Aliases, data: Data, record: Record, row: Rows) -> Tellers:
    """Return what the columns of a record and of the tables that go with it tell."""
    found: dict[str, list[SqlMoment]] = {}
    for contents, links in with_children(names, record.contents, row):
        rows = links[-1].rows if links else row
        for event, moment in contents.events:
            if moment.columns:
                found.setdefault(event, []).append(sql_moment(names, data, contents.table, moment, rows, links))
    return {event: tuple(moments) for event, moments in found.items()}


def told_by_person(names: Aliases, data: Data, whose: Whose) -> Tellers:
    """Return what the people table tells of an owner."""
    if data.people is None or whose.person is None:
        return {}
    table = data.people.table
    return {
        str(event): (sql_moment(names, data, table, moment, whose.person, ()),)
        for event, moment in data.people.events
        if moment.columns
    }


def sql_moment(
    names: Aliases, data: Data, table: TableName, moment: Moment, rows: Rows, links: tuple[Link, ...]
) -> SqlMoment:
    """Return a moment of `rows`, following its own path where it has one."""
    path = path_links(names, rows, moment.via)
    table = moment.via[-1].table if moment.via else table
    zone = data.zone(moment, table)
    there = path[-1].rows if path else rows
    when = rows.meets(moment.when)
    outer, inner = (sa.true(), when) if links else (when, sa.true())
    return moment_of(moment, there, None if zone is None else str(zone), (*links, *path), outer, inner)


def with_children(
    names: Aliases, contents: Contents, row: Rows, links: tuple[Link, ...] = ()
) -> Iterator[tuple[Contents, tuple[Link, ...]]]:
    """Yield the contents of a row and of every child, each with the links that lead there."""
    yield contents, links
    for child in contents.children:
        link = child_links(names, row, contents, child)
        yield from with_children(names, child.contents, link.rows, (*links, link))


def meanings(policy: Policy, event: str) -> tuple[str, ...]:
    """Return an event and every event that it is another name for."""
    name, _, matter = event.partition(":")
    known = policy.event(name)
    further = (each for one in (known.means if known else ()) for each in meanings(policy, one))
    return tuple(dict.fromkeys((event, *further))) if not matter else (event,)
