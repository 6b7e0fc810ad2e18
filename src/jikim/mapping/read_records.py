"""Reading records: whose a row is, what its columns hold, and which tables go with it."""

from jikim.mapping.conditions import Given, TableName
from jikim.mapping.model import (
    Child,
    Contents,
    Destroy,
    Ending,
    Holding,
    How,
    Owner,
    Record,
    Strategy,
    Tie,
)
from jikim.mapping.read_blobs import read_blobs
from jikim.mapping.read_rows import read_conditions, read_events, read_moment_of, read_path
from jikim.mapping.read_setup import read_found_by, read_role
from jikim.mapping.words import Words, name, names, pairs, value, values, wrong
from jikim.messages import msg
from jikim.policy import Node, Reader, Series, Table, Text


def read_record(words: Words, reader: Reader, called: Text) -> Record:
    """Return one entry of `records`; its table is called as the entry is, unless `table` says otherwise."""
    written = reader.text("table")
    contents = read_contents(words, reader, words.table(written or called))
    via = read_path(words, reader, contents.table)
    record = Record(
        name=called,
        place=called.place,
        activity=reader.need("activity"),
        contents=contents,
        owners=_owners(reader, leads=bool(via)),
        via=via,
        guest=read_found_by(reader, "guest"),
        role=read_role(reader),
        collected=read_moment_of(words, reader, "collected", contents.table),
        destroy=_destroy(reader),
        elsewhere=reader.texts("elsewhere"),
        unowned=reader.flag("unowned", otherwise=False),
    )
    reader.close()
    if not record.owners and not record.guest and not record.unowned:
        words.faults.add(called.place, "person-missing",
            msg("nothing says whose the rows of '{table}' are", table=called),
            msg("what belongs to a person is destroyed with them, and shown to them when they ask"),
            msg("add `person:`, `people:`, `via:` or `guest:`, or `unowned: true` if nobody can know"))  # fmt: skip
    return record


def _owners(reader: Reader, *, leads: bool) -> tuple[Owner, ...]:
    """Return the people of a row; a path that leads somewhere has the people that it finds there."""
    person = reader.node("person")
    several = pairs(reader, "people")
    if person is not None and several:
        reader.faults.add(reader.place_of("people"), "person-twice",
            msg("`person:` and `people:` both say whose a row is"),
            msg("one row has one person, or several by their roles"),
            msg("write all of them under `people:`"))  # fmt: skip
    owners = [_owner(reader, person, None)] if person is not None else []
    owners += [_owner(reader, node, role) for role, node in several]
    found = tuple(owner for owner in owners if owner is not None)
    return found or ((Owner(reader.place_of("via"), None),) if leads else ())


def _owner(reader: Reader, node: Node, role: Text | None) -> Owner | None:
    if isinstance(node, Text):
        return Owner(node.place, name(reader, node, role or "person"), role)
    inner = reader.as_table(node, role or "person")
    if inner is None:
        return None
    none = values(inner, inner.node("none"), "none")
    owner = Owner(inner.place, inner.need("column"), role, inner.text("matches"), none)
    inner.close()
    return owner


def _destroy(reader: Reader) -> Destroy:
    node = reader.node("destroy")
    if isinstance(node, Table):
        inner = Reader(node, reader.faults)
        inner.require("anonymise")
        given = tuple((column, value(inner, each, column)) for column, each in pairs(inner, "anonymise"))
        inner.close()
        return Destroy(node.place, Ending.ANONYMISE, given)
    if node is not None and node not in ("delete", "clear"):
        wrong(reader.faults, node.place, "destroy", "delete", "clear", "{anonymise: {column: value}}")
    return Destroy(reader.place_of("destroy"), Ending.CLEAR if node == "clear" else Ending.DELETE)


def read_contents(words: Words, reader: Reader, table: TableName) -> Contents:
    """Return what the rows of a table hold; the reader may know more keys, and is closed by the caller."""
    return Contents(
        table=table,
        key=names(reader, reader.node("key"), "key"),
        where=read_conditions(reader, "where"),
        holdings=(*_holdings(reader, "items", other=False), *_holdings(reader, "others", other=True)),
        events=read_events(words, reader, table),
        strategies=tuple((column, _strategy(reader, column, node)) for column, node in pairs(reader, "columns")),
        plain=_plain(reader),
        blobs=read_blobs(reader),
        children=_children(words, reader, table),
    )


