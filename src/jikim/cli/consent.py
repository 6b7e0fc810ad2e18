"""`jikim consent`: take in a consent, or its withdrawal, which is as easy."""

from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.files import reference
from jikim.cli.opened import opened
from jikim.cli.spoken import argument, command, option
from jikim.engine import agree, withdraw
from jikim.messages import msg
from jikim.period import Instant


@command(msg("MATTER is what was asked: the id of the activity, or ACTIVITY/optional for its optional items"))
@argument("act", type=click.Choice(["give", "withdraw"]))
@argument("matter")
@options.person
@option("--at", type=options.DAY, metavar="DAY", says=msg("when it was said; by default the moment of --as-of"))
@options.as_of
@options.as_json
@click.pass_obj
def consent(face: Face, act: str, matter: str, person_file: Path, at: Instant | None, now: Instant) -> int:
    """Write a consent or a withdrawal down, and let it reach what rests on it."""
    person = reference(face, person_file)
    with opened(face) as running:
        (agree if act == "give" else withdraw)(running, person, matter, now if at is None else at, now)
    face.note(f"consent.{act}")
    face.give({"matter": matter, "agreed": act == "give"})
    said = msg("given: '{matter}'", matter=matter) if act == "give" else msg("withdrawn: '{matter}'", matter=matter)
    face.tell(said)
    return CLEAN
