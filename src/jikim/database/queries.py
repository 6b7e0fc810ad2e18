"""Named SQL: every fixed statement stands in a `.sql` file beside this one, with a comment that says why.

    -- name: put_person
    -- A person as the service knows them ...
    INSERT INTO person ...

`IN :ids` takes a list, of numbers in `keys.sql` and of ids elsewhere: PostgreSQL wants to know even of an empty one.
A statement that the two products say differently carries the product's name after a dot (`take_keys.postgresql`).
"""

import re
from functools import cache
from importlib.resources import files

import sqlalchemy as sa

from jikim.database.database import Dialect

Query = sa.TextClause | sa.TextualSelect
_Listed = sa.BigInteger | sa.LargeBinary
_HEAD = re.compile(r"^-- name: ([a-z_.]+)$", re.MULTILINE)
_COLUMNS = re.compile(r"SELECT ((?:[a-z_0-9]+,\s*)*[a-z_0-9]+)\s+FROM ")
_COMMA = re.compile(r",\s*")
_COMMENT = re.compile(r"--[^\n]*")
_LIST = re.compile(r"\bIN :([a-z_]+)")


class Queries:
    """The statements of one file, as said in one product's words."""

    def __init__(self, statements: dict[str, str], dialect: Dialect, listed: _Listed) -> None:
        own = {name.partition(".")[0]: sql for name, sql in statements.items() if name.endswith(f".{dialect.value}")}
        common = {name: sql for name, sql in statements.items() if "." not in name}
        self._queries = {name: _query(sql, listed) for name, sql in (common | own).items()}

    def __getitem__(self, name: str) -> Query:
        return self._queries[name]

    def names(self) -> tuple[str, ...]:
        """Return the names of the statements."""
        return tuple(self._queries)


@cache
def queries(file: str, dialect: Dialect) -> Queries:
    """Return the statements of `queries/<file>.sql` for a product."""
    text = (files("jikim.database") / "queries" / f"{file}.sql").read_text(encoding="utf-8")
    parts = _HEAD.split(text)[1:]
    listed: _Listed = sa.BigInteger() if file == "keys" else sa.LargeBinary()
    return Queries(dict(zip(parts[::2], parts[1::2], strict=True)), dialect, listed)


def _query(sql: str, listed: _Listed) -> Query:
    """Return a statement; one that names its columns says so, and its rows need not be described anew each time."""
    lists = [sa.bindparam(name, type_=listed, expanding=True) for name in _LIST.findall(sql)]
    text = sa.text(sql.strip()).bindparams(*lists)
    named = _COLUMNS.match(_COMMENT.sub("", sql).strip())
    return text.columns(*map(sa.column, _COMMA.split(named[1]))) if named else text
