"""Reading what stands before the records: databases and their addresses, the people, ceilings, tables left alone."""

import re

from jikim.mapping.model import (
    Ceilings,
    Database,
    People,
    Role,
    RoleBy,
    RoleIs,
    Unmanaged,
    Url,
    UrlKind,
    Use,
)
from jikim.mapping.read_rows import read_conditions, read_events, read_zone
from jikim.mapping.words import Words, name, names, pairs, wrong
from jikim.messages import msg
from jikim.policy import Faults, Reader, Table, Text

_ENV = re.compile(r"env:(?P<value>[A-Za-z_][A-Za-z0-9_]*)")
_FILE = re.compile(r"file:(?P<value>\S.*)")
_LITERAL = re.compile(r"(?P<value>[a-z][a-z0-9+]*://\S*)")
_SECRET = re.compile(r"://.*:.*@|[?&;][^=&;]*(?:pass|pwd|secret|token|key)[^=&;]*=", re.IGNORECASE | re.DOTALL)
_PERCENT = re.compile(r"(?P<number>[1-9][0-9]?|100)\s*%")
MOST_CHUNK = 10_000


def read_databases(reader: Reader) -> tuple[Database, ...]:
    """Return the databases: an address, or a table that says more."""
    databases = []
    for name_, node in reader.entries("databases"):
        if isinstance(node, Text):
            url = _url(reader.faults, reader.check_text(node, name_))
            databases.append(Database(name_, name_.place, url, Use.LIVE))
        elif inner := reader.as_table(node, name_):
            databases.append(_database(name_, inner))
            inner.close()
    return tuple(databases)


def _database(name_: Text, reader: Reader) -> Database:
    return Database(
        name=name_,
        place=name_.place,
        url=_url(reader.faults, reader.need("url")),
        use=reader.choice("role", Use) or Use.LIVE,
        of=reader.text("of"),
        stores=reader.texts("stores"),
        timezone=read_zone(reader),
        rate=reader.number("rate"),
        chunk=read_chunk(reader),
    )


def _url(faults: Faults, text: Text) -> Url:
    """Return where an address is; what is refused is not repeated, for it may be a secret."""
    if _SECRET.search(text):
        faults.add(text.place, "url-secret",
            msg("a password stands in this address"),
            msg("whoever reads the file, or an old version of it, could open the database"),
            msg("write `env:NAME` or `file:PATH`, put the address there, and change the password"))  # fmt: skip
        return Url(text.place, UrlKind.LITERAL, "")
    for kind, form in ((UrlKind.ENV, _ENV), (UrlKind.FILE, _FILE), (UrlKind.LITERAL, _LITERAL)):
        found = form.fullmatch(text)
        if found and (kind is not UrlKind.LITERAL or not text.startswith(("env:", "file:"))):
            return Url(text.place, kind, found["value"])
    if text:
        wrong(faults, text.place, "url", "env:NAME", "file:PATH", "sqlite:///shop.db")
    return Url(text.place, UrlKind.LITERAL, "")


def read_chunk(reader: Reader) -> int | None:
    """Return how many rows a statement takes."""
    number = reader.number("chunk")
    if number is not None and number > MOST_CHUNK:
        reader.faults.add(reader.place_of("chunk"), "chunk-large",
            msg("a chunk of more than {most} rows", most=MOST_CHUNK),
            msg("one statement would hold its locks so long that the service waits"),
            msg("write a number from 500 to 2000"))  # fmt: skip
    return number


def read_ceilings(reader: Reader) -> Ceilings:
    """Return what makes a plan unusual; without the key nothing does."""
    inner = reader.inner("ceilings")
    if inner is None:
        return Ceilings()
    ceilings = Ceilings(inner.number("rows"), _share(inner), inner.number("average"))
    inner.close()
    return ceilings


def _share(reader: Reader) -> int | None:
    text = reader.text("share")
    if text is None:
        return None
    found = _PERCENT.fullmatch(text)
    if found is None:
        wrong(reader.faults, text.place, "share", "5%", "100%")
    return int(found["number"]) if found else None


def read_people(words: Words, reader: Reader) -> People | None:
    """Return the table of people."""
    inner = reader.inner("people")
    if inner is None:
        return None
    table = words.table(inner.need("table"))
    people = People(
        place=inner.place,
        table=table,
        key=inner.need("key"),
        where=read_conditions(inner, "where"),
        events=read_events(words, inner, table),
        find_by=read_found_by(inner, "find_by"),
        role=read_role(inner),
    )
    inner.close()
    return people


def read_found_by(reader: Reader, key: str) -> tuple[tuple[Text, tuple[Text, ...]], ...]:
    """Return by which item, in which columns, a person is found."""
    return tuple((item, names(reader, node, item)) for item, node in pairs(reader, key))


def read_role(reader: Reader) -> Role | None:
    """Return the role of people or rows: a role of the policy, or the column whose values say it."""
    node = reader.node("role")
    if node is None:
        return None
    if isinstance(node, Text):
        return RoleIs(name(reader, node, "role"))
    inner = reader.as_table(node, "role")
    if inner is None:
        return None
    inner.require("values")
    role = RoleBy(inner.place, inner.need("column"), inner.words("values"), inner.text("otherwise"))
    inner.close()
    return role


def read_unmanaged(words: Words, reader: Reader) -> tuple[Unmanaged, ...]:
    """Return the tables that are left alone: a list of names, or names with a reason each."""
    node = reader.node("unmanaged")
    if isinstance(node, Table):
        return tuple(
            Unmanaged(words.table(table), reader.as_text(why, table)) for table, why in pairs(reader, "unmanaged")
        )
    return tuple(Unmanaged(words.table(table)) for table in names(reader, node, "unmanaged"))
