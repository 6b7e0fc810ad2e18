"""What can still be read: every byte of every file of a vault, searched for plaintext and for keys of what is gone.

    plaintext   the mark that every invented value carries, as UTF-8, UTF-16 and in base64 at each of its offsets
    keys        anything of the form of a wrapped key (form 1, epoch 4, nonce 12, ciphertext and tag 48: 65 bytes)
                that unwraps under the number of a retired key, and so opens a ciphertext that was destroyed

Rows are not asked for keys: free pages, write-ahead logs and journals are part of the files, and so are searched.
"""

import base64
from collections.abc import Iterable, Iterator
from pathlib import Path

from jikim.demo.audit_rows import Copy
from jikim.demo.values import MARK
from jikim.errors import JikimError
from jikim.keeper import KeyEncryption, open_sealed

_WRAPPED = 65
_FORM = b"\x01"


def plaintext_left(folder: Path) -> int:
    """Return how often the mark stands anywhere in the files of a folder."""
    signs = tuple(_written(MARK))
    return sum(_raw(file).count(sign) for file in _files(folder) for sign in signs)


def _written(mark: str) -> Iterator[bytes]:
    """Yield the ways in which a text may stand in a file."""
    plain = mark.encode()
    yield from (plain, plain.upper(), mark.encode("utf-16-le"), mark.encode("utf-16-be"), plain.hex().encode())
    for offset in range(3):
        encoded = base64.b64encode(bytes(offset) + plain)
        # What depends on the bytes before and after is left out.
        yield encoded[-(-offset * 4 // 3) : len(encoded) // 4 * 4 - 4]


def opened_again(folder: Path, encryption: KeyEncryption, copies: Iterable[Copy], living: set[bytes]) -> int:
    """Return how many destroyed ciphertexts open with a key that some file still holds.

    `living` are wrapped keys that stand beside their own number: those are bound to it and open nothing else.
    """
    by_key: dict[int, list[Copy]] = {}
    for copy in copies:
        by_key.setdefault(copy.key, []).append(copy)
    found: set[int] = set()
    for candidate in set(_candidates(folder, encryption.epoch)) - living:
        found |= {number for number in by_key.keys() - found if _opens(encryption, number, candidate, by_key[number])}
    return len(found)


def _candidates(folder: Path, newest: int) -> Iterator[bytes]:
    for file in _files(folder):
        raw = _raw(file)
        for epoch in range(1, newest + 1):
            sign = _FORM + epoch.to_bytes(4, "big")
            at = raw.find(sign)
            while at >= 0:
                if len(raw) - at >= _WRAPPED:
                    yield raw[at : at + _WRAPPED]
                at = raw.find(sign, at + 1)


def _opens(encryption: KeyEncryption, number: int, wrapped: bytes, copies: list[Copy]) -> bool:
    try:
        key = encryption.unwrap(number, wrapped)
    except JikimError:
        return False
    for copy in copies:
        try:
            open_sealed(key, copy.context, copy.body)
        except JikimError:
            continue
        return True
    return False


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _raw(file: Path) -> bytes:
    return file.read_bytes()
