"""A signed note: a text, and below it the signatures of those who stand by it (C2SP signed-note v1.0.0).

    shop.example.kr/access
    70000
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    — shop.example.kr/access Az3grlgt...

A key is known by its name and a four-byte id taken from the name, the kind of signature and the public key.
Signatures by unknown keys are passed over; one by a known key that fails spoils the whole note. Keys are
handed in as a `Signer` or a `Verifier`: this room holds no cryptography but SHA-256.
"""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from jikim.errors import TamperedError
from jikim.messages import Message, msg

ED25519 = 0x01
MAX_SIGNATURES = 100
_DASH = "\N{EM DASH} "


class Signer(Protocol):
    """A private key that signs notes under a name."""

    @property
    def name(self) -> str:
        """Return the key's name: no spaces, no plus sign."""

    @property
    def key_hash(self) -> bytes:
        """Return the four bytes of `key_hash(name, public_key)`."""

    def sign(self, message: bytes) -> bytes:
        """Return the signature over `message` (64 bytes for Ed25519)."""


class Verifier(Protocol):
    """A public key trusted under a name."""

    @property
    def name(self) -> str:
        """Return the key's name: no spaces, no plus sign."""

    @property
    def key_hash(self) -> bytes:
        """Return the four bytes of `key_hash(name, public_key)`."""

    def accepts(self, message: bytes, signature: bytes) -> bool:
        """Tell whether `signature` is this key's over `message`; never raises for a bad one."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key as people pass it on: `name+3d9f0c21+base64`, the kind in front of the key's bytes."""

    name: str
    public_key: bytes
    kind: int = ED25519

    def __post_init__(self) -> None:
        _must_be_a_name(self.name)

    @property
    def key_hash(self) -> bytes:
        """Return the key's four-byte id."""
        return key_hash(self.name, self.public_key, self.kind)

    def __str__(self) -> str:
        key = b64encode(bytes([self.kind]) + self.public_key).decode()
        return f"{self.name}+{self.key_hash.hex()}+{key}"


@dataclass(frozen=True, slots=True)
class Signature:
    """One line below a note: who signed, with which key, and the signature itself."""

    name: str
    key_hash: bytes
    value: bytes

    def __post_init__(self) -> None:
        _must_be_a_name(self.name)

    def __str__(self) -> str:
        return f"{_DASH}{self.name} {b64encode(self.key_hash + self.value).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text ending in a newline, and its signatures. Nothing has been verified yet: see `verify_note`."""

    text: str
    signatures: tuple[Signature, ...] = ()

    def __post_init__(self) -> None:
        if not self.text.endswith("\n") or not _is_plain(self.text):
            raise _malformed(msg("the text of a note has control characters, or does not end in a newline"))

    def __str__(self) -> str:
        """Return the note as it is stored and sent, to be encoded in UTF-8."""
        return self.text + "\n" + "".join(str(signature) for signature in self.signatures)


def key_hash(name: str, public_key: bytes, kind: int = ED25519) -> bytes:
    """Return the four-byte id of a key; `kind` is the type byte of its signatures (0x01 is Ed25519)."""
    return sha256(name.encode() + b"\n" + bytes([kind]) + public_key).digest()[:4]


def parse_public_key(text: str) -> PublicKey:
    """Read `name+id+base64`; raises TamperedError when it is malformed or the id is not the key's."""
    name, _, rest = text.partition("+")
    stated, _, encoded = rest.partition("+")
    raw = _decoded(encoded)
    if len(raw) < 2:
        raise _malformed(msg("a public key has no key in it"))
    key = PublicKey(name, raw[1:], raw[0])
    if key.key_hash.hex() != stated:
        raise _malformed(msg("the id of public key '{name}' is not that of its bytes", name=name))
    return key


def sign_note(text: str, *signers: Signer) -> Note:
    """Return the note over `text`, signed by each signer in turn."""
    message = Note(text).text.encode()
    return Note(text, tuple(Signature(signer.name, signer.key_hash, signer.sign(message)) for signer in signers))


def parse_note(raw: bytes) -> Note:
    """Read a note without verifying it; raises TamperedError when the format is not exactly kept."""
    try:
        whole = raw.decode()
    except UnicodeDecodeError:
        raise _malformed(msg("a note is not UTF-8")) from None
    text, gap, below = whole.rpartition("\n\n")
    lines = below.split("\n")
    if not gap or lines.pop() or not 0 < len(lines) <= MAX_SIGNATURES:
        raise _malformed(msg("a note has no signatures, or too many, or no newline at its end"))
    return Note(text + "\n", tuple(_signature(line) for line in lines))


def verify_note(note: Note, verifiers: Sequence[Verifier]) -> tuple[Verifier, ...]:
    """Return those of `verifiers` who signed the note, in the order of its lines.

    Raises TamperedError when a known key's signature fails, or none is by a known key.
    """
    known = {(verifier.name, verifier.key_hash): verifier for verifier in verifiers}
    message = note.text.encode()
    signed: list[Verifier] = []
    for signature in note.signatures:
        verifier = known.get((signature.name, signature.key_hash))
        if verifier is None:
            continue
        if verifier.accepts(message, signature.value) is not True:
            raise _not_signed(msg("the signature by '{name}' does not belong to this note", name=signature.name))
        if verifier not in signed:
            signed.append(verifier)
    if not signed:
        raise _not_signed(msg("the note is not signed by any key that is trusted here"))
    return tuple(signed)


def _signature(line: str) -> Signature:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    raw = _decoded(encoded)
    if not line.startswith(_DASH) or len(raw) < 5:
        raise _malformed(msg("a line below a note is not a signature"))
    return Signature(name, raw[:4], raw[4:])


def _decoded(encoded: str) -> bytes:
    """Decode standard base64, in its one canonical spelling."""
    try:
        raw = b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if b64encode(raw).decode() != encoded:
        raise _malformed(msg("base64 is misspelled"))
    return raw


def _must_be_a_name(name: str) -> None:
    if not name or "+" in name or not _is_plain(name) or any(letter.isspace() for letter in name):
        raise _malformed(msg("the name of a key is empty, or has a space or a plus sign"))


def _is_plain(text: str) -> bool:
    return all(letter >= " " or letter == "\n" for letter in text)


def _malformed(what: Message) -> TamperedError:
    return TamperedError(
        what,
        why=msg("a signed note has one spelling only, so that everybody verifies the same bytes"),
        fix=msg("fetch the note again from where it was published"),
    )


def _not_signed(what: Message) -> TamperedError:
    return TamperedError(
        what,
        why=msg("a checkpoint counts only when a trusted key has signed exactly this text"),
        fix=msg("compare the key with the one its owner published; if it is right, keep the note: it is evidence"),
    )
