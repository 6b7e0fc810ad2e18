"""`jikim export --all`: hand back everything that was handed in."""

import json
from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.files import created
from jikim.cli.opened import opened
from jikim.cli.spoken import command, option
from jikim.cli.tables import progress
from jikim.engine import export_all
from jikim.messages import msg
from jikim.period import Instant


@command(msg("JSON lines in clear, one a record, in a new file that only its owner can read"))
@option("--all", "everything", is_flag=True, required=True, says=msg("everything; there is no smaller export"))
@option("-o", "--output", type=options.FILE, required=True, metavar="FILE", says=msg("the new file"))
@options.as_of
@options.as_json
@click.pass_obj
def export(face: Face, everything: bool, output: Path, now: Instant) -> int:
    """Write every record into a file; that it was done stands in the log before the first line is written."""
    if not everything:
        raise click.UsageError("")
    count = 0
    with opened(face) as running, created(output) as file, progress(face, msg("exporting")) as steps:
        for record in export_all(running, now):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
            steps.step()
    face.note("exported", records=count)
    face.give({"records": count, "file": str(output)})
    face.tell(msg("{count} records stand in {file}, readable by its owner only", count=count, file=output))
    return CLEAN
