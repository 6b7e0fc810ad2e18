"""What is due in a service's own tables, frozen as a plan; nothing is written but that a plan was made.

1. hold     the mapping is held against the policy in force and against each live database, and against what would stop
            it when it is carried out; an error ends it here
2. find     each database is asked once what is due, under the policy, the events and the holds of the day
3. gather   rows of a table for which the same is due become a part, with reasons and some masked samples; rows that
            cannot go, because one that stays must name them, are left out
4. judge    what the plan takes that nobody approved so far, what makes it unusual, what changed since the last one
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.connect import asked, unseen
from jikim.engine.blocking import LeftOut, without_blocked
from jikim.engine.connected import Connected
from jikim.engine.onward import findings_apart, parts_apart, separate_prints, size_apart
from jikim.engine.parts import parts
from jikim.engine.planned import PlanShelf
from jikim.engine.sampling import sampled
from jikim.engine.statutes import widened_by_law
from jikim.engine.widening import widened
from jikim.errors import DocumentError, Finding, Place, Severity
from jikim.find import Inquiry, Question, find, missing_indexes
from jikim.ledger import Act
from jikim.mapping import drift, preflight, ties
from jikim.messages import Message, msg
from jikim.period import Instant
from jikim.plan import Change, Part, Plan, Usual, changes, counts, expiry, unusual

Reached = Callable[[int, int], None]
_UNSAID = frozenset({"table-unsaid", "column-unsaid"})
"""Errors of the mapping that take nothing wrong: what it does not speak of stays, and somebody must look at it. A duty
to destroy does not wait for a table that was added yesterday (PIPA Art. 21 (1))."""
_COUNTED = 100_000
"""Up to so many rows a table is counted; of a larger one the product's own estimate is near enough."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plan with all there is to say of it before it is approved.

    `several` are (database, table, how many) rows that lead to several people where one is meant, and are never due;
    `indexes` are (database, table, column) without which whole tables are read; `widened` rows were not due under what
    was last approved, or are of activities (`by_law`) of which the catalogue of law says something else; `reasons` make
    the plan unusual; `left_out` is due and cannot go; `approval` is the role that the policy asks for, if it does.
    """

    plan: Plan
    findings: tuple[Finding, ...]
    several: tuple[tuple[str, str, int], ...]
    indexes: tuple[tuple[str, str, str], ...]
    widened: int
    by_law: int
    first: bool
    reasons: tuple[Message, ...]
    changes: tuple[Change, ...]
    unseen: tuple[Message, ...]
    left_out: tuple[LeftOut, ...]
    approval: str | None

    @property
    def waits(self) -> bool:
        """Whether somebody must approve it before anything is carried out."""
        return bool(self.plan.parts) and (self.approval is not None or bool(self.widened) or bool(self.reasons))


def plan_tables(
    connected: Connected, now: Instant, made: Instant, *, reached: Reached = lambda done, total: None
) -> Drawn:
    """Return what is due at `now` on every live database; nothing is written anywhere.

    `made` is the present instant. Raises DocumentError, with the findings, when the mapping cannot be carried out.
    """
    enacted = connected.enacted(now)
    names = [str(one.name) for one in connected.data.live]
    connected.look_again()
    findings = tuple(sorted(dict.fromkeys(_findings(connected, now, names)), key=_place))
    _refuse_errors(connected, findings)
    questions = {name: connected.question(name, now) for name in names}
    found, out, hidden = list[Part](), list[LeftOut](), list[Message]()
    several = list[tuple[str, str, int]]()
    for done, (name, question) in enumerate(questions.items(), 1):
        with connected.engine(name).connect() as connection:
            due, left = without_blocked(connection, question, parts(find(connection, question), question.kinds()))
            found += sampled(connection, question, due)
            out += left
            hidden += unseen(connection)
            several += [(name, *one) for one in _several(connection, question)]
        found += parts_apart(connected, name, question, enacted.digest.hex())
        reached(done, len(names))
    schemas = (*((name, connected.schema(name).fingerprint) for name in names), *separate_prints(connected))
    plan = Plan(connected.running.vault.service, now, made, expiry(made), enacted.digest.hex(),
                connected.mapped.digest.hex(), schemas, tuple(found))  # fmt: skip
    shelf = PlanShelf(connected.running)
    last, newest = shelf.last_approved(), shelf.newest()
    touched = widened_by_law(connected, found, last, now)
    by_law = sum(len(part.keys) for part in touched)
    return Drawn(
        plan=plan,
        findings=findings,
        several=tuple(several),
        indexes=tuple((name, *one) for name in names for one in missing_indexes(questions[name])),
        widened=by_law + widened(connected, [part for part in found if part not in touched], last, now),
        by_law=by_law,
        first=last is None,
        reasons=(*_reasons(connected, plan, shelf, questions), *_unsaid(findings)),
        changes=changes(newest[1], counts(plan.parts)) if newest else (),
        unseen=tuple(hidden),
        left_out=tuple(out),
        approval=connected.running.approval(now),
    )


def remember(connected: Connected, drawn: Drawn) -> None:
    """Write down that a plan was made, so that it can be approved and carried out."""
    running, plan = connected.running, drawn.plan
    with running.vault.live.transaction() as connection:
        PlanShelf(running).put(connection, plan, drawn.widened, unusual=bool(drawn.reasons))
        note = running.note(Act.PLAN, speaks_of=plan.digest, detail=f"{plan.rows}")
        running.vault.journal.write(connection, running.vault.live, running.request(), plan.made, [note])


# Before


def _findings(connected: Connected, now: Instant, names: Sequence[str]) -> Iterator[Finding]:
    """Yield what is wrong between the mapping, the policy and the databases."""
    policy = connected.enacted(now).policy
    yield from ties(connected.data, policy)
    for name in names:
        yield from drift(connected.data, connected.schema(name), policy, name)
        yield from preflight(connected.data, policy, connected.schema(name), name)
    yield from findings_apart(connected, now)


def _refuse_errors(connected: Connected, findings: Sequence[Finding]) -> None:
    wrong = tuple(each for each in findings if each.severity is Severity.ERROR and each.rule not in _UNSAID)
    if wrong:
        raise DocumentError(
            msg("'{file}' cannot be carried out: {count} errors", file=connected.mapped.file, count=len(wrong)),
            msg("what is planned must be certain to succeed, and to take what the policy means and nothing else"),
            msg("mend what is listed; nothing was planned"),
            wrong)  # fmt: skip


def _place(finding: Finding) -> tuple[Place, str]:
    return finding.place, finding.rule


# After


def _reasons(
    connected: Connected, plan: Plan, shelf: PlanShelf, questions: Mapping[str, Question]
) -> tuple[Message, ...]:
    planned, ceilings = counts(plan.parts), connected.data.ceilings
    sizes: dict[tuple[str, str], int] = {}
    for each in planned if ceilings.share is not None else ():
        if each.database not in questions:
            sizes[each.database, each.table] = size_apart(connected, each.database, each.table)
            continue
        with connected.engine(each.database).connect() as connection:
            sizes[each.database, each.table] = _size(connection, questions[each.database], each.table)
    return unusual(planned, Usual(sizes, shelf.usual()), ceilings)


def _unsaid(findings: Sequence[Finding]) -> Iterator[Message]:
    count = sum(each.rule in _UNSAID for each in findings)
    if count:
        yield msg("nothing is said of {count} tables and columns; what stands there is not destroyed", count=count)


def _several(connection: Connection, question: Question) -> Iterator[tuple[str, int]]:
    for table, records in question.tables().items():
        rows = Inquiry(question, table, records, question.kinds()).several(connection)
        if rows:
            yield table, rows


def _size(connection: Connection, question: Question, table: str) -> int:
    """Return how many rows a table has."""
    shape = question.schema.table(table)
    if shape is None or shape.rows > _COUNTED:
        return shape.rows if shape else 0
    source = Inquiry(question, table, question.tables()[table], question.kinds()).row.source
    with asked(question.database):
        return int(connection.execute(sa.select(sa.func.count()).select_from(source)).scalar_one())
