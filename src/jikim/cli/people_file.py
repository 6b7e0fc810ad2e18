"""People of connected databases, as they are named in a file or on standard input: one a line."""

import json
import sys
from pathlib import Path

from jikim.cli.face import Face, is_terminal
from jikim.cli.files import STDIN, opened_lines
from jikim.errors import OperatorError
from jikim.mapping import Use
from jikim.messages import msg

BOTH = (Use.LIVE, Use.SEPARATE)
"""Where what is told of somebody must reach."""
_MOST_LINE = 4096


def people_named(face: Face, path: Path) -> list[dict[str, str]]:
    """Return whom the lines of a file name, as items and values; the item `key` is the key of their table."""
    if path == STDIN and is_terminal(sys.stdin):
        face.warn(face.say(msg("type one person a line, then Ctrl-D:")))
    with opened_lines(path) as file:
        found = [_one(line) for line in file if line.strip()]
    if not found:
        raise _unclear()
    return found


def _one(line: bytes) -> dict[str, str]:
    try:
        text = line.decode().strip()
        said = json.loads(text) if text.startswith("{") else {"key": text}
    except ValueError:
        raise _unclear() from None
    if not said or len(line) > _MOST_LINE or not all(isinstance(value, str) for value in said.values()):
        raise _unclear()
    return said


def _unclear() -> OperatorError:
    return OperatorError(
        msg("a line does not say whom it is about"),
        msg("people are read from standard input or a file, because a command line is seen by others and kept"),
        msg('write one person a line: a key, or {{"email": "..."}} with text values'))  # fmt: skip


def person_named(face: Face, path: Path) -> dict[str, str]:
    """Return whom a file names that is to name one person."""
    first, *others = people_named(face, path)
    if others:
        raise OperatorError(
            msg("several people are named, and this is about one"),
            msg("each hold and each event is written down for itself"),
            msg("name one person a call"))  # fmt: skip
    return first
