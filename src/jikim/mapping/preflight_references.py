"""What other tables do when a row goes: foreign keys onto it from tables that do not go with it.

NO ACTION and RESTRICT stop it, unless the referring column can be emptied before, and so does SET NULL where it cannot
be (NOT NULL, or a CHECK); CASCADE takes rows of which the mapping said nothing; SET NULL leaves rows that look as if
nobody had ever owned them. Rows of another record that are over as soon as this row is go before it, and are no
hindrance.
"""

from collections.abc import Iterator, Mapping

from jikim.errors import Finding, Place
from jikim.lifecycle import Keeping
from jikim.mapping.live import Live
from jikim.mapping.mentions import tables
from jikim.mapping.model import Contents, Ending
from jikim.mapping.preflight_conditions import passes, speaks_of
from jikim.mapping.preflight_touched import Touched
from jikim.mapping.promised import OF_JIKIM
from jikim.messages import msg
from jikim.tables import ForeignKey, OnDelete, Shape

_STOPS = {OnDelete.NOTHING, OnDelete.RESTRICT}


def references(live: Live, every: tuple[Touched, ...], touched: Touched) -> Iterator[Finding]:
    """Yield what foreign keys make of the rows that a record destroys."""
    mine = {shape.name for _, shape in touched.gone}
    for contents, shape in touched.gone:
        for other, key in _onto(live, shape):
            loops = other.name == shape.name
            if (other.name not in mine or loops) and not _goes_first(every, touched, other):
                yield from _reference(live, contents, shape, other, key)
                if not loops:
                    yield from _slow(live, contents, shape, other, key)
    yield from _circles(live, touched)


def stopping(live: Live, touched: Touched) -> Iterator[tuple[Shape, Shape, ForeignKey]]:
    """Yield the keys by which a row of the second table keeps one of the first from going."""
    mine = {shape.name for _, shape in touched.gone}
    for _, shape in touched.gone:
        for other, key in _onto(live, shape):
            stays = other.name not in mine or other.name == shape.name
            if stays and _refuses(other, key):
                yield shape, other, key


def _onto(live: Live, shape: Shape) -> Iterator[tuple[Shape, ForeignKey]]:
    for other in live.schema.tables:
        yield from ((other, key) for key in other.foreign if key.table == shape.name and not other.view)


def _refuses(shape: Shape, key: ForeignKey) -> bool:
    """Return whether a row that names one that goes can never be let go of it."""
    if key.on_delete is OnDelete.SET_NULL:  # the database empties every column of the key
        return not all(_lets_go(shape, name) for name in key.columns)
    return key.on_delete in _STOPS and not _can_be_empty(shape, key)


def _can_be_empty(shape: Shape, key: ForeignKey) -> bool:
    """Return whether one column of a key can be NULL: then the key names nothing."""
    return any(_lets_go(shape, name) for name in key.columns)


def _lets_go(shape: Shape, name: str) -> bool:
    """Return whether a column can be NULL: by itself, and by every CHECK that can be understood."""
    column = shape.column(name)
    if column is None or not column.nullable or column.generated:
        return False
    checks = (check.text for check in shape.checks if speaks_of(check.text, name))
    return all(passes(text, name, None) is not False for text in checks)


def _goes_first(every: tuple[Touched, ...], touched: Touched, other: Shape) -> bool:
    """Return whether the rows of another table are over whenever this record's are."""
    theirs = [one for one in every if one.takes(other)]
    return bool(theirs) and all(one is not touched and _over_with(one, touched) for one in theirs)


def _over_with(theirs: Touched, mine: Touched) -> bool:
    """Return whether rows go at the latest when the other's do: no keeping of theirs outlives every one of mine."""
    return theirs.record.destroy.ending is Ending.DELETE and all(
        any(_ends_no_later(their, my) for my in mine.keepings) for their in theirs.keepings
    )


def _ends_no_later(their: Keeping, my: Keeping) -> bool:
    """Return whether each of their rules has every term of one of mine, all counted from what befalls the person.

    The earliest term ends a rule, so a further one (`[left, 1 year]` beside `left`) only ends it sooner. What a
    request ends besides is counted when it comes.
    """
    personal = {occurs.event for occurs in my.events if occurs.personal or occurs.source in OF_JIKIM}
    return not my.capped and all(
        any(
            (rule.place, rule.bound) == (mine.place, mine.bound)
            and set(mine.terms) <= set(rule.terms)
            and personal.issuperset(term.event for term in mine.terms)
            for mine in my.rules
        )
        for rule in their.rules
    )


