"""Rows that are due -> parts: rows of one table together, for which exactly the same is due, with the reasons."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from jikim.connect import DueRow
from jikim.lifecycle import Bound, Keeping, Place, Strand
from jikim.plan import Part, Reason


def parts(rows: Iterable[DueRow], kinds: Iterable[Strand]) -> tuple[Part, ...]:
    """Return the parts in order of what they share, the keys of each in the order of the rows.

    `kinds` are the strands of the policy: they say on whose word each is due.
    """
    together: dict[tuple[object, ...], list[DueRow]] = defaultdict(list)
    for row in rows:
        together[_kind(row)].append(row)
    keepings = {strand.name: strand.keeping for strand in kinds}
    return tuple(_part(together[kind], keepings) for kind in sorted(together, key=str))


def _kind(row: DueRow) -> tuple[object, ...]:
    return (row.database, row.table, row.record, row.destroy, row.preserve, row.remaining, row.ends, row.columns)


def _part(rows: list[DueRow], keepings: Mapping[str, Keeping]) -> Part:
    one = rows[0]
    owned = Counter(row.owned.value for row in rows)
    due = [*((name, "destroy") for name in one.destroy), *((name, "preserve") for name in one.preserve)]
    reasons = tuple(Reason(name, act, basis_of(keepings[name], act)) for name, act in due)
    keys = tuple(row.key for row in rows)
    return Part(one.database, one.table, one.record, one.destroy, one.preserve, one.remaining, one.ends, one.columns,
                keys, tuple(sorted(owned.items())), reasons)  # fmt: skip


def basis_of(keeping: Keeping, act: str) -> str:
    """Return on whose word an act stands: the statute or purpose that still keeps apart, or that kept last.

    Empty where none is named: the period of the policy is over.
    """
    apart = [rule for rule in keeping.rules if rule.place is Place.SEPARATE and rule.reason]
    rules = apart if act == "preserve" else [*apart, *(rule for rule in keeping.rules if rule.reason)]
    return next((rule.reason for rule in sorted(rules, key=lambda rule: rule.bound is not Bound.FLOOR)), "")
