"""What the tables of a service look like: a few questions to the product's catalogue, however many tables there are.

Asked is what needs no right but to read. What a login is not shown all the same (`unseen`) is said, so that nobody
takes a trigger that was not shown for one that is not there.
"""

from sqlalchemy.engine import Connection, Engine

from jikim.connect import mysql_look, postgresql_look, sqlite_look
from jikim.connect.address import asked, product_of
from jikim.connect.catalogue import statements
from jikim.messages import Message, msg
from jikim.tables import Product, Schema

_LOOKS = {
    Product.POSTGRESQL: postgresql_look.look,
    Product.MARIADB: mysql_look.look,
    Product.MYSQL: mysql_look.look,
    Product.SQLITE: sqlite_look.look,
}


def describe(source: Engine | Connection, name: str = "") -> Schema:
    """Return every table and view that the login can see, by name; `name` is what people call the database.

    PostgreSQL: all schemas but the system's. MariaDB, MySQL: the database that the address names. Left out are the
    partitions of a table that is listed whole, and SQLite's shadow tables. Foreign and virtual tables say so in
    `engine`; so does a materialised view, which is a copy of rows. Raises OperatorError.
    """
    with asked(name):
        if isinstance(source, Engine):
            with source.connect() as connection:
                return _described(connection)
        return _described(source)


def unseen(connection: Connection) -> tuple[Message, ...]:
    """Return what this login is not shown of the tables, each as a sentence; nothing on PostgreSQL and SQLite."""
    if product_of(connection) not in {Product.MARIADB, Product.MYSQL}:
        return ()
    if connection.execute(statements("mysql")["may_see_triggers"]).scalar_one():
        return ()
    return (msg("triggers: MariaDB and MySQL show them only to a login with the right TRIGGER on the database"),)


def _described(connection: Connection) -> Schema:
    product = product_of(connection)
    version, tables = _LOOKS[product](connection)
    return Schema(product, version, tables)
