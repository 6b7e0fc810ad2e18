"""Files in and out, their troubles in words; and what comes by standard input."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from jikim.cli.face import Face, is_terminal
from jikim.errors import OperatorError
from jikim.messages import Message, msg

MOST_REFERENCE = 4096
STDIN = Path("-")

_CAUSES: dict[int, tuple[Message, Message]] = {
    errno.ENOENT: (msg("there is no such file or folder"), msg("check the name")),
    errno.EISDIR: (msg("it is a folder"), msg("name a file")),
    errno.ENOTDIR: (msg("part of the path is no folder"), msg("check the name")),
    errno.EEXIST: (msg("it exists already, and is never overwritten"), msg("name another file, or move the old one")),
    errno.EACCES: (msg("access is denied"), msg("give the user of this command access to it")),
    errno.EPERM: (msg("access is denied"), msg("give the user of this command access to it")),
    errno.EROFS: (msg("the file system is read-only"), msg("name a place that can be written to")),
    errno.ENOSPC: (msg("the disk is full"), msg("make room, then run it again")),
    errno.EDQUOT: (msg("the disk is full"), msg("make room, then run it again")),
    errno.EFBIG: (msg("the file would become larger than is allowed"), msg("raise the limit, then run it again")),
}


def trouble(error: OSError) -> OperatorError:
    """Return what the operating system refused, in words."""
    why, fix = _CAUSES.get(error.errno or 0, (msg("the operating system refused"), msg("check the file and the disk")))
    path = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else "-"
    name = Path(path).name or path
    return OperatorError(msg("'{file}' cannot be used", file=name), why, fix)


def read_file(path: Path) -> bytes:
    """Return the bytes of a file, or of standard input for `-`."""
    return sys.stdin.buffer.read() if path == STDIN else path.read_bytes()


@contextmanager
def opened_lines(path: Path) -> Iterator[BinaryIO]:
    """Yield a file to be read line by line, or standard input for `-`."""
    if path == STDIN:
        yield sys.stdin.buffer
        return
    with path.open("rb") as file:
        yield file


@contextmanager
def appended(path: Path) -> Iterator[TextIO]:
    """Yield a file to be continued."""
    with path.open("a", encoding="utf-8") as file:
        yield file


@contextmanager
def created(path: Path, mode: int = 0o600) -> Iterator[TextIO]:
    """Yield a new file, readable by its owner only; it is removed again unless everything was written."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(path)
        raise


def replaced(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file for everybody, new or in the place of an old one: whoever reads it sees one or the other."""
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException as error:
        beside.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(path)
        raise


def reference(face: Face, path: Path) -> str:
    """Return a person's reference: the first line of a file or of standard input."""
    if path == STDIN and is_terminal(sys.stdin):
        face.warn(face.say(msg("type the person's reference, then Enter:")))
    with opened_lines(path) as file:
        line = file.readline(MOST_REFERENCE + 1)
    try:
        found = line.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        found = ""
    if not found or len(line) > MOST_REFERENCE:
        raise OperatorError(
            msg("no person's reference came"),
            msg("it is read from standard input or a file, because a command line is seen by others and kept"),
            msg("hand it in: `--person-file FILE`, or one line of UTF-8 on standard input"))  # fmt: skip
    return found
