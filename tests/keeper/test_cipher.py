"""The construction itself: derivation, commitment, padding, and one error for everything."""

import hmac
import os

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from jikim.errors import TamperedError
from jikim.keeper.cipher import OVERHEAD_BYTES, derive, header_of, key_id_of, lock, unlock

KEY = bytes(range(100, 132))
SALT = bytes(range(32))


def sealed(plaintext: bytes, key: bytes = KEY, key_id: int = 7, place: bytes = b"here", salt: bytes = SALT) -> bytes:
    return lock(key, header_of(key_id), place, plaintext, salt)


@given(key=st.binary(min_size=32, max_size=32), salt=st.binary(max_size=128), info=st.binary(max_size=400))
def test_the_derivation_is_the_library_s_hkdf(key: bytes, salt: bytes, info: bytes) -> None:
    assert derive(key, salt, info) == HKDF(SHA512(), 64, salt, info).derive(key)


@given(key=st.binary(min_size=32, max_size=32), salt=st.binary(min_size=32, max_size=32), info=st.binary(max_size=400))
def test_the_derivation_is_two_hmacs(key: bytes, salt: bytes, info: bytes) -> None:
    assert derive(key, salt, info) == hmac.digest(hmac.digest(salt, key, "sha512"), info + b"\x01", "sha512")


@given(st.binary(max_size=70))
def test_what_was_locked_unlocks(plaintext: bytes) -> None:
    assert unlock(KEY, b"here", sealed(plaintext)) == plaintext


@pytest.mark.parametrize(
    "plaintext", [b"", b"\x80", b"\x80" * 16, b"\x00" * 16, b"\x00" * 33, b"a\x80\x00\x00", b"\x80\x00"]
)
def test_padding_is_not_mistaken_for_content(plaintext: bytes) -> None:
    assert unlock(KEY, b"here", sealed(plaintext)) == plaintext


def test_lengths_show_only_in_steps_of_sixteen() -> None:
    assert {len(sealed(bytes(size))) - OVERHEAD_BYTES for size in range(64)} == {16, 32, 48, 64}
    assert len(sealed(bytes(15))) == OVERHEAD_BYTES + 16 == 113
    assert len(sealed(bytes(16))) == OVERHEAD_BYTES + 32


def test_the_layout_is_suite_key_id_salt_commitment_ciphertext() -> None:
    value = sealed(b"text", key_id=7)
    okm = derive(KEY, SALT, b"pdv/1" + b"\x01" + (7).to_bytes(16, "big") + b"here")
    assert value[:1] == b"\x01"
    assert value[1:17] == (7).to_bytes(16, "big")
    assert value[17:49] == SALT
    assert value[49:81] == okm[32:]
    assert key_id_of(value) == 7


def test_no_byte_of_a_sealed_value_may_change() -> None:
    value = sealed(b"a sealed value of two blocks")
    opened = 0
    tried = 0
    for at in range(len(value)):
        for change in range(1, 256):
            altered = bytearray(value)
            altered[at] ^= change
            tried += 1
            opened += opens(KEY, b"here", bytes(altered))
    assert tried >= 20_000
    assert opened == 0


@given(at=st.integers(0, 144), junk=st.binary(min_size=1, max_size=40))
def test_no_stretch_of_a_sealed_value_may_change(at: int, junk: bytes) -> None:
    value = sealed(b"a sealed value of two blocks")
    altered = value[:at] + junk + value[at + len(junk) :]
    assert altered == value or not opens(KEY, b"here", altered)


def test_a_sealed_value_cut_short_or_drawn_out_does_not_open() -> None:
    value = sealed(b"a sealed value of two blocks")
    assert not any(opens(KEY, b"here", value[:size]) for size in range(len(value)))
    assert not any(opens(KEY, b"here", value + bytes(size)) for size in range(1, 40))


def test_another_key_or_another_place_does_not_open() -> None:
    value = sealed(b"text")
    assert not opens(os.urandom(32), b"here", value)
    assert not opens(KEY[:31], b"here", value)
    assert not opens(KEY, b"there", value)


@pytest.mark.parametrize("suite", [0, 2, 3, 255])
def test_an_unknown_suite_is_refused(suite: int) -> None:
    value = bytes([suite]) + sealed(b"text")[1:]
    assert not opens(KEY, b"here", value)
    with pytest.raises(TamperedError):
        key_id_of(value)


def test_another_suite_is_refused_even_if_its_maker_held_the_key() -> None:
    assert not opens(KEY, b"here", lock(KEY, b"\x02" + (7).to_bytes(16, "big"), b"here", b"text", SALT))


@pytest.mark.parametrize(
    "padded",
    [bytes(16), b"text" * 4, b"\x80" + bytes(31), b"text\x80", b"text\x80" + bytes(10) + b"\x01", b"\x80" + bytes(16)],
)
def test_padding_that_is_not_ours_is_refused_even_if_its_maker_held_the_key(padded: bytes) -> None:
    header = header_of(7)
    info = b"pdv/1" + header + b"here"
    okm = derive(KEY, SALT, info)
    value = header + SALT + okm[32:] + AESGCM(okm[:32]).encrypt(bytes(12), padded, info)
    assert not opens(KEY, b"here", value)


def test_every_failure_says_the_same() -> None:
    value = sealed(b"text")
    failures = [
        (KEY, b"here", b""),
        (KEY, b"here", b"\x02" + value[1:]),
        (KEY, b"here", value[:-1] + bytes([value[-1] ^ 1])),
        (KEY, b"there", value),
        (KEY[::-1], b"here", value),
    ]
    said = set()
    for key, place, altered in failures:
        with pytest.raises(TamperedError) as refusal:
            unlock(key, place, altered)
        said.add((refusal.value.what, refusal.value.why, refusal.value.fix, refusal.value.__cause__))
    assert len(said) == 1


@pytest.mark.parametrize("size", [0, 16, 31, 33, 64])
def test_a_key_has_thirty_two_bytes(size: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        sealed(b"text", key=bytes(size))


def opens(key: bytes, place: bytes, value: bytes) -> bool:
    try:
        unlock(key, place, value)
    except TamperedError:
        return False
    return True
