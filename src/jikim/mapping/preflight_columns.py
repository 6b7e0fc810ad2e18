"""Whether each column that is emptied can be: what the database would refuse in the middle of the work.

A value that is written (a blank, a placeholder, a hash, an anonymised value) must fit: its kind, its length, what is
unique, and every CHECK. A CHECK that is too intricate to be understood is named, and not called a fault.
"""

import json
from collections.abc import Iterator
from dataclasses import replace

from jikim.errors import Finding
from jikim.mapping.drift_endings import emptied, is_unique, twice
from jikim.mapping.live import Live
from jikim.mapping.model import Data, How
from jikim.mapping.preflight_conditions import passes, speaks_of
from jikim.mapping.preflight_touched import Emptied, Touched
from jikim.messages import msg
from jikim.tables import Shape, Sort

HASH = "jikim:" + "0" * 32
"""As long, and of the same letters, as what stands where a value was hashed."""


def columns(live: Live, touched: Touched) -> Iterator[Finding]:
    """Yield what is wrong with the columns that a record empties."""
    for one in touched.emptied:
        if one.column.generated:
            yield _generated(live, one)
            continue
        yield from _fits(live, one)
        yield from _checks(live, one)
        yield from _keys(live, one)
        yield from _ties(live, touched, one)


def _fits(live: Live, one: Emptied) -> Iterator[Finding]:
    if not one.given:
        for finding in emptied(live, one.shape, one.name, one.column, one.strategy):
            yield replace(finding, rule=f"preflight-{finding.rule}")
    elif one.value is None and not one.column.nullable:
        yield live.error(one.place, "preflight-column-not-null",
            msg("the column '{column}' of '{table}' must not be empty, and is to be emptied",
                column=one.name, table=one.shape.name),
            msg("the database would refuse it in the middle of the work"),
            msg("write a value that says nothing of a person"))  # fmt: skip
    elif one.value is not None and is_unique(one.shape, one.name):
        yield replace(twice(live, one.shape, one.name, one.place), rule="preflight-column-unique")
    if one.how in {How.BLANK, How.PLACEHOLDER, How.ANONYMISE}:
        yield from _together(live, one)
    yield from _kind(live, one)
    yield from _length(live, one)


def _together(live: Live, one: Emptied) -> Iterator[Finding]:
    """Find indexes of several columns, or of an expression, in which the same value may meet itself."""
    for index in one.shape.indexes:
        alone = index.columns == (one.name,)
        if index.unique and not alone and any(speaks_of(part, one.name) for part in index.columns):
            yield live.warning(one.place, "preflight-column-unique",
                msg("the unique index '{index}' of '{table}' has the column '{column}', and many rows are to have the"
                    " same value", index=index.name, table=one.shape.name, column=one.name),
                msg("the database would refuse a row that agrees with another in the rest of the index"),
                msg("write `columns: {{{column}: hash}}`, or `null` where the column may be empty",
                    column=one.name))  # fmt: skip


def _kind(live: Live, one: Emptied) -> Iterator[Finding]:
    value, sort = one.value, one.column.sort
    if one.how is How.HASH and sort is not Sort.TEXT:
        yield live.error(one.place, "preflight-value-sort",
            msg("the column '{column}' of '{table}' is {declared}, which holds no hash",
                column=one.name, table=one.shape.name, declared=one.column.declared),
            msg("the database would refuse it in the middle of the work"),
            msg("write `null`, or `{{placeholder: ...}}` with a value of its kind"))  # fmt: skip
    elif one.how is How.PLACEHOLDER and value is not None and not _is_of(value, sort):
        yield live.error(one.place, "preflight-value-sort",
            msg("the value for '{column}' of '{table}' is no {declared}",
                column=one.name, table=one.shape.name, declared=one.column.declared),
            msg("the database would refuse it in the middle of the work"),
            msg("write a value of its kind"))  # fmt: skip


def _is_of(value: str | int | bool, sort: Sort) -> bool:
    """Return whether a value can stand in a column; of dates and what we do not know, the database knows."""
    if sort in {Sort.INTEGER, Sort.DECIMAL}:
        return not isinstance(value, str) or _is_number(value, whole=sort is Sort.INTEGER)
    if sort is Sort.BOOLEAN:
        return isinstance(value, bool | int) and value in {0, 1}
    if sort is Sort.JSON:
        return _is_json(str(value))
    if sort in {Sort.DATE, Sort.NAIVE, Sort.INSTANT}:
        return isinstance(value, str) and value[:1].isdigit()
    return True


def _is_number(text: str, *, whole: bool) -> bool:
    try:
        number = float(text)
    except ValueError:
        return False
    return not whole or number.is_integer()


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def written(one: Emptied) -> str | int | bool | None:
    """Return what stands in the column afterwards; a hash stands for every other."""
    if one.how is How.NULL:
        return None
    return {How.BLANK: "", How.HASH: HASH}.get(one.how, one.value)


