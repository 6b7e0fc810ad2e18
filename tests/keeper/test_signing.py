"""Signatures under the ledger's notes."""

import hashlib

import pytest

from jikim.errors import TamperedError
from jikim.keeper import NoteSigner, NoteVerifier
from jikim.ledger import PublicKey, Signer, Verifier, parse_note, parse_public_key, sign_note, verify_note

NAME = "shop.example.kr/access"
SEED = bytes(range(32))


def test_a_signed_note_verifies_with_the_printed_key() -> None:
    signer: Signer = NoteSigner.generate(NAME)
    assert isinstance(signer, NoteSigner)
    verifier: Verifier = NoteVerifier(parse_public_key(str(signer.verifier.key)))
    note = parse_note(str(sign_note(f"{NAME}\n0\n", signer)).encode())
    assert verify_note(note, [verifier]) == (verifier,)


def test_a_note_signed_by_another_key_of_that_name_does_not_verify() -> None:
    note = sign_note(f"{NAME}\n0\n", NoteSigner.generate(NAME))
    with pytest.raises(TamperedError):
        verify_note(note, [NoteSigner.generate(NAME).verifier])


def test_the_key_hash_is_the_first_four_bytes_over_name_kind_and_key() -> None:
    signer = NoteSigner.from_seed(NAME, SEED)
    public = signer.verifier.key.public_key
    assert signer.key_hash == hashlib.sha256(NAME.encode() + b"\n\x01" + public).digest()[:4]
    assert signer.verifier.key_hash == signer.key_hash
    assert signer.name == signer.verifier.name == NAME


def test_a_seed_is_the_whole_signer() -> None:
    signer = NoteSigner.generate(NAME)
    again = NoteSigner.from_seed(NAME, signer.seed())
    assert len(signer.seed()) == 32
    assert again.sign(b"text") == signer.sign(b"text")
    assert again.key_hash == signer.key_hash


def test_a_signature_holds_for_one_text_only() -> None:
    signer = NoteSigner.from_seed(NAME, SEED)
    signature = signer.sign(b"text")
    assert signer.verifier.accepts(b"text", signature)
    assert not signer.verifier.accepts(b"text\n", signature)
    assert not signer.verifier.accepts(b"text", signature[:-1])
    assert not signer.verifier.accepts(b"text", b"")
    for bit in range(8 * 64):
        altered = bytearray(signature)
        altered[bit // 8] ^= 1 << bit % 8
        assert not signer.verifier.accepts(b"text", bytes(altered))


def test_a_verifier_prints_its_public_key() -> None:
    verifier = NoteVerifier(PublicKey(NAME, NoteSigner.from_seed(NAME, SEED).verifier.key.public_key))
    assert str(verifier.key) in repr(verifier)
