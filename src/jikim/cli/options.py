"""The options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from jikim.cli.face import Face, clock
from jikim.cli.spoken import option
from jikim.errors import OperatorError
from jikim.messages import msg
from jikim.period import Instant, instant_of, instant_of_text

F = TypeVar("F", bound=Callable[..., object])

FILE = click.Path(path_type=Path)
"""A file by name; whether it is there is asked when it is opened."""


class _Day(click.ParamType[Instant]):
    """A day (00:00 in Korea) or a moment on the command line."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Instant:
        """Return the instant; a day that does not exist is refused."""
        if isinstance(value, int):
            return value
        return instant_given(str(value), param.opts[-1] if param else "--as-of")


DAY = _Day()


def instant_given(text: str, name: str) -> Instant:
    """Return the instant that a text names; `name` is where it stood."""
    try:
        return instant_of_text(text)
    except (ValueError, OverflowError):
        raise OperatorError(
            msg("'{name}' names no day that exists", name=name),
            msg("a period is counted from a day of the calendar"),
            msg("write it as 2026-11-22, or 2026-11-22T18:30 in Korean time"))  from None  # fmt: skip


def present() -> Instant:
    """Return the present instant."""
    return instant_of(clock())


def as_of(function: F) -> F:
    """Add `--as-of`: the instant the command works with, by default the present one."""
    return option("--as-of", "now", type=DAY, default=present, metavar="DAY",
                  says=msg("work as on this day (2026-11-22) or at this moment (2026-11-22T18:30), Korean time"))(
        function
    )  # fmt: skip


def _set_json(context: click.Context, _: click.Parameter, value: bool) -> None:
    face = context.find_object(Face)
    if face is not None and value:
        face.as_json = True


def as_json(function: F) -> F:
    """Add `--json`."""
    return option("--json", is_flag=True, expose_value=False, is_eager=True, callback=_set_json,
                  says=msg("answer in JSON, for scripts"))(function)  # fmt: skip


def person(function: F) -> F:
    """Add `--person-file`: whom it is about, never as an argument."""
    return option("--person-file", type=FILE, default=Path("-"), metavar="FILE",
                  says=msg("the file with the person's reference; - or nothing reads it from standard input"))(
        function
    )  # fmt: skip
