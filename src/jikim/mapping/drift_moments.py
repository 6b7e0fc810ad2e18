"""Whether the columns of moments can say when: of a sort that holds dates, readable, in a time zone that is known."""

from collections.abc import Iterator

from jikim.errors import Finding
from jikim.mapping.conditions import Moment, TableName
from jikim.mapping.live import Live
from jikim.messages import msg
from jikim.policy import Text
from jikim.tables import Column, Sort

_SAYS_WHEN = {Sort.DATE, Sort.NAIVE, Sort.INSTANT}
_NEEDS_FORM = {Sort.TEXT, Sort.INTEGER, Sort.DECIMAL}


def moments(live: Live) -> Iterator[Finding]:
    """Yield what is wrong with the columns that say when something happened."""
    for table, moment in _all(live):
        last = moment.via[-1].table if moment.via else table
        for name in moment.columns:
            for column in live.columns(last, name):
                yield from _moment(live, last, moment, name, column)


def _all(live: Live) -> Iterator[tuple[TableName, Moment]]:
    people = live.data.people
    for _, moment in people.events if people else ():
        yield people.table if people else moment.via[-1].table, moment
    for record in live.data.records:
        if record.collected is not None:
            yield record.table, record.collected
        for contents in record.contents.all():
            yield from ((contents.table, moment) for _, moment in contents.events)


def _moment(live: Live, table: TableName, moment: Moment, name: Text, column: Column) -> Iterator[Finding]:
    place = name.place
    if column.sort not in _SAYS_WHEN | _NEEDS_FORM:
        yield live.error(place, "event-column",
            msg("the column '{column}' of '{table}' is no date ({declared})",
                column=name, table=table.name, declared=column.declared),
            msg("a period counts from a day"),
            msg("name a column that says when; what only says whether goes under `when:`"))  # fmt: skip
    elif column.sort in _NEEDS_FORM and moment.form is None:
        yield live.error(place, "event-format",
            msg("the column '{column}' of '{table}' is {declared}, and nothing says how it writes a date",
                column=name, table=table.name, declared=column.declared),
            msg("20260301 is a day to one reader and a second of 1970 to another"),
            msg("write `{{column: {column}, format: Ymd}}`, or the format that it has", column=name))  # fmt: skip
    needs_zone = column.sort is Sort.NAIVE or (
        column.sort in _NEEDS_FORM and not (moment.form or "").startswith("unix")
    )
    if needs_zone and live.data.zone(moment, table) is None:
        yield live.error(place, "timezone-missing",
            msg("the column '{column}' of '{table}' has no time zone", column=name, table=table.name),
            msg("the same words are nine hours apart in Seoul and in UTC, and no plan is made over a guess"),
            msg("write `timezone: Asia/Seoul` for the column, the database or the file"))  # fmt: skip
