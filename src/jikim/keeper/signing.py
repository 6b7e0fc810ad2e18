"""Sign the ledger's notes with Ed25519, and say whether a signature is a key's own.

The ledger names what it needs (`Signer`, `Verifier`) and holds no cryptography; these two are how it is met.
Signing keys are drawn, never derived from another key.
"""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from jikim.ledger import PublicKey


class NoteVerifier:
    """A public key trusted under a name; `str(verifier.key)` is how it is printed and passed on."""

    __slots__ = ("_public", "key")

    def __init__(self, key: PublicKey) -> None:
        self._public = Ed25519PublicKey.from_public_bytes(key.public_key)
        self.key = key

    def __repr__(self) -> str:
        return f"NoteVerifier({str(self.key)!r})"

    @property
    def name(self) -> str:
        """The key's name: no spaces, no plus sign."""
        return self.key.name

    @property
    def key_hash(self) -> bytes:
        """The four bytes that stand before each signature."""
        return self.key.key_hash

    def accepts(self, message: bytes, signature: bytes) -> bool:
        """Tell whether `signature` (64 bytes) is this key's over exactly `message`; never raises for a bad one."""
        try:
            self._public.verify(signature, message)
        except InvalidSignature:
            return False
        return True


class NoteSigner:
    """A name and the private key that signs for it; what it publishes of itself is `verifier`."""

    __slots__ = ("_private", "verifier")

    def __init__(self, name: str, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.verifier = NoteVerifier(PublicKey(name, private.public_key().public_bytes_raw()))

    @classmethod
    def generate(cls, name: str) -> "NoteSigner":
        """Draw a new key for `name`."""
        return cls(name, Ed25519PrivateKey.generate())

    @classmethod
    def from_seed(cls, name: str, seed: bytes) -> "NoteSigner":
        """Return the signer whose `seed()` (32 bytes) this is."""
        return cls(name, Ed25519PrivateKey.from_private_bytes(seed))

    def __repr__(self) -> str:
        return f"NoteSigner({self.name!r}, ***)"

    @property
    def name(self) -> str:
        """The name it signs for, e.g. `shop.example.kr/access`."""
        return self.verifier.name

    @property
    def key_hash(self) -> bytes:
        """The four bytes that stand before each signature."""
        return self.verifier.key_hash

    def seed(self) -> bytes:
        """Return the 32 secret bytes, to be wrapped under the key-encryption key and stored."""
        return self._private.private_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return 64 bytes over exactly `message`; the same message gives the same signature."""
        return self._private.sign(message)
