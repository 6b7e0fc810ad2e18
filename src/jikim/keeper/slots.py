"""The two slots of a key file: what stands in them, and how one is overwritten in place.

    slot 0 (4096 bytes) | slot 1 (4096 bytes)
    slot = "jikimKEK" | epoch(8) | key(32) | SHA-256 of these | random

A free slot has epoch 0 and random in place of a key. A slot whose checksum is wrong was being written when
something crashed; the other one still opens the file. Each slot has pages and sectors of its own: a write torn
in one cannot touch the other. When a slot may be written is decided in `key_file.py`.
"""

import fcntl
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from struct import Struct

from jikim.errors import OperatorError
from jikim.keeper.fresh import KEY_BYTES
from jikim.keeper.secret import Secret
from jikim.keeper.weak_key import refuse_weak
from jikim.messages import Message, msg

SLOT_BYTES = 4096
FILE_BYTES = 2 * SLOT_BYTES

_MAGIC = b"jikimKEK"
_FIELDS = Struct(">8sQ32s")
_SUM_END = _FIELDS.size + 32
_FREE = 0


@dataclass(frozen=True, slots=True)
class Slots:
    """An open key file; every failure of the disk is an `OperatorError`. `fd` stays the opener's to close."""

    fd: int
    path: Path

    def keys(self) -> dict[int, Secret]:
        """Return the key of each epoch that can be read: two while a rotation is unfinished, never none."""
        keys = {epoch: Secret(_key(raw)) for raw in self._raw() if (epoch := _epoch(raw))}
        if not keys:
            raise damaged(self.path, msg("neither of its two slots holds a key that can be read"))
        for key in keys.values():
            refuse_weak(key.reveal(), str(self.path))
        return keys

    def sync(self) -> None:
        """See to it that what was read is on the disk, and not only in memory."""
        try:
            os.fsync(self.fd)
        except OSError as error:
            raise unusable(self.path, error) from None

    def preallocate(self) -> None:
        """Reserve the whole file and mark both slots free, so that it never grows or moves."""
        try:
            os.posix_fallocate(self.fd, 0, FILE_BYTES)
        except OSError as error:
            raise unusable(self.path, error) from None
        for number in (0, 1):
            self._write(number, _slot(_FREE, os.urandom(KEY_BYTES)))

    def store(self, epoch: int) -> Secret:
        """Draw a key and write it into the free slot."""
        key = Secret(os.urandom(KEY_BYTES))
        self._write(self._number_of(_FREE), _slot(epoch, key.reveal()))
        return key

    def end(self, epoch: int) -> None:
        """Overwrite the slot of `epoch` twice; the second time it becomes free."""
        self._scrub(self._number_of(epoch))

    def scrub_torn(self) -> None:
        """Overwrite a slot torn by a crash: what it holds may be part of a key.

        Only beside a slot that can be read: scrubbing the only key because one bit rotted helps nobody.
        """
        epochs = [_epoch(raw) for raw in self._raw()]
        for number, epoch in enumerate(epochs):
            if epoch is None and any(epochs):
                self._scrub(number)

    def lock(self) -> None:
        """Keep other rotations out until `fd` is closed."""
        try:
            fcntl.flock(self.fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OperatorError(
                msg("the key in '{path}' is being replaced by another process", path=self.path),
                msg("two rotations at once could destroy a key that is still needed"),
                msg("wait until the other one has ended"),
            ) from None

    def _scrub(self, number: int) -> None:
        self._write(number, os.urandom(SLOT_BYTES))
        self._write(number, _slot(_FREE, os.urandom(KEY_BYTES)))

    def _number_of(self, epoch: int) -> int:
        return [_epoch(raw) for raw in self._raw()].index(epoch)

    def _raw(self) -> tuple[bytes, bytes]:
        try:
            raw = os.pread(self.fd, FILE_BYTES, 0)
        except OSError as error:
            raise unusable(self.path, error) from None
        return raw[:SLOT_BYTES], raw[SLOT_BYTES:]

    def _write(self, number: int, raw: bytes) -> None:
        """Overwrite a slot in place, see it to the disk, and read it back from there."""
        at = number * SLOT_BYTES
        try:
            os.pwrite(self.fd, raw, at)
            os.fsync(self.fd)
            # Best effort: drop the copy in memory, so that the disk is what is read back.
            os.posix_fadvise(self.fd, at, SLOT_BYTES, os.POSIX_FADV_DONTNEED)
            if os.pread(self.fd, SLOT_BYTES, at) != raw:
                raise OSError("a slot does not read back as it was written")
        except OSError as error:
            raise unusable(self.path, error) from None


def _slot(epoch: int, key: bytes) -> bytes:
    fields = _FIELDS.pack(_MAGIC, epoch, key)
    return fields + sha256(fields).digest() + os.urandom(SLOT_BYTES - _SUM_END)


def _epoch(raw: bytes) -> int | None:
    """Return the slot's epoch, 0 if it is free, None if it is torn."""
    fields = raw[: _FIELDS.size]
    if not fields.startswith(_MAGIC) or sha256(fields).digest() != raw[_FIELDS.size : _SUM_END]:
        return None
    return int(_FIELDS.unpack(fields)[1])


def _key(raw: bytes) -> bytes:
    return raw[_FIELDS.size - KEY_BYTES : _FIELDS.size]


def damaged(path: Path, why: Message) -> OperatorError:
    """Return the error for a file that is there and does not hold a key."""
    return OperatorError(
        msg("the key file '{path}' is damaged", path=path),
        why,
        msg("put back the file that belongs to this store, from a backup not older than '{days}' days", days=3),
    )


def unusable(path: Path, error: OSError) -> OperatorError:
    """Return the error for what the operating system refused."""
    return OperatorError(
        msg("the key file '{path}' cannot be read or written: '{reason}'", path=path, reason=error.strerror or error),
        msg("a key is replaced only when every step has reached the disk"),
        msg("see to the disk and the permissions, then run it again: an interrupted rotation is finished first"),
    )
