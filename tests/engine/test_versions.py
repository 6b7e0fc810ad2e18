"""A newer policy counts for what was collected under an older one: where it is shorter, and from its day on."""

import pytest

from jikim.engine import Running, apply, collect, enact, explain, hold, read_record
from jikim.engine.reading import records_of
from jikim.period import text_of
from jikim.vault import LIVE, SEPARATE
from tests.engine.shop import POLICY, at, contents, left, opened, order, signup
from tests.running import renewed

SECOND = POLICY.replace('version: {id: "2020-01-01", announced: 2019-12-25, effective: 2020-01-01}',
                        'version: {id: "2023-01-01", announced: 2022-12-20, effective: 2023-01-01}')  # fmt: skip
SHORTER_STORE = SECOND.replace("1 year after left", "6 months after left")
LONGER_STORE = SECOND.replace("1 year after left", "3 years after left")
CARD_SHORTER = SECOND.replace(
    "      - {until: [left, 5 years after paid]}\n",
    "      - {until: [left, 5 years after paid], except: [카드번호]}\n"
    "      - {until: [left, 1 year after paid], items: [카드번호]}\n",
)


def second(running: Running, text: str) -> None:
    enact(running, text.encode(), "policy.yaml", at("2022-12-20"))


def rests(running: Running, person: str, day: str) -> dict[str, str]:
    """Where each item of a person rests: item -> place."""
    return {item: each.place for each in explain(running, person, at(day)) for item in each.kind.items}


def test_a_shorter_promise_counts_for_who_joined_before(running: Running) -> None:
    opened(running)
    collect(running, [signup("kim")], at("2020-03-01"))
    second(running, SHORTER_STORE)
    left(running, "kim", "2023-03-10")
    apply(running, at("2023-03-11"))
    assert rests(running, "kim", "2023-03-11") == {"ci": SEPARATE}

    apply(running, at("2023-09-11"))

    assert rests(running, "kim", "2023-09-11") == {}


def test_a_longer_promise_does_not_count_for_who_joined_before(running: Running) -> None:
    opened(running)
    collect(running, [signup("kim")], at("2020-03-01"))
    second(running, LONGER_STORE)
    collect(running, [signup("lee", "2023-02-01")], at("2023-02-01"))
    for person in ("kim", "lee"):
        left(running, person, "2023-03-10")
    apply(running, at("2023-03-11"))

    apply(running, at("2024-03-11"))

    assert rests(running, "kim", "2024-03-11") == {}
    assert rests(running, "lee", "2024-03-11") == {"ci": SEPARATE}


def test_nothing_changes_before_the_day_of_effect(running: Running) -> None:
    opened(running)
    collect(running, [signup("kim")], at("2020-03-01"))
    left(running, "kim", "2022-05-10")
    apply(running, at("2022-05-11"))
    second(running, SHORTER_STORE)

    apply(running, at("2022-12-31"))
    assert rests(running, "kim", "2022-12-31") == {"ci": SEPARATE}

    apply(running, at("2023-01-01"))
    assert rests(running, "kim", "2023-01-01") == {}


def test_what_a_new_version_shortens_is_due_from_its_day_of_effect(running: Running) -> None:
    opened(running)
    collect(running, [signup("kim")], at("2020-03-01"))
    left(running, "kim", "2022-05-10")
    apply(running, at("2022-05-11"))
    hold(running, "kim", "lawsuit", at("2022-06-01"))
    second(running, SHORTER_STORE)

    apply(running, at("2023-01-01"))
    (ci,) = explain(running, "kim", at("2023-01-01"))

    assert text_of(ci.justification.dead) == "2022-11-10"
    assert text_of(ci.row.not_before) == "2023-01-01"


def test_items_that_a_new_version_tells_apart_are_sealed_apart(running: Running) -> None:
    opened(running)
    collect(running, [order("kim", "2022-06-01")], at("2022-06-01"))
    (record,) = [found for found, _ in records_of(running, "kim")]
    second(running, CARD_SHORTER)

    apply(running, at("2023-01-02"))
    assert rests(running, "kim", "2023-01-02") == {"address": LIVE, "card_no": LIVE}
    assert set(read_record(running, record, "pay", at("2023-01-02")).texts) == {"address", "card_no"}

    apply(running, at("2023-06-02"))
    assert rests(running, "kim", "2023-06-02") == {"address": LIVE}


