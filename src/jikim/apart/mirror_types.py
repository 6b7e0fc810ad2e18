"""Which type a column has in the separate database, and how its values get there without loss.

On the same product it is the declared type, wherever the product itself brings that type along; else text. On another
product integers, booleans and bytes have their own kinds, and everything else is the text that the live product writes
(dates and moments in ISO form, moments with a zone in UTC): nothing is rounded, and what was read can be compared.
"""

import re

from jikim.tables import Column, Product, Sort

MYSQL = frozenset({Product.MARIADB, Product.MYSQL})
_BUILT_IN = re.compile(
    r"(smallint|integer|bigint|numeric|decimal|real|double precision|boolean|text|character varying|character|bpchar"
    r"|bytea|date|timestamp|time|interval|json|jsonb|uuid|inet|cidr|macaddr|bit|bit varying|oid|xml)"
    r"( ?\([0-9, -]+\))?( with(out)? time zone)?(\[\])*"
)
_LONG = 255
_SOUGHT = 191  # characters of utf8mb4 that every version of MySQL can index
_TEXT = {Product.POSTGRESQL: "text", Product.SQLITE: "TEXT", Product.MARIADB: "longtext", Product.MYSQL: "longtext"}
_BYTES = {Product.POSTGRESQL: "bytea", Product.SQLITE: "BLOB", Product.MARIADB: "longblob", Product.MYSQL: "longblob"}
_INTEGER = {Product.POSTGRESQL: "numeric(20)", Product.SQLITE: "INTEGER",
            Product.MARIADB: "decimal(20)", Product.MYSQL: "decimal(20)"}  # fmt: skip


def type_of(column: Column, live: Product, there: Product, *, sought: bool) -> str:
    """Return the type of a column in the separate database; `sought` where it is indexed."""
    if live is there or {live, there} <= MYSQL:
        return _same(column, there, sought=sought)
    return _other(column, live, there, sought=sought)


def kind_of(column: Column, live: Product, there: Product) -> Sort:
    """Return as what the values of a column stand there: INTEGER, BYTES or TEXT; OTHER for the declared type."""
    if live is there or {live, there} <= MYSQL:
        return Sort.OTHER
    if column.sort in {Sort.INTEGER, Sort.BOOLEAN} and live is not Product.SQLITE:
        return Sort.INTEGER
    if column.sort is Sort.INTEGER:
        return Sort.INTEGER
    return Sort.BYTES if column.sort is Sort.BYTES and live is not Product.SQLITE else Sort.TEXT


def quoted(name: str, product: Product) -> str:
    """Return a name as a statement quotes it."""
    sign = "`" if product in MYSQL else '"'
    return sign + name.replace(sign, sign * 2) + sign


def _same(column: Column, there: Product, *, sought: bool) -> str:
    if there is Product.POSTGRESQL:
        return column.declared if _BUILT_IN.fullmatch(column.declared) else "text"
    if there is Product.SQLITE:
        return column.declared
    if column.sort is Sort.TEXT and not sought and (column.length or _LONG + 1) > _LONG:
        return "longtext"  # a row of long columns in utf8mb4 may be too wide for its table
    if column.sort is Sort.BYTES and column.declared.split("(")[0] not in {"binary", "varbinary", "bit"}:
        return "longblob"
    return column.declared


def _other(column: Column, live: Product, there: Product, *, sought: bool) -> str:
    kind = kind_of(column, live, there)
    if kind is Sort.INTEGER:
        return _INTEGER[there]
    if kind is Sort.BYTES:
        return f"varbinary({_LONG})" if sought and there in MYSQL else _BYTES[there]
    if sought and there in MYSQL:
        return f"varchar({min(column.length or _SOUGHT, 4 * _SOUGHT)})"
    return _TEXT[there]
