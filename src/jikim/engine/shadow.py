"""Beside a job that destroys already: what a plan named, held against what that job has left; nothing is written.

A service tries jikim out without handing over: it plans, lets its own job run, and looks here. What the plan named and
is gone, both agree on. What it named and is still due, the job forgot. What it named and is due no longer has changed.
What stands in a separate database no other job takes: where it can be reached it is looked at as well.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from jikim.apart import CarryingApart
from jikim.connect import asked
from jikim.engine.connected import Connected
from jikim.find import Inquiry
from jikim.plan import Key, Part, Plan

_TOGETHER = 1000


@dataclass(frozen=True, slots=True)
class Shadowed:
    """One part of a plan after the other job has run: rows gone, still due, and due no longer."""

    database: str
    table: str
    record: str
    gone: int
    left: tuple[Key, ...] = field(repr=False)
    changed: tuple[Key, ...] = field(repr=False)


def shadow(connected: Connected, plan: Plan, reached: Callable[[int], None] = lambda rows: None) -> Iterator[Shadowed]:
    """Yield what has become of each part of a plan; read only. Raises OperatorError."""
    for part in plan.parts:
        live = connected.live_of(part.database)
        if live is None:
            yield _of_part(connected, plan, part, reached)
        elif connected.reaches(part.database):
            yield _of_part_apart(connected, plan, part, live, reached)


def unshadowed(connected: Connected, plan: Plan) -> dict[str, int]:
    """Return how many rows of a plan stand in databases of which no address is given, by their name."""
    found: dict[str, int] = {}
    for part in plan.parts:
        if connected.live_of(part.database) is not None and not connected.reaches(part.database):
            found[part.database] = found.get(part.database, 0) + len(part.keys)
    return found


def _of_part(connected: Connected, plan: Plan, part: Part, reached: Callable[[int], None]) -> Shadowed:
    question = connected.question(part.database, plan.now)
    inquiry = Inquiry(question, part.table, question.tables()[part.table], question.kinds())
    gone, left, changed = 0, list[Key](), list[Key]()
    with connected.engine(part.database).connect() as connection:
        for at in range(0, len(part.keys), _TOGETHER):
            keys = part.keys[at : at + _TOGETHER]
            found = inquiry.again(connection, keys)
            gone += sum(key not in found for key in keys)
            left += [key for key in keys if found.get(key) is not None]
            changed += [key for key in keys if key in found and found[key] is None]
            reached(len(keys))
    return Shadowed(part.database, part.table, part.record, gone, tuple(left), tuple(changed))


def _of_part_apart(
    connected: Connected, plan: Plan, part: Part, live: str, reached: Callable[[int], None]
) -> Shadowed:  # fmt: skip
    digest = connected.enacted(plan.now).digest.hex()
    carrying = CarryingApart(connected.question(live, plan.now), part, policy=digest)
    left, changed = list[Key](), list[Key]()
    with connected.engine(part.database).connect() as connection, asked(part.database):
        for at in range(0, len(part.keys), _TOGETHER):
            keys = part.keys[at : at + _TOGETHER]
            there, others = carrying.standing(connection, keys)
            left += there
            changed += others
            reached(len(keys))
    gone = len(part.keys) - len(left) - len(changed)
    return Shadowed(part.database, part.table, part.record, gone, tuple(left), tuple(changed))