def _length(live: Live, one: Emptied) -> Iterator[Finding]:
    value, most = written(one), one.column.length
    if isinstance(value, str) and most is not None and one.column.sort is Sort.TEXT and len(value) > most:
        yield live.error(one.place, "preflight-text-short",
            msg("the column '{column}' of '{table}' takes {most} characters, and {count} are to be written",
                column=one.name, table=one.shape.name, most=str(most), count=str(len(value))),
            msg("the database would refuse it, or cut it so that it is not known again"),
            msg("make the column longer, or clear it in another way"))  # fmt: skip


def _generated(live: Live, one: Emptied) -> Finding:
    return live.error(one.place, "preflight-generated",
        msg("the column '{column}' of '{table}' is reckoned by the database from others",
            column=one.name, table=one.shape.name),
        msg("nothing can be written into it; it is empty when the others are"),
        msg("list it under `plain:`, and the columns it is made of under `items:`"))  # fmt: skip


def _checks(live: Live, one: Emptied) -> Iterator[Finding]:
    value = written(one)
    for check in one.shape.checks:
        if not speaks_of(check.text, one.name):
            continue
        found = passes(check.text, one.name, value)
        if found is False:
            yield live.error(one.place, "preflight-check",
                msg("the column '{column}' of '{table}' would break the check '{check}'",
                    column=one.name, table=one.shape.name, check=check.name or check.text),
                msg("the database would refuse it in the middle of the work"),
                msg("clear it in a way that the check allows, or change the check"))  # fmt: skip
        elif found is None and (value is not None or "null" in check.text.lower()):
            yield live.warning(one.place, "preflight-check",
                msg("jikim cannot know whether the cleared column '{column}' of '{table}' passes the check '{check}'",
                    column=one.name, table=one.shape.name, check=check.name or check.text),
                msg("the condition depends on other columns, or is written in words that jikim does not understand"),
                msg("read the check, and try it on a copy of the database"))  # fmt: skip


def _keys(live: Live, one: Emptied) -> Iterator[Finding]:
    key = one.contents.key or one.shape.primary
    if one.name in {*key, *one.shape.primary}:
        yield live.error(one.place, "preflight-key-emptied",
            msg("the column '{column}' of '{table}' is the key of its rows, and is to be emptied",
                column=one.name, table=one.shape.name),
            msg("rows are found again by their key, and other tables name them by it"),
            msg("end the rows with `destroy: delete`, or take the column out of `items:`"))  # fmt: skip
    for shape, columns in _referring(live, one):
        yield live.error(one.place, "preflight-key-emptied",
            msg("the column '{column}' of '{table}' is to be emptied, and '{columns}' of '{other}' refers to it",
                column=one.name, table=one.shape.name, columns=", ".join(columns), other=shape.name),
            msg("the database would refuse it, or change the rows that refer to it"),
            msg("end the rows with `destroy: delete`, or take the column out of `items:`"))  # fmt: skip
    if any(one.name in each.columns for each in one.shape.foreign) and written(one) is not None:
        yield live.error(one.place, "preflight-foreign-emptied",
            msg("the column '{column}' of '{table}' refers to another table, and a value is to be written into it",
                column=one.name, table=one.shape.name),
            msg("the database would look for a row of that key"),
            msg("write `null`"))  # fmt: skip


def _referring(live: Live, one: Emptied) -> Iterator[tuple[Shape, tuple[str, ...]]]:
    for shape in live.schema.tables:
        for key in shape.foreign:
            if key.table == one.shape.name and one.name in key.referred and one.name not in one.shape.primary:
                yield shape, key.columns


def _ties(live: Live, touched: Touched, one: Emptied) -> Iterator[Finding]:
    """Find columns by which rows belong to somebody, or go with another row."""
    if one.name in _tying(live.data, touched, one):
        yield live.warning(one.place, "preflight-tie-emptied",
            msg("the column '{column}' of '{table}' says whose rows are, and is to be emptied while the row stays",
                column=one.name, table=one.shape.name),
            msg("what belongs to the row or the person is not found by it afterwards"),
            msg("make sure that nothing else hangs on it, or let it live as long as the rest"))  # fmt: skip


def _tying(data: Data, touched: Touched, one: Emptied) -> set[str]:
    found = {str(key) for each in one.shape.foreign for key in each.columns}
    if one.contents is touched.record.contents and not touched.record.via:
        found |= {str(owner.column) for owner in touched.record.owners}
    if data.people is not None and data.people.table.name == one.shape.name:
        found |= {str(owner.matches) for record in data.records for owner in record.owners}
    for contents in touched.record.contents.all():
        for child in contents.children:
            if child.tie is not None and child.contents is one.contents:
                found.add(str(child.tie.column))
            if child.tie is not None and contents is one.contents:
                found.add(str(child.tie.parent))
    return found
