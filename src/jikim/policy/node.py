"""What a document is read into: text, tables and series that know their place."""

from dataclasses import dataclass

from jikim.errors import Place


class Text(str):
    """Text as the author wrote it, which knows where it stands.

    `plain` is false for text in quotes or in a block: such text is empty only on purpose.
    """

    __slots__ = ("place", "plain")
    place: Place
    plain: bool

    @classmethod
    def at(cls, text: str, place: Place, *, plain: bool = True) -> "Text":
        """Make a text that stands at `place`."""
        made = cls(text)
        made.place, made.plain = place, plain
        return made


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping: keys are text, in the order written, each once."""

    place: Place
    entries: tuple[tuple[Text, "Node"], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A list."""

    place: Place
    nodes: tuple["Node", ...]


Node = Text | Table | Series
