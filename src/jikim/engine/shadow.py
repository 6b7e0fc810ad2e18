"""Beside a job that destroys already: what a plan named, held against what that job has left; nothing is written.

A service tries jikim out without handing over: it plans, lets its own job run, and looks here. What the plan named and
is gone, both agree on. What it named and is still due, the job forgot. What it named and is due no longer has changed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from jikim.connect import Inquiry
from jikim.engine.connected import Connected
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
    """Yield what has become of each part of a plan; read only."""
    for part in (part for part in plan.parts if connected.live_of(part.database) is None):
        yield _of_part(connected, plan, part, reached)


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
