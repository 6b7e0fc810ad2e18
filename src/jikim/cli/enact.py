"""`jikim enact`: put a policy in force."""

from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.files import read_file
from jikim.cli.opened import opened
from jikim.cli.spoken import argument, command, option
from jikim.engine import enact as put_in_force
from jikim.messages import msg
from jikim.period import Instant, text_of
from jikim.policy import parse


@command(msg("what was collected under an earlier version keeps living under it"))
@argument("file", type=options.FILE)
@option("--effective", type=options.DAY, metavar="DAY",
        says=msg("from when it is in force; by default from the day the policy names"))  # fmt: skip
@option("--announced", type=options.DAY, metavar="DAY",
        says=msg("when it was announced; by default on the day the policy names"))  # fmt: skip
@options.as_of
@options.as_json
@click.pass_obj
def enact(face: Face, file: Path, effective: Instant | None, announced: Instant | None, now: Instant) -> int:
    """Put the policy of a file in force."""
    source = read_file(file)
    parse(source, file.name)  # before the vault is opened, so that nothing at all is touched for what is no policy
    with opened(face) as running:
        found = put_in_force(running, source, file.name, now, effective, announced)
    face.note("enacted", number=found.id)
    face.give({"version": found.version, "digest": found.digest.hex(), "effective": text_of(found.effective)})
    face.tell(msg("version '{version}' is in force from {day}", version=found.version, day=text_of(found.effective)))
    return CLEAN
