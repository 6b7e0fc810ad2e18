"""Wrapping keys: the right row, the right purpose, the right epoch."""

import pytest

from jikim.errors import OperatorError, TamperedError
from jikim.keeper import KeyEncryption, Purpose, Secret, epoch_of, new_keys

OLD_KEY, NEW_KEY, KEY = new_keys(3)
OLD = KeyEncryption({4: Secret(OLD_KEY)})
BOTH = KeyEncryption({4: Secret(OLD_KEY), 5: Secret(NEW_KEY)})
NEW = KeyEncryption({5: Secret(NEW_KEY)})


def test_a_wrapped_key_comes_back() -> None:
    wrapped = OLD.wrap(9, KEY)
    assert len(wrapped) == 65
    assert OLD.unwrap(9, wrapped) == KEY
    assert epoch_of(wrapped) == OLD.epoch == 4


def test_wrapping_twice_gives_two_values() -> None:
    assert OLD.wrap(9, KEY) != OLD.wrap(9, KEY)


@pytest.mark.parametrize("key_id", [0, 8, 10, 2**128 - 1])
def test_a_wrapped_key_does_not_serve_in_another_row(key_id: int) -> None:
    with pytest.raises(TamperedError):
        OLD.unwrap(key_id, OLD.wrap(9, KEY))


def test_a_key_wrapped_for_one_purpose_does_not_serve_another() -> None:
    for purpose in Purpose:
        wrapped = OLD.wrap(9, KEY, purpose)
        assert OLD.unwrap(9, wrapped, purpose) == KEY
        for other in set(Purpose) - {purpose}:
            with pytest.raises(TamperedError):
                OLD.unwrap(9, wrapped, other)


def test_no_byte_of_a_wrapped_key_may_change() -> None:
    wrapped = OLD.wrap(9, KEY)
    opened = 0
    for at in range(len(wrapped)):
        for change in range(1, 256):
            altered = bytearray(wrapped)
            altered[at] ^= change
            try:
                OLD.unwrap(9, bytes(altered))
                opened += 1
            except (TamperedError, OperatorError):
                continue
    assert opened == 0


@pytest.mark.parametrize("size", [0, 1, 5, 17, 64])
def test_a_wrapped_key_cut_short_does_not_open(size: int) -> None:
    with pytest.raises(TamperedError):
        OLD.unwrap(9, OLD.wrap(9, KEY)[:size])


def test_an_epoch_that_is_not_held_is_named() -> None:
    with pytest.raises(OperatorError, match="epoch '4'"):
        NEW.unwrap(9, OLD.wrap(9, KEY))


def test_one_epoch_s_key_under_another_s_number_does_not_open() -> None:
    wrapped = OLD.wrap(9, KEY)
    with pytest.raises(TamperedError):
        BOTH.unwrap(9, wrapped[:1] + (5).to_bytes(4, "big") + wrapped[5:])


def test_many_are_wrapped_like_one_and_in_order() -> None:
    keys = list(enumerate(new_keys(3000)))
    wrapped = OLD.wrap_many(iter(keys))
    assert [OLD.unwrap(key_id, value) for (key_id, _), value in zip(keys, wrapped, strict=True)] == [k for _, k in keys]
    assert len({value[5:17] for value in wrapped}) == 3000


def test_wrapping_anew_moves_every_key_to_the_newest_epoch_and_can_be_repeated() -> None:
    keys = list(enumerate(new_keys(10)))
    half = [*OLD.wrap_many(keys[:5]), *NEW.wrap_many(keys[5:])]
    moved = BOTH.rewrap_many(enumerate(half))
    assert {epoch_of(value) for value in moved} == {5}
    assert [NEW.unwrap(key_id, value) for key_id, value in enumerate(moved)] == [key for _, key in keys]


@pytest.mark.parametrize("size", [0, 16, 31, 33])
def test_only_whole_keys_are_wrapped(size: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        OLD.wrap(9, bytes(size))