def _holdings(reader: Reader, key: str, *, other: bool) -> tuple[Holding, ...]:
    found: list[Holding] = []
    for item, node in pairs(reader, key):
        for each in node.nodes if isinstance(node, Series) else (node,):
            found.append(_holding(reader, item, each, other=other))
    return tuple(found)


def _holding(reader: Reader, item: Text, node: Node, *, other: bool) -> Holding:
    if isinstance(node, Text):
        return Holding(item, (name(reader, node, item),), (), other)
    inner = reader.as_table(node, item)
    if inner is None:
        return Holding(item, (), (), other)
    inner.need("column") if not isinstance(inner.node("column"), Series) else None
    holding = Holding(item, names(inner, inner.node("column"), "column"), read_conditions(inner, "where"), other)
    inner.close()
    return holding


def _strategy(reader: Reader, column: Text, node: Node) -> Strategy:
    if isinstance(node, Text):
        found = next((how for how in How if how.value == node and how is not How.PLACEHOLDER), None)
        if found is None:
            wrong(reader.faults, node.place, column, *_STRATEGIES)
        return Strategy(node.place, found or How.NULL)
    inner = reader.as_table(node, column)
    if inner is None:
        return Strategy(node.place, How.NULL)
    inner.require("placeholder")
    given: Given = next(iter(values(inner, inner.node("placeholder"), "placeholder")), None)
    inner.close()
    return Strategy(node.place, How.PLACEHOLDER, given)


_STRATEGIES = ("null", "blank", "hash", "anonymise", "delete", "{placeholder: value}")


def _plain(reader: Reader) -> tuple[Text, ...]:
    plain = names(reader, reader.node("plain"), "plain")
    for column in plain:
        if not column.strip("*"):
            reader.faults.add(column.place, "plain-all",
                msg("every column is said to be plain, also those that are yet to come"),
                msg("a new column is personal until somebody says otherwise"),
                msg("name the columns; `*` may stand for a part of a name"))  # fmt: skip
    return plain


def _children(words: Words, reader: Reader, table: TableName) -> tuple[Child, ...]:
    """Return the tables that go with a row: a list of names, or names with how they are tied and what they hold."""
    node = reader.node("children")
    if isinstance(node, Table):
        return tuple(_child(words, reader, called, each, table) for called, each in pairs(reader, "children"))
    found = names(reader, node, "children")
    return tuple(Child(called.place, Contents(_beside(words, called, table))) for called in found)


def _child(words: Words, reader: Reader, called: Text, node: Node, parent: TableName) -> Child:
    table = _beside(words, called, parent)
    if isinstance(node, Text):
        return Child(called.place, Contents(table), _tie(reader, node))
    inner = reader.as_table(node, called)
    if inner is None:
        return Child(called.place, Contents(table))
    by = inner.text("by")
    child = Child(called.place, read_contents(words, inner, table), None if by is None else _tie(reader, by))
    inner.close()
    return child


def _beside(words: Words, called: Text, parent: TableName) -> TableName:
    """Return a child's table, which stands in the database of its parent."""
    table = words.table(called)
    if table.database != parent.database:
        words.faults.add(called.place, "child-database",
            msg("the table '{table}' goes with a row of another database", table=called),
            msg("the row and what goes with it end in one transaction"),
            msg("map it as a record of its own"))  # fmt: skip
    return table


def _tie(reader: Reader, text: Text) -> Tie | None:
    if text.plain and text in ("", "null", "~"):
        return None
    column, arrow, parent = (part.strip() for part in text.partition("->"))
    if not column or bool(arrow) != bool(parent):
        wrong(reader.faults, text.place, "by", "order_id", "order_id -> id")
        return None
    reader.check_text(text, "by")
    return Tie(text.place, Text.at(column, text.place), Text.at(parent, text.place) if parent else None)
