"""What else happens when a table is written to: triggers, no transactions, copies, slow ties, loose keys."""

import re
from collections.abc import Iterator

from jikim.errors import Finding
from jikim.mapping.live import Live
from jikim.mapping.model import Child, Contents
from jikim.mapping.preflight_references import is_indexed, mapped
from jikim.mapping.preflight_touched import Touched
from jikim.messages import msg
from jikim.tables import ForeignKey, OnDelete, Shape

_WITHOUT_TRANSACTIONS = {"myisam", "aria", "memory", "csv", "archive", "merge", "mrg_myisam"}
_COPY = re.compile(r"hist|history|historical|revision|revisions|version|versions|audit|log|logs|old|bak|backup|copy"
                   r"|archive|removed|deleted|trash")  # fmt: skip
_NOTED = {"object_repr", "serialized_data", "object_changes", "old_values", "new_values"}


def happens(live: Live, touched: Touched) -> Iterator[Finding]:
    """Yield what goes with writing to the tables of a record."""
    for contents, shape in touched.shapes:
        yield from _triggers(live, touched, contents, shape)
        yield from _transactions(live, contents, shape)
        yield from _copies(live, contents, shape)
        if contents is touched.record.contents:
            yield from _key(live, contents, shape)
        for child in contents.children:
            yield from _tie(live, shape, child)


def _triggers(live: Live, touched: Touched, contents: Contents, shape: Shape) -> Iterator[Finding]:
    acts = {"delete": touched.takes(shape), "update": touched.empties(shape) or _released(live, touched, shape)}
    for trigger in shape.triggers:
        if acts.get(trigger.on):
            yield live.warning(contents.table.place, "preflight-trigger",
                msg("'{trigger}' acts by itself when rows of '{table}' are destroyed or changed (ON {event})",
                    trigger=trigger.name, table=shape.name, event=trigger.on.upper()),
                msg("jikim cannot know what it does: it may copy what is destroyed into another table, or undo the"
                    " work"),
                msg("read it: map every table that it writes into, and take it away where it keeps what"
                    " goes"))  # fmt: skip


def _released(live: Live, touched: Touched, shape: Shape) -> bool:
    """Return whether a column of a table is emptied because the row goes that it names."""
    empties = {OnDelete.NOTHING, OnDelete.RESTRICT, OnDelete.SET_NULL, OnDelete.SET_DEFAULT}
    return any(key.on_delete in empties and touched.takes_named(key.table) for key in shape.foreign)


def _transactions(live: Live, contents: Contents, shape: Shape) -> Iterator[Finding]:
    if shape.engine.lower() in _WITHOUT_TRANSACTIONS:
        yield live.warning(contents.table.place, "preflight-transaction",
            msg("'{table}' is {engine}, which knows no transactions", table=shape.name, engine=shape.engine),
            msg("what was done to some rows stays done when the work stops in the middle; the next run goes on from"
                " jikim's own journal"),
            msg("nothing must be done; ALTER TABLE ... ENGINE=InnoDB makes the work all or nothing"))  # fmt: skip


def _copies(live: Live, contents: Contents, shape: Shape) -> Iterator[Finding]:
    held = {str(column) for holding in contents.holdings for column in holding.columns}
    for other in live.schema.tables:
        if held and not other.view and not mapped(live, other) and not _notes(other) and _is_copy(shape, other, held):
            yield live.warning(contents.table.place, "preflight-copy",
                msg("'{other}' seems to hold copies of rows of '{table}'", other=other.name, table=shape.name),
                msg("what is destroyed here would stand there still"),
                msg("name '{other}' under `children:`, with the items it holds", other=other.name))  # fmt: skip


def noted(live: Live) -> Iterator[Finding]:
    """Yield tables in which an administration, or a history, notes what rows of every other table were called."""
    for other in live.schema.tables:
        if not other.view and not mapped(live, other) and _notes(other):
            yield live.warning(live.place, "preflight-copy",
                msg("'{other}' seems to note what rows of other tables were called", other=other.name),
                msg("what is destroyed here would stand there still"),
                msg("map it: `{other}: {{by: object_id -> id}}` under `children:`, with the items it holds",
                    other=other.name))  # fmt: skip


def _notes(other: Shape) -> bool:
    names = {column.name for column in other.columns}
    return "object_id" in names and bool(names & _NOTED)


def _is_copy(shape: Shape, other: Shape, held: set[str]) -> bool:
    """Return whether a table is called like a copy of another, or has the same columns and such a name."""
    words = set(re.split(r"[^a-z]+", other.name.lower()))
    if not any(_COPY.fullmatch(word) for word in words):
        return False
    stem = shape.name.lower().rpartition(".")[2].removesuffix("s").removesuffix("e")
    same = held & {column.name for column in other.columns}
    return len(same) >= 2 or any(word.startswith(stem) for word in words)


def _key(live: Live, contents: Contents, shape: Shape) -> Iterator[Finding]:
    key = {str(column) for column in contents.key}
    unique = [shape.primary, *(index.columns for index in shape.indexes if index.unique)]
    if key and not any(one and set(one) <= key for one in unique):
        yield live.warning(contents.table.place, "preflight-key-shared",
            msg("nothing in the database keeps two rows of '{table}' from having the same '{columns}'",
                table=shape.name, columns=", ".join(contents.key)),
            msg("of two rows with one key, both would be taken for the one that is due"),
            msg("create a unique index on them, or name columns under `key:` that have one"))  # fmt: skip


def _tie(live: Live, above: Shape, child: Child) -> Iterator[Finding]:
    for shape in live.shapes(child.contents.table):
        columns = (str(child.tie.column),) if child.tie else _tied_by(above, shape)
        if columns and not is_indexed(shape, columns):
            yield live.warning(child.place, "preflight-tie-slow",
                msg("no index begins with '{columns}' of '{other}', by which its rows are found",
                    columns=", ".join(columns), other=shape.name),
                msg("the whole table would be read for every chunk of rows"),
                msg("create an index on '{columns}' of '{other}'",
                    columns=", ".join(columns), other=shape.name))  # fmt: skip


def _tied_by(above: Shape, below: Shape) -> tuple[str, ...]:
    down: list[ForeignKey] = [key for key in below.foreign if key.table == above.name]
    up = [key for key in above.foreign if key.table == below.name]
    return down[0].columns if down else up[0].referred if up else ()
