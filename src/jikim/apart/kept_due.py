"""What is due of what stands apart, judged without writing: under the policy in force, the events and the holds told.

A row of `jikim_kept` that was reckoned under another policy is reckoned again here, in memory, so that whoever plans
needs no right to write. A hold or an event that has not reached the row yet counts all the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.apart.kept import divided, names, together
from jikim.apart.kept_read import person_text
from jikim.apart.kept_sweep import Over, Tree, by_items, by_key, endings
from jikim.apart.kept_table import KEPT, KeptStrand, kept_of, row_id
from jikim.find.due import Question
from jikim.lifecycle import gather
from jikim.period import Instant
from jikim.plan import Key

_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class DueApart:
    """Rows of one table that are kept apart, for which the same is due; names of strands as in `jikim_kept`.

    `ends`: nothing of them stays, so they go with their children; else `columns` (table, column) are emptied. `owned`
    counts the rows whose people are known.
    """

    table: str
    record: str
    destroy: tuple[str, ...]
    remaining: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    keys: tuple[Key, ...]
    owned: int

    @property
    def ends(self) -> bool:
        """Whether nothing of the rows stays."""
        return not self.remaining


class Judge:
    """Judges rows that are kept apart; `policy` is the digest (hex) of the policy that the question is asked under."""

    def __init__(self, question: Question, policy: str) -> None:
        self._question, self._policy, self._kinds = question, policy, question.kinds()
        self._stays = {activity: {person_text(key) for key in keys} for activity, keys in question.stays.items()}
        self._told: dict[str, dict[str, list[Instant]]] = defaultdict(dict)
        for event, people in question.told.items():
            for key, instants in people.items():
                self._told[person_text(key)].setdefault(event, []).extend(instants)
        self._counted: dict[tuple[str, str], tuple[str, ...]] = {}

    def of(self, kept: Sequence[KeptStrand]) -> list[KeptStrand]:
        """Return the strands of whole rows as they are to be by now."""
        aware = [self._aware(one) for one in kept]
        return [one for some in together(aware).values()
                for one in divided(some, self._kinds, self._question, self._policy)]  # fmt: skip

    def _aware(self, one: KeptStrand) -> KeptStrand:
        """Return a strand with what is told of its person."""
        held = one.held or one.person in self._stays.get(one.activity, ())
        held = held or one.key in self._question.held.get(one.table, ())
        pairs = {(event, at) for event, instants in one.occurrences.items() for at in instants}
        for event, instants in self._told.get(one.person, {}).items() if one.person else ():
            pairs |= {(name, at) for name in self._names(one.activity, event) for at in instants}
        return replace(one, held=held, occurrences=gather(pairs))

    def _names(self, activity: str, event: str) -> tuple[str, ...]:
        if (activity, event) not in self._counted:
            mine = (strand for strand in self._kinds if strand.activity == activity)
            found = {name for strand in mine for name in names(self._question, strand, event)}
            self._counted[activity, event] = tuple(sorted(found))
        return self._counted[activity, event]


def rows_due_apart(connection: Connection, question: Question, policy: str) -> tuple[DueApart, ...]:
    """Return what is due at the question's instant of what is kept apart; read only.

    Of tables of which the mapping no longer speaks nothing can be due; see `unspoken`.
    """
    judge, spoken = Judge(question, policy), question.tables()
    alike: dict[tuple[str, ...], list[tuple[Key, bool]]] = defaultdict(list)
    found: dict[tuple[str, ...], tuple[list[KeptStrand], Over]] = {}
    for table, kept in _candidates(connection, question.now, policy):
        for key, some in by_key(judge.of(kept)).items() if table in spoken else ():
            over, stays = endings(some, question.now)
            if over:
                mark = (table, over[0].record, "\0".join(_named(over)), "\0".join(_named(stays)))
                [items] = by_items(some, question.now)
                found.setdefault(mark, (some, items))
                alike[mark].append((key, any(one.person for one in some)))
    trees = {table: Tree(connection, question, table) for table in {mark[0] for mark in found}}
    return tuple(
        _due(found[mark][0], found[mark][1], alike[mark], trees[mark[0]], question.now) for mark in sorted(found)
    )


def _due(
    some: Sequence[KeptStrand], items: Over, alike: Sequence[tuple[Key, bool]], tree: Tree, now: Instant
) -> DueApart:
    over, stays = endings(some, now)
    columns = tree.columns(*items) if stays else ()
    return DueApart(over[0].table, min(one.record for one in over), _named(over), _named(stays), columns,
                    tuple(key for key, _ in alike), sum(owned for _, owned in alike))  # fmt: skip


def _named(some: Sequence[KeptStrand]) -> tuple[str, ...]:
    return tuple(sorted({one.strand for one in some}))


def named_strands(some: Sequence[KeptStrand], now: Instant) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the strands of one row that end at `now`, and of those that stay."""
    over, stays = endings(some, now)
    return _named(over), _named(stays)


def unspoken(connection: Connection, question: Question) -> Mapping[str, int]:
    """Return of which tables something is kept that the mapping no longer speaks of: how many strands of each."""
    asked = sa.select(KEPT.c.table_name, sa.func.count()).group_by(KEPT.c.table_name)
    spoken = question.tables()
    return {str(name): int(count) for name, count in connection.execute(asked) if name not in spoken}


def sizes_apart(connection: Connection) -> Counter[str]:
    """Return of how many rows of each live table something is kept."""
    count = sa.func.count(sa.distinct(KEPT.c.row_id))
    asked = sa.select(KEPT.c.table_name, count).group_by(KEPT.c.table_name)
    return Counter({str(name): int(rows) for name, rows in connection.execute(asked)})


def kept_of_keys(
    connection: Connection, table: str, keys: Sequence[Key], *, locked: bool = False
) -> tuple[KeptStrand, ...]:
    """Return every strand that is kept of these rows; `locked`: nobody changes them until the transaction ends."""
    found: list[KeptStrand] = []
    ids = [row_id(table, key) for key in dict.fromkeys(keys)]
    for at in range(0, len(ids), _TOGETHER):
        asked = sa.select(KEPT).where(KEPT.c.row_id.in_(ids[at : at + _TOGETHER])).order_by(KEPT.c.row_id)
        wanted = asked.with_for_update() if locked and connection.dialect.name != "sqlite" else asked
        found += [kept_of(row) for row in connection.execute(wanted)]
    return tuple(found)


def _candidates(connection: Connection, now: Instant, policy: str) -> Iterator[tuple[str, list[KeptStrand]]]:
    """Yield rows that may be due, whole, by their table."""
    over = sa.or_(sa.and_(KEPT.c.due_at <= now, KEPT.c.held == 0), KEPT.c.policy != policy)
    asked = sa.select(KEPT.c.row_id).where(over).distinct().order_by(KEPT.c.row_id)
    ids = [str(name) for name in connection.execute(asked).scalars()]
    for at in range(0, len(ids), _TOGETHER):
        rows = connection.execute(sa.select(KEPT).where(KEPT.c.row_id.in_(ids[at : at + _TOGETHER])))
        found: dict[str, list[KeptStrand]] = defaultdict(list)
        for one in map(kept_of, rows):
            found[one.table].append(one)
        yield from found.items()
