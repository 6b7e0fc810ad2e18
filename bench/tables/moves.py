"""Whether a whole move was under way when a run was stopped: the run says so as it goes, sign by sign, in a file.

A whole move is one COPY statement that takes the rows of a chunk and hands over what is kept
(`connect/apart_whole.py`). What a process wrote to a file before it is killed stays written. The signs of a run go when
they are read.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.apart import copying_postgresql as postgresql
from jikim.apart.apart import Apart
from jikim.apart.whole import Slices, Whole
from jikim.engine.chunks import Chunks
from jikim.plan import Key

FILE = "moves"
_ASKED, _MOVED, _LEFT, _ENDED = "amle"  # the statement is sent; all went; the careful way; the journal says so


@dataclass(slots=True)
class Moves:
    """How many chunks moved whole to their end, how many were left to the careful way, and where stops fell."""

    chunks: int = 0
    left: int = 0
    inside: int = 0
    after: int = 0

    def add(self, signs: str) -> None:
        """Count what one run said until it ended or was stopped."""
        self.chunks += signs.count(_MOVED + _ENDED)
        self.left += signs.count(_LEFT)
        self.inside += signs.endswith(_ASKED)
        self.after += signs.endswith(_MOVED)

    @property
    def stopped(self) -> int:
        """How many stops fell while a whole move was under way, its commit and its note included."""
        return self.inside + self.after

    def __str__(self) -> str:
        return (f"whole moves: {self.stopped} kills fell while one was under way ({self.inside} before it handed all "
                f"over, {self.after} between that and its note), {self.chunks} chunks went so to their end, "
                f"{self.left} were left to the careful way")  # fmt: skip


def signs(vault: Path) -> str:
    """Return what a run said so far."""
    file = vault / FILE
    return file.read_text() if file.exists() else ""


def taken(vault: Path) -> str:
    """Return what the last run said; the next begins anew."""
    found = signs(vault)
    (vault / FILE).unlink(missing_ok=True)
    return found


def tell(vault: Path) -> None:
    """Have this process say what becomes of its whole moves."""
    file = (vault / FILE).open("a", buffering=1)
    last = [""]
    read, move, end = Whole.read, Apart.move, Chunks.end

    def say(sign: str) -> None:
        last[0] = sign
        file.write(sign)
        file.flush()

    def reading(self: Whole, live: Connection, taken: sa.Delete, keys: Sequence[Key]) -> Slices | None:
        say(_ASKED)
        return read(self, live, taken, keys)

    def moving(self: Apart, live: Connection, taken: sa.Delete, keys: Sequence[Key]) -> int | None:
        found = move(self, live, taken, keys)
        if last[0] == _ASKED:
            say(_LEFT if found is None else _MOVED)
        return found

    def ended(self: Chunks, *given: object) -> None:
        end(self, *given)  # type: ignore[arg-type]  # handed on as they came
        if last[0] == _MOVED:
            say(_ENDED)

    Whole.read, Apart.move = reading, moving  # type: ignore[method-assign]  # with a word before and after
    Chunks.end = ended  # type: ignore[method-assign, assignment]


def on_copy(passed: Callable[[], None]) -> None:
    """Have this process call `passed` before, within and after each COPY, of which SQLAlchemy tells nothing."""
    lines_out, copy_in = postgresql.lines_out, postgresql.copy_in

    @contextmanager
    def lines(connection: Connection, asked: postgresql.Asked) -> Iterator[Iterator[bytes]]:
        passed()
        with lines_out(connection, asked) as found:
            yield _passing(found, passed)
        passed()

    def into(connection: Connection, table: str, columns: Sequence[str], data: bytes) -> None:
        passed()
        copy_in(connection, table, columns, data)
        passed()

    postgresql.lines_out, postgresql.copy_in = lines, into


def _passing(lines: Iterator[bytes], passed: Callable[[], None]) -> Iterator[bytes]:
    for line in lines:
        passed()
        yield line
