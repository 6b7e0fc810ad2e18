"""`jikim coverage`: which promises of a policy are carried out, and by what."""

from collections.abc import Iterator
from pathlib import Path

import click

from jikim.check import Case
from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.files import read_file
from jikim.cli.mapped import read_mapping
from jikim.cli.spoken import argument, command, option
from jikim.coverage import Matter, Promise, State, promises
from jikim.law import catalogue
from jikim.messages import msg
from jikim.period import Instant, day_of
from jikim.policy import parse

POLICY = Path("policy.yaml")
STATES = {
    State.EXECUTED: msg("executed: a command does it"),
    State.EVIDENCED: msg("evidenced: a command finds where it was not done"),
    State.MANUAL: msg("manual: a person must do it"),
    State.OPEN: msg("open: nothing does it as it stands"),
}
MATTERS = {
    Matter.COLLECT: msg("collecting"),
    Matter.COLLECT_TABLES: msg("collecting"),
    Matter.CONSENT: msg("consent"),
    Matter.CONSENT_TABLES: msg("consent"),
    Matter.PURPOSE: msg("purpose"),
    Matter.PURPOSE_TABLES: msg("purpose"),
    Matter.KEEP: msg("period"),
    Matter.SEPARATE: msg("kept apart"),
    Matter.STATUTORY: msg("statute"),
    Matter.DORMANT: msg("dormancy"),
    Matter.ANONYMISE: msg("anonymising"),
    Matter.HOLD: msg("hold"),
    Matter.DEADLINE: msg("destruction"),
    Matter.APPROVAL: msg("approval"),
    Matter.ERASED: msg("destruction"),
    Matter.PAPER: msg("destruction"),
    Matter.STEP: msg("destruction"),
    Matter.REFUSAL: msg("automatic collection"),
    Matter.TOOL: msg("automatic collection"),
    Matter.ENTRUSTED: msg("entrusted party"),
    Matter.PROVIDED: msg("third party"),
    Matter.OVERSEAS: msg("abroad"),
    Matter.CHILDREN: msg("children"),
    Matter.CHILDREN_TABLES: msg("children"),
    Matter.RIGHT_ACCESS: msg("rights"),
    Matter.RIGHT_ERASE: msg("rights"),
    Matter.RIGHT_SUSPEND: msg("rights"),
    Matter.SUSPEND_TABLES: msg("rights"),
    Matter.RIGHT_WITHDRAW: msg("rights"),
    Matter.RIGHT_OTHER: msg("rights"),
    Matter.CHANNEL: msg("rights"),
    Matter.ANSWER: msg("rights"),
    Matter.FREEZE: msg("rights"),
    Matter.TRAINING: msg("training"),
    Matter.SAFEGUARD: msg("safeguard"),
    Matter.OFFICER: msg("officer"),
    Matter.NOTICE: msg("notice"),
    Matter.VERSIONS: msg("versions"),
    Matter.PROMISE: msg("promise"),
}


@command(msg("with --data: as your own tables can keep them; what no column holds is open"))
@argument("file", type=options.FILE, default=POLICY, metavar="[FILE]")
@option("--data", type=options.FILE, metavar="DATA", says=msg("the data.yaml that says where everything is"))
@options.as_of
@options.as_json
@click.pass_obj
def coverage(face: Face, file: Path, data: Path | None, now: Instant) -> int:
    """List the promises by how they are kept."""
    policy = parse(read_file(file), file.name)
    mapping = read_mapping(data) if data else None
    found = promises(Case.of(policy, catalogue(), day_of(now)), mapping)
    counts = {state: sum(one.state is state for one in found) for state in State}
    face.note("covered", **{state.value: count for state, count in counts.items()})
    face.give({"file": file.name, "data": None if data is None else data.name, "promises": len(found),
               **{state.value: count for state, count in counts.items()},
               "each": [_as_data(face, one) for one in found]})  # fmt: skip
    if not face.as_json:
        for line in _lines(face, found):
            face.show(line)
        face.tell(msg("{executed} of {all} promises executed; {evidenced} evidenced, {manual} manual, {open} open",
                      executed=counts[State.EXECUTED], all=len(found), evidenced=counts[State.EVIDENCED],
                      manual=counts[State.MANUAL], open=counts[State.OPEN]))  # fmt: skip
    return CLEAN


def _lines(face: Face, found: tuple[Promise, ...]) -> Iterator[str]:
    for state in State:
        some = [one for one in found if one.state is state]
        if some:
            yield f"{face.say(STATES[state])} ({len(some)})"
        for one in some:
            yield f"  {one.place}  {face.say(MATTERS[one.matter])}  {one.says}"
            yield f"    {_where(face, one)}"
        if some:
            yield ""


def _where(face: Face, one: Promise) -> str:
    """Return how a promise is kept, by which commands, in which columns."""
    commands = ", ".join(f"jikim {name}" for name in one.commands)
    by = f" [{commands}]" if commands else ""
    held = f" <- {', '.join(one.columns)}" if one.columns else ""
    return f"{face.say(one.how)}{by}{held}"


def _as_data(face: Face, one: Promise) -> dict[str, object]:
    return {"matter": one.matter.value, "says": one.says, "state": one.state.value, "how": face.say(one.how),
            "commands": list(one.commands), "columns": list(one.columns), "lacking": list(one.lacking),
            "file": one.place.file, "line": one.place.line, "column": one.place.column}  # fmt: skip
