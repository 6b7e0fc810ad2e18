"""What a log says of itself, in three lines and under its own name."""

from pathlib import Path

import pytest

from jikim.errors import TamperedError
from jikim.ledger import (
    EMPTY_ROOT,
    Checkpoint,
    parse_checkpoint,
    parse_public_key,
    sign_checkpoint,
    sign_note,
    verify_checkpoint,
)
from tests.ledger.keys import TestSigner, TestVerifier
from tests.ledger.memory import ORIGIN, filled

SHOP = TestSigner(ORIGIN)
ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="

# The key of the public test log, in which Tessera's own tests are signed.
TESSERA = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"


def test_a_checkpoint_is_three_lines() -> None:
    checkpoint = parse_checkpoint(f"{ORIGIN}\n70000\n{ROOT}\n")
    assert (checkpoint.origin, checkpoint.size, len(checkpoint.root)) == (ORIGIN, 70_000, 32)
    assert str(checkpoint) == f"{ORIGIN}\n70000\n{ROOT}\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"{ORIGIN}\n7\n{ROOT}",
        f"{ORIGIN}\n7\n{ROOT}\n\n",
        f"{ORIGIN}\n7\n{ROOT}\nan extension\n",
        f"\n7\n{ROOT}\n",
        f"{ORIGIN}\n07\n{ROOT}\n",
        f"{ORIGIN}\n+7\n{ROOT}\n",
        f"{ORIGIN}\n-7\n{ROOT}\n",
        f"{ORIGIN}\n７\n{ROOT}\n",
        f"{ORIGIN}\n7\n{ROOT[:-4]}\n",
        f"{ORIGIN}\n7\n{ROOT[:-2]}J=\n",
        f"{ORIGIN}\n0\n{ROOT}\n",
        f"two words\n7\n{ROOT}\n",
        f"a+b\n7\n{ROOT}\n",
    ],
)
def test_a_checkpoint_of_another_spelling_is_refused(text: str) -> None:
    with pytest.raises(TamperedError):
        parse_checkpoint(text)


def test_a_root_is_thirty_two_bytes() -> None:
    with pytest.raises(TamperedError):
        Checkpoint(ORIGIN, 1, EMPTY_ROOT[:31])


def test_a_signed_checkpoint_is_verified_with_the_key_of_its_log() -> None:
    log, _ = filled(7)
    note = sign_checkpoint(log.extend_checkpoint(None), SHOP)
    assert verify_checkpoint(str(note).encode(), TestVerifier(SHOP.public)) == Checkpoint(ORIGIN, 7, log.root)


def test_the_key_of_another_log_neither_signs_nor_verifies() -> None:
    grants = TestSigner("shop.example.kr/grants")
    checkpoint = Checkpoint(ORIGIN, 0, EMPTY_ROOT)
    with pytest.raises(TamperedError):
        sign_checkpoint(checkpoint, grants)
    with pytest.raises(TamperedError):
        verify_checkpoint(sign_note(str(checkpoint), grants), TestVerifier(grants.public))


@pytest.mark.reference
def test_every_checkpoint_of_tessera_verifies(reference: Path) -> None:
    log = TestVerifier(parse_public_key(TESSERA))
    folder = reference / "vectors/tessera/testdata/log"
    sizes = [verify_checkpoint((folder / f"checkpoint.{n}").read_bytes(), log).size for n in range(16)]
    assert sizes == list(range(16))


@pytest.mark.reference
def test_a_checkpoint_of_tessera_with_another_size_does_not(reference: Path) -> None:
    raw = (reference / "vectors/tessera/testdata/log/checkpoint.15").read_bytes()
    with pytest.raises(TamperedError):
        verify_checkpoint(raw.replace(b"\n15\n", b"\n14\n"), TestVerifier(parse_public_key(TESSERA)))
