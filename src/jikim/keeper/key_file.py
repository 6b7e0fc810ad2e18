"""The file the key-encryption key lies in: its size never changes, and it is overwritten in place.

Written anew and renamed, a file leaves the old key in blocks nobody can reach; overwritten in place it does not.
So there are two slots (`slots.py`): a rotation writes the new epoch into the free one, and ends the old one
where it stands.

    1 lock                          another rotation is refused
    2 scrub a torn slot             what a crash left there may be part of a key
    3 finish an interrupted turn    two epochs are held: wrap anew, end the older
    4 write the next epoch          fsync, read back
    5 wrap every key anew           the caller's work; it may be repeated
    6 end the old epoch             random, fsync, random, fsync, read back

A crash anywhere leaves a file that opens with every epoch some key may still be wrapped under. What lies beneath
the file is beyond us: blocks an SSD remapped, snapshots, backups (keep those of this file at most three days).
"""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jikim.errors import OperatorError
from jikim.keeper.file_system import refuse_copy_on_write
from jikim.keeper.keys import KeyEncryption
from jikim.keeper.secret import Secret
from jikim.keeper.slots import FILE_BYTES, Slots, damaged, unusable
from jikim.messages import msg

_MODE = 0o600

Rewrap = Callable[[KeyEncryption, KeyEncryption], None]


def create_key_file(path: Path, *, copy_on_write: bool = False) -> None:
    """Write a new key file with epoch 1; an existing file is never touched.

    `copy_on_write`: accept a file system that never overwrites in place, where an old key outlives its end.
    """
    refuse_copy_on_write(path, accepted=copy_on_write)
    with _opened(path, os.O_RDWR | os.O_CREAT | os.O_EXCL) as slots:
        os.fchmod(slots.fd, _MODE)
        slots.preallocate()
        slots.store(1)
    _sync_folder(path.parent)


def load_key_file(path: Path, *, copy_on_write: bool = False) -> KeyEncryption:
    """Return the key; with both epochs the file holds, if a rotation was interrupted."""
    refuse_copy_on_write(path, accepted=copy_on_write)
    with _checked(path, os.O_RDONLY) as slots:
        keys = slots.keys()
        # Whoever wraps under the newest epoch must be able to count on it after a power cut.
        slots.sync()
        return KeyEncryption(keys)


def rotate(path: Path, rewrap: Rewrap) -> KeyEncryption:
    """Replace the epoch: afterwards no epoch from before this call can be read from the file.

    `rewrap(old, new)` wraps every living key anew, with `new.rewrap_many`, commits, and checks that none is left
    under an older epoch (`epoch_of`). It must also keep others from storing a key under the old epoch from then
    on: a key wrapped meanwhile and missed is lost. If it raises, both epochs stay and the next call finishes.
    """
    with _checked(path, os.O_RDWR) as slots:
        slots.lock()  # 1
        slots.scrub_torn()  # 2
        keys = slots.keys()
        if len(keys) > 1:  # 3
            keys = _turn(slots, keys, rewrap)
        newest = max(keys)
        keys = _turn(slots, keys | {newest + 1: slots.store(newest + 1)}, rewrap)  # 4
        return KeyEncryption(keys)


def _turn(slots: Slots, keys: dict[int, Secret], rewrap: Rewrap) -> dict[int, Secret]:
    old, new = sorted(keys)
    rewrap(KeyEncryption({old: keys[old]}), KeyEncryption(keys))  # 5
    slots.end(old)  # 6
    return {new: keys[new]}


@contextmanager
def _opened(path: Path, flags: int) -> Iterator[Slots]:
    try:
        fd = os.open(path, flags | os.O_CLOEXEC, _MODE)
    except FileNotFoundError:
        raise OperatorError(
            msg("there is no key file '{path}'", path=path),
            msg("without the key-encryption key nothing that is sealed can be opened; there is no default key"),
            msg("create one for a new store, or put back the file that belongs to this store"),
        ) from None
    except FileExistsError:
        raise OperatorError(
            msg("'{path}' exists already", path=path),
            msg("overwriting a key file would end every key wrapped under it"),
            msg("choose another path, or use the file that is there"),
        ) from None
    except OSError as error:
        raise unusable(path, error) from None
    try:
        yield Slots(fd, path)
    finally:
        os.close(fd)


@contextmanager
def _checked(path: Path, flags: int) -> Iterator[Slots]:
    """Open a key file only if it has the form of one and nobody else can read it."""
    with _opened(path, flags) as slots:
        found = os.fstat(slots.fd)
        if not stat.S_ISREG(found.st_mode) or found.st_size != FILE_BYTES:
            raise damaged(path, msg("a key file has '{size}' bytes, from its first day to its last", size=FILE_BYTES))
        mode = stat.S_IMODE(found.st_mode)
        if mode != _MODE or found.st_uid != os.geteuid():
            raise OperatorError(
                msg("the key file '{path}' is open to others: mode '{mode}'", path=path, mode=f"{mode:04o}"),
                msg("only the account that runs jikim may read it, must own it, and must be able to replace the key"),
                msg("run `chmod 600` and, if need be, `chown` on it; rotate the key if others could read it"),
            )
        yield slots


def _sync_folder(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
