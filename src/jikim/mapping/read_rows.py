"""Reading which rows and when: conditions, paths of joins, moments."""

import re

from jikim.mapping.conditions import Condition, Moment, Step, TableName
from jikim.mapping.words import Words, names, pairs, values, wrong
from jikim.messages import msg
from jikim.policy import Node, Reader, Series, Table, Text

_STEP = re.compile(r"\s*(?:(?P<before>\S+)\.)?(?P<column>[^\s.]+)\s*->\s*(?P<table>\S+)\.(?P<other>[^\s.]+)\s*")
_ZONE = re.compile(r"UTC|[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z0-9_+-]+)+|[+-](?:0[0-9]|1[0-4]):[0-5][0-9]")
_FORM = re.compile(r"unix|unix_ms|(?:[YmdHisT]|[^A-Za-z\s]| )+")
_LETTERS = ("Ymd", "YmdH", "YmdHi", "YmdHis")


def read_conditions(reader: Reader, key: str) -> tuple[Condition, ...]:
    """Return the conditions under a key: `{column: value, column: [value, value], column: {not: value}}`."""
    return tuple(_condition(reader, column, node) for column, node in pairs(reader, key))


def _condition(reader: Reader, column: Text, node: Node) -> Condition:
    if not isinstance(node, Table):
        return Condition(column.place, column, values(reader, node, column))
    inner = Reader(node, reader.faults)
    inner.has("not")
    found = next((each for key, each in node.entries if key == "not"), None)
    if found is None:
        wrong(reader.faults, node.place, column, "value", "[value, value]", "{not: value}")
    inner.close()
    return Condition(column.place, column, values(inner, found, "not"), negated=True)


def read_path(words: Words, reader: Reader, start: TableName) -> tuple[Step, ...]:
    """Return the joins under `via`, beginning at a table: one, or a list, each a text or `{join: ..., where: ...}`."""
    node = reader.node("via")
    if node is None:
        return ()
    steps: list[Step] = []
    for each in node.nodes if isinstance(node, Series) else (node,):
        before = steps[-1].table if steps else start
        step = _step(words, reader, each, before)
        if step is not None:
            steps.append(step)
    return tuple(steps)


def _step(words: Words, reader: Reader, node: Node, before: TableName) -> Step | None:
    where: tuple[Condition, ...] = ()
    if isinstance(node, Text):
        text = node
    else:
        inner = reader.as_table(node, "via")
        if inner is None:
            return None
        text, where = inner.need("join"), read_conditions(inner, "where")
        inner.close()
    found = _STEP.fullmatch(text)
    if found is None:
        wrong(words.faults, text.place, "via", "order_id -> orders.id", "lines.order_id -> orders.id")
        return None
    if found["before"] is not None and words.table(Text.at(found["before"], text.place)) != before:
        words.faults.add(text.place, "via-broken",
            msg("the path goes on from '{found}', and stands at '{before}'", found=found["before"], before=before.name),
            msg("each join begins at the table to which the one before it led"),
            msg("put the joins in order, or leave the table before the arrow out"))  # fmt: skip
    column, other = (Text.at(found[group], text.place) for group in ("column", "other"))
    step = Step(text.place, column, words.table(Text.at(found["table"], text.place)), other, where)
    if step.table.database != before.database:
        words.faults.add(text.place, "via-database",
            msg("the path leads from the database '{one}' into '{other}'",
                one=before.database, other=step.table.database),
            msg("no statement can join tables of two databases"),
            msg("give the table a column with the person's key, and name it under `person:`"))  # fmt: skip
    return step


def read_moment(words: Words, reader: Reader, node: Node, key: str, table: TableName) -> Moment | None:
    """Return when something happened: a column, a list of columns, or a table that says more."""
    if not isinstance(node, Table):
        columns = names(reader, node, key)
        if not columns:
            wrong(words.faults, node.place, key, "column", "[column, column]", "{column: ..., format: ...}")
        return Moment(node.place, columns) if columns else None
    inner = Reader(node, words.faults)
    moment = Moment(
        place=inner.place,
        columns=names(inner, inner.node("column"), "column"),
        form=_form(words, inner),
        zero=values(inner, inner.node("zero"), "zero"),
        timezone=read_zone(inner),
        when=read_conditions(inner, "when"),
        via=read_path(words, inner, table),
    )
    inner.close()
    if not moment.columns and not moment.when:
        inner.need("column")
    return moment


def read_events(words: Words, reader: Reader, table: TableName) -> tuple[tuple[Text, Moment], ...]:
    """Return the events that columns tell, by event."""
    found = ((event, read_moment(words, reader, node, event, table)) for event, node in pairs(reader, "events"))
    return tuple((event, moment) for event, moment in found if moment is not None)


def read_moment_of(words: Words, reader: Reader, key: str, table: TableName) -> Moment | None:
    """Return the moment under a key, if it is there."""
    node = reader.node(key)
    return None if node is None else read_moment(words, reader, node, key, table)


def read_zone(reader: Reader) -> Text | None:
    """Return a time zone by its name (`Asia/Seoul`) or distance from UTC; whether it exists is seen on connecting."""
    text = reader.text("timezone")
    if text is not None and not _ZONE.fullmatch(text):
        wrong(reader.faults, text.place, "timezone", "Asia/Seoul", "UTC", '"+09:00"')
        return None
    return text


def _form(words: Words, reader: Reader) -> Text | None:
    text = reader.text("format")
    if text is None:
        return None
    letters = "".join(sorted((letter for letter in text if letter in "YmdHis"), key="YmdHis".index))
    if not _FORM.fullmatch(text) or (letters not in _LETTERS and text not in ("unix", "unix_ms")):
        wrong(words.faults, text.place, "format", "Ymd", "Y-m-d", "Y-m-d H:i:s", "YmdHis", "unix", "unix_ms")
        return None
    return text
