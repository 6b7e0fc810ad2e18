"""Saying yes to a plan, and what must hold before one is carried out.

An approval is of one plan by its digest: these rows, these acts, under these documents. Where the policy asks for none,
a plan needs one all the same when it is unusual, or takes what was not due under what was last approved.
"""

from jikim.engine.connected import Connected
from jikim.engine.planned import Planned, PlanShelf
from jikim.engine.statutes import said_by_law
from jikim.errors import RefusedError
from jikim.ledger import Act
from jikim.messages import Message, msg
from jikim.period import Instant, text_of
from jikim.plan import Plan, has_expired


def approve_tables(connected: Connected, plan: Plan, role: str, now: Instant) -> None:
    """Approve a plan as the officer `role`, and with it the documents it was made from if it names all that was due.

    Raises RefusedError when it has expired, was made from other documents or another schema, is not of this vault, or
    the role is not the one that the policy names.
    """
    known = _must_stand(connected, plan, now)
    if known.approved is not None:
        raise RefusedError(
            msg("the plan was approved already by '{role}' on {day}", role=str(known.approver),
                day=text_of(known.approved)),
            msg("an approval is given once"),
            msg("carry it out: `jikim apply --plan FILE`"))  # fmt: skip
    _must_be_the_officer(connected, role, now)
    running = connected.running
    source, law = connected.mapped.written() if known.whole else None, said_by_law(connected, now)
    with running.vault.live.transaction() as connection:
        PlanShelf(running).approve(connection, plan, source, law, role, now)
        note = running.note(Act.APPROVE, speaks_of=plan.digest, detail=role)
        running.vault.journal.write(connection, running.vault.live, running.request(), now, [note])


def must_hold(connected: Connected, plan: Plan, now: Instant) -> None:
    """Refuse to carry out a plan that has expired, no longer fits, or lacks an approval that it needs."""
    known = _must_stand(connected, plan, now)
    wanted = connected.running.approval(now)
    if known.approved is None and (wanted is not None or known.widened or known.unusual):
        raise RefusedError(
            msg("the plan has not been approved"),
            _why(known, wanted),
            msg("let it be looked at and approved: `jikim approve --plan FILE --role {role}`",
                role=wanted or "ROLE"))  # fmt: skip


def _why(known: Planned, wanted: str | None) -> Message:
    if wanted is not None:
        return msg("the policy lets '{role}' approve what is destroyed", role=wanted)
    if known.widened:
        return msg("{rows} of its rows were not due under what was last approved", rows=known.widened)
    return msg("it is unusual, and a person must look at it before anything is destroyed")


def _must_stand(connected: Connected, plan: Plan, now: Instant) -> Planned:
    """Return what is remembered of a plan that may still be approved or carried out."""
    if has_expired(plan, now):
        raise RefusedError(
            msg("the plan has expired on {day}", day=text_of(plan.expires)),
            msg("what it names was due on its day, and much may have happened since"),
            msg("make a new one: `jikim plan --data FILE`"))  # fmt: skip
    running = connected.running
    known = PlanShelf(running).find(plan.digest)
    if known is None or plan.service != running.vault.service:
        raise RefusedError(
            msg("the plan was not made in this vault"),
            msg("a plan is carried out only where it is written down who made it, and when"),
            msg("make it here: `jikim plan --data FILE`"))  # fmt: skip
    changed = _changed(connected, plan, now)
    if changed is not None:
        raise RefusedError(
            changed,
            msg("an approval is of rows that are due under certain documents, in tables of a certain look"),
            msg("make a new plan, and look at what has changed: `jikim plan --data FILE`"))  # fmt: skip
    return known


def _changed(connected: Connected, plan: Plan, now: Instant) -> Message | None:
    """Return what is not as it was when a plan was made."""
    if plan.policy != connected.enacted(now).digest.hex():
        return msg("the policy has changed since the plan was made")
    if plan.data != connected.mapped.digest.hex():
        return msg("'{file}' has changed since the plan was made", file=connected.mapped.file)
    connected.look_again()
    for database in connected.data.live:
        if plan.schema(str(database.name)) != connected.schema(str(database.name)).fingerprint:
            return msg("the tables of '{database}' have changed since the plan was made", database=str(database.name))
    for name, fingerprint in plan.schemas:
        if connected.live_of(name) is not None and connected.schema(name).fingerprint != fingerprint:
            return msg("the tables of '{database}' have changed since the plan was made", database=name)
    return None


def _must_be_the_officer(connected: Connected, role: str, now: Instant) -> None:
    wanted = connected.running.approval(now)
    officers = [str(officer.role) for officer in connected.enacted(now).policy.officers]
    known = [wanted] if wanted is not None else officers
    if known and role not in known:
        raise RefusedError(
            msg("destruction is approved by '{wanted}', not by '{role}'", wanted=", ".join(known), role=role),
            msg("the policy names the officer who approves"),
            msg("let that officer approve"))  # fmt: skip
