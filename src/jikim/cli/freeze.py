"""`jikim freeze`: suspend the use of a person's records (PIPA Art. 37), or end the suspension."""

from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.files import reference
from jikim.cli.opened import opened
from jikim.cli.spoken import command, option
from jikim.engine import freeze as suspend
from jikim.engine import thaw as resume
from jikim.messages import msg
from jikim.period import Instant


@command(msg("what is suspended is kept, and destroyed when due, but neither read nor provided"))
@options.person
@option("--activity", metavar="ID", says=msg("only the records of this activity"))
@option("--thaw", is_flag=True, says=msg("end the suspension"))
@options.as_of
@options.as_json
@click.pass_obj
def freeze(face: Face, person_file: Path, activity: str | None, thaw: bool, now: Instant) -> int:
    """Suspend or resume."""
    person = reference(face, person_file)
    with opened(face) as running:
        count = (resume if thaw else suspend)(running, person, activity, now)
    face.note("thawed" if thaw else "frozen", records=count)
    face.give({"records": count, "frozen": not thaw})
    face.tell(msg("{count} records may be used again", count=count) if thaw else
              msg("{count} records are no longer used", count=count))  # fmt: skip
    return CLEAN
