"""Know a file system that never overwrites in place, where a key cannot be ended by writing over it."""

from pathlib import Path

from jikim.errors import OperatorError
from jikim.messages import msg

_NEVER_IN_PLACE = frozenset({"bcachefs", "btrfs", "f2fs", "nilfs2", "zfs"})
_MOUNTS = Path("/proc/self/mountinfo")


def refuse_copy_on_write(path: Path, *, accepted: bool) -> None:
    """Raise if `path` lies on such a file system, unless the operator has `accepted` that."""
    if accepted or not _MOUNTS.exists():
        return
    kind = file_system_of(path.resolve(), _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))
    if kind in _NEVER_IN_PLACE:
        raise OperatorError(
            msg("the key file '{path}' would lie on '{kind}'", path=path, kind=kind),
            msg("that file system writes elsewhere instead of in place, so a key that was ended stays on the disk"),
            msg("put the key file on ext4 or xfs, or accept this on purpose and rely on disk encryption"),
        )


def file_system_of(path: Path, mounts: str) -> str:
    r"""Return the type of the file system `path` (absolute) lies on, out of the text of `mountinfo`.

    >>> file_system_of(Path("/srv/keys/kek"), "1 0 8:1 / / rw - ext4 /dev/a rw\n2 1 0:9 / /srv rw - btrfs /dev/b rw")
    'btrfs'
    """
    kinds = {}
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        # A later mount on the same point hides the earlier one. Space, tab, newline and \ are written in octal.
        kinds[before.split(" ")[4].encode().decode("unicode_escape")] = after.split(" ")[0]
    point = next((point for point in (path, *path.parents) if str(point) in kinds), None)
    return kinds[str(point)] if point else ""
