"""Carry out a part of a plan in the separate database: what a statute kept, and keeps no longer (PIPA Art. 21 (1)).

1. lock     what is remembered of the rows, where the product can
2. judge    each once more: held by now, or due later, or for something else: skipped and listed
3. take     the rows with their children, or the columns of what is over; what is remembered goes in the same
            transaction

A chunk that is carried out twice leaves what one would: of a row that went nothing is remembered (`missing`), and of a
row that was emptied only what stays.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy.engine import Connection

from jikim.apart.kept import rewrite
from jikim.apart.kept_due import Judge, kept_of_keys, named_strands
from jikim.apart.kept_sweep import Tree, by_items, by_key, endings
from jikim.apart.kept_table import KeptStrand
from jikim.carry.carry import Carried, Noted
from jikim.connect.writing import written
from jikim.find.due import Question
from jikim.plan import Key, Part


class CarryingApart:
    """A part of what stands apart, ready to be carried out; its `database` is the separate one.

    `question` is asked of the live database whose rows are kept there, `policy` the digest (hex) of its policy.
    """

    def __init__(self, question: Question, part: Part, *, policy: str) -> None:
        self._question, self._part = question, part
        self._judge = Judge(question, policy)

    @property
    def whole(self) -> bool:
        """Whether a chunk is carried out as a whole or not at all: what `prepare` creates has transactions."""
        return True

    @property
    def chunk(self) -> int | None:
        """How many rows a chunk may have: the usual number."""
        return None

    def carry(self, live: Connection, keys: Sequence[Key], noted: Noted = lambda files: None) -> Carried:
        """Carry out one chunk in the caller's transaction on the separate database; no file stands apart.

        Raises OperatorError.
        """
        with written(self._part.database):
            kept = kept_of_keys(live, self._part.table, keys, locked=True)
            found = by_key(self._judge.of(kept))
            due = [key for key in keys if key in found and self._is_as_planned(found[key])]
            over = {key for key in keys if key in found and self._is_over(found[key])}
            rows = self._take(live, [one for one in kept if one.key in set(due)], found, due) if due else Counter[str]()
        done = tuple(key for key in keys if key in over or key in set(due))
        skipped = tuple(key for key in keys if key in found and key not in set(done))
        missing = tuple(key for key in keys if key not in found)
        counts = tuple(sorted((table, count) for table, count in rows.items() if count))
        return Carried(done, skipped, missing, counts)

    def standing(self, connection: Connection, keys: Sequence[Key]) -> tuple[tuple[Key, ...], tuple[Key, ...]]:
        """Return the rows that are still there and due, and those that are due no longer as planned; read only."""
        found = by_key(self._judge.of(kept_of_keys(connection, self._part.table, keys)))
        left = tuple(key for key in keys if key in found and self._is_as_planned(found[key]))
        over = {key for key in keys if key in found and self._is_over(found[key])}
        return left, tuple(key for key in keys if key in found and key not in {*left, *over})

    def _is_as_planned(self, some: Sequence[KeptStrand]) -> bool:
        return named_strands(some, self._question.now) == (self._part.destroy, self._part.remaining)

    def _is_over(self, some: Sequence[KeptStrand]) -> bool:
        """Return whether an earlier run did it: nothing is left of what was to end."""
        return named_strands(some, self._question.now) == ((), self._part.remaining)

    def _take(
        self, live: Connection, kept: list[KeptStrand], found: Mapping[Key, list[KeptStrand]], due: list[Key]
    ) -> Counter[str]:
        now = self._question.now
        tree, rows = Tree(live, self._question, self._part.table), Counter[str]()
        judged = [one for key in due for one in found[key]]
        for (over, stays), some in by_items(judged, now).items():
            rows.update(dict(tree.take(some)) if not stays else self._emptied(tree, some, over, stays))
        rewrite(live, kept, [one for key in due for one in endings(found[key], now)[1]])
        return rows

    def _emptied(self, tree: Tree, keys: Sequence[Key], over: frozenset[str], stays: frozenset[str]) -> dict[str, int]:
        """Empty columns; return how many rows of each table changed, or at most so many."""
        rows: dict[str, int] = {}
        for table, count in tree.empty(keys, over, stays):
            rows[table] = max(count, rows.get(table, 0))
        return rows


def left_apart(connection: Connection, question: Question, part: Part) -> int:
    """Return how many rows of a part that was carried out apart are still there; read only."""
    if part.table not in question.tables() or not part.keys:
        return 0
    kept = by_key(kept_of_keys(connection, part.table, part.keys))
    left = sum(any(one.strand in part.destroy for one in some) for some in kept.values())
    bare = [key for key in part.keys if key not in kept]
    tree = Tree(connection, question, part.table)
    return left + (sum(tree.count(bare[at : at + 500]) for at in range(0, len(bare), 500)) if part.ends else 0)
