"""That a row is one of those with these keys, in the words in which a product takes many of them at once.

PostgreSQL takes one array a column, whatever its length: a list would be taken apart, value by value, before every
statement. The array is written as text, so that the same statement can be printed. MariaDB and MySQL take numbers as
they are written, which the driver would do by itself, one by one.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.types import UserDefinedType

from jikim.connect.rows import Cell, Rows, Said, one_of
from jikim.find.steps import MYSQL, named
from jikim.plan import Key
from jikim.tables import Column, Product


class _Array(UserDefinedType[object]):
    """An array of the type that a column was declared with."""

    cache_ok = True

    def __init__(self, declared: str) -> None:
        self.declared = declared

    def get_col_spec(self, **_: object) -> str:
        """Return the type in the product's words."""
        return f"{self.declared}[]"


def keyed(rows: Rows, key: Sequence[str], keys: Sequence[Key]) -> Said:
    """Return that a row is one of those with these keys."""
    if rows.product in MYSQL and len(key) == 1 and keys and all(type(one[0]) is int for one in keys):
        return _written(rows.cell(key[0]), [one[0] for one in keys])
    if not keys or not all(_has_arrays(rows, name) for name in key):
        return named(rows, key, keys)
    if len(key) == 1:
        return among(rows, key[0], [one[0] for one in keys])
    arrays = [_array(rows.shape.column(name), [one[at] for one in keys]) for at, name in enumerate(key)]
    given = sa.func.unnest(*arrays).table_valued(*[f"k{at}" for at in range(len(arrays))], name="given")
    return sa.tuple_(*[rows.cell(name) for name in key]).in_(sa.select(*given.render_derived().c))


def among(rows: Rows, name: str, values: Sequence[object]) -> Said:
    """Return that a column holds one of these values."""
    if not values or not _has_arrays(rows, name):
        return one_of([rows.cell(name)], [(value,) for value in values])
    return rows.cell(name) == sa.any_(_array(rows.shape.column(name), _in_order(values)))


def _written(cell: Cell, numbers: Sequence[object]) -> Said:
    """Return that a cell holds one of these numbers, which stand in the statement itself."""
    return cell.in_(sa.bindparam(None, _in_order(numbers), sa.BigInteger(), expanding=True, literal_execute=True))


def any_of(cell: Cell, declared: str, values: Sequence[object]) -> Said:
    """Return that a cell of PostgreSQL holds one of these values, of the type with this name."""
    kind = _Array(declared)
    return cell == sa.any_(sa.cast(sa.bindparam(None, array_text(values), kind), kind))


def _has_arrays(rows: Rows, name: str) -> bool:
    """Return whether the type of a column is known by its name in a product that has arrays of it."""
    column = rows.shape.column(name)
    return rows.product is Product.POSTGRESQL and column is not None and bool(column.declared)


def _array(column: Column | None, values: Sequence[object]) -> sa.ColumnElement[object]:
    kind = _Array(column.declared if column is not None else "text")
    return sa.cast(sa.bindparam(None, array_text(values), kind), kind)  # as text it would not be planned as a constant


def _in_order(values: Sequence[object]) -> Sequence[object]:
    """Return numbers in their order, as most tables lie on the disk."""
    numbers = [value for value in values if type(value) is int]
    return sorted(numbers) if len(numbers) == len(values) else values


def array_text(values: Sequence[object]) -> str:
    r"""Return values as PostgreSQL reads an array.

    >>> array_text([2, 1]), array_text(["a,b", 'c"', None])
    ('{2,1}', '{"a,b","c\\"",NULL}')
    """
    if all(type(value) is int for value in values):
        return "{" + ",".join(map(str, values)) + "}"
    return "{" + ",".join(map(_quoted, values)) + "}"


def _quoted(value: object) -> str:
    if value is None:
        return "NULL"
    text = f"\\x{value.hex()}" if isinstance(value, bytes) else str(value)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
