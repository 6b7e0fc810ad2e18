"""The mapping held against the live look of a database, both ways.

What `data.yaml` names and the database lacks would be silently not destroyed; what the database has and nobody spoke
of is personal until somebody says otherwise. Then what would fail or go wrong when carried out: moments that are no
date, columns that cannot be emptied, tables that are not tied. A finding stands at the line that names the table.
"""

import difflib
from collections.abc import Iterable, Iterator

from jikim.errors import Finding, Place
from jikim.law import catalogue
from jikim.lifecycle import strands
from jikim.mapping.conditions import matches
from jikim.mapping.drift_endings import endings
from jikim.mapping.drift_moments import moments
from jikim.mapping.drift_rows import rows
from jikim.mapping.live import Live
from jikim.mapping.mentions import Mention, mentions, passed, tables
from jikim.mapping.model import Data
from jikim.mapping.ties import ANY_DAY
from jikim.messages import Message, msg
from jikim.policy import Policy
from jikim.tables import Schema, Shape, Sort


def drift(data: Data, schema: Schema, policy: Policy, database: str = "") -> tuple[Finding, ...]:
    """Return where a mapping, a policy and the live look of one database differ, in order of place.

    `database` is the name of the database in the mapping; it may be left out where only one is live.
    """
    live = Live(data, schema, database or (str(data.live[0].name) if data.live else ""))
    kinds = strands(policy, catalogue(), ANY_DAY)
    found = [*_missing_tables(live), *_missing_columns(live), *_unsaid_tables(live), *_unsaid_columns(live)]
    found += [*moments(live), *rows(live), *endings(live, policy, kinds)]
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: (finding.place, finding.rule, str(finding.what))))


def _missing_tables(live: Live) -> Iterator[Finding]:
    named = {table: table for table in (*tables(live.data), *passed(live.data)) if table.database == live.database}
    for table in named.values():
        if not live.shapes(table) and not table.is_pattern:
            yield live.error(table.place, "table-missing",
                msg("no table is called '{table}' in the database", table=table.name),
                msg("what is mapped and not there is silently not destroyed"),
                _near(table.name, (shape.name for shape in live.schema.tables)))  # fmt: skip
    for entry in live.data.unmanaged:
        if entry.table.database == live.database and not live.shapes(entry.table):
            yield live.warning(entry.table.place, "unmanaged-missing",
                msg("no table is called '{table}' in the database", table=entry.table.name),
                msg("a name that stands for nothing would leave alone whatever comes to be called so"),
                msg("take the line out"))  # fmt: skip


def _near(name: str, known: Iterable[str]) -> Message:
    near = difflib.get_close_matches(name, list(known), 1)
    return msg("did you mean `{near}`?", near=near[0]) if near else msg("write its present name, or take it out")


def _missing_columns(live: Live) -> Iterator[Finding]:
    for mention in mentions(live.data):
        shapes = live.shapes(mention.table)
        if shapes and not any(_has(shape, mention) for shape in shapes):
            yield live.error(mention.column.place, "column-missing",
                msg("the table '{table}' has no column '{column}'", table=mention.table.name, column=mention.column),
                msg("what is mapped and not there is silently not destroyed"),
                _near(mention.column, (column.name for shape in shapes for column in shape.columns)))  # fmt: skip


def _has(shape: Shape, mention: Mention) -> bool:
    if not mention.loose:
        return shape.column(mention.column) is not None
    return any(matches(mention.column, column.name) for column in shape.columns)


def _unsaid_tables(live: Live) -> Iterator[Finding]:
    said = [*tables(live.data), *(entry.table for entry in live.data.unmanaged)]
    said = [table for table in said if table.database == live.database]
    partitions = {name for shape in live.schema.tables for name in shape.partitions}
    for shape in live.schema.tables:
        if not shape.view and shape.name not in partitions and not any(one.stands_for(shape.name) for one in said):
            yield live.error(live.place, "table-unsaid",
                msg("the table '{table}' is neither mapped nor left alone", table=shape.name),
                msg("a table that nobody spoke of may hold anybody"),
                msg("map it under `records:` or `children:`, or list it under `unmanaged:`"))  # fmt: skip


# What is no text says little by itself: keys, dates, numbers, flags.
_PERSONAL = {Sort.TEXT, Sort.JSON, Sort.BYTES, Sort.ARRAY, Sort.OTHER}


def _unsaid_columns(live: Live) -> Iterator[Finding]:
    said = [mention for mention in mentions(live.data) if mention.table.database == live.database]
    seen: set[tuple[str, str]] = set()
    for table in tables(live.data):
        for shape in live.shapes(table):
            keys = {*shape.primary, *(column for key in shape.foreign for column in key.columns)}
            spoken = [mention for mention in said if mention.table.stands_for(shape.name)]
            for column in shape.columns:
                unsaid = column.sort in _PERSONAL and column.name not in keys and (shape.name, column.name) not in seen
                if unsaid and not any(_means(mention, column.name) for mention in spoken):
                    seen.add((shape.name, column.name))
                    yield _unsaid(live, table.place, shape.name, column.name)


def _means(mention: Mention, name: str) -> bool:
    return matches(mention.column, name) if mention.loose else str(mention.column) == name


def _unsaid(live: Live, place: Place, table: str, column: str) -> Finding:
    return live.error(place, "column-unsaid",
        msg("nothing is said of the column '{column}' of '{table}'", column=column, table=table),
        msg("a column is personal until somebody says otherwise"),
        msg("name the item it holds under `items:`, or list it under `plain:`"))  # fmt: skip
