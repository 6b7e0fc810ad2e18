"""Password hashes other systems made: which may be taken over, and how to check a password against one.

A table: a row says how such a hash is written, how much it must cost at least (and at most, so that a hash cannot
stall whoever checks it), and how it is checked. Plain text and fast hashes have no row, so they have no way in.
"""

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from hmac import compare_digest

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from jikim.errors import OperatorError, RefusedError
from jikim.messages import msg

LEAST_ARGON2_KIB = 19 * 1024
LEAST_ARGON2_ROUNDS = 2

_MOST_KIB = 1024 * 1024

# How a taken-over hash is told from our own, which may be peppered where this is not.
_MARK = "imported:"


@dataclass(frozen=True, slots=True)
class _Kind:
    """One way to write a slow, salted hash; `costs` maps a named group of `form` to its least and most."""

    form: re.Pattern[str]
    costs: dict[str, tuple[int, int]]
    verifies: Callable[[bytes, re.Match[str]], bool]

    def reads(self, encoded: str) -> re.Match[str] | None:
        found = self.form.fullmatch(encoded)
        if found and all(least <= int(found[name]) <= most for name, (least, most) in self.costs.items()):
            return found
        return None


def import_hash(encoded: str) -> str:
    """Return the form in which another system's hash is stored here, to be handed to `verify_password`.

    Accepts argon2id, scrypt, PBKDF2 (PHC form, or Django's) and bcrypt, which is kept but cannot be checked here.
    `RefusedError` for anything else: plain text, MD5, SHA-1, a cost so low that guessing is cheap. The refusal does
    not repeat what was given.
    """
    if not any(kind.reads(encoded) for kind in _KINDS):
        raise RefusedError(
            msg("this is not a password hash that may be taken over"),
            msg("plain text and hashes made for speed give the password away as soon as the table is read"),
            msg("import argon2id, scrypt, PBKDF2 or bcrypt hashes; let everybody else choose a new password"),
        )
    return _MARK + encoded


def is_imported(stored: str) -> bool:
    """Tell a taken-over hash from one of our own."""
    return stored.startswith(_MARK)


def verifies(password: bytes, stored: str) -> bool:
    """Tell whether `password` belongs to what `import_hash` returned."""
    encoded = stored.removeprefix(_MARK)
    for kind in _KINDS:
        if found := kind.reads(encoded):
            return kind.verifies(password, found)
    return False


def _argon2id(password: bytes, found: re.Match[str]) -> bool:
    try:
        Argon2id.verify_phc_encoded(password, found[0])
    except InvalidKey:
        return False
    return True


def _pbkdf2(password: bytes, found: re.Match[str]) -> bool:
    expected = _unbase64(found["digest"])
    made = hashlib.pbkdf2_hmac(found["hash"], password, _unbase64(found["salt"]), int(found["rounds"]), len(expected))
    return compare_digest(made, expected)


def _pbkdf2_django(password: bytes, found: re.Match[str]) -> bool:
    made = hashlib.pbkdf2_hmac("sha256", password, found["salt"].encode(), int(found["rounds"]))
    return compare_digest(made, _unbase64(found["digest"]))


def _scrypt(password: bytes, found: re.Match[str]) -> bool:
    expected = _unbase64(found["digest"])
    n, r, p = 2 ** int(found["log"]), int(found["block"]), int(found["lanes"])
    # OpenSSL refuses to exceed this; blocks, lanes and a little to spare.
    most = 128 * r * (n + p + 2) + 1024
    made = hashlib.scrypt(password, salt=_unbase64(found["salt"]), n=n, r=r, p=p, maxmem=most, dklen=len(expected))
    return compare_digest(made, expected)


def _bcrypt(_password: bytes, _found: re.Match[str]) -> bool:
    raise OperatorError(
        msg("a bcrypt hash is kept, but not checked here"),
        msg("jikim has no implementation of bcrypt, and an imported hash cannot be turned into another"),
        msg("let the service check it where it always did, and hand the password in to be hashed anew"),
    )


def _unbase64(text: str) -> bytes:
    # PHC leaves out the padding; passlib writes "." for "+".
    plain = text.rstrip("=").replace(".", "+")
    return base64.b64decode(plain + "=" * (-len(plain) % 4))


def _form(pattern: str) -> re.Pattern[str]:
    salt, digest = "(?P<salt>[A-Za-z0-9+/.]{11,88})", "(?P<digest>[A-Za-z0-9+/.]{22,88}={0,2})"
    return re.compile(pattern.replace("<SALT>", salt).replace("<DIGEST>", digest), re.ASCII)


_KINDS = (
    _Kind(
        _form(r"\$argon2id\$v=19\$m=(?P<kib>\d{1,7}),t=(?P<rounds>\d{1,3}),p=(?P<lanes>\d{1,2})\$<SALT>\$<DIGEST>"),
        {"kib": (LEAST_ARGON2_KIB, _MOST_KIB), "rounds": (LEAST_ARGON2_ROUNDS, 20), "lanes": (1, 16)},
        _argon2id,
    ),
    _Kind(
        _form(r"\$pbkdf2-(?P<hash>sha256|sha512)\$(?:i=)?(?P<rounds>\d{1,8})(?:,l=\d{1,3})?\$<SALT>\$<DIGEST>"),
        {"rounds": (10_000, 10_000_000)},
        _pbkdf2,
    ),
    _Kind(
        _form(r"pbkdf2_sha256\$(?P<rounds>\d{1,8})\$(?P<salt>[A-Za-z0-9]{8,64})\$<DIGEST>"),
        {"rounds": (10_000, 10_000_000)},
        _pbkdf2_django,
    ),
    _Kind(
        _form(r"\$scrypt\$ln=(?P<log>\d{1,2}),r=(?P<block>\d{1,2}),p=(?P<lanes>\d{1,2})\$<SALT>\$<DIGEST>"),
        {"log": (14, 20), "block": (8, 8), "lanes": (1, 16)},
        _scrypt,
    ),
    _Kind(
        _form(r"\$2[abxy]\$(?P<cost>\d\d)\$[./A-Za-z0-9]{53}"),
        {"cost": (10, 31)},
        _bcrypt,
    ),
)
