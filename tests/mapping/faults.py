"""A mapping as the tests show it, and what is wrong with it, line by line."""

from textwrap import dedent

from jikim.errors import DocumentError, Finding
from jikim.mapping import Data, parse_data

# What every mapping needs. It ends a document, so that the lines shown in a test count from 1.
REST = "\njikim: 1\ndatabases: {shop: env:SHOP_DB}\npeople: {table: members, key: id}\n"


def whole(document: str) -> str:
    """Return the mapping that a test shows, completed by REST."""
    return dedent(document).strip("\n") + REST


def data(document: str) -> Data:
    """Return the mapping that a test shows, completed by REST."""
    return parse_data({"data.yaml": whole(document).encode()}, "data.yaml")


def refused(sources: dict[str, str], main: str = "data.yaml") -> tuple[Finding, ...]:
    """Return the faults of a mapping of several files; none when it can be read."""
    try:
        parse_data({name: text.encode() for name, text in sources.items()}, main)
    except DocumentError as error:
        return error.faults
    return ()


def findings(document: str) -> tuple[Finding, ...]:
    """Return the faults of a mapping that a test shows, completed by REST."""
    return refused({"data.yaml": whole(document)})


def by_line(found: tuple[Finding, ...]) -> list[str]:
    """Return findings as `line:column rule what`."""
    return [f"{one.place.line}:{one.place.column} {one.rule} {one.what}" for one in found]


def rules(found: tuple[Finding, ...]) -> list[str]:
    """Return findings as `line rule`."""
    return [f"{one.place.line} {one.rule}" for one in found]
