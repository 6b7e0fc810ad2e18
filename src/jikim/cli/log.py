"""`jikim log verify`: show that the log is what was once written."""

import click

from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.opened import opened
from jikim.cli.spoken import argument, command
from jikim.engine import verify_logs
from jikim.messages import msg


@command(msg("every entry, what is sealed beside it, the tree over it and the last signature; nothing is written"))
@argument("act", type=click.Choice(["verify"]))
@options.as_json
@click.pass_obj
def log(face: Face, act: str) -> int:
    """Verify every log; the first entry that does not fit is named."""
    with opened(face, acts=False) as running:
        sizes = verify_logs(running)
    face.note("verified", entries=sum(sizes.values()))
    face.give({"act": act, "entries": {book.value: size for book, size in sizes.items()}})
    for book, size in sizes.items():
        face.tell(msg("log '{book}': {size} entries, all as they were written", book=book.value, size=size))
    return CLEAN
