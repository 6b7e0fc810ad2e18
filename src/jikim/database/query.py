"""A named statement that runs on the driver itself.

SQLAlchemy opens connections, keeps transactions and compiles predicates; a statement that is fixed needs nothing of
that between it and the driver, and a daily run consists of little else (65 us a statement against 10). `IN :ids` takes
a list. Rows are named tuples, read at once.
"""

import re
from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from jikim.database.dialect import Dialect

_NAME = re.compile(r"(?<![:\w]):([a-z_][a-z_0-9]*)")
_LIST = re.compile(r"\bIN :([a-z_]+)")
_COMMENT = re.compile(r"--[^\n]*\n?")

Values = Mapping[str, Any]
Make = Callable[[Sequence[Any]], Any]


class Answer:
    """The rows of a statement, in the shapes that its askers want."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Sequence[Any]) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def all(self) -> Sequence[Any]:
        """Return every row."""
        return self._rows

    def scalars(self) -> list[Any]:
        """Return the first value of every row."""
        return [row[0] for row in self._rows]

    def scalar(self) -> Any:  # noqa: ANN401  (what a column holds is known to who asks)
        """Return the first value of the first row; None when there is no row."""
        return self._rows[0][0] if self._rows else None

    def scalar_one(self) -> Any:  # noqa: ANN401  (what a column holds is known to who asks)
        """Return the first value of the only row."""
        return self.one()[0]

    def one(self) -> Any:  # noqa: ANN401  (a row's columns are known to who asks)
        """Return the only row; LookupError when there are none or several."""
        if len(self._rows) != 1:
            raise LookupError("one row was asked for")
        return self._rows[0]

    def one_or_none(self) -> Any:  # noqa: ANN401  (a row's columns are known to who asks)
        """Return the only row, or None when there is none."""
        return self.one() if self._rows else None


class Query(sa.sql.expression.Executable):
    """One statement in one product's words."""

    def __init__(self, sql: str, dialect: Dialect) -> None:
        self.text = _COMMENT.sub("", sql).strip()
        self._dialect = dialect
        self._lists = tuple(_LIST.findall(self.text))
        self._said = self._in_words(self.text) if dialect is Dialect.POSTGRESQL else self.text
        self._expanded: dict[tuple[int, ...], str] = {}
        self._make: Make | None = None

    def _in_words(self, text: str) -> str:
        text = _LIST.sub(r"= ANY(:\1)", text).replace("%", "%%")
        return _NAME.sub(r"%(\1)s", text)

    def _execute_on_connection(  # type: ignore[override]  # SQLAlchemy's own hook: what it hands on is ours to run
        self, connection: Connection, parameters: Sequence[Values], _: object
    ) -> Answer:
        cursor = connection.connection.cursor()
        driver = connection.dialect.loaded_dbapi
        try:
            if len(parameters) > 1:
                cursor.executemany(self._said, parameters)
                return Answer(())
            sql, values = self._bound(parameters[0] if parameters else {})
            cursor.execute(sql, values)
            return Answer(self._read(cursor)) if cursor.description else Answer(())
        except driver.Error as error:
            raise DBAPIError(None, None, error) from error
        finally:
            cursor.close()

    def _bound(self, values: Values) -> tuple[str, Values]:
        """Return the statement and its values; SQLite knows no lists, so each value gets a name of its own."""
        if not self._lists or self._dialect is Dialect.POSTGRESQL:
            return self._said, {name: list(value) if name in self._lists else value for name, value in values.items()}
        counts = tuple(len(values[name]) for name in self._lists)
        if counts not in self._expanded:
            self._expanded[counts] = self._expand(counts)
        single = {name: value for name, value in values.items() if name not in self._lists}
        listed = {f"{name}_{at}": value for name in self._lists for at, value in enumerate(values[name])}
        return self._expanded[counts], single | listed

    def _expand(self, counts: tuple[int, ...]) -> str:
        text = self.text
        for name, count in zip(self._lists, counts, strict=True):
            text = re.sub(rf"\bIN :{name}\b", f"IN ({', '.join(f':{name}_{at}' for at in range(count))})", text)
        return text

    def _read(self, cursor: Any) -> list[Any]:  # noqa: ANN401  (a cursor of either driver)
        if self._make is None:
            names = [str(column[0]).strip('"') for column in cursor.description]
            row: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # columns are known at run time only
            self._make = row._make
        return list(map(self._make, cursor.fetchall()))
