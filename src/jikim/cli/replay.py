"""`jikim replay`: after a database was put back from a backup, destroy again what had been destroyed since."""

from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.connected import EVERY, connected
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN, FOUND
from jikim.cli.spoken import command, option
from jikim.cli.tables import progress, show_table
from jikim.engine import Replayed, replay
from jikim.messages import msg
from jikim.period import Instant


@command(msg("before the service is opened again: by then a number of a row may have been given anew. Exit code 1 with "
             "--dry-run when something is back"))  # fmt: skip
@option("--data", type=options.FILE, default=Path("data.yaml"), metavar="FILE", says=msg("the map of the databases"))
@option("--since", type=options.DAY, default=0, metavar="DAY",
        says=msg("what went from this day on; by default everything that is remembered"))  # fmt: skip
@option("--dry-run", "dry", is_flag=True, says=msg("count what is back, and change nothing"))
@options.as_of
@options.as_json
@click.pass_obj
def again(face: Face, data: Path, since: Instant, dry: bool, now: Instant) -> int:
    """Destroy what is back."""
    with (
        connected(face, data, EVERY, acts=not dry) as databases,
        progress(face, msg("going through the ledger of erasures")) as steps,
    ):
        found = replay(databases, now, since, dry=dry, reached=steps.step)
    face.note("replayed", looked=found.looked, back=found.back.total())
    face.give({"looked": found.looked, "back": dict(sorted(found.back.items())),
               "destroyed": dict(sorted(found.rows.items()))})  # fmt: skip
    if not face.as_json:
        _show(face, found, dry=dry)
    return FOUND if dry and found.back.total() else CLEAN


def _show(face: Face, found: Replayed, *, dry: bool) -> None:
    names = sorted(found.back.keys() | found.rows.keys())
    rows = [(name, f"{found.back[name]}", f"{found.rows[name]}") for name in names]
    rows = [row for row in rows if row[1:] != ("0", "0")]
    if rows:
        show_table(face, (msg("table"), msg("back again"), msg("destroyed or emptied")), rows, right=(1, 2))
    face.tell(msg("the ledger of erasures names {count} rows", count=found.looked))
    if not found.back.total() and not found.rows.total():
        face.tell(msg("nothing of it is back"))
    elif dry:
        face.tell(msg("nothing was changed; next: the same without --dry-run"))
