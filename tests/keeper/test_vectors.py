"""The published test vectors (Wycheproof), through our functions where the shape allows, else the primitive we call."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from jikim.keeper import NoteVerifier
from jikim.keeper.cipher import derive
from jikim.ledger import PublicKey

pytestmark = pytest.mark.reference

Fields = dict[str, str]


def cases(reference: Path, name: str) -> Iterator[tuple[dict[str, object], Fields]]:
    document = json.loads((reference / "vectors" / "wycheproof" / name).read_text(encoding="utf-8"))
    for group in document["testGroups"]:
        for test in group["tests"]:
            yield group, test


def test_aes_gcm_is_the_published_one(reference: Path) -> None:
    tried = 0
    for group, test in cases(reference, "aes_gcm_test.json"):
        if group["ivSize"] != 96:
            continue
        tried += 1
        key, nonce, aad = (bytes.fromhex(test[name]) for name in ("key", "iv", "aad"))
        sealed = bytes.fromhex(test["ct"] + test["tag"])
        message = bytes.fromhex(test["msg"])
        if test["result"] == "valid":
            assert AESGCM(key).encrypt(nonce, message, aad) == sealed
            assert AESGCM(key).decrypt(nonce, sealed, aad) == message
        else:
            with pytest.raises(InvalidTag):
                AESGCM(key).decrypt(nonce, sealed, aad)
    assert tried == 197


def test_our_derivation_is_the_published_hkdf(reference: Path) -> None:
    """`derive` gives one block of 64 bytes: what is shorter is its beginning, what is longer begins with it."""
    tried = 0
    for _, test in cases(reference, "hkdf_sha512_test.json"):
        if test["result"] != "valid":
            continue
        tried += 1
        key, salt, info, okm = (bytes.fromhex(test[name]) for name in ("ikm", "salt", "info", "okm"))
        size = min(len(okm), 64)
        assert derive(key, salt, info)[:size] == okm[:size]
        assert HKDF(SHA512(), len(okm), salt, info).derive(key) == okm
    assert tried == 80


def test_our_verifier_is_the_published_ed25519(reference: Path) -> None:
    tried = 0
    for group, test in cases(reference, "ed25519_test.json"):
        tried += 1
        public = group["publicKey"]
        assert isinstance(public, dict)
        verifier = NoteVerifier(PublicKey("vectors.example.kr", bytes.fromhex(public["pk"])))
        accepted = verifier.accepts(bytes.fromhex(test["msg"]), bytes.fromhex(test["sig"]))
        assert accepted == (test["result"] == "valid"), test
    assert tried == 151
