"""What a table is made of, in the words of no product; everything is ordered, so that equal schemas are equal."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import Enum
from functools import cached_property


class Product(Enum):
    """The product a database is; MySQL and MariaDB differ where it says so."""

    POSTGRESQL = "postgresql"
    MARIADB = "mariadb"
    MYSQL = "mysql"
    SQLITE = "sqlite"


class Sort(Enum):
    """What a column holds, as far as we care.

    INSTANT is a timestamp with its zone, NAIVE one without: it says no instant until somebody names a time zone.
    """

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    NAIVE = "naive"
    INSTANT = "instant"
    JSON = "json"
    BYTES = "bytes"
    ARRAY = "array"
    OTHER = "other"


class OnDelete(Enum):
    """What a foreign key does to the referring row when the referred one goes."""

    NOTHING = "no action"
    RESTRICT = "restrict"
    CASCADE = "cascade"
    SET_NULL = "set null"
    SET_DEFAULT = "set default"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `declared` is its type in the product's words, `length` the most characters a text may have."""

    name: str
    sort: Sort
    declared: str
    nullable: bool = True
    length: int | None = None
    has_default: bool = False
    generated: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns that name a row of another table; `deferred` when it is judged only at commit."""

    columns: tuple[str, ...]
    table: str
    referred: tuple[str, ...]
    name: str = ""
    on_delete: OnDelete = OnDelete.NOTHING
    deferred: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """Columns that are indexed, in order."""

    columns: tuple[str, ...]
    name: str = ""
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """A condition that every row must meet, in the product's words."""

    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Something the database does by itself; `on` is insert, update or delete."""

    name: str
    on: str


@dataclass(frozen=True, slots=True)
class Shape:
    """The look of one table or view, without what stands in it; `rows` is the product's own estimate.

    `name` carries the schema (`audit.log`) where it is not the connection's own. `engine` is MySQL's word
    (InnoDB, MyISAM: no transactions). `partitions` are the tables it is made of.
    """

    name: str
    columns: tuple[Column, ...]
    primary: tuple[str, ...] = ()
    foreign: tuple[ForeignKey, ...] = ()
    indexes: tuple[Index, ...] = ()
    checks: tuple[Check, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    partitions: tuple[str, ...] = ()
    engine: str = ""
    comment: str = ""
    view: bool = False
    rows: int = field(default=0, compare=False)

    def column(self, name: str) -> Column | None:
        """Return the column with this name."""
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True)
class Schema:
    """Every table and view of one database."""

    product: Product
    version: str
    tables: tuple[Shape, ...]

    def table(self, name: str) -> Shape | None:
        """Return the table or view with this name."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> Mapping[str, Shape]:
        return {table.name: table for table in self.tables}

    @cached_property
    def fingerprint(self) -> str:
        """A SHA-256 over the look of every table, in hex: equal as long as nothing but the rows has changed."""
        looks = [{**asdict(table), "rows": 0} for table in sorted(self.tables, key=lambda table: table.name)]
        text = json.dumps([self.product.value, looks], default=_word, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Sample:
    """What stands in a column of some rows: distinct values as text, never shown by repr."""

    table: str
    column: str
    values: tuple[str, ...] = field(default=(), repr=False)
    rows: int = 0
    nulls: int = 0


def _word(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    raise TypeError(f"no word for a {type(value).__name__}")
