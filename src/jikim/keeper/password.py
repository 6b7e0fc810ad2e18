"""Passwords: one way in, none back. Argon2id, costly on purpose, and as costly for somebody who does not exist.

A password is never sealed, because what is sealed can be opened. An optional pepper (a key of the keeper, never in
the database) makes stolen hashes worthless by themselves. Hashes of other systems are taken over as they are
(`foreign_hash.py`); when such a person signs in, hash anew.
"""

import os
import unicodedata

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from jikim.errors import RefusedError
from jikim.keeper.foreign_hash import LEAST_ARGON2_KIB, LEAST_ARGON2_ROUNDS, is_imported, verifies
from jikim.messages import msg

MEMORY_KIB = 64 * 1024
ROUNDS = 3

# The default cost over a salt and a digest drawn once: no password is known for it, and none will be found.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=1$+OhAR82qoQqq1v6ukfiqcQ$euhR0gviPqv3xkxiH6UAqzghQX17nL/iuOkxJapNHyk"


def hash_password(text: str, *, pepper: bytes | None = None, memory_kib: int = MEMORY_KIB, rounds: int = ROUNDS) -> str:
    """Return the password's argon2id hash in PHC form; by default it takes 64 MiB and a fifth of a second."""
    if memory_kib < LEAST_ARGON2_KIB or rounds < LEAST_ARGON2_ROUNDS:
        raise RefusedError(
            msg(
                "a password hash of '{memory}' KiB and '{rounds}' rounds is too cheap", memory=memory_kib, rounds=rounds
            ),
            msg(
                "below '{memory}' KiB and '{rounds}' rounds, stolen hashes are guessed in bulk",
                memory=LEAST_ARGON2_KIB,
                rounds=LEAST_ARGON2_ROUNDS,
            ),
            msg("leave the cost at its default, or raise it"),
        )
    hasher = Argon2id(salt=os.urandom(16), length=32, iterations=rounds, lanes=1, memory_cost=memory_kib, secret=pepper)
    return hasher.derive_phc_encoded(_bytes(text))


def verify_password(text: str, encoded: str | None, *, pepper: bytes | None = None) -> bool:
    """Tell whether `text` is the password; `None` (no such person) is a no that takes as long as any other.

    `encoded` is what `hash_password` or `import_hash` returned. `OperatorError` for bcrypt, which is not checked here.
    """
    if encoded is None:
        _is_ours(text, _NOBODY, pepper)
        return False
    if is_imported(encoded):
        return verifies(_bytes(text), encoded)
    return _is_ours(text, encoded, pepper)


def _is_ours(text: str, encoded: str, pepper: bytes | None) -> bool:
    try:
        Argon2id.verify_phc_encoded(_bytes(text), encoded, pepper)
    except InvalidKey:
        return False
    return True


def _bytes(text: str) -> bytes:
    # Hangul typed on one system arrives composed, from another in parts; both are the same password.
    return unicodedata.normalize("NFC", text).encode()
