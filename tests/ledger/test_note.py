"""A signed note: one spelling, known keys only, and no signature that fails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.errors import TamperedError
from jikim.ledger import Note, PublicKey, parse_note, parse_public_key, sign_note, verify_note
from tests.ledger.keys import TestSigner, TestVerifier

SHOP = TestSigner("shop.example.kr/access")
OFFICER = TestSigner("officer.example.kr", 2)
STRANGER = TestSigner("stranger.example.kr", 3)
TEXT = "a text\n\nwith an empty line\n"

SIGNED = sign_note(TEXT, SHOP, OFFICER)


def trusted(*signers: TestSigner) -> tuple[TestVerifier, ...]:
    return tuple(TestVerifier(signer.public) for signer in signers)


def test_a_note_is_read_back_as_it_was_written() -> None:
    assert parse_note(str(SIGNED).encode()) == SIGNED


def test_those_who_signed_are_returned() -> None:
    assert verify_note(SIGNED, trusted(OFFICER, STRANGER, SHOP)) == trusted(SHOP, OFFICER)


def test_a_signature_by_a_stranger_is_passed_over() -> None:
    assert verify_note(sign_note(TEXT, STRANGER, SHOP), trusted(SHOP)) == trusted(SHOP)


def test_a_note_signed_by_strangers_only_is_refused() -> None:
    with pytest.raises(TamperedError):
        verify_note(sign_note(TEXT, STRANGER), trusted(SHOP))
    with pytest.raises(TamperedError):
        verify_note(SIGNED, ())


def test_one_failing_signature_by_a_known_key_spoils_the_note() -> None:
    other = sign_note("another text\n", SHOP)
    mixed = Note(TEXT, (*sign_note(TEXT, OFFICER).signatures, *other.signatures))
    assert verify_note(mixed, trusted(OFFICER)) == trusted(OFFICER)
    with pytest.raises(TamperedError):
        verify_note(mixed, trusted(OFFICER, SHOP))


def test_a_key_of_the_same_name_is_another_key() -> None:
    with pytest.raises(TamperedError):
        verify_note(SIGNED, trusted(TestSigner(SHOP.name, 9)))


@given(at=st.integers(0, len(str(SIGNED).encode()) - 1), bit=st.integers(0, 7))
def test_no_bit_of_a_note_can_be_turned(at: int, bit: int) -> None:
    raw = bytearray(str(SIGNED).encode())
    raw[at] ^= 1 << bit
    try:
        signed_by = verify_note(parse_note(bytes(raw)), trusted(SHOP, OFFICER))
    except TamperedError:
        return
    # What is left then is the other signature: the text is whole, and the broken line speaks for nobody.
    assert len(signed_by) == 1
    assert parse_note(bytes(raw)).text == TEXT


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"text\n",
        b"text\n\n",
        b"text\n\n\xe2\x80\x94 name AAAAAAE=",  # no newline at the end
        b"text\n\n- name AAAAAAE=\n",  # a hyphen for the dash
        b"text\n\n\xe2\x80\x94 name AAAA\n",  # a key id and no signature
        b"text\n\n\xe2\x80\x94 name AAAAAAF=\n",  # base64 with stray bits
        b"text\n\n\xe2\x80\x94 name AAAAAAE\n",  # base64 without padding
        b"text\n\n\xe2\x80\x94  AAAAAAE=\n",  # no name
        b"text\n\n\xe2\x80\x94 na+me AAAAAAE=\n",
        b"text\n\n\xe2\x80\x94 name AAAAAAE=\nmore\n",
        b"te\txt\n\n\xe2\x80\x94 name AAAAAAE=\n",
        b"te\xffxt\n\n\xe2\x80\x94 name AAAAAAE=\n",
        b"text\n\n" + 101 * b"\xe2\x80\x94 name AAAAAAE=\n",
    ],
)
def test_a_note_of_another_spelling_is_refused(raw: bytes) -> None:
    with pytest.raises(TamperedError):
        parse_note(raw)


def test_a_public_key_is_read_back_as_it_was_written() -> None:
    assert parse_public_key(str(SHOP.public)) == SHOP.public


@pytest.mark.parametrize("name", ["", "two words", "a+b", "a\nb", "a\u3000b"])
def test_a_key_without_a_proper_name_does_not_exist(name: str) -> None:
    with pytest.raises(TamperedError):
        PublicKey(name, bytes(32))


@pytest.mark.parametrize("text", ["", "name", "name+00000000", "name+00000000+", "name+00000000+AQ==", "name+zz+%%"])
def test_a_public_key_that_is_not_whole_is_refused(text: str) -> None:
    with pytest.raises(TamperedError):
        parse_public_key(text)


def test_a_public_key_under_a_foreign_id_is_refused() -> None:
    right = str(SHOP.public)
    wrong = right.replace(SHOP.key_hash.hex(), OFFICER.key_hash.hex())
    with pytest.raises(TamperedError):
        parse_public_key(wrong)
