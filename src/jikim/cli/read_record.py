"""`jikim read-record`: hand out what a record holds, for a purpose."""

import base64

import click

from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.given import record_id
from jikim.cli.opened import opened
from jikim.cli.spoken import argument, command, option
from jikim.engine import read_record
from jikim.messages import msg
from jikim.period import Instant


@command(msg("the purpose is one of the activity's, or the statute that keeps what is kept apart"))
@argument("record", metavar="ID")
@option("--purpose", required=True, metavar="NAME", says=msg("what it is read for; written down with the reader"))
@options.as_of
@options.as_json
@click.pass_obj
def read(face: Face, record: str, purpose: str, now: Instant) -> int:
    """Open a record; it was written down before the first value is shown."""
    with opened(face) as running:
        found = read_record(running, record_id(record), purpose, now)
        labels = {item.id: str(item.label) for each in running.enacted for item in each.policy.items}
    face.note("read", items=len(found.texts) + len(found.files))
    files = {item: base64.b64encode(data).decode() for item, data in found.files.items()}
    face.give({"record": record, "values": dict(found.texts), "files": files})
    if not face.as_json:
        for item, text in found.texts.items():
            face.show(f"{labels.get(item, item)}: {text}")
        for item, data in found.files.items():
            face.tell(msg("{item}: a file of {size} bytes (--json hands it out)", item=labels.get(item, item),
                          size=len(data)))  # fmt: skip
    return CLEAN
