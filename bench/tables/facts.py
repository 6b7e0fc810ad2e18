"""What must hold of a shop while a plan is carried out on its tables, whatever stopped it.

An auditor who looks into both databases and the journal. `Golden` is what stood before, and what a run that nobody
stopped left; `wrong_now` may be asked after a fault and before anything is taken up, `wrong_at_rest` once the plan was
carried out to its end.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.faults.facts import Noted, notes
from bench.tables.worlds import TODAY, Found, Root, Row, Rows, World, found, root_of
from jikim.engine import plan_tables, verify_logs
from jikim.ledger import Act, Phase
from jikim.plan import Plan


@dataclass(frozen=True, slots=True)
class Golden:
    """What a run that nobody stops finds and leaves; `whole`: the shop's tables have transactions."""

    plan: Plan
    before: Found
    after: Found
    whole: bool

    @property
    def planned(self) -> frozenset[Root]:
        """The rows that the plan names."""
        return frozenset((part.table, key[0]) for part in self.plan.parts for key in part.keys)


@dataclass(frozen=True, slots=True)
class Between:
    """How much was on its way when a run was stopped: open chunks (0 or 1), rows half taken, rows in both places."""

    open: int
    half: int
    both: int


def between(golden: Golden, seen: Found) -> Between:
    """Return how much was on its way."""
    before, after, now = (by_root(each.live) for each in (golden.before, golden.after, seen))
    half = sum(rows not in (before.get(root), after.get(root)) for root, rows in now.items())
    return Between(bool(seen.journal.open), half, len(now.keys() & seen.kept().keys()))


def wrong_now(golden: Golden, seen: Found) -> Iterator[str]:
    """Yield what no kill may cause, even before anything is taken up."""
    before, after, now = (by_root(each.live) for each in (golden.before, golden.after, seen))
    kept, should = seen.kept(), golden.after.kept()
    for root in sorted(before.keys() | now.keys() | kept.keys(), key=str):
        here, there = now.get(root, frozenset()), kept.get(root, frozenset())
        is_open, is_taken = root in seen.journal.open, here == after.get(root, frozenset())
        is_whole = here == before.get(root)
        if not is_taken and not is_whole and (golden.whole or not is_open):
            yield f"{root} is half taken"
        if there and there != should.get(root):
            yield f"{root} stands apart, and not as it should"
        if not is_whole and root in should and not there:
            yield f"{root} is in neither place"
        if is_whole and there and not is_open:
            yield f"{root} is in both places, and no chunk is open"
        if root in seen.journal.done and not is_taken:
            yield f"{root} is written down as done, and is there"
        if not is_whole and root not in seen.journal.done and not is_open:
            yield f"{root} was taken, and nothing says so"


def wrong_at_rest(world: World, golden: Golden) -> Iterator[str]:
    """Yield what does not hold of a world in which the plan was carried out."""
    plan = golden.plan
    seen = found(world, plan)
    yield from wrong_now(golden, seen)
    yield from _differing("in use", golden.after.live, seen.live)
    yield from _differing("apart", golden.after.separate, seen.separate)
    journal = seen.journal
    if journal.done != golden.before.roots - seen.roots:
        yield "what the journal says is destroyed is not what is gone"
    if journal.open or journal.skipped or journal.failed:
        yield f"{len(journal.open)} rows open, {len(journal.skipped)} left alone, {journal.failed} chunks refused"
    running = world.opened()
    try:
        verify_logs(running)
        kept = Counter(table for table, _ in golden.after.kept())
        for table in sorted(kept):
            noted = sum(_rows_noted(each, table) for each in notes(running, Act.PRESERVE))
            if noted != kept[table]:
                yield f"the log tells of {noted} rows of {table} that were kept, and {kept[table]} are"
        with world.connected(running) as connected:
            if plan_tables(connected, TODAY, TODAY).plan.parts:
                yield "something is still due"
    finally:
        running.vault.close()


def _rows_noted(note: Noted, table: str) -> int:
    """Return how many rows of a table the note of an outcome tells of."""
    told = dict(each.split(": ") for each in str(note.side["detail"]).split(", "))
    return int(told.get(table, 0)) if note.leaf.ph is Phase.DONE else 0


def _differing(place: str, expected: Rows, rows: Rows) -> Iterator[str]:
    for table in sorted(expected.keys() | rows.keys()):
        more, less = (a.get(table, frozenset()) - b.get(table, frozenset())
                      for a, b in ((rows, expected), (expected, rows)))  # fmt: skip
        if more or less:
            yield f"{place}, {table}: {len(more)} rows too many, {len(less)} too few"


def by_root(rows: Rows) -> Mapping[Root, frozenset[Row]]:
    grouped: dict[Root, set[Row]] = {}
    for table, some in rows.items():
        for row in some:
            grouped.setdefault(root_of(table, row), set()).add((table, *row))
    return {root: frozenset(some) for root, some in grouped.items()}
