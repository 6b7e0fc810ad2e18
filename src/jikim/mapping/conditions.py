"""Which rows, which table, and when: conditions on columns, paths of joins, moments. Never SQL."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from jikim.errors import Place
from jikim.policy import Text

Given = str | int | bool | None  # a value as the author wrote it: text in quotes stays text, `null` is NULL


@dataclass(frozen=True, slots=True)
class TableName:
    """A table of one database; `name` may carry its schema (`audit.log`) and `*` for any letters (`write_*`)."""

    database: str
    name: str
    place: Place = field(compare=False)

    @property
    def is_pattern(self) -> bool:
        """Return whether the name stands for several tables."""
        return "*" in self.name

    def stands_for(self, name: str) -> bool:
        """Return whether a table of the database is meant."""
        return matches(self.name, name)


def matches(pattern: str, name: str) -> bool:
    """Return whether a name is meant by a pattern, in which only `*` is special."""
    return fnmatchcase(name, pattern.replace("[", "[[]").replace("?", "[?]"))


@dataclass(frozen=True, slots=True)
class Condition:
    """A column that has one of these values, or (`negated`) none of them."""

    place: Place = field(compare=False)
    column: Text
    values: tuple[Given, ...]
    negated: bool = False


def exclude(some: Collection[Condition], others: Collection[Condition]) -> bool:
    """Return whether no row can meet all of both: a column would have to hold two values at once."""
    return any(_excludes(one, other) or _excludes(other, one) for one in some for other in others)


def _excludes(one: Condition, other: Condition) -> bool:
    mine, theirs = {_plain(each) for each in one.values}, {_plain(each) for each in other.values}
    if one.column != other.column or one.negated:
        return False
    return {*map(str, one.values)} <= {*map(str, other.values)} if other.negated else not mine & theirs


def _plain(value: Given) -> str:
    """Return a value so that two that some product could take for one are alike."""
    letters = unicodedata.normalize("NFKD", str(value)).casefold().strip()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@dataclass(frozen=True, slots=True)
class Step:
    """One join: `column` of the table before equals `other` of `table`, in rows that meet `where`."""

    place: Place = field(compare=False)
    column: Text
    table: TableName
    other: Text
    where: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant at which something happened to a row.

    Of several `columns`, the first that is not empty. `form` is how a text or number says it: letters `Y m d H i s`
    with what stands between them, or `unix`, `unix_ms`. `zero` are values that mean "not yet". In rows that do not
    meet `when`, it has not happened. Without columns it happened when jikim first saw the row meet `when`.
    `via` leads from the row to the table in which the columns stand; `when` speaks of the row itself.
    """

    place: Place = field(compare=False)
    columns: tuple[Text, ...]
    form: Text | None = None
    zero: tuple[Given, ...] = ()
    timezone: Text | None = None
    when: tuple[Condition, ...] = ()
    via: tuple[Step, ...] = ()
