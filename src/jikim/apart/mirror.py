"""The tables of the separate database: one for each live table of which rows may be moved apart (PIPA Art. 21 (3)).

A mirror has every column of its live table, all of them nullable but the key, without foreign keys, checks and
triggers: what is not kept is NULL there. Beside the mirrors stands `jikim_kept` (`kept_table.py`), which says whose
each row is and until when. Nothing is created but by `prepare`; `statements` prints the same for somebody else to run.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from jikim.apart.kept_table import KEPT_STATEMENTS
from jikim.apart.mirror_types import quoted, type_of
from jikim.connect.address import product_of
from jikim.connect.names import place_of
from jikim.connect.writing import written
from jikim.find.links import Aliases
from jikim.find.steps import below
from jikim.law import catalogue
from jikim.lifecycle import Bound, Place, Strand, strands
from jikim.mapping import Data, Record
from jikim.mapping.lives import lives
from jikim.mapping.spread import spread
from jikim.mapping.ties import ANY_DAY
from jikim.policy import Policy
from jikim.tables import Column, Product, Schema, Shape


@dataclass(frozen=True, slots=True)
class Mirror:
    """One table of the separate database: `name` there, `shape` as it is live, `product` where it is live.

    `key` tells its rows apart (empty where nothing does); by `ties` the rows of children are found.
    """

    name: str
    shape: Shape
    product: Product
    key: tuple[str, ...]
    ties: tuple[str, ...] = ()

    @property
    def sought(self) -> frozenset[str]:
        """The columns that are indexed there."""
        return frozenset((*self.key, *self.ties))

    def type_of(self, column: Column, there: Product) -> str:
        """Return the type of a column in the separate database."""
        return type_of(column, self.product, there, sought=column.name in self.sought)


def mirrors(
    data: Data, policy: Policy, schema: Schema, database: str = "", *, every: bool = False
) -> tuple[Mirror, ...]:
    """Return the mirror of every table of one live database of which rows may be moved apart, children included.

    `every`: also of those of which a policy kept something earlier, and this one nothing.
    """
    kinds = strands(policy, catalogue(), ANY_DAY)
    name = database or (str(data.live[0].name) if data.live else "")
    keys: dict[str, tuple[str, ...]] = {}
    ties: dict[str, set[str]] = {}
    for record in kept_records(data, policy, schema, name, kinds, every=every):
        names = Aliases(schema)
        row = names.rows(record.table)
        keys[record.table.name] = tuple(map(str, record.contents.key)) or row.shape.primary
        ties.setdefault(record.table.name, set())
        for branch in below(names, record, row):
            shape = branch.rows.shape
            keys.setdefault(shape.name, tuple(map(str, branch.contents.key)) or shape.primary)
            ties.setdefault(shape.name, set()).add(branch.links[-1].far)
    called = _names(keys)
    shapes = {shape.name: shape for shape in schema.tables}
    tied = {table: tuple(sorted(ties[table] - {*keys[table][:1]})) for table in keys}
    return tuple(
        Mirror(called[table], shapes[table], schema.product, keys[table], tied[table]) for table in sorted(keys)
    )


def kept_records(
    data: Data, policy: Policy, schema: Schema, database: str, kinds: tuple[Strand, ...], *, every: bool = False
) -> Iterator[Record]:
    """Yield the records of which something may be moved apart: by a rule, by a statute, or by a hold; or `every`."""
    tables = [shape.name for shape in schema.tables if not shape.view]
    for record in data.records:
        if record.table.database == database and (every or any(map(_is_kept, lives(kinds, record, policy)))):
            yield from spread(record, tables)


def _is_kept(strand: Strand) -> bool:
    rules = strand.keeping.rules
    return bool(strand.holds) or any(rule.place is Place.SEPARATE or rule.bound is Bound.FLOOR for rule in rules)


def _names(tables: Iterable[str]) -> dict[str, str]:
    """Return how each table is called there: without its schema, unless two would then be called alike."""
    plain = {table: place_of(table)[1] for table in tables}
    twice = {name for name in plain.values() if list(plain.values()).count(name) > 1}
    return {table: "_".join(filter(None, place_of(table))) if name in twice else name for table, name in plain.items()}


def statements(some: Iterable[Mirror], product: Product) -> tuple[str, ...]:
    """Return what creates the mirrors and `jikim_kept` in a database of a product, where they are missing."""
    return (*(line for mirror in some for line in _statements(mirror, product)), *KEPT_STATEMENTS[product])


def _statements(mirror: Mirror, product: Product) -> Iterator[str]:
    def called(names: Iterable[str]) -> str:
        return ", ".join(quoted(name, product) for name in names)

    lines = [f"{called([column.name])} {mirror.type_of(column, product)}"
             + (" NOT NULL" if column.name in mirror.key else " NULL") for column in mirror.shape.columns]  # fmt: skip
    lines += [f"PRIMARY KEY ({called(mirror.key)})"] if mirror.key else []
    mysql = product in {Product.MARIADB, Product.MYSQL}
    if mysql:
        lines += [f"KEY {called([f'jikim_{tie}'[:60]])} ({called([tie])})" for tie in mirror.ties]
    table = called([mirror.name])
    engine = " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin" if mysql else ""
    yield f"CREATE TABLE IF NOT EXISTS {table} (\n  " + ",\n  ".join(lines) + f"\n){engine}"
    for tie in () if mysql else mirror.ties:
        index = called([f"jikim_{mirror.name}_{tie}"[:60]])
        yield f"CREATE INDEX IF NOT EXISTS {index} ON {table} ({called([tie])})"


def prepare(connection: Connection, some: Iterable[Mirror], name: str = "") -> None:
    """Create what is missing in the separate database, in the caller's transaction; what is there stays as it is.

    Raises OperatorError.
    """
    with written(name):
        for statement in statements(some, product_of(connection)):
            connection.exec_driver_sql(
                statement.replace("%", "%%") if connection.dialect.name != "sqlite" else statement
            )
