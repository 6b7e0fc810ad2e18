"""`jikim hold`: stay destruction for a reason the policy names, end the stay, list those that are open."""

from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.connected import connected
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.files import read_file, reference
from jikim.cli.given import record_id
from jikim.cli.opened import opened
from jikim.cli.people_file import BOTH, person_named
from jikim.cli.spoken import argument, command, option
from jikim.engine import hold as stay
from jikim.engine import hold_tables, open_holds, release_tables
from jikim.engine import release as end
from jikim.messages import msg
from jikim.period import Instant, text_of


@command(msg("NAME is a hold of the policy; --release takes the id that was given when it was opened"))
@argument("name", required=False, metavar="NAME")
@option("--data", type=options.FILE, metavar="DATA",
        says=msg("of the databases that this data.yaml names: the person as `jikim person` finds them"))  # fmt: skip
@options.person
@option("--reason-file", type=options.FILE, metavar="FILE", says=msg("why, for the log alone, where it is sealed"))
@option("--release", metavar="ID", says=msg("end the hold with this id"))
@option("--list", "listed", is_flag=True, says=msg("list the open holds"))
@options.as_of
@options.as_json
@click.pass_obj
def hold(
    face: Face, name: str | None, data: Path | None, person_file: Path, reason_file: Path | None,
    release: str | None, listed: bool, now: Instant,
) -> int:  # fmt: skip
    """Open, end or list."""
    if (name is not None) + (release is not None) + listed != 1:
        raise click.UsageError("")
    if listed:
        return _list(face)
    if release is not None:
        return _release(face, data, release, now)
    reason = read_file(reason_file).decode(errors="replace").strip() if reason_file else ""
    number = _open(face, data, person_file, name or "", now, reason)
    face.note("held")
    face.give({"hold": number.hex()})
    face.tell(msg("held: '{name}'; to end it: jikim hold --release {number}", name=name or "", number=number.hex()))
    return CLEAN


def _open(face: Face, data: Path | None, file: Path, name: str, now: Instant, reason: str) -> bytes:
    if data is not None:
        wanted = person_named(face, file)
        with connected(face, data, BOTH) as databases:
            return hold_tables(databases, wanted, name, now, reason)
    person = reference(face, file)
    with opened(face) as running:
        return stay(running, person, name, now, reason)


def _release(face: Face, data: Path | None, number: str, now: Instant) -> int:
    if data is not None:
        with connected(face, data, BOTH) as databases:
            release_tables(databases, record_id(number), now)
    else:
        with opened(face) as running:
            end(running, record_id(number), now)
    face.note("released")
    face.give({"released": number})
    face.tell(msg("the hold has ended; what is over by now is due"))
    return CLEAN


def _list(face: Face) -> int:
    with opened(face, acts=False) as running:
        found = open_holds(running)
    face.give([{"hold": number.hex(), "name": name, "since": text_of(since)} for number, name, since in found])
    for number, name, since in found:
        face.tell(msg("{number}  {name}  since {day}", number=number.hex(), name=name, day=text_of(since)))
    if not found:
        face.tell(msg("no hold is open"))
    return CLEAN