def test_one_strand_becomes_two_and_its_old_key_opens_nothing(running: Running) -> None:
    opened(running, POLICY.replace(", items: [주소]}", "}"))
    collect(running, [order("kim", "2022-06-01")], at("2022-06-01"))
    (before,) = explain(running, "kim", at("2022-06-02"))
    second(running, CARD_SHORTER)

    apply(running, at("2023-01-02"))

    after = explain(running, "kim", at("2023-01-02"))
    assert sorted(each.kind.items for each in after) == [("address",), ("card_no",)]
    assert before.row.id not in {each.row.id for each in after}
    assert running.vault.keyring.whole([before.row.key]) == set()
    assert sorted(item for texts in contents(running).values() for item in texts) == ["address", "card_no"]


class _Stopped(Exception):
    """The power is gone."""


@pytest.mark.parametrize("place", [LIVE, SEPARATE])
def test_a_split_that_was_cut_short_is_ended_by_the_next_run(running: Running, place: str) -> None:
    opened(running, POLICY.replace(", items: [주소]}", "}"))
    collect(running, [order("kim", "2022-06-01")], at("2022-06-01"))
    if place == SEPARATE:
        left(running, "kim", "2022-06-02")
        apply(running, at("2022-06-03"))
    (before,) = explain(running, "kim", at("2022-06-03"))
    assert before.place == place
    second(running, CARD_SHORTER)
    keyring = running.vault.keyring
    shred = keyring.shred

    def stop(numbers: object) -> None:
        raise _Stopped

    keyring.shred = stop  # type: ignore[method-assign]  # the power goes between the split and the old key's end
    with pytest.raises(_Stopped):
        apply(running, at("2023-01-02"))
    keyring.shred = shred  # type: ignore[method-assign]

    apply(renewed(running.vault), at("2023-01-03"))

    assert keyring.whole([before.row.key]) == set()
    assert rests(running, "kim", "2023-01-03") == {"address": place, "card_no": place}


def third(text: str) -> str:
    return text.replace('"2023-01-01", announced: 2022-12-20, effective: 2023-01-01',
                        '"2024-01-01", announced: 2023-12-01, effective: 2024-01-01')  # fmt: skip


REPORTED_LATER = SECOND.replace("  due_day: {", "  closed: {label: 계정 폐쇄, of: person}\n  due_day: {").replace(
    "until: 1 year after left, items: [CI]", "until: 1 year after closed, items: [CI]"
)


def test_a_version_that_is_repeated_ends_nothing_more(running: Running) -> None:
    """An event that the first version did not know says nothing of its strands, however often it is said."""
    opened(running)
    collect(running, [signup("kim")], at("2020-03-01"))
    second(running, REPORTED_LATER)
    left(running, "kim", "2023-03-10")
    apply(running, at("2023-03-11"))
    enact(running, third(REPORTED_LATER).encode(), "policy.yaml", at("2023-12-01"))

    apply(running, at("2024-01-02"))

    assert rests(running, "kim", "2024-01-02") == {"ci": SEPARATE}


def test_what_arrives_late_under_an_old_version_is_brought_to_the_new_one(running: Running) -> None:
    opened(running)
    collect(running, [signup("lee")], at("2020-03-01"))
    second(running, SHORTER_STORE)
    apply(running, at("2023-01-02"))

    collect(running, [signup("kim", "2020-03-01")], at("2023-02-01"))
    assert sorted(each.kind.items for each in explain(running, "kim", at("2023-02-01"))) == [("ci",), ("email",)]
    left(running, "kim", "2023-03-10")
    apply(running, at("2023-03-11"))
    apply(running, at("2023-09-11"))

    assert rests(running, "kim", "2023-09-11") == {}
