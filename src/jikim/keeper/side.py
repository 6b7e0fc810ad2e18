"""Seal the side record of a log entry: who, from where, whom and why, kept out of the log itself.

The log holds only the SHA-256 of what this returns. One key serves one month; when the month's key is
destroyed, its side records are beyond reading, and the log stays provable. The month stands in the header
where a sealed value has its key id, so a side record says which key it wants.
"""

import os
import re

from jikim.keeper.cipher import SALT_BYTES, header_of, lock, tampered, unlock
from jikim.keeper.fresh import ID_BYTES

# A sealed value's place begins with a four-byte length below 2^24: never with these letters.
_SIDE = b"side"
_EPOCH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])", re.ASCII)


def seal_side(key: bytes, epoch: str, rid: bytes, payload: bytes) -> bytes:
    """Return `payload` sealed under the log key of the month `epoch` ("2026-11"), for request `rid` (16 bytes)."""
    return lock(key, header_of(_month(epoch)), _place(rid), payload, os.urandom(SALT_BYTES))


def open_side(key: bytes, epoch: str, rid: bytes, sealed: bytes) -> bytes:
    """Return the payload; another month, another request or another key is one and the same `TamperedError`."""
    if not sealed.startswith(header_of(_month(epoch))):
        raise tampered()
    return unlock(key, _place(rid), sealed)


def _month(epoch: str) -> int:
    if not (parts := _EPOCH.fullmatch(epoch)):
        raise ValueError("a month reads 2026-11")
    return int(parts[1]) * 100 + int(parts[2])


def _place(rid: bytes) -> bytes:
    if len(rid) != ID_BYTES:
        raise ValueError("a request id has 16 bytes")
    return _SIDE + rid
