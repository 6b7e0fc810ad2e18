"""`jikim event`: take in what happened to a person or a record."""

from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.connected import connected
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.files import reference
from jikim.cli.given import record_id
from jikim.cli.opened import opened
from jikim.cli.people_file import BOTH, person_named
from jikim.cli.spoken import argument, command, option
from jikim.engine import happen, happen_tables
from jikim.messages import msg
from jikim.period import Instant


@command(msg("NAME is an event of the policy, or erasure_requested; for an event of a record name the record instead"))
@argument("name")
@option("--data", type=options.FILE, metavar="DATA",
        says=msg("of the databases that this data.yaml names: the person as `jikim person` finds them"))  # fmt: skip
@option("--record", metavar="ID", says=msg("the record it happened to"))
@options.person
@option("--at", type=options.DAY, metavar="DAY", says=msg("when it happened; by default the moment of --as-of"))
@option("--leaving", is_flag=True, says=msg("who asks for erasure means to leave the service as well"))
@options.as_of
@options.as_json
@click.pass_obj
def event(
    face: Face, name: str, data: Path | None, record: str | None, person_file: Path, at: Instant | None, leaving: bool,
    now: Instant,
) -> int:  # fmt: skip
    """Write an event down and let it reach the strands."""
    if data is not None:
        _of_tables(face, data, name, record, person_file, now if at is None else at, now)
    else:
        _of_vault(face, name, record, person_file, now if at is None else at, now, leaving=leaving)
    face.note("event")
    face.give({"event": name})
    face.tell(msg("written down: '{name}'", name=name))
    return CLEAN


def _of_tables(
    face: Face, data: Path, name: str, record: str | None, file: Path, at: Instant, now: Instant
) -> None:  # fmt: skip
    if record is not None:
        raise click.UsageError("")
    wanted = person_named(face, file)
    with connected(face, data, BOTH) as databases:
        happen_tables(databases, wanted, name, at, now)


def _of_vault(
    face: Face, name: str, record: str | None, file: Path, at: Instant, now: Instant, *, leaving: bool
) -> None:  # fmt: skip
    number = None if record is None else record_id(record)
    person = reference(face, file) if number is None else ""
    with opened(face) as running:
        happen(running, [(person, number, name, at)], now, leaving=leaving)
