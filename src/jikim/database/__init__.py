"""Databases as we use them: opened with their safety asserted, changed by numbered steps, asked by named SQL.

Answers how a SQLite file or a PostgreSQL database is opened (`Database.open`), brought to the schema this
program knows (`migrate`), asked (`queries`, from the `.sql` files beside this file), and how a predicate of the
lifecycle becomes a comparison that the database can index (`compile_predicate`). It knows nothing of keys,
seals or people, and decides nothing. Read `database.py` first, then `migrations/` and `queries/`.
"""

from jikim.database.database import Database
from jikim.database.dialect import Dialect
from jikim.database.migrate import Component, migrate
from jikim.database.predicate import Bind, compile_predicate
from jikim.database.queries import Queries, queries
from jikim.database.query import Query

__all__ = [
    "Bind",
    "Component",
    "Database",
    "Dialect",
    "Queries",
    "Query",
    "compile_predicate",
    "migrate",
    "queries",
]
