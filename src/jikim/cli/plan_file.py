"""The file of a plan: the only place where the keys of its rows stand, for the eyes of its owner alone.

It is destroyed (overwritten, then removed) when it has expired or was carried out.
"""

import errno
import os
from pathlib import Path

from jikim.cli.files import created
from jikim.errors import JikimError, OperatorError
from jikim.messages import msg
from jikim.period import Instant, text_of
from jikim.plan import Plan, has_expired, read_plan, write_plan


def read_plan_file(path: Path) -> Plan:
    """Return the plan in a file. Raises OSError, OperatorError or TamperedError."""
    return read_plan(path.read_bytes().decode("utf-8", "replace"))


def refuse_taken(path: Path, now: Instant, *, replace: bool) -> None:
    """Refuse a file in whose place no plan may be written: any but a plan that has expired, or is to be replaced."""
    if not os.path.lexists(path):
        return
    try:
        plan = None if path.is_symlink() else read_plan_file(path)
    except JikimError:
        plan = None
    if plan is None:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    if not replace and not has_expired(plan, now):
        raise OperatorError(
            msg("in '{file}' stands a plan that holds until {day}", file=path.name, day=text_of(plan.expires)),
            msg("it may be approved already, and is the only place where its rows are named"),
            msg("carry it out, name another file with `-o`, or replace it with `--replace`"))  # fmt: skip


def write_plan_file(path: Path, plan: Plan) -> None:
    """Write a plan to a new file that its owner alone can read; the plan that stood there before is destroyed."""
    destroy_plan_file(path)
    with created(path, 0o600) as file:
        file.write(write_plan(plan))


def destroy_plan_file(path: Path) -> None:
    """Overwrite a plan where it stands, then remove it; one that is gone is gone."""
    try:
        with path.open("r+b") as file:
            file.write(bytes(os.fstat(file.fileno()).st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return
