"""Rows that are due -> parts: rows of one table together, for which exactly the same is due, with the reasons."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jikim.find import DueRow, Owned
from jikim.lifecycle import Bound, Keeping, Place, Strand
from jikim.plan import Key, Part, Reason


@dataclass(slots=True)
class _Alike:
    """Rows for which the same is due as for `first`: their keys, and whose they are."""

    first: DueRow
    keys: list[Key] = field(default_factory=list)
    runs: list[tuple[int, Owned]] = field(default_factory=list)

    def begin(self, owned: Owned) -> None:
        """Say whose the keys are that follow."""
        if not self.runs or self.runs[-1][1] is not owned:
            self.runs.append((len(self.keys), owned))

    def owned(self) -> Counter[Owned]:
        """Return how many are whose."""
        found = Counter[Owned]()
        ends = [*(start for start, _ in self.runs[1:]), len(self.keys)]
        for (start, owned), end in zip(self.runs, ends, strict=True):
            found[owned] += end - start
        return found


def parts(rows: Iterable[DueRow], kinds: Iterable[Strand]) -> tuple[Part, ...]:
    """Return the parts in order of what they share, the keys of each in the order of the rows.

    `kinds` are the strands of the policy: they say on whose word each is due. Of a row no more is kept than its key.
    """
    return parts_of(((row.key, row) for row in rows), kinds)


def parts_of(rows: Iterable[tuple[Key, DueRow]], kinds: Iterable[Strand]) -> tuple[Part, ...]:
    """Return the parts of rows by their keys, each with a row for which the same is due: whose key does not matter."""
    together: dict[tuple[object, ...], _Alike] = {}
    alike: _Alike | None = None
    last: DueRow | None = None
    for key, row in rows:
        if alike is None or row is not last:
            if alike is None or not _is_same(row, alike.first):
                kind = _kind(row)
                alike = together.get(kind) or together.setdefault(kind, _Alike(row))
            alike.begin(row.owned)
            last = row
        alike.keys.append(key)
    keepings = {strand.name: strand.keeping for strand in kinds}
    return tuple(_part(together[kind], keepings) for kind in sorted(together, key=str))


def _kind(row: DueRow) -> tuple[object, ...]:
    return (row.database, row.table, row.record, row.destroy, row.preserve, row.remaining, row.ends, row.columns)


def _is_same(one: DueRow, other: DueRow) -> bool:
    """Return whether two rows were judged together, so that they are of one kind without a look at it."""
    return (
        one.destroy is other.destroy
        and one.preserve is other.preserve
        and one.remaining is other.remaining
        and one.columns is other.columns
        and (one.table, one.record, one.ends, one.database) == (other.table, other.record, other.ends, other.database)
    )


def _part(alike: _Alike, keepings: Mapping[str, Keeping]) -> Part:
    one = alike.first
    owned = sorted((owned.value, count) for owned, count in alike.owned().items())
    due = [*((name, "destroy") for name in one.destroy), *((name, "preserve") for name in one.preserve)]
    reasons = tuple(Reason(name, act, basis_of(keepings[name], act)) for name, act in due)
    return Part(one.database, one.table, one.record, one.destroy, one.preserve, one.remaining, one.ends, one.columns,
                tuple(alike.keys), tuple(owned), reasons)  # fmt: skip


def basis_of(keeping: Keeping, act: str) -> str:
    """Return on whose word an act stands: the statute or purpose that still keeps apart, or that kept last.

    Empty where none is named: the period of the policy is over.
    """
    apart = [rule for rule in keeping.rules if rule.place is Place.SEPARATE and rule.reason]
    rules = apart if act == "preserve" else [*apart, *(rule for rule in keeping.rules if rule.reason)]
    return next((rule.reason for rule in sorted(rules, key=lambda rule: rule.bound is not Bound.FLOOR)), "")
