"""`jikim keys rotate`: replace the key that every other key is wrapped under."""

import click

from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN, FOUND, in_words
from jikim.cli.opened import opened
from jikim.cli.spoken import argument, command
from jikim.engine import rewrap_keys, rotate_keys
from jikim.messages import msg
from jikim.period import Instant
from jikim.settings import read_settings


@command(
    msg("what was destroyed before then opens nothing any more, not even from a backup; safe to stop and run again")
)
@argument("act", type=click.Choice(["rotate"]))
@options.as_of
@options.as_json
@click.pass_obj
def keys(face: Face, act: str, now: Instant) -> int:
    """Replace the key in its file; one from the environment was replaced there, and is brought to every key."""
    settings = read_settings(face.environment, file=face.settings_file)
    in_file = settings.key is None
    with opened(face) as running:
        done = rotate_keys(running, settings.key_file, now) if in_file else rewrap_keys(running, now)
    face.note("rotated", epoch=done.epoch)
    face.give({"act": act, "epoch": done.epoch, "old_ended": in_file, "damaged": len(done.damaged)})
    face.tell(
        msg("every key is wrapped under epoch {epoch}; the older one is destroyed", epoch=done.epoch)
        if in_file
        else msg("every key is wrapped under epoch {epoch}; take the older one out of JIKIM_KEY", epoch=done.epoch)
    )
    if (damage := done.damage()) is not None:
        face.warn(in_words(face, damage))
    return FOUND if done.damaged else CLEAN
