"""What makes a plan unusual, so that a person looks before anything is destroyed.

The author's ceilings: rows in all, a share of a table, a multiple of what the last accepted plans had on average. The
last one holds unasked too, for whatever is not small: a mistaken date destroys ten times the usual, and not twice.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jikim.mapping import Ceilings
from jikim.messages import Message, msg
from jikim.plan.acts import Count

LAST_PLANS = 10
"""Of how many accepted plans the average is taken."""
USUAL = 10
"""So many times the average is unusual where the author names no figure ..."""
SMALL = 100
"""... unless it is fewer rows than this."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What is known of the tables and of the past.

    `sizes` are the rows of each table (database, table), 0 where nobody knows; `plans` are the counts of the last
    accepted plans.
    """

    sizes: Mapping[tuple[str, str], int]
    plans: Sequence[Sequence[Count]] = ()


def unusual(now: Sequence[Count], usual: Usual, ceilings: Ceilings) -> tuple[Message, ...]:
    """Return for what reasons a plan is unusual; empty where it is not."""
    return (*_rows(now, ceilings), *_shares(now, usual, ceilings), *_averages(now, usual, ceilings))


def _rows(now: Sequence[Count], ceilings: Ceilings) -> Iterator[Message]:
    total = sum(each.rows for each in now)
    if ceilings.rows is not None and total > ceilings.rows:
        yield msg("{rows} rows are due; the mapping's ceiling is {most}", rows=total, most=ceilings.rows)


def _shares(now: Sequence[Count], usual: Usual, ceilings: Ceilings) -> Iterator[Message]:
    for (database, table), rows in sorted(_by_table(now).items()):
        size = usual.sizes.get((database, table), 0)
        if ceilings.share is not None and rows * 100 > ceilings.share * size and size:
            yield msg("of '{table}' in '{database}' {rows} of {size} rows are due; the mapping's ceiling is {most}%",
                      table=table, database=database, rows=rows, size=size, most=ceilings.share)  # fmt: skip


def _averages(now: Sequence[Count], usual: Usual, ceilings: Ceilings) -> Iterator[Message]:
    """Yield what is many times the average: the plan as a whole, and each table that has had rows before."""
    if not usual.plans:
        return
    times, least = ceilings.average or USUAL, 0 if ceilings.average else SMALL
    past = [_by_table(plan) for plan in usual.plans]
    total, average = sum(each.rows for each in now), sum(sum(plan.values()) for plan in past) / len(past)
    if total > max(times * average, least):
        yield msg("{rows} rows are due; the last {plans} plans had {average} on average",
                  rows=total, plans=len(past), average=round(average))  # fmt: skip
    for (database, table), rows in sorted(_by_table(now).items()):
        before = sum(plan[database, table] for plan in past) / len(past)
        if before and rows > max(times * before, least):
            yield msg("of '{table}' in '{database}' {rows} rows are due; the last {plans} plans had {average}",
                      table=table, database=database, rows=rows, plans=len(past), average=round(before))  # fmt: skip


def _by_table(counts: Iterable[Count]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for each in counts:
        found[each.database, each.table] += each.rows
    return found
