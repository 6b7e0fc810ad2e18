"""Twenty-five stories of records. The tables beside this file are for lawyers to extend.

A story goes on over the lines below it. `live_end` and `dead` are what is foreseen on that day, `due` the day from
which destruction is owed. Where a day is not the one that plain addition gives, `why` says by which reading.
"""

import csv
from pathlib import Path

import pytest

from jikim.lifecycle import Justification, Keeping, Place, justify
from jikim.period import NEVER, Instant, instant_of_text, text_of
from tests.lifecycle.said import CALENDAR, happened, keeping, stays


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()))


def stories() -> list[dict[str, str]]:
    """Each line with what the first line of its story says."""
    found: list[dict[str, str]] = []
    for row in table("scenarios.csv"):
        told = ("scenario", "keeping", "collected", "events", "holds")
        found.append(row if row["scenario"] else row | {key: found[-1][key] for key in told})
    return found


def keepings() -> dict[str, Keeping]:
    rules: dict[str, list[str]] = {"NONE": []}
    for row in table("keepings.csv"):
        rules.setdefault(row["keeping"], []).append(f"{row['place']} {row['bound']}: {row['until']}")
    return {name: keeping(*texts) for name, texts in rules.items()}


STORIES, KEEPINGS = stories(), keepings()


def state(found: Justification, now: Instant) -> str:
    if found.unruled:
        return "unruled"
    return "held" if found.held and found.dead <= now else found.place.value


def told(instant: Instant, otherwise: str) -> str:
    return otherwise if instant >= NEVER else text_of(instant)


@pytest.mark.parametrize("row", STORIES, ids=lambda row: f"{row['scenario']} on {row['day']}")
def test_a_record_is_where_the_table_says(row: dict[str, str]) -> None:
    now = instant_of_text(row["day"])

    found = justify(
        KEEPINGS[row["keeping"]],
        instant_of_text(row["collected"]),
        happened(row["events"]),
        now,
        CALENDAR,
        stays(row["holds"]),
    )

    assert (state(found, now), told(found.live_end, "never"), told(found.dead, "never"), told(found.due, "")) == (
        row["state"],
        row["live_end"],
        row["dead"],
        row["due"],
    )


def test_a_strand_without_rules_is_never_planned() -> None:
    now = instant_of_text("2099-01-01")

    found = justify(KEEPINGS["NONE"], instant_of_text("2024-01-01"), {}, now, CALENDAR)

    assert (found.unruled, found.place, found.carrier, found.due) == (True, Place.LIVE, None, NEVER)


def test_the_answer_names_the_rule_that_carries_the_strand_and_the_next_change() -> None:
    order, collected = KEEPINGS["ORDER"], instant_of_text("2015-03-01")
    events = happened("paid 2015-03-01, left 2017-05-01")

    before, after = (
        justify(order, collected, events, instant_of_text(day), CALENDAR) for day in ("2016-01-01", "2018-01-01")
    )

    assert (before.carrier, after.carrier) == order.rules
    assert (text_of(before.next_change), text_of(after.next_change)) == ("2020-03-01", "2020-03-03")
    assert after.known.by == "left"


def test_destruction_is_not_owed_before_it_could_be_known() -> None:
    effective = instant_of_text("2023-12-20")

    found = justify(
        KEEPINGS["SIGN"],
        instant_of_text("2018-01-01"),
        happened("left 2020-01-01"),
        instant_of_text("2024-01-01"),
        CALENDAR,
        not_before=effective,
    )

    assert found.due == effective


@pytest.mark.reference
def test_no_scenario_of_the_trial_is_missing(reference: Path) -> None:
    trial = (reference / "design/trial/scenarios.py").read_text(encoding="utf-8")
    names = {line.split("'")[1].split()[0] for line in trial.splitlines() if line.startswith("show('")}

    assert names == {row["scenario"].split()[0] for row in STORIES} - {"S4b", "S24"}
