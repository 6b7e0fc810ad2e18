"""Ed25519 keys as a `Signer` and a `Verifier`, made from a number so that every run has the same ones."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from jikim.ledger import PublicKey


@dataclass(frozen=True)
class TestSigner:
    __test__ = False

    name: str
    number: int = 1

    @property
    def key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.number.to_bytes(32, "big"))

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.name, self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    @property
    def key_hash(self) -> bytes:
        return self.public.key_hash

    def sign(self, message: bytes) -> bytes:
        return self.key.sign(message)


@dataclass(frozen=True)
class TestVerifier:
    __test__ = False

    public: PublicKey

    @property
    def name(self) -> str:
        return self.public.name

    @property
    def key_hash(self) -> bytes:
        return self.public.key_hash

    def accepts(self, message: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public.public_key).verify(signature, message)
        except InvalidSignature:
            return False
        return True
