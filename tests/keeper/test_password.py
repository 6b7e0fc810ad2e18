"""Passwords and hashes of passwords, our own and others'."""

import base64
import hashlib
import statistics
import time
import unicodedata

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from jikim.errors import OperatorError, RefusedError
from jikim.keeper import hash_password, import_hash, verify_password

# The least that is allowed: tests need not take longer than attackers must.
LEAST = {"memory_kib": 19 * 1024, "rounds": 2}
SALT = bytes(range(16))
PASSWORD = "틀린 말이 아닌 암호 7"


def b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")


def test_a_password_verifies_and_another_does_not() -> None:
    encoded = hash_password(PASSWORD, **LEAST)
    assert verify_password(PASSWORD, encoded)
    assert not verify_password(PASSWORD + " ", encoded)
    assert not verify_password("", encoded)


def test_the_default_costs_sixty_four_mebibytes_and_three_rounds() -> None:
    assert hash_password(PASSWORD).startswith("$argon2id$v=19$m=65536,t=3,p=1$")


def test_the_same_password_hashes_differently_each_time() -> None:
    assert hash_password(PASSWORD, **LEAST) != hash_password(PASSWORD, **LEAST)


@pytest.mark.parametrize(("memory_kib", "rounds"), [(19 * 1024 - 1, 2), (64 * 1024, 1), (0, 0)])
def test_a_cheaper_hash_is_refused(memory_kib: int, rounds: int) -> None:
    with pytest.raises(RefusedError):
        hash_password(PASSWORD, memory_kib=memory_kib, rounds=rounds)


def test_hangul_composed_or_in_parts_is_the_same_password() -> None:
    encoded = hash_password(unicodedata.normalize("NFD", PASSWORD), **LEAST)
    assert verify_password(unicodedata.normalize("NFC", PASSWORD), encoded)


def test_nobody_s_password_takes_as_long_as_somebody_s() -> None:
    encoded = hash_password(PASSWORD)

    def taken(stored: str | None) -> float:
        start = time.perf_counter()
        assert not verify_password("wrong", stored)
        return time.perf_counter() - start

    rounds = [(taken(encoded), taken(None)) for _ in range(5)]
    ratio = statistics.median(nobody / somebody for somebody, nobody in rounds)
    # Wide, because the machine is shared; a lookup without a hash would be a thousand times faster.
    assert 0.5 < ratio < 2


def test_a_pepper_is_needed_to_verify() -> None:
    encoded = hash_password(PASSWORD, pepper=b"p" * 32, **LEAST)
    assert verify_password(PASSWORD, encoded, pepper=b"p" * 32)
    assert not verify_password(PASSWORD, encoded)
    assert not verify_password(PASSWORD, encoded, pepper=b"q" * 32)


def argon2id() -> str:
    hasher = Argon2id(salt=SALT, length=32, iterations=2, lanes=1, memory_cost=19 * 1024)
    return hasher.derive_phc_encoded(PASSWORD.encode())


def pbkdf2() -> str:
    digest = hashlib.pbkdf2_hmac("sha512", PASSWORD.encode(), SALT, 25_000)
    return f"$pbkdf2-sha512$25000${b64(SALT).replace('+', '.')}${b64(digest).replace('+', '.')}"


def pbkdf2_phc() -> str:
    digest = hashlib.pbkdf2_hmac("sha256", PASSWORD.encode(), SALT, 25_000)
    return f"$pbkdf2-sha256$i=25000,l=32${b64(SALT)}${b64(digest)}"


def pbkdf2_django() -> str:
    digest = hashlib.pbkdf2_hmac("sha256", PASSWORD.encode(), b"anInventedSalt", 25_000)
    return f"pbkdf2_sha256$25000$anInventedSalt${base64.b64encode(digest).decode()}"


def scrypt() -> str:
    digest = hashlib.scrypt(PASSWORD.encode(), salt=SALT, n=2**14, r=8, p=1, dklen=32)
    return f"$scrypt$ln=14,r=8,p=1${b64(SALT)}${b64(digest)}"


@pytest.mark.parametrize("make", [argon2id, pbkdf2, pbkdf2_phc, pbkdf2_django, scrypt])
def test_another_system_s_slow_hash_is_taken_over_and_verifies(make: object) -> None:
    assert callable(make)
    stored = import_hash(make())
    assert verify_password(PASSWORD, stored)
    assert not verify_password("wrong", stored)
    # It was made without our pepper, and still verifies where one is used.
    assert verify_password(PASSWORD, stored, pepper=b"p" * 32)


def test_bcrypt_is_taken_over_but_not_checked() -> None:
    stored = import_hash("$2b$12$" + "a" * 53)
    with pytest.raises(OperatorError, match="kept, but not checked here") as refused:
        verify_password(PASSWORD, stored)
    assert "no implementation of bcrypt" in str(refused.value.why)
    assert "let the service check it" in str(refused.value.fix)


@pytest.mark.parametrize(
    "encoded",
    [
        "",
        PASSWORD,
        hashlib.md5(b"password").hexdigest(),
        hashlib.sha1(b"password").hexdigest(),
        hashlib.sha256(b"password").hexdigest(),
        hashlib.sha512(b"password").hexdigest(),
        "*" + hashlib.sha1(hashlib.sha1(b"password").digest()).hexdigest().upper(),
        "{SSHA}" + base64.b64encode(hashlib.sha1(b"password" + SALT).digest() + SALT).decode(),
        "$1$saltsalt$" + "a" * 22,
        "md5$salt$" + hashlib.md5(b"saltpassword").hexdigest(),
        "$2b$04$" + "a" * 53,
        "$2b$12$" + "a" * 52,
        "$argon2id$v=19$m=4096,t=3,p=1$" + b64(SALT) + "$" + b64(bytes(32)),
        "$argon2id$v=19$m=65536,t=1,p=1$" + b64(SALT) + "$" + b64(bytes(32)),
        "$argon2id$v=19$m=9999999,t=3,p=1$" + b64(SALT) + "$" + b64(bytes(32)),
        "$pbkdf2-sha256$1$" + b64(SALT) + "$" + b64(bytes(32)),
        "$pbkdf2-sha256$99999999$" + b64(SALT) + "$" + b64(bytes(32)),
        "$scrypt$ln=1,r=8,p=1$" + b64(SALT) + "$" + b64(bytes(32)),
        "$scrypt$ln=40,r=8,p=1$" + b64(SALT) + "$" + b64(bytes(32)),
        "$pbkdf2-sha256$25000$" + b64(SALT) + "$" + b64(bytes(32)) + "\n",
    ],
)
def test_plain_text_and_fast_hashes_are_refused_and_not_repeated(encoded: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        import_hash(encoded)
    said = f"{refusal.value.what} {refusal.value.why} {refusal.value.fix}"
    assert not encoded or encoded not in said


def test_what_is_no_hash_verifies_nothing() -> None:
    for stored in ("", "plain", "imported:", "imported:plain", "$argon2id$"):
        assert not verify_password("plain", stored)
