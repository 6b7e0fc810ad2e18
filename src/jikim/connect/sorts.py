"""What a column holds, out of the type it was declared with; one table a product.

Enumerations, addresses of machines, times of day and what else has rules of its own are OTHER: they cannot be
emptied or overwritten as a text can. What stands in them is read all the same.
"""

import re

from jikim.tables import Sort

_POSTGRESQL = {
    Sort.TEXT: "text varchar bpchar name citext char",
    Sort.INTEGER: "int2 int4 int8 oid",
    Sort.DECIMAL: "numeric float4 float8 money",
    Sort.BOOLEAN: "bool",
    Sort.DATE: "date",
    Sort.NAIVE: "timestamp",
    Sort.INSTANT: "timestamptz",
    Sort.JSON: "json jsonb",
    Sort.BYTES: "bytea",
}
# MySQL keeps a timestamp in UTC and a datetime as it was written; a geometry comes as bytes, and so does a bit.
_MYSQL = {
    Sort.TEXT: "char varchar tinytext text mediumtext longtext",
    Sort.INTEGER: "tinyint smallint mediumint int bigint year",
    Sort.DECIMAL: "decimal float double",
    Sort.DATE: "date",
    Sort.NAIVE: "datetime",
    Sort.INSTANT: "timestamp",
    Sort.JSON: "json",
    Sort.BYTES: "binary varbinary tinyblob blob mediumblob longblob bit geometry point linestring polygon multipoint"
    " multilinestring multipolygon geometrycollection geomcollection vector",
}
# The first sign found in a declaration counts. SQLite lets any value into any column: this is what was meant.
_SQLITE = (
    ("BOOL", Sort.BOOLEAN),
    ("JSON", Sort.JSON),
    ("WITH TIME ZONE", Sort.INSTANT),
    ("TIMESTAMPTZ", Sort.INSTANT),
    ("DATETIME", Sort.NAIVE),
    ("TIMESTAMP", Sort.NAIVE),
    ("DATE", Sort.DATE),
    ("INT", Sort.INTEGER),
    ("CHAR", Sort.TEXT),
    ("CLOB", Sort.TEXT),
    ("TEXT", Sort.TEXT),
    ("BLOB", Sort.BYTES),
    ("REAL", Sort.DECIMAL),
    ("FLOA", Sort.DECIMAL),
    ("DOUB", Sort.DECIMAL),
    ("NUM", Sort.DECIMAL),
    ("DEC", Sort.DECIMAL),
)
_BY_POSTGRESQL = {word: sort for sort, words in _POSTGRESQL.items() for word in words.split()}
_BY_MYSQL = {word: sort for sort, words in _MYSQL.items() for word in words.split()}
_LENGTH = re.compile(r"\(\s*(\d+)\s*\)")


def of_postgresql(name: str, category: str) -> Sort:
    """Return the sort of a type by its name in pg_type and its category there."""
    return Sort.ARRAY if category == "A" else _BY_POSTGRESQL.get(name, Sort.OTHER)


def of_mysql(name: str, declared: str) -> Sort:
    """Return the sort of a type; `tinyint(1)` is how MySQL writes a boolean."""
    return Sort.BOOLEAN if declared.startswith("tinyint(1)") else _BY_MYSQL.get(name, Sort.OTHER)


def of_sqlite(declared: str) -> Sort:
    """Return the sort that a declaration means.

    >>> of_sqlite("varchar(20)"), of_sqlite("bigint unsigned"), of_sqlite("")
    (<Sort.TEXT: 'text'>, <Sort.INTEGER: 'integer'>, <Sort.OTHER: 'other'>)
    """
    return next((sort for sign, sort in _SQLITE if sign in declared.upper()), Sort.OTHER)


def length_in(declared: str) -> int | None:
    """Return the length written in a declaration, `varchar(20)`."""
    found = _LENGTH.search(declared)
    return int(found[1]) if found else None
