"""Which column of a data.yaml holds which item of which activity, and which events of a rule nobody tells."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jikim.lifecycle import Strand
from jikim.mapping import Data, events_missing, held_items, strands_of
from jikim.policy import Policy

Held = Mapping[tuple[str, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Tables:
    """A mapping as coverage asks it: columns by activity and item; activities that are held elsewhere.

    `untold` are events by activity that a rule counts, and no column and no report tells.
    """

    columns: Held = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()
    untold: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, activities: Iterable[str], items: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the columns that hold items of activities, and the items that none holds somewhere."""
        items = tuple(items)
        pairs = [(activity, item) for activity in activities for item in items if activity not in self.elsewhere]
        columns = (column for pair in pairs for column in self.columns.get(pair, ()))
        lacking = (item for activity, item in pairs if (activity, item) not in self.columns)
        return tuple(dict.fromkeys(columns)), tuple(dict.fromkeys(lacking))


def tables_of(data: Data, policy: Policy, kinds: Iterable[Strand]) -> Tables:
    """Return what a mapping holds of a policy, whose strands are `kinds`."""
    kinds, untold = tuple(kinds), dict[str, frozenset[str]]()
    for record in data.records:
        missing = events_missing(data, policy, record, strands_of(kinds, record, policy))
        untold[str(record.activity)] = untold.get(str(record.activity), frozenset()) | set(missing)
    found: dict[tuple[str, str], list[str]] = {}
    for activity, item, column in _held(data):
        found.setdefault((activity, item), []).append(column)
    known = {pair: tuple(dict.fromkeys(columns)) for pair, columns in found.items()}
    return Tables(known, frozenset(str(activity) for activity, _ in data.elsewhere), untold)


def _held(data: Data) -> Iterator[tuple[str, str, str]]:
    for record in data.records:
        for contents in record.contents.all():
            table = contents.table.name
            for holding in contents.holdings:
                for column in holding.columns:
                    yield str(record.activity), str(holding.item), f"{table}.{column}"
        for item in (*held_items(record), *record.elsewhere):  # inside a value, a file, or another system
            yield str(record.activity), str(item), str(record.contents.table.name)
