"""The packaged tables of this room, read once each, as rows whose cells have a type.

A table is a file of kr/ with one kind of entry (`[[fact]]`, `[[statute]]`). A wrong cell is a fault of the
release, not of the person running it: it raises TypeError or KeyError, and the tests find it first.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

_FOLDER = Path(__file__).parent / "kr"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a table; a cell that is not there is None, empty or False."""

    cells: Mapping[str, object]

    def text(self, key: str) -> str:
        """Return a cell that must be there."""
        return _as(str, self.cells[key])

    def text_or_none(self, key: str) -> str | None:
        """Return a cell that may be missing."""
        return _as(str, self.cells[key]) if key in self.cells else None

    def day(self, key: str) -> date:
        """Return a day that must be there."""
        return _as(date, self.cells[key])

    def day_or_none(self, key: str) -> date | None:
        """Return a day that may be missing."""
        return _as(date, self.cells[key]) if key in self.cells else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty when the cell is missing."""
        return tuple(_as(str, each) for each in _as(list, self.cells.get(key, [])))

    def flag(self, key: str) -> bool:
        """Return a yes or no, no when the cell is missing."""
        return _as(bool, self.cells.get(key, False))

    def leaves(self, key: str) -> Iterator[tuple[str, object]]:
        """Yield what stands under `key`, tables within it as dotted keys; a list as a tuple."""
        yield from _leaves("", self.cells.get(key, {}))


@cache
def whole(file: str) -> Mapping[str, object]:
    """Return the whole of kr/`file`.toml."""
    with (_FOLDER / f"{file}.toml").open("rb") as stream:
        return tomllib.load(stream)


def rows(file: str, kind: str) -> tuple[Row, ...]:
    """Return the entries of one kind in kr/`file`.toml, in the order of the file."""
    return tuple(Row(_as(dict, each)) for each in _as(list, whole(file)[kind]))


def pairs(file: str, kind: str) -> dict[str, str]:
    """Return a table of names and texts."""
    return {name: _as(str, value) for name, value in _as(dict, whole(file)[kind]).items()}


def _as(kind: type[_T], value: object) -> _T:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


def _leaves(prefix: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves(f"{prefix}.{key}" if prefix else key, each)
    else:
        yield prefix, tuple(value) if isinstance(value, list) else value
