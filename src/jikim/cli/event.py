"""`jikim event`: take in what happened to a person or a record."""

from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.files import reference
from jikim.cli.given import record_id
from jikim.cli.opened import opened
from jikim.cli.spoken import argument, command, option
from jikim.engine import happen
from jikim.messages import msg
from jikim.period import Instant


@command(msg("NAME is an event of the policy, or erasure_requested; for an event of a record name the record instead"))
@argument("name")
@option("--record", metavar="ID", says=msg("the record it happened to"))
@options.person
@option("--at", type=options.DAY, metavar="DAY", says=msg("when it happened; by default the moment of --as-of"))
@option("--leaving", is_flag=True, says=msg("who asks for erasure means to leave the service as well"))
@options.as_of
@options.as_json
@click.pass_obj
def event(
    face: Face, name: str, record: str | None, person_file: Path, at: Instant | None, leaving: bool, now: Instant
) -> int:
    """Write an event down and let it reach the strands."""
    number = None if record is None else record_id(record)
    person = reference(face, person_file) if number is None else ""
    with opened(face) as running:
        happen(running, [(person, number, name, now if at is None else at)], now, leaving=leaving)
    face.note("event")
    face.give({"event": name})
    face.tell(msg("written down: '{name}'", name=name))
    return CLEAN
