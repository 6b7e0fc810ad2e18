"""A key handed in as text: read, or refused with what to do; never repeated in the refusal."""

import base64

import pytest

from jikim.errors import OperatorError
from jikim.keeper import from_environment, new_keys

OLD, NEW = new_keys(2)


def written(key: bytes) -> str:
    return base64.b64encode(key).decode()


def test_a_key_from_the_environment_works_and_says_it_is_weaker() -> None:
    keys = from_environment(written(OLD))
    assert keys.unwrap(1, keys.wrap(1, NEW)) == NEW
    assert keys.epoch == 1
    assert keys.weaker
    assert "environment" in str(keys.weakness)


def test_two_epochs_are_a_rotation_under_way() -> None:
    before = from_environment(f"1:{written(OLD)}")
    during = from_environment(f"2:{written(NEW)}, 1:{written(OLD)}")
    after = from_environment(f"2:{written(NEW)}")
    wrapped = before.wrap(7, NEW)
    assert during.epoch == 2
    assert after.unwrap(7, *during.rewrap_many([(7, wrapped)])) == NEW


@pytest.mark.parametrize(
    "value",
    [
        "",
        ",",
        "correct horse battery staple",
        "0:" + written(OLD),
        "-1:" + written(OLD),
        "one:" + written(OLD),
        f"1:{written(OLD)},1:{written(NEW)}",
        written(OLD)[:-2],
        written(OLD)[:20],
        written(OLD + b"x"),
        OLD.hex()[:-1],
        OLD.hex(),
    ],
    ids=["empty", "comma", "words", "epoch 0", "epoch -1", "epoch one", "epoch twice", "two letters short", "half",
         "a byte long", "hex cut", "hex"],
)  # fmt: skip
def test_what_is_not_a_key_is_refused_and_not_repeated(value: str) -> None:
    with pytest.raises(OperatorError) as refusal:
        from_environment(value)
    said = f"{refusal.value.what} {refusal.value.why} {refusal.value.fix}"
    assert not value.strip(",") or value not in said
    assert written(OLD)[:12] not in said
