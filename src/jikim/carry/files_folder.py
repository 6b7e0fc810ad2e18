"""A file in a folder is destroyed, if it truly is in that folder; a link is destroyed with the file it leads to."""

import os
from pathlib import Path

from jikim.carry.files_left import Left
from jikim.errors import OperatorError
from jikim.messages import msg


def destroy_in_folder(folder: Path, file: Path) -> tuple[bool, Left | None]:
    """Destroy one file; return whether there was one, and what is left of it.

    Nothing is touched that is not inside of `folder`, by its words or by where links lead. Raises OperatorError when
    the file is still there afterwards.
    """
    if "\0" in str(file) or ".." in file.parts:
        return False, Left.OUTSIDE
    try:
        base = folder.resolve(strict=True)  # a folder that is not there (a disk not mounted) is not an empty one
        there = file.parent.resolve() / file.name
        target = there.resolve()
        if base not in there.parents or base not in target.parents:
            return False, Left.OUTSIDE
        return _destroyed(there, target)
    except OSError:
        raise OperatorError(
            msg("a file that goes with a row could not be destroyed"),
            msg("the system refused it, or the folder is not there to be written to"),
            msg("let jikim write to the folder, and run jikim apply again: it begins with this file"),
        ) from None  # fmt: skip


def _destroyed(there: Path, target: Path) -> tuple[bool, Left | None]:
    if target.is_dir():
        return False, Left.FOLDER
    found = os.path.lexists(there)
    linked = target.is_file() and target.stat().st_nlink > 1
    for one in {target, there}:
        one.unlink(missing_ok=True)
    _on_disk(there.parent)
    if os.path.lexists(there) or os.path.lexists(target):
        raise FileExistsError
    return found, Left.LINKED if linked else None


def _on_disk(folder: Path) -> None:
    """Have it written down that the file is gone: the journal says so next, and forgets where it was."""
    if folder.is_dir():
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
