"""Tables and progress for people, by rich; loaded only by commands that need them."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich import box
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from jikim.cli.face import Face, is_terminal
from jikim.messages import Message

_PAPER = 120
"""Columns where no terminal says how wide it is."""


def show_table(face: Face, heads: Sequence[Message], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> None:
    """Print rows under their heads; the columns `right` stand to the right, as numbers do."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for number, head in enumerate(heads):
        table.add_column(Text(face.say(head)), justify="right" if number in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    width = None if is_terminal(sys.stdout) else _PAPER
    console = Console(file=sys.stdout, width=width, highlight=False)
    with console.capture() as captured:
        console.print(table)
    face.show("\n".join(line.rstrip() for line in captured.get().strip("\n").splitlines()))


@contextmanager
def progress(face: Face, doing: Message, total: int | None = None) -> Iterator["Steps"]:
    """Show on a terminal how far long work has come; silent elsewhere."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TimeElapsedColumn())  # fmt: skip
    watched = is_terminal(sys.stderr) and not face.as_json
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not watched) as shown:
        yield Steps(shown, shown.add_task(face.say(doing), total=total))


@contextmanager
def paced(face: Face, doing: Message, total: int) -> Iterator["Steps"]:
    """Show the same for work on many rows, with its rate and the time left."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(),
               TimeRemainingColumn())  # fmt: skip
    watched = is_terminal(sys.stderr) and not face.as_json
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not watched) as shown:
        yield Steps(shown, shown.add_task(face.say(doing), total=total))


class _Rate(ProgressColumn):
    """Rows a second."""

    def render(self, task: Task) -> Text:
        """Return the rate, once there is one."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


class Steps:
    """The steps of one piece of work."""

    def __init__(self, shown: Progress, task: TaskID) -> None:
        self._shown = shown
        self._task = task

    def reach(self, done: int, total: int | None = None) -> None:
        """Say that so much is done in all; `total` where only now it is known of how much."""
        self._shown.update(self._task, completed=done, total=total)

    def step(self, count: int = 1) -> None:
        """Say that so much more is done."""
        self._shown.advance(self._task, count)
