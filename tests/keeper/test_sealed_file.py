"""A file opens whole or not at all."""

import hashlib
from dataclasses import replace

import pytest

from jikim.errors import RefusedError, TamperedError
from jikim.keeper import LARGEST_FILE_BYTES, Context, open_file, open_sealed, seal, seal_file

KEY = bytes(range(50, 82))
HERE = Context("shop", "live", b"p" * 16, b"r" * 16, "claim", "2026-01", 1)
PART = 65_535
SEALED_PART = 97 + 65_536


def content(size: int) -> bytes:
    return hashlib.shake_128(b"a scanned paper").digest(size)


def parts_of(sealed: bytes) -> list[bytes]:
    return [sealed[start : start + SEALED_PART] for start in range(0, len(sealed), SEALED_PART)]


@pytest.mark.parametrize("size", [0, 1, PART - 1, PART, PART + 1, 2 * PART, 3 * PART + 17, LARGEST_FILE_BYTES])
def test_a_file_of_any_size_comes_back(size: int) -> None:
    data = content(size)
    assert open_file(KEY, HERE, seal_file(KEY, 1, HERE, data)) == data


def test_a_file_larger_than_eight_mebibytes_is_refused() -> None:
    with pytest.raises(RefusedError):
        seal_file(KEY, 1, HERE, bytes(LARGEST_FILE_BYTES + 1))


FOUR = seal_file(KEY, 1, HERE, content(3 * PART + 17))
A, B, C, D = parts_of(FOUR)


@pytest.mark.parametrize(
    "parts",
    [
        (B, A, C, D),
        (A, C, B, D),
        (A, B, D, C),
        (D, B, C, A),
        (A, B, C),
        (B, C, D),
        (A, B, D),
        (A, A, B, C, D),
        (A, B, C, C, D),
        (A, B, C, D, D),
        (A,),
        (D,),
        (),
    ],
    ids=lambda parts: "".join("ABCD"[(A, B, C, D).index(part)] for part in parts) or "nothing",
)
def test_parts_swapped_dropped_or_added_do_not_open(parts: tuple[bytes, ...]) -> None:
    assert open_file(KEY, HERE, A + B + C + D) == content(3 * PART + 17)
    with pytest.raises(TamperedError):
        open_file(KEY, HERE, b"".join(parts))


def test_a_full_last_part_is_not_taken_for_a_middle_one() -> None:
    """Two whole parts: the first alone, or a third put behind, is not the file."""
    first, second = parts_of(seal_file(KEY, 1, HERE, content(2 * PART)))
    for parts in (first, first + second + D, first + second + B):
        with pytest.raises(TamperedError):
            open_file(KEY, HERE, parts)


def test_parts_of_two_files_do_not_mix() -> None:
    other = parts_of(seal_file(KEY, 1, replace(HERE, revision=2), content(3 * PART + 17)))
    for number in range(4):
        mixed = [A, B, C, D]
        mixed[number] = other[number]
        with pytest.raises(TamperedError):
            open_file(KEY, HERE, b"".join(mixed))


def test_a_file_is_not_a_record_nor_a_record_a_file() -> None:
    with pytest.raises(TamperedError):
        open_sealed(KEY, HERE, seal_file(KEY, 1, HERE, b"one part"))
    with pytest.raises(TamperedError):
        open_file(KEY, HERE, seal(KEY, 1, HERE, b"one part"))


def test_the_caller_does_not_number_the_parts() -> None:
    with pytest.raises(ValueError, match="numbered here"):
        seal_file(KEY, 1, replace(HERE, part=1), b"")
