"""`jikim collect`: take in what one person gives, from standard input."""

import sys
from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.face import Face, is_terminal
from jikim.cli.faults import CLEAN
from jikim.cli.files import STDIN, read_file
from jikim.cli.given import record_given
from jikim.cli.opened import opened
from jikim.cli.spoken import command, option
from jikim.engine import collect as take_in
from jikim.messages import msg
from jikim.period import Instant


@command(
    msg('one JSON object: {{"activity", "role", "person", "values", "agreed", "events", ...}}; see `jikim import`')
)
@option("--file", type=options.FILE, default=Path("-"), metavar="FILE",
        says=msg("read it from a file instead of standard input"))  # fmt: skip
@options.as_of
@options.as_json
@click.pass_obj
def collect(face: Face, file: Path, now: Instant) -> int:
    """Store one submission, or refuse it."""
    if file == STDIN and is_terminal(sys.stdin):
        face.warn(face.say(msg("type one JSON object, then Enter and Ctrl-D:")))
    submission = record_given(read_file(file), now)
    with opened(face) as running:
        (record,) = take_in(running, [submission], now)
    face.note("collected", records=1)
    face.give({"record": record.hex()})
    face.tell(msg("stored as record {record}", record=record.hex()))
    return CLEAN
