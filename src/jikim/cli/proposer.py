"""A program of the user's own that is asked about lines no rule read: started, handed JSON, heard, ended.

1. the command becomes words as a shell would cut them, but no shell runs it; a program that is not there is refused
2. the question lies in a file without a name, so that neither side ever waits for the other to read
3. what it prints is read up to a length and up to a moment; what it says on standard error goes nowhere
4. it is ended with all that it started in its own process group, whether it is done or not
5. what it printed becomes values; whether they hold is judged by `reader/proposals.py`

jikim reaches nobody here; what the program does with the text is the matter of whoever named it. It inherits no
variable `JIKIM_*`, for one of them may lead to a key.
"""

import json
import os
import selectors
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from jikim.errors import OperatorError, RefusedError
from jikim.messages import Message, msg
from jikim.reader import Answer, Answers, Asked, is_plain

SECONDS = 120.0
MOST_BYTES = 2**20
MOST_NAME = 100
"""Letters in the name of whoever answers."""
_PIECE = 2**16
_LOOK_SECONDS = 0.01
_END_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class LocalProgram:
    """A `Proposer`: the words of a command, and the seconds it may take."""

    words: tuple[str, ...]
    seconds: float = SECONDS

    def __call__(self, asked: Asked, /) -> Answers:
        """Ask; raises `OperatorError` when the program fails, takes too long, says too much or makes no sense."""
        return _read_answers(_printed(self.words, _question(asked), self.seconds))


def program_of(command: str) -> LocalProgram:
    """Return the program that a command names; raises `RefusedError` where there is none that may be run."""
    try:
        words = tuple(shlex.split(command))
    except ValueError:
        words = ()
    if not words:
        raise RefusedError(
            msg("`--proposer` names no program"),
            msg("it is empty, or a quotation mark in it has no other"),
            msg("write it as `--proposer \"python3 propose.py\"`"))  # fmt: skip
    if shutil.which(words[0]) is None:
        raise RefusedError(
            msg("'{program}', named by `--proposer`, is no program that can be run here", program=words[0]),
            msg("whoever is to be asked must be there before the document is read"),
            msg("check the name and whether it may be run, or leave `--proposer` out: it is never needed"))  # fmt: skip
    return LocalProgram(words)


def _question(asked: Asked) -> bytes:
    lines = [{"number": number, "line": line.spot.number, "page": line.spot.page, "text": line.text}
             for number, line in enumerate(asked.lines, 1)]  # fmt: skip
    question = {"jikim": 1, "file": asked.file, "title": asked.title, "kinds": list(asked.kinds), "lines": lines}
    return json.dumps(question, ensure_ascii=False).encode("utf-8", "replace")


# The program


def _printed(words: tuple[str, ...], question: bytes, seconds: float) -> bytes:
    """Return all that the program printed."""
    until = time.monotonic() + seconds
    with tempfile.TemporaryFile() as given:
        given.write(question)
        given.seek(0)
        process = _started(words, given)
    try:
        out = process.stdout
        printed = _read(out, until) if out is not None else b""
        if printed is None or not _is_over(process, until):
            late = msg("the proposing program was not done after {seconds} seconds, and was ended",
                       seconds=f"{seconds:g}")  # fmt: skip
            raise _unheard(late, msg("let it do less, or take a faster one"))
    finally:
        status = _end(process)
    if status:
        what = msg("the proposing program ended with status {status}", status=status) if status > 0 else msg(
            "the proposing program was ended by signal {number}", number=-status)  # fmt: skip
        raise _unheard(what, msg("run it by hand on a question as docs/read.md shows one, and see what it says"))
    return printed


def _started(words: tuple[str, ...], given: IO[bytes]) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JIKIM_")}
    try:
        return subprocess.Popen(  # noqa: S603  (the program that the user named, and no shell)
            words, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
            start_new_session=True,
        )  # fmt: skip
    except OSError:
        raise _unheard(
            msg("the proposing program could not be started"), msg("check that it is made for this machine")
        ) from None


def _read(out: IO[bytes], until: float) -> bytes | None:
    """Return what is printed before the program closes its output, None where that does not come in time."""
    printed = bytearray()
    with selectors.DefaultSelector() as ready:
        ready.register(out, selectors.EVENT_READ)
        while (left := until - time.monotonic()) > 0:
            if not ready.select(left):
                continue
            piece = os.read(out.fileno(), min(_PIECE, MOST_BYTES + 1 - len(printed)))
            if not piece:
                return bytes(printed)
            printed += piece
            if len(printed) > MOST_BYTES:
                raise _unheard(
                    msg("the proposing program printed more than {bytes} bytes, and was ended", bytes=MOST_BYTES),
                    msg("let it print one JSON object and nothing else"))  # fmt: skip
    return None


def _is_over(process: subprocess.Popen[bytes], until: float) -> bool:
    """Return whether the program ends in time.

    It is looked at without being reaped: until then its number, and that of its group, belong to nobody else.
    """
    while True:
        if os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return True
        if time.monotonic() >= until:
            return False
        time.sleep(_LOOK_SECONDS)


def _end(process: subprocess.Popen[bytes]) -> int:
    """End the program and whatever it left in its group; return its status, below zero for a signal."""
    with suppress(PermissionError):  # it became somebody else's: it is waited for, and then let be
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdout is not None:
        process.stdout.close()
    try:
        return process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL


# What it printed


def _read_answers(printed: bytes) -> Answers:
    try:
        told = json.loads(printed.decode())
    except (ValueError, RecursionError):
        told = None
    by, given = (told.get("by"), told.get("proposals")) if isinstance(told, dict) else (None, None)
    if not isinstance(by, str) or not isinstance(given, list) or not _is_name(by):
        raise _unheard(
            msg("the proposing program did not answer with a JSON object of `by` and `proposals`"),
            msg("let it print one as docs/read.md shows it, and nothing else"))  # fmt: skip
    answers = [_answer(each) for each in given]
    kept = tuple(each for each in answers if each is not None)
    return Answers(by, kept, len(answers) - len(kept))


def _is_name(text: str) -> bool:
    return bool(text.strip()) and len(text) <= MOST_NAME and is_plain(text)


def _answer(told: object) -> Answer | None:
    """Return one answer, None for what has not the form of one."""
    if not isinstance(told, Mapping):
        return None
    number, kind, words, says = told.get("number"), told.get("kind"), told.get("words"), told.get("says", "")
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    if not isinstance(kind, str) or not isinstance(words, str) or not isinstance(says, str):
        return None
    return Answer(number, kind, words, says)


def _unheard(what: Message, fix: Message) -> OperatorError:
    return OperatorError(what, msg("the draft is the one that is written without it: nothing was proposed"), fix)
