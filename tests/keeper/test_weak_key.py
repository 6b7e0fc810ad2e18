"""A key that could be guessed is refused, wherever it comes from; a drawn one never is."""

import base64
import csv
from hashlib import sha256
from pathlib import Path

import pytest

from jikim.errors import OperatorError
from jikim.keeper import create_key_file, from_environment, load_key_file, new_keys
from jikim.keeper.weak_key import refuse_weak

with (Path(__file__).parent / "weak_keys.csv").open(encoding="utf-8", newline="") as table:
    WEAK = [(bytes.fromhex(row["key"]), row["why"]) for row in csv.DictReader(table)]


@pytest.mark.parametrize(("key", "why"), WEAK, ids=[why for _, why in WEAK])
def test_an_example_or_a_pattern_is_refused(key: bytes, why: str, tmp_path: Path) -> None:
    with pytest.raises(OperatorError, match="example or a pattern"):
        from_environment(base64.b64encode(key).decode())
    path = tmp_path / "kek"
    create_key_file(path)
    with path.open("r+b") as file:
        fields = b"jikimKEK" + (1).to_bytes(8, "big") + key
        file.write(fields + sha256(fields).digest())
    with pytest.raises(OperatorError, match="example or a pattern") as refusal:
        load_key_file(path)
    assert key.hex() not in str(refusal.value.what), why


@pytest.mark.parametrize("size", [0, 1, 16, 24, 31, 33, 64])
def test_a_key_of_another_size_is_refused(size: int) -> None:
    with pytest.raises(OperatorError, match="bytes"):
        refuse_weak(bytes(range(100, 100 + size)), "here")


def test_a_drawn_key_is_never_refused() -> None:
    for key in new_keys(20_000):
        refuse_weak(key, "here")
    assert len(set(new_keys(20_000))) == 20_000
