"""A side record opens under its month's key, for its request, and not otherwise."""

import pytest

from jikim.errors import TamperedError
from jikim.keeper import Context, open_sealed, open_side, seal, seal_side

KEY = bytes(range(60, 92))
RID = b"i" * 16
PAYLOAD = b'{"actor":"3f9a","reason":"refund"}'


def test_a_side_record_comes_back() -> None:
    assert open_side(KEY, "2026-11", RID, seal_side(KEY, "2026-11", RID, PAYLOAD)) == PAYLOAD


def test_two_of_the_same_are_not_the_same() -> None:
    assert seal_side(KEY, "2026-11", RID, PAYLOAD) != seal_side(KEY, "2026-11", RID, PAYLOAD)


@pytest.mark.parametrize(
    ("key", "epoch", "rid"),
    [(KEY[::-1], "2026-11", RID), (KEY, "2026-12", RID), (KEY, "2025-11", RID), (KEY, "2026-11", b"j" * 16)],
)
def test_another_key_month_or_request_does_not_open_it(key: bytes, epoch: str, rid: bytes) -> None:
    with pytest.raises(TamperedError):
        open_side(key, epoch, rid, seal_side(KEY, "2026-11", RID, PAYLOAD))


def test_no_bit_of_a_side_record_may_change() -> None:
    sealed = seal_side(KEY, "2026-11", RID, PAYLOAD)
    for bit in range(8 * len(sealed)):
        altered = bytearray(sealed)
        altered[bit // 8] ^= 1 << bit % 8
        with pytest.raises(TamperedError):
            open_side(KEY, "2026-11", RID, bytes(altered))


def test_a_side_record_is_not_a_record() -> None:
    context = Context("", "", RID, RID, "", "", 0)
    with pytest.raises(TamperedError):
        open_sealed(KEY, context, seal_side(KEY, "2026-11", RID, PAYLOAD))
    with pytest.raises(TamperedError):
        open_side(KEY, "2026-11", RID, seal(KEY, 202611, context, PAYLOAD))


@pytest.mark.parametrize("epoch", ["2026-13", "2026-00", "26-11", "2026-1", "2026-11 ", "202611", ""])
def test_a_month_reads_2026_11(epoch: str) -> None:
    with pytest.raises(ValueError, match="month"):
        seal_side(KEY, epoch, RID, PAYLOAD)


def test_a_request_id_has_sixteen_bytes() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        seal_side(KEY, "2026-11", b"", PAYLOAD)
