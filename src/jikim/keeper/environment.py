"""The key-encryption key out of an environment variable: for containers, and weaker than a key file.

An environment is inherited by every child process, shows in crash reports and cannot be overwritten in place,
so an old epoch ends only when every copy of the variable has ended. The key says so of itself, and whoever
loads it shows that.
"""

import base64
import binascii
import re

from jikim.errors import OperatorError
from jikim.keeper.keys import KeyEncryption
from jikim.keeper.secret import Secret
from jikim.keeper.weak_key import refuse_weak
from jikim.messages import msg

_ENTRY = re.compile(r"(?:([1-9][0-9]{0,8}):)?([A-Za-z0-9+/]+=*)", re.ASCII)


def from_environment(value: str) -> KeyEncryption:
    """Read `BASE64` (epoch 1), or `EPOCH:BASE64`; several, comma-separated, while keys are wrapped anew.

    Each is 32 bytes in standard base64. The newest epoch wraps: "2:<new>,1:<old>" is a rotation under way.
    """
    keys: dict[int, Secret] = {}
    for entry in value.split(","):
        epoch, key = _read(entry.strip())
        if epoch in keys:
            raise _unreadable()
        keys[epoch] = key
    return KeyEncryption(
        keys,
        msg("the key-encryption key comes from the environment, where it can be read by more and outlives its end"),
    )


def _read(entry: str) -> tuple[int, Secret]:
    if not (parts := _ENTRY.fullmatch(entry)):
        raise _unreadable()
    try:
        key = base64.b64decode(parts[2], validate=True)
    except binascii.Error:
        raise _unreadable() from None
    refuse_weak(key, msg("environment variable"))
    return int(parts[1] or 1), Secret(key)


def _unreadable() -> OperatorError:
    return OperatorError(
        msg("the key-encryption key in the environment cannot be read"),
        msg("it reads EPOCH:BASE64, each epoch once, separated by commas; a single key may leave out its epoch"),
        msg("draw a new one, e.g. with `openssl rand -base64 32`, or have jikim write a key file"),
    )
