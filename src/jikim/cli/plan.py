"""`jikim plan`, `approve`, `apply`: what is due, who says yes to it, and carrying it out.

With `--data` and `--plan` they speak of a service's own tables (`plan_tables.py`), else of the vault.

A day that has not come is a forecast: nothing is approved or carried out by it, unless `--ahead` says that this
vault holds nobody's real records.
"""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import click

from jikim.cli import options
from jikim.cli.face import Face, actor
from jikim.cli.faults import CLEAN, FOUND, in_words
from jikim.cli.opened import opened
from jikim.cli.spoken import argument, command, option
from jikim.cli.table import loaded
from jikim.cli.tables import progress, show_table
from jikim.engine import Outcome, Overview, Running, overdue, overview
from jikim.engine import apply as carry
from jikim.engine import approve as agree_to
from jikim.errors import DocumentError, OperatorError, RefusedError
from jikim.messages import Language, Message, msg
from jikim.period import Instant, text_of

_ACTS: dict[str, Message] = {
    "preserve": msg("put apart"),
    "return": msg("bring back"),
    "destroy": msg("destroy"),
    "anonymise": msg("anonymise"),
}

_ENDING = ("destroy", "anonymise")
_ahead = option(
    "--ahead", is_flag=True,
    says=msg("allow a day that has not come, for trying out: what is destroyed before its time is lost"),
)  # fmt: skip


def _refuse_ahead(now: Instant, *, ahead: bool) -> None:
    if now > options.present() and not ahead:
        raise RefusedError(
            msg("{day} has not come yet", day=text_of(now)),
            msg("what is not due may not be destroyed, and destruction cannot be undone"),
            msg("see what will be due with `jikim plan`; `--ahead` is for a vault without real people"))  # fmt: skip


@command(msg("the digest names exactly these records; exit code 1 when something is overdue. With --data: of the "
             "tables that data.yaml names, which are only read; what is due is written to a file"))  # fmt: skip
@option("--data", type=options.FILE, metavar="DATA",
        says=msg("what is due in the tables of this data.yaml, and not in the vault"))  # fmt: skip
@option("-o", "--output", type=options.FILE, metavar="FILE",
        says=msg("with --data: where to write the plan; by default plan.json, and nowhere with --json"))  # fmt: skip
@option("--replace", is_flag=True, says=msg("with --data: destroy the plan that stands in FILE"))
@option("--sql", type=options.FILE, metavar="FILE",
        says=msg("with --data: write the statements for somebody to run by hand instead of `jikim apply`"))  # fmt: skip
@options.as_of
@options.as_json
@click.pass_obj
def plan(
    face: Face, data: Path | None, output: Path | None, replace: bool, sql: Path | None, now: Instant
) -> int:  # fmt: skip
    """Show what is due, by activity, act and reason."""
    if data is not None:
        of_tables = cast(Callable[..., int], loaded("plan_tables", "plan_data"))
        return of_tables(face, data, output, sql, now, replace=replace)
    if output is not None or sql is not None or replace:
        raise _missing("--data", "jikim plan")
    with opened(face, acts=False) as running:
        forecast = now > options.present()
        found = overview(running, now, forecast=forecast)
        late, officer = overdue(running, now) if not forecast else 0, running.approval(now)
        rows = _rows(face, running, found)
    face.note("planned", due=len(found.due), overdue=late)
    face.give({"as_of": text_of(now), "digest": found.digest.hex(), "due": len(found.due), "overdue": late,
               "approval": officer,
               "counts": [{"activity": activity, "act": act.value, "reason": reason, "count": count}
                          for activity, act, reason, count in found.counts]})  # fmt: skip
    if not face.as_json:
        _show(face, found, rows, late, officer)
    return FOUND if late else CLEAN


def _rows(face: Face, running: Running, found: Overview) -> list[tuple[str, str, str, str]]:
    """Return the counts in words: label of the activity, act, statute or purpose, number."""
    labels = {each.id: str(each.label) for known in running.enacted for each in known.policy.activities}
    purposes = {purpose.id: str(purpose.label) for known in running.enacted for each in known.policy.activities
                for purpose in each.purposes}  # fmt: skip
    return [
        (labels.get(activity, activity), face.say(_ACTS[act.value]),
         _statute(face, running, reason) or purposes.get(reason, reason) or face.say(msg("the period is over")),
         str(count))
        for activity, act, reason, count in found.counts
    ]  # fmt: skip


def _statute(face: Face, running: Running, reason: str) -> str:
    """Return the record that a statute speaks of; empty where the reason is no statute."""
    duty = running.law.find_retention(reason) if reason else None
    if duty is None:
        return ""
    return duty.fact.ko if face.language is Language.KOREAN else duty.fact.en


def _show(face: Face, found: Overview, rows: list[tuple[str, str, str, str]], late: int, officer: str | None) -> None:
    if not rows:
        face.tell(msg("nothing is due on {day}", day=text_of(found.now)))
    else:
        show_table(face, (msg("activity"), msg("act"), msg("reason"), msg("count")), rows, right=(3,))
        face.tell(msg("due on {day}: {count}; digest {digest}", day=text_of(found.now), count=len(found.due),
                      digest=found.digest.hex()))  # fmt: skip
    if officer is not None and any(act.value in _ENDING for _, act, _, _ in found.counts):
        face.tell(msg("destruction waits for '{role}': jikim approve {digest} --role {role}", role=officer,
                      digest=found.digest.hex()))  # fmt: skip
    if late:
        face.tell(msg("overdue: {count}; the policy's deadline has passed", count=late))


