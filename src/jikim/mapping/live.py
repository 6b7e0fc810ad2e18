"""One live database beside the mapping: which tables and columns a name stands for, and the findings about them."""

from dataclasses import dataclass

from jikim.errors import Finding, Place, Severity
from jikim.mapping.conditions import TableName
from jikim.mapping.model import Data
from jikim.messages import Message
from jikim.tables import Column, Schema, Shape


@dataclass(frozen=True, slots=True)
class Live:
    """What a mapping says, and how one of its databases looks; tables of other databases stand for nothing here."""

    data: Data
    schema: Schema
    database: str

    @property
    def place(self) -> Place:
        """Where the mapping names the database."""
        found = self.data.database(self.database)
        return found.place if found else Place(self.data.file, 1, 1)

    def shapes(self, table: TableName) -> tuple[Shape, ...]:
        """Return the tables that a name stands for; partitions are seen through the table they are parts of."""
        if table.database != self.database:
            return ()
        if not table.is_pattern:
            found = self.schema.table(table.name)
            return () if found is None else (found,)
        return tuple(shape for shape in self.schema.tables if table.stands_for(shape.name))

    def columns(self, table: TableName, name: str) -> tuple[Column, ...]:
        """Return the columns of this name, one for each table that has it."""
        return tuple(column for shape in self.shapes(table) if (column := shape.column(name)) is not None)

    def error(self, place: Place, rule: str, what: Message, why: Message, fix: Message) -> Finding:
        """Return a finding that must be mended before anything is carried out."""
        return Finding(rule, Severity.ERROR, place, what, why, fix)

    def warning(self, place: Place, rule: str, what: Message, why: Message, fix: Message) -> Finding:
        """Return a finding that somebody should look at."""
        return Finding(rule, Severity.WARNING, place, what, why, fix)

    def info(self, place: Place, rule: str, what: Message, why: Message, fix: Message) -> Finding:
        """Return a finding that is said so that it is known."""
        return Finding(rule, Severity.INFO, place, what, why, fix)
