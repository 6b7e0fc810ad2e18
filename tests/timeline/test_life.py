import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from jikim.law import catalogue
from jikim.lifecycle import Bound, Place, justify, strands
from jikim.messages import Language, say
from jikim.period import NEVER, day_of
from jikim.timeline import Life, Stretch, groups
from jikim.timeline.sentence import end_of, last_day, why
from jikim.timeline.story import noon
from tests.timeline.shop import BEGINS, CALENDAR, POLICY, policy, told

TABLE = Path(__file__).with_name("lives.csv")


def row(life: Life, stretch: Stretch) -> dict[str, str]:
    gone = stretch.place is Place.NOWHERE
    return {
        "items": ", ".join(life.items),
        "place": stretch.place.value,
        "from": str(day_of(stretch.start)),
        "to": "" if stretch.end >= NEVER else str(last_day(stretch.end)),
        "why": "" if gone else why(stretch, Language.KOREAN),
    }


def test_the_lives_of_a_small_shop_are_as_in_the_table() -> None:
    _, lives = told()
    with TABLE.open(encoding="utf-8") as table:
        assert [row(life, stretch) for life in lives for stretch in life.stretches] == list(csv.DictReader(table))


def test_each_stretch_begins_where_the_one_before_it_ends() -> None:
    story, lives = told()
    for life in lives:
        assert life.stretches[0].start == story.collected
        assert life.stretches[-1].end == NEVER
        ends, starts = [each.end for each in life.stretches], [each.start for each in life.stretches]
        assert ends[:-1] == starts[1:]


def test_walking_from_change_to_change_shows_what_every_single_day_shows() -> None:
    story, lives = told()
    by_name = {name: life for life in lives for name in life.strands}
    happened = story.occurrences()
    for strand in strands(policy(), catalogue(), BEGINS):
        stretches = by_name[strand.name].stretches
        for days in range(7 * 366):
            now = noon(BEGINS + timedelta(days=days))
            place = justify(strand.keeping, story.collected, happened, now, CALENDAR).place
            assert [each.place for each in stretches if each.start <= now < each.end] == [place]


def test_roles_whose_items_live_alike_share_a_life() -> None:
    _, lives = told()
    assert lives[0].roles == ("회원", "전문가")
    assert lives[0].strands == ("signup/member/1", "signup/expert/1")


def test_a_review_is_anonymised_and_an_address_destroyed() -> None:
    _, lives = told()
    by_items = {life.items: say(end_of(life, life.stretches[-1])) for life in lives}
    assert by_items["닉네임",] == "2029-11-22부터 익명 처리"
    assert by_items["주소",] == "2031-11-26부터 파기"


def test_a_duty_of_law_is_told_from_a_promise() -> None:
    _, lives = told()
    address = next(life for life in lives if life.items == ("주소",))
    assert [stretch.bound for stretch in address.stretches] == [Bound.PROMISE, Bound.FLOOR, None]
    assert address.until(Place.SEPARATE) == address.stretches[1].end
    assert lives[0].until(Place.SEPARATE) is None


def test_what_no_rule_covers_lives_on_without_a_reason() -> None:
    _, lives = told(POLICY.replace("keep: [{until: left}]\n    then: anonymise", "keep: []"))
    stretches = next(life for life in lives if life.items == ("닉네임",)).stretches
    assert [(each.place, each.end, each.reasons) for each in stretches] == [(Place.LIVE, NEVER, ())]


def test_a_statute_that_forces_destruction_is_the_reason_of_the_end() -> None:
    rules = """keep:
      - {until: left}
      - {in: separate, until: 10 years after left}
      - {until: 5 years after left, law: credit/ended, items: [닉네임]}"""
    _, lives = told(POLICY.replace("keep: [{until: left}]\n    then: anonymise", rules))
    life = next(life for life in lives if life.items == ("닉네임",))
    gone = life.stretches[-1]
    assert gone.place is Place.NOWHERE
    assert day_of(gone.start) < date(2035, 1, 1)
    assert [reason.bound for reason in gone.reasons] == [Bound.CEILING]
    assert say(end_of(life, gone)).endswith("부터 파기: 법정 파기 의무")


def test_a_day_in_a_year_of_unknown_holidays_is_provisional() -> None:
    _, lives = told(POLICY.replace("1 year after left", "20 years after left"))
    code = next(life for life in lives if life.items == ("CI",))
    assert [stretch.provisional for stretch in code.stretches] == [False, True, False]


@pytest.mark.parametrize("same", ["회원가입", "회원가입 (다른 곳)"])
def test_activities_with_the_same_lives_are_one_group(same: str) -> None:
    _, lives = told(POLICY.replace("  order:\n", f"  signup_too: {{like: signup, label: {same}}}\n  order:\n"))
    assert groups(lives)[0].labels == ("회원가입", same)
    assert len(groups(lives)[0].lives) == 2
