"""What stands apart, again and again: what is due there, what a later event, hold or policy means for it.

All of it is reckoned from `jikim_kept` alone: the live rows are gone, and nobody asks for them. Every function here
works in the caller's transaction on the separate database.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.apart.copying import write_rows
from jikim.apart.kept_read import due_at, person_text
from jikim.apart.kept_table import COLUMNS, KEPT, NAME, KeptStrand, kept_of, row_id
from jikim.connect.address import product_of
from jikim.find.clocks import meanings
from jikim.find.due import Question
from jikim.lifecycle import Strand, gather
from jikim.period import Instant

_TOGETHER = 500


def due_apart(connection: Connection, now: Instant, most: int = 1000) -> tuple[KeptStrand, ...]:
    """Return the strands kept apart that are due, the longest overdue first; never what is held."""
    over = sa.and_(KEPT.c.due_at <= now, KEPT.c.held == 0)
    asked = sa.select(KEPT).where(over).order_by(KEPT.c.due_at, KEPT.c.row_id).limit(most)
    return tuple(kept_of(row) for row in connection.execute(asked))


def of_person(connection: Connection, person: object) -> tuple[KeptStrand, ...]:
    """Return every strand that is kept apart of a person, by their key in the people table."""
    asked = sa.select(KEPT).where(KEPT.c.person == person_text(person)).order_by(KEPT.c.table_name, KEPT.c.row_id)
    return tuple(kept_of(row) for row in connection.execute(asked))


def set_held(connection: Connection, person: object, activities: Collection[str], *, held: bool) -> int:
    """Hold what is kept apart of a person, or let it go; return how many strands changed."""
    theirs = sa.and_(KEPT.c.person == person_text(person), KEPT.c.activity.in_(tuple(activities)))
    changed = connection.execute(sa.update(KEPT).where(theirs, KEPT.c.held != int(held)).values(held=int(held)))
    return changed.rowcount


def tell(connection: Connection, question: Question, person: object, event: str, at: Instant) -> int:
    """Let a later event of a person reach what is kept of them; return how many strands it bears on.

    Told twice, it counts once.
    """
    kinds = {strand.name: strand for strand in question.kinds()}
    reached = 0
    for kept in of_person(connection, person):
        strand = kinds.get(kept.strand)
        counted = names(question, strand, event) if strand is not None else ()
        if strand is None or not counted or all(at in kept.occurrences.get(name, ()) for name in counted):
            continue
        pairs = [(name, each) for name, instants in kept.occurrences.items() for each in instants]
        pairs += [(name, at) for name in counted if at not in kept.occurrences.get(name, ())]
        occurrences = gather(pairs)
        due = due_at(strand.keeping, kept.collected, occurrences, question.now, question.calendar)
        rewrite(connection, [kept], [replace(kept, occurrences=occurrences, due_at=due)])
        reached += 1
    return reached


def names(question: Question, strand: Strand, event: str) -> tuple[str, ...]:
    """Return under which names the rules of a strand count an event."""
    known = {each.source for each in strand.keeping.events} | {each.pair for each in strand.keeping.events}
    return tuple(sorted(name for name in known if name and event in meanings(question.policy, name)))


def reckon(connection: Connection, question: Question, policy: str) -> int:
    """Reckon again, under the policy in force, what was moved under another; return how many rows were.

    `policy` is the digest (hex) of the policy in force. A later policy may divide the items of an activity otherwise;
    items of which it no longer speaks stay until the day that the earlier policy said.
    """
    changed = 0
    while True:
        asked = sa.select(KEPT.c.row_id).where(KEPT.c.policy != policy).distinct().limit(_TOGETHER)
        ids = [str(row.row_id) for row in connection.execute(asked)]
        if not ids:
            return changed
        kept = [kept_of(row) for row in connection.execute(sa.select(KEPT).where(KEPT.c.row_id.in_(ids)))]
        kinds = question.kinds()
        new = [one for some in together(kept).values() for one in divided(some, kinds, question, policy)]
        rewrite(connection, kept, new)
        changed += len(ids)


def together(kept: Iterable[KeptStrand]) -> Mapping[tuple[object, ...], list[KeptStrand]]:
    """Return the strands by what a policy divides anew: those of one row, record, person, activity and role."""
    found: dict[tuple[object, ...], list[KeptStrand]] = {}
    for one in kept:
        found.setdefault((one.table, one.key, one.record, one.person, one.activity, _role(one)), []).append(one)
    return found


def _role(one: KeptStrand) -> str:
    return one.strand.split("/")[1] if one.strand.count("/") > 1 else ""


def divided(
    some: Sequence[KeptStrand], kinds: Iterable[Strand], question: Question, policy: str
) -> Iterator[KeptStrand]:
    """Yield what is kept of one row and person, by the strands of the policy in force."""
    first, items = some[0], {item for one in some for item in one.items}
    happened = {(event, at) for one in some for event, instants in one.occurrences.items() for at in instants}
    occurrences = gather(happened)
    spoken: set[str] = set()
    for strand in kinds:
        mine = items & set(strand.items)
        if strand.activity == first.activity and (strand.role or "anyone") == _role(first) and mine:
            spoken |= mine
            due = due_at(strand.keeping, first.collected, occurrences, question.now, question.calendar)
            yield replace(first, strand=strand.name, items=tuple(sorted(mine)), occurrences=occurrences, due_at=due,
                          held=any(one.held for one in some), policy=policy)  # fmt: skip
    for one in some:
        left = set(one.items) - spoken
        if left:
            name = one.strand if one.strand.endswith("-") else f"{one.strand}-"
            yield replace(one, strand=name, items=tuple(sorted(left)), policy=policy)


def rewrite(connection: Connection, old: Sequence[KeptStrand], new: Sequence[KeptStrand]) -> None:
    """Put rows of `jikim_kept` in the place of others."""
    for one in old:
        connection.execute(
            sa.delete(KEPT).where(
                KEPT.c.row_id == row_id(one.table, one.key),
                KEPT.c.record == one.record,
                KEPT.c.strand == one.strand,
                KEPT.c.person == one.person,
            )
        )
    write_rows(connection, NAME, COLUMNS, [one.values() for one in new], product_of(connection))