def _missing(name: str, command: str) -> OperatorError:
    return OperatorError(
        msg("'{name}' is missing", name=name),
        msg("'{command}' cannot work without it", command=command),
        msg("see `{command} --help`", command=command))  # fmt: skip


@command(msg("DIGEST is what `jikim plan` showed; a plan of tables is named by its file. Who you are and the role go "
             "into the log"))  # fmt: skip
@argument("digest", required=False)
@option("--plan", type=options.FILE, metavar="FILE", says=msg("a plan of tables, as `jikim plan --data` wrote it"))
@option("--data", type=options.FILE, default=Path("data.yaml"), metavar="DATA",
        says=msg("with --plan: the data.yaml that it was made from; data.yaml"))  # fmt: skip
@option("--role", required=True, metavar="ROLE", says=msg("the officer's role in the policy"))
@_ahead
@options.as_of
@options.as_json
@click.pass_obj
def approve(  # as many as the command has options
    face: Face, digest: str | None, plan: Path | None, data: Path, role: str, ahead: bool, now: Instant
) -> int:
    """Approve exactly what was shown."""
    _refuse_ahead(now, ahead=ahead)
    if plan is not None:
        return cast(Callable[..., int], loaded("plan_tables", "approve_file"))(face, plan, data, role, now)
    if digest is None:
        raise _missing("DIGEST", "jikim approve")
    with opened(face) as running:
        count = agree_to(running, _digest(digest), role, now)
    face.note("approved", strands=count)
    face.give({"digest": digest, "role": role, "user": actor(), "approved": count})
    face.tell(msg("approved by '{user}' as '{role}': {count}; digest {digest}", user=actor(), role=role, count=count,
                  digest=digest))  # fmt: skip
    return CLEAN


def _digest(text: str) -> bytes:
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b""
    if len(found) != 32:
        raise DocumentError(
            msg("this is no digest of a plan"),
            msg("an approval names exactly what was shown"),
            msg("copy the 64 hexadecimal digits that `jikim plan` shows"))  # fmt: skip
    return found


@command(msg("safe to stop and to repeat; exit code 1 when something is overdue, or of a plan of tables no longer due, "
             "and was not done"))  # fmt: skip
@option("--plan", type=options.FILE, metavar="FILE", says=msg("a plan of tables, as `jikim plan --data` wrote it"))
@option("--data", type=options.FILE, default=Path("data.yaml"), metavar="DATA",
        says=msg("with --plan: the data.yaml that it was made from; data.yaml"))  # fmt: skip
@option("--shadow", is_flag=True,
        says=msg("with --plan: change nothing; show what another job has destroyed, and what is left"))  # fmt: skip
@_ahead
@options.as_of
@options.as_json
@click.pass_obj
def carry_out(face: Face, plan: Path | None, data: Path, shadow: bool, ahead: bool, now: Instant) -> int:
    """Carry out what is due and may be done."""
    _refuse_ahead(now, ahead=ahead)
    if plan is not None and shadow:
        return cast(Callable[..., int], loaded("apply_tables", "shadow_file"))(face, plan, data)
    if plan is not None:
        return cast(Callable[..., int], loaded("apply_tables", "apply_file"))(face, plan, data, now)
    if shadow:
        raise _missing("--plan", "jikim apply")
    with opened(face) as running, progress(face, msg("carrying out what is due")):
        outcome, late = carry(running, now), overdue(running, now)
    counts = _counts(outcome)
    face.note("applied", **counts, overdue=late)
    face.give({"as_of": text_of(now), **counts, "overdue": late})
    face.tell(msg("put apart {preserved}, brought back {returned}, destroyed {destroyed}, anonymised {anonymised}",
                  preserved=outcome.preserved, returned=outcome.returned, destroyed=outcome.destroyed,
                  anonymised=outcome.anonymised))  # fmt: skip
    _tell_rest(face, outcome, late)
    return FOUND if late or outcome.aside else CLEAN


def _counts(outcome: Outcome) -> dict[str, int]:
    return {"preserved": outcome.preserved, "returned": outcome.returned, "destroyed": outcome.destroyed,
            "anonymised": outcome.anonymised, "recovered": outcome.recovered, "waiting": outcome.waiting,
            "damaged": len(outcome.aside)}  # fmt: skip


def _tell_rest(face: Face, outcome: Outcome, late: int) -> None:
    if outcome.recovered:
        face.tell(msg("taken up from an interrupted run: {count}", count=outcome.recovered))
    if outcome.waiting:
        face.tell(msg("waiting for approval: {count}; see `jikim plan`", count=outcome.waiting))
    if late:
        face.tell(msg("overdue: {count}; the policy's deadline has passed", count=late))
    damage = outcome.damage()
    if damage is not None:
        face.warn(in_words(face, damage))
