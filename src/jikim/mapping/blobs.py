"""Personal information that is no column's value by itself: inside JSON, serialized text, free text, lists, files."""

from dataclasses import dataclass, field
from enum import Enum

from jikim.errors import Place
from jikim.policy import Text


class Serialized(Enum):
    """Who can read a serialized value; it is taken apart as text and never run."""

    PHP = "php"
    PYTHON = "python"


class ListForm(Enum):
    """How a column lists the keys of several people."""

    COMMA = "comma"
    SPACE = "space"
    JSON = "json"
    ARRAY = "array"


@dataclass(frozen=True, slots=True)
class InJson:
    """An item at a path of a JSON column (`$.buyer.phone`); several paths are the shapes of several years."""

    place: Place = field(compare=False)
    column: Text
    item: Text
    paths: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class InSerialized:
    """An item inside text that a program wrote for itself; without paths the whole value is the item."""

    place: Place = field(compare=False)
    column: Text
    item: Text
    form: Serialized
    paths: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class FreeText:
    """Text that may name the person: searched for their values of these items."""

    place: Place = field(compare=False)
    column: Text
    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Ids:
    """A column that lists people: who is destroyed is taken out of the list."""

    place: Place = field(compare=False)
    column: Text
    form: ListForm


@dataclass(frozen=True, slots=True)
class Files:
    """Files that go with the row: a path or `s3://` address in which `{column}` stands for the row's value."""

    place: Place = field(compare=False)
    pattern: Text
    columns: tuple[str, ...]
    item: Text | None = None


Blob = InJson | InSerialized | FreeText | Ids | Files
