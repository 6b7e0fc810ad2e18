"""A first data.yaml as values: what was proposed, each part with its reason, before a person has confirmed it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """A column and the item that it probably holds; `note` says how sure that is, and why.

    `where` is a column and its value: of a table that keeps one value a row, the rows of this item.
    """

    column: str
    item: str
    note: str = ""
    where: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An event and the column that probably tells it; `form` where the column is no date (`Ymd`, `unix`).

    `zero` are values of the column that mean "not yet".
    """

    event: str
    column: str
    form: str = ""
    note: str = ""
    zero: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftPeople:
    """The table of people."""

    table: str
    key: str
    events: tuple[Told, ...] = ()
    find_by: tuple[Held, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class DraftChild:
    """A table that goes with a row; `by` is `column -> column`, or empty where a foreign key says it."""

    table: str
    by: str = ""
    held: tuple[Held, ...] = ()
    events: tuple[Told, ...] = ()
    plain: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """A table with rows of people: by a column with their key, by a path, or (neither) of nobody known.

    `matches` is the column of the people table that `person` equals, where that is not their key.
    """

    table: str
    activity: str
    person: str = ""
    matches: str = ""
    via: tuple[str, ...] = ()
    collected: Told | None = None
    held: tuple[Held, ...] = ()
    events: tuple[Told, ...] = ()
    plain: tuple[str, ...] = ()
    children: tuple[DraftChild, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft; `databases` are names and addresses (`env:SHOP_DB`), `unmanaged` tables and why."""

    databases: tuple[tuple[str, str], ...]
    timezone: str = ""
    people: DraftPeople | None = None
    records: tuple[DraftRecord, ...] = ()
    unmanaged: tuple[tuple[str, str], ...] = ()
