from dataclasses import replace

import pytest

from jikim.messages import Language
from jikim.timeline import lines
from jikim.timeline.breadth import breadth
from tests.timeline.shop import POLICY, told


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", [12, 60, 80, 121])
def test_every_line_takes_the_width_asked_for(width: int, language: Language) -> None:
    story, lives = told()
    assert {breadth(line) for line in lines(lives, language, width, story)} == {width}


def test_a_life_is_a_bar_with_its_reasons_under_it() -> None:
    _, lives = told()
    shown = [line.rstrip() for line in lines(lives[:2])]
    assert shown == [
        "█ 사용 중   ▒ 분리 보관   · 남아 있지 않음",
        "",
        "회원가입              2027          2028          2029          2030",
        "  이메일, 비밀번호   ██████████████████████████████████████████·················",
        "    █ 사용 중 2029-11-22까지: 회원 탈퇴까지 · 회원 관리 외 1건",
        "    · 2029-11-22부터 파기",
        "  CI                 ██████████████████████████████████████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒···",
        "    █ 사용 중 2029-11-22까지: 회원 탈퇴까지 · 회원 관리 외 1건",
        "    ▒ 분리 보관 2030-11-21까지: 회원 탈퇴 후 1년까지 · 부정 이용 방지 · 탈퇴 DB",
        "    · 2030-11-22부터 파기",
    ]


def test_a_month_among_twenty_years_is_still_seen() -> None:
    short = POLICY.replace("keep: [{until: left}]\n    then: anonymise", "keep: [{until: 1 month after collected}]")
    _, lives = told(short.replace("1 year after left", "20 years after left"))
    nickname = next(line for line in lines(lives) if line.startswith("  닉네임"))
    assert nickname.count("█") == 1


def test_a_label_cannot_steer_the_terminal() -> None:
    hostile = replace(told()[1][0], label="\x1b[2J\u202e가입", items=("\x07이메일",))
    shown = "".join(lines((hostile,)))
    assert "[2J 가입" in shown
    assert shown.isprintable()


def test_a_day_that_may_move_is_marked_and_the_mark_explained() -> None:
    _, lives = told(POLICY.replace("1 year after left", "20 years after left"))
    shown = "\n".join(lines(lives))
    assert "2049-11-21*까지" in shown
    assert "\n* 그해의 공휴일이" in shown


def test_nothing_to_show_is_no_line() -> None:
    assert lines(()) == ()
