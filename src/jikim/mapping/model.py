"""What `data.yaml` is made of: frozen values, each of which knows its line.

`Data` has the databases, the people, and the records. A `Record` says whose rows of one table are, and of which
activity of the policy; its `Contents` say what stands in the columns, and each table that goes with the row (a
`Child`) has contents of its own. Names of tables, columns, items and events are the author's words (`Text`), and
nothing here has been looked up: `ties` holds the names against a policy, `drift` against a live schema.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from jikim.errors import Place
from jikim.mapping.blobs import Blob
from jikim.mapping.conditions import Condition, Given, Moment, Step, TableName, matches
from jikim.policy import Text


class UrlKind(Enum):
    """Where an address is found; the address itself is read by the room that connects."""

    ENV = "env"
    FILE = "file"
    LITERAL = "literal"


@dataclass(frozen=True, slots=True)
class Url:
    """Where a database is: the name of an environment variable, the path of a file, or an address without secrets."""

    place: Place
    kind: UrlKind
    value: str


class Use(Enum):
    """What a database is for. `VERIFY` is the same data seen through a login or replica of its own."""

    LIVE = "live"
    SEPARATE = "separate"
    VERIFY = "verify"


@dataclass(frozen=True, slots=True)
class Database:
    """One database; `of` names the live one whose rows it keeps or shows, `stores` those of the policy it holds.

    `rate` is rows a second at most, `chunk` rows a statement; None where the document's own holds.
    """

    name: Text
    place: Place
    url: Url
    use: Use
    of: Text | None = None
    stores: tuple[Text, ...] = ()
    timezone: Text | None = None
    rate: int | None = None
    chunk: int | None = None


@dataclass(frozen=True, slots=True)
class Ceilings:
    """What makes a plan unusual: more than so many rows, so many percent of a table, so many times the average."""

    rows: int | None = None
    share: int | None = None
    average: int | None = None


@dataclass(frozen=True, slots=True)
class RoleIs:
    """The role of every person here."""

    role: Text


@dataclass(frozen=True, slots=True)
class RoleBy:
    """A column that says the role by its values; `otherwise` for values that are not listed."""

    place: Place
    column: Text
    values: tuple[tuple[Text, Text], ...]
    otherwise: Text | None = None


Role = RoleIs | RoleBy


@dataclass(frozen=True, slots=True)
class People:
    """The table whose rows are the people; `key` is what other tables refer to."""

    place: Place
    table: TableName
    key: Text
    where: tuple[Condition, ...] = ()
    events: tuple[tuple[Text, Moment], ...] = ()
    find_by: tuple[tuple[Text, tuple[Text, ...]], ...] = ()
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """One person of a row: `column` holds their key, or their `matches` (a column of the people table) instead.

    Where `via` leads elsewhere, `column` stands in the last table of the path; without a column, whoever the rows
    there belong to. A column that holds one of `none` (or NULL) names nobody.
    """

    place: Place
    column: Text | None
    role: Text | None = None
    matches: Text | None = None
    none: tuple[Given, ...] = ()


class How(Enum):
    """What becomes of a column whose item ends; `DELETE` takes the row."""

    NULL = "null"
    BLANK = "blank"
    HASH = "hash"
    ANONYMISE = "anonymise"
    DELETE = "delete"
    PLACEHOLDER = "placeholder"


@dataclass(frozen=True, slots=True)
class Strategy:
    """How one column is cleared; `value` is the placeholder."""

    place: Place
    how: How
    value: Given = None


@dataclass(frozen=True, slots=True)
class Holding:
    """Columns that hold an item, in the rows that meet `where`.

    `other` says that the item is a third person's: a value by which the person is not found, nor given to them.
    """

    item: Text
    columns: tuple[Text, ...]
    where: tuple[Condition, ...] = ()
    other: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """How the rows of a child are found: a column of its own equals one of its parent (None: the parent's key)."""

    place: Place
    column: Text
    parent: Text | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in the rows of one table.

    `plain` columns say nothing of a person (`*` stands for any letters); `key` is asked for where the table has no
    primary key. `strategies` may be for several columns (`*`). An event given here happened to the record.
    """

    table: TableName
    key: tuple[Text, ...] = ()
    where: tuple[Condition, ...] = ()
    holdings: tuple[Holding, ...] = ()
    events: tuple[tuple[Text, Moment], ...] = ()
    strategies: tuple[tuple[Text, Strategy], ...] = ()
    plain: tuple[Text, ...] = ()
    blobs: tuple[Blob, ...] = ()
    children: tuple["Child", ...] = ()

    def strategy(self, column: str) -> Strategy | None:
        """Return how a column is cleared, where the author said so: by its name, or else by a pattern."""
        named = [how for name, how in self.strategies if name == column]
        return next(iter(named or [how for name, how in self.strategies if matches(name, column)]), None)

    def all(self) -> Iterator["Contents"]:
        """Yield these contents and those of every child, however deep."""
        yield self
        for child in self.children:
            yield from child.contents.all()


@dataclass(frozen=True, slots=True)
class Child:
    """A table whose rows go with the row above; without a `tie` the database's own foreign key says how."""

    place: Place
    contents: Contents
    tie: Tie | None = None


class Ending(Enum):
    """What becomes of a row when nothing keeps it any more."""

    DELETE = "delete"
    CLEAR = "clear"
    ANONYMISE = "anonymise"


@dataclass(frozen=True, slots=True)
class Destroy:
    """The end of a row; `values` are written by `ANONYMISE`, which clears the columns of every other item."""

    place: Place
    ending: Ending
    values: tuple[tuple[Text, Given], ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Rows of a table that are records of an activity: whose they are, since when, what ends them and how.

    Several owners hold one row together. `guest` finds the rows that have none: item and columns. `elsewhere` are
    items of the activity that no table of the mapping holds. `unowned` rows are of people whom nobody can name
    (sessions, access logs): they end by their own events alone.
    """

    name: Text
    place: Place
    activity: Text
    contents: Contents
    owners: tuple[Owner, ...]
    via: tuple[Step, ...]
    guest: tuple[tuple[Text, tuple[Text, ...]], ...]
    role: Role | None
    collected: Moment | None
    destroy: Destroy
    elsewhere: tuple[Text, ...] = ()
    unowned: bool = False

    @property
    def table(self) -> TableName:
        """The table whose rows these are."""
        return self.contents.table


@dataclass(frozen=True, slots=True)
class Unmanaged:
    """A table (or a pattern of names) that is left alone on purpose, with the reason if one was given."""

    table: TableName
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Data:
    """A whole mapping, all its files together.

    `reported` are events that the service itself reports to jikim, so that no column need hold them; `elsewhere`
    are activities whose records no table holds, with where they are.
    """

    file: str
    databases: tuple[Database, ...]
    people: People | None
    records: tuple[Record, ...]
    unmanaged: tuple[Unmanaged, ...] = ()
    timezone: Text | None = None
    reported: tuple[Text, ...] = ()
    elsewhere: tuple[tuple[Text, Text], ...] = ()
    ceilings: Ceilings = field(default_factory=Ceilings)
    rate: int | None = None
    chunk: int | None = None

    def database(self, name: str) -> Database | None:
        """Return the database with this name."""
        return next((one for one in self.databases if one.name == name), None)

    @property
    def live(self) -> tuple[Database, ...]:
        """The databases that the service works with."""
        return tuple(one for one in self.databases if one.use is Use.LIVE)

    def zone(self, moment: Moment, table: TableName) -> Text | None:
        """Return the time zone of a moment: its own, its database's, or the document's."""
        database = self.database(table.database)
        return moment.timezone or (database.timezone if database else None) or self.timezone

    def records_of(self, table: TableName) -> tuple[Record, ...]:
        """Return the records whose rows stand in a table."""
        return tuple(one for one in self.records if one.table == table)