def _reference(live: Live, contents: Contents, shape: Shape, other: Shape, key: ForeignKey) -> Iterator[Finding]:
    place, names = contents.table.place, ", ".join(key.columns)
    if _refuses(other, key):
        # What is left alone on purpose may never name such a row; `connect.blocked` counts those that do.
        told = live.error if mapped(live, other) or not _left_alone(live, other) else live.warning
        yield told(place, "preflight-reference",
            msg("'{columns}' of '{other}' refers to rows of '{table}' that are to go, and must not be empty",
                columns=names, other=other.name, table=shape.name),
            msg("the database would refuse to destroy them"),
            msg("name '{other}' under `children:`, or write `destroy: clear`, or let '{columns}' be empty (NULL)",
                other=other.name, columns=names))  # fmt: skip
    elif key.on_delete is OnDelete.CASCADE:
        yield live.error(place, "preflight-cascade",
            msg("the database destroys rows of '{other}' with those of '{table}', and the mapping does not say so",
                other=other.name, table=shape.name),
            msg("more would be destroyed than the plan names"),
            msg("name '{other}' under `children:`, or take ON DELETE CASCADE off '{columns}'",
                other=other.name, columns=names))  # fmt: skip
    elif other.name != shape.name:
        yield _let_go(live, place, shape, other, names)
        yield from _unclear(live, place, other, key)


def _unclear(live: Live, place: Place, other: Shape, key: ForeignKey) -> Iterator[Finding]:
    for check in other.checks:
        spoken = [name for name in key.columns if "null" in check.text.lower() and speaks_of(check.text, name)]
        for name in (name for name in spoken if passes(check.text, name, None) is None):
            yield live.warning(place, "preflight-check",
                msg("jikim cannot know whether the cleared column '{column}' of '{table}' passes the check '{check}'",
                    column=name, table=other.name, check=check.name or check.text),
                msg("the condition depends on other columns, or is written in words that jikim does not understand"),
                msg("read the check, and try it on a copy of the database"))  # fmt: skip


def _let_go(live: Live, place: Place, shape: Shape, other: Shape, names: str) -> Finding:
    owners = {str(owner.column) for record in live.data.records for owner in record.owners
              if live.shapes(record.table) and record.table.stands_for(other.name)}  # fmt: skip
    what = msg("'{columns}' of '{other}' is emptied when the row of '{table}' goes that it names",
        columns=names, other=other.name, table=shape.name)  # fmt: skip
    if names in owners:
        return live.warning(place, "preflight-reference-emptied", what,
            msg("a row that names nobody afterwards looks like a guest's"),
            msg("tell guests apart by a column of their own under `guest:`, or let '{other}' end with the person",
                other=other.name))  # fmt: skip
    return live.info(place, "preflight-reference-emptied", what,
        msg("the row stays, and no longer says what it went with"),
        msg("name '{other}' under `children:` if it should go as well", other=other.name))  # fmt: skip


def _slow(live: Live, contents: Contents, shape: Shape, other: Shape, key: ForeignKey) -> Iterator[Finding]:
    if not is_indexed(other, key.columns):
        yield live.warning(contents.table.place, "preflight-reference-slow",
            msg("no index begins with '{columns}' of '{other}', which refers to '{table}'",
                columns=", ".join(key.columns), other=other.name, table=shape.name),
            msg("the database reads the whole table for every row that goes"),
            msg("create an index on '{columns}' of '{other}'",
                columns=", ".join(key.columns), other=other.name))  # fmt: skip


def is_indexed(shape: Shape, columns: tuple[str, ...]) -> bool:
    """Return whether rows are found by these columns without reading all."""
    known = [shape.primary, *(index.columns for index in shape.indexes)]
    return any(set(one[: len(columns)]) == set(columns) for one in known)


def _circles(live: Live, touched: Touched) -> Iterator[Finding]:
    """Find tables of one record whose rows refer to each other so that none can go first."""
    waits: dict[str, set[str]] = {}
    for _, shape in touched.gone:
        for key in shape.foreign:
            binds = key.on_delete in _STOPS and not key.deferred and not _can_be_empty(shape, key)
            if binds and key.table != shape.name and touched.takes_named(key.table):
                waits.setdefault(shape.name, set()).add(key.table)
    for contents, shape in touched.gone:
        around = _around(waits, shape.name)
        if around and shape.name == min(around):
            yield live.error(contents.table.place, "preflight-circle",
                msg("the rows of {tables} refer to each other, and none of them can go first",
                    tables=", ".join(f"'{name}'" for name in around)),
                msg("the database would refuse to destroy any of them"),
                msg("let one of the columns be empty (NULL), or make its key DEFERRABLE INITIALLY"
                    " DEFERRED"))  # fmt: skip


def _around(waits: Mapping[str, set[str]], start: str) -> tuple[str, ...]:
    """Return the tables of the circle that a table is in."""
    found: set[str] = set()
    for name in _reached(waits, start):
        if start in _reached(waits, name):
            found.add(name)
    return tuple(sorted(found))


def _reached(waits: Mapping[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for name in waits.get(waiting.pop(), ()):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found


def mapped(live: Live, shape: Shape) -> bool:
    """Return whether the mapping says what becomes of the rows of a table."""
    return any(one.database == live.database and one.stands_for(shape.name) for one in tables(live.data))


def _left_alone(live: Live, shape: Shape) -> bool:
    entries = (entry.table for entry in live.data.unmanaged)
    return any(one.database == live.database and one.stands_for(shape.name) for one in entries)
