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

from jikim.database.dialect import Dialect
from jikim.database.query import Query

_HEAD = re.compile(r"^-- name: ([a-z_.]+)$", re.MULTILINE)


class Queries:
    """The statements of one file, as said in one product's words."""

    def __init__(self, statements: dict[str, str], dialect: Dialect) -> None:
        own = {name.partition(".")[0]: sql for name, sql in statements.items() if name.endswith(f".{dialect.value}")}
        common = {name: sql for name, sql in statements.items() if "." not in name}
        self._queries = {name: Query(sql, dialect) for name, sql in (common | own).items()}

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
    return Queries(dict(zip(parts[::2], parts[1::2], strict=True)), dialect)
