"""Which column of a data.yaml holds which item of which activity, and which events of a rule nobody tells."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jikim.lifecycle import Strand
from jikim.mapping import Data, events_missing, held_items, strands_of
from jikim.policy import Policy

Held = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""The columns of some items, the items that no column holds, and those that data.yaml says are held elsewhere."""

NOWHERE: Held = ((), (), ())


@dataclass(frozen=True, slots=True)
class Tables:
    """A mapping as coverage asks it: columns by activity and item; activities that are held elsewhere.

    `untold` are events by activity that a rule counts, and no column and no report tells.
    """

    columns: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    activities_elsewhere: frozenset[str] = frozenset()
    items_elsewhere: frozenset[tuple[str, str]] = frozenset()
    untold: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, activities: Iterable[str], items: Iterable[str]) -> Held:
        """Return where items of activities are held."""
        items = tuple(items)
        pairs = tuple(dict.fromkeys((activity, item) for activity in activities for item in items))
        away = [pair for pair in pairs if pair[0] in self.activities_elsewhere or pair in self.items_elsewhere]
        return (
            tuple(dict.fromkeys(column for pair in pairs for column in self.columns.get(pair, ()))),
            tuple(dict.fromkeys(pair[1] for pair in pairs if pair not in self.columns and pair not in away)),
            tuple(dict.fromkeys(item for _, item in away)),
        )


def joined(found: Iterable[Held]) -> Held:
    """Return what is held of several as one."""
    columns, lacking, elsewhere = ([each for one in part for each in one] for part in zip(*found, strict=True))
    return tuple(dict.fromkeys(columns)), tuple(dict.fromkeys(lacking)), tuple(dict.fromkeys(elsewhere))


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
    away = frozenset((str(record.activity), str(item)) for record in data.records for item in record.elsewhere)
    return Tables(known, frozenset(str(activity) for activity, _ in data.elsewhere), away, untold)


def _held(data: Data) -> Iterator[tuple[str, str, str]]:
    for record in data.records:
        plain = set[str]()
        for contents in record.contents.all():
            for holding in contents.holdings:
                plain.add(str(holding.item))
                for column in holding.columns:
                    yield str(record.activity), str(holding.item), f"{contents.table.name}.{column}"
        for item in held_items(record):  # inside a value or a file
            if item not in plain:
                yield str(record.activity), str(item), str(record.contents.table.name)
