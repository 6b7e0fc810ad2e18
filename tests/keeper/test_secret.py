"""What is secret shows as three stars, whoever prints it."""

import pickle

import pytest

from jikim.keeper import Index, KeyEncryption, NoteSigner, Reference, Secret, new_keys

RAW = new_keys(1)[0]


@pytest.mark.parametrize(
    "holder",
    [
        Secret(RAW),
        KeyEncryption({1: Secret(RAW)}),
        Index(RAW),
        Reference(RAW, "shop"),
        NoteSigner.from_seed("shop.example.kr/access", RAW),
    ],
)
def test_a_holder_of_a_secret_prints_stars(holder: object) -> None:
    for shown in (repr(holder), str(holder), f"{holder}", repr([holder])):
        assert "***" in shown
        assert RAW.hex() not in shown
        assert repr(RAW)[2:-1] not in shown


def test_a_secret_is_not_pickled() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Secret(RAW))


def test_a_secret_is_revealed_on_purpose() -> None:
    assert Secret(RAW).reveal() == RAW
