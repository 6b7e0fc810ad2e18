"""The key-encryption key: what every other key is wrapped under, and whose end is the end of a destroyed key.

Destroying a strand's key means deleting its row, but the row's bytes may stay on a disk or in a backup. So the
wrapping key has an *epoch*: `rotate` puts a new one in its place, wraps all living keys anew, and the old epoch
is destroyed. What was wrapped under it, and only there, is then gone everywhere.

    wrapped = form(1) | epoch(4) | nonce(12) | AES-256-GCM(key-encryption key, nonce, key, aad) with tag: 65 bytes

AES-256-GCM rather than AES key wrap with padding (RFC 5649): key wrap takes no context, and the context (epoch,
key id, purpose) is what keeps a wrapped key from serving in another key's row. Random 96-bit nonces carry 2^32
wraps an epoch, far more than an epoch sees. `key_file.py` says where the key lies; `environment.py` the weaker way.
"""

import os
from collections.abc import Iterable, Mapping
from enum import Enum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from jikim.errors import OperatorError, TamperedError
from jikim.keeper.fresh import KEY_BYTES, draws
from jikim.keeper.secret import Secret
from jikim.messages import Message, msg

_FORM = b"\x01"
_HEADER_BYTES = 5
_NONCE_BYTES = 12
_BODY_AT = _HEADER_BYTES + _NONCE_BYTES
WRAPPED_BYTES = _BODY_AT + KEY_BYTES + 16


class Purpose(Enum):
    """What a wrapped key is for; a key wrapped for one purpose does not unwrap for another."""

    STRAND = b"strand"
    INDEX = b"index"
    SIDE = b"side"
    REFERENCE = b"reference"
    SIGNING = b"signing"


class KeyEncryption:
    """The key-encryption key in one or more epochs: it wraps under the newest, and unwraps under any it holds.

    epoch:    the newest, from 1
    weakness: why this key is less well kept than it could be, in words to be shown; None for a key file
    """

    __slots__ = ("_ciphers", "_header", "epoch", "weakness")

    def __init__(self, keys: Mapping[int, Secret], weakness: Message | None = None) -> None:
        self._ciphers = {epoch: AESGCM(key.reveal()) for epoch, key in keys.items()}
        self.epoch = max(keys)
        self._header = _FORM + self.epoch.to_bytes(4, "big")
        self.weakness = weakness

    def __repr__(self) -> str:
        return f"KeyEncryption(epoch={self.epoch}, key=***)"

    @property
    def epochs(self) -> tuple[int, ...]:
        """Every epoch held, the newest last; several while keys are wrapped anew."""
        return tuple(sorted(self._ciphers))

    @property
    def header(self) -> bytes:
        """What everything begins with that is wrapped under the newest epoch, and nothing else does: 5 bytes."""
        return self._header

    @property
    def weaker(self) -> bool:
        """Whether `weakness` must be shown."""
        return self.weakness is not None

    def wrap(self, key_id: int, key: bytes, purpose: Purpose = Purpose.STRAND) -> bytes:
        """Return `key` (32 bytes) wrapped: 65 bytes, to be stored beside `key_id` (128 bits at most)."""
        return self._wrap(key_id, key, purpose, os.urandom(_NONCE_BYTES))

    def wrap_many(self, keys: Iterable[tuple[int, bytes]], purpose: Purpose = Purpose.STRAND) -> list[bytes]:
        """Return each `(key_id, key)` wrapped, in order."""
        nonces = draws(_NONCE_BYTES)
        return [self._wrap(key_id, key, purpose, nonce) for (key_id, key), nonce in zip(keys, nonces, strict=False)]

    def _wrap(self, key_id: int, key: bytes, purpose: Purpose, nonce: bytes) -> bytes:
        if len(key) != KEY_BYTES:
            raise ValueError("a key has 32 bytes")
        bound = _bound(self._header, key_id, purpose)
        return self._header + nonce + self._ciphers[self.epoch].encrypt(nonce, key, bound)

    def unwrap(self, key_id: int, wrapped: bytes, purpose: Purpose = Purpose.STRAND) -> bytes:
        """Return the key; `TamperedError` if it is not what was wrapped, `OperatorError` if its epoch is not held."""
        cipher = self._ciphers.get(epoch_of(wrapped))
        if cipher is None:
            raise _unknown_epoch(epoch_of(wrapped), self.epoch)
        bound = _bound(wrapped[:_HEADER_BYTES], key_id, purpose)
        try:
            return cipher.decrypt(wrapped[_HEADER_BYTES:_BODY_AT], wrapped[_BODY_AT:], bound)
        except InvalidTag:
            raise _altered() from None

    def rewrap_many(self, keys: Iterable[tuple[int, bytes]], purpose: Purpose = Purpose.STRAND) -> list[bytes]:
        """Return each `(key_id, wrapped)` under the newest epoch, in order; safe to repeat after a crash."""
        return self.wrap_many(((key_id, self.unwrap(key_id, wrapped, purpose)) for key_id, wrapped in keys), purpose)


def epoch_of(wrapped: bytes) -> int:
    """Return the epoch a key is wrapped under: so that a database can be asked which are left of an old one."""
    if len(wrapped) != WRAPPED_BYTES or not wrapped.startswith(_FORM):
        raise _altered()
    return int.from_bytes(wrapped[1:_HEADER_BYTES], "big")


def _bound(header: bytes, key_id: int, purpose: Purpose) -> bytes:
    return b"pdv/1 wrap" + header + key_id.to_bytes(16, "big") + purpose.value


def _altered() -> TamperedError:
    return TamperedError(
        msg("a wrapped key does not open"),
        msg("it was altered, or stands beside the id or the purpose of another key"),
        msg("put the key store back from a backup of the last '{days}' days", days=3),
    )


def _unknown_epoch(epoch: int, newest: int) -> OperatorError:
    return OperatorError(
        msg(
            "a key is wrapped under epoch '{epoch}', which is not held; the newest here is '{newest}'",
            epoch=epoch,
            newest=newest,
        ),
        msg("an epoch is destroyed once every living key has been wrapped anew"),
        msg("use the key file that belongs to this key store; a key store older than that file cannot be opened"),
    )
