"""In which order the parts of a plan are carried out: rows that refer before the rows they refer to, people last."""

from collections.abc import Mapping, Sequence

from jikim.mapping import Data
from jikim.plan import Part
from jikim.tables import Schema


def ordered(parts: Sequence[Part], data: Data, schemas: Mapping[str, Schema]) -> tuple[Part, ...]:
    """Return the parts in the order in which they are carried out."""
    people = data.people.table.name if data.people else ""
    return tuple(sorted(parts, key=lambda part: part.table == people))
