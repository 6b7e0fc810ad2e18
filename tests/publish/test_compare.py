"""Before and after, side by side."""

import pytest

from jikim.law import catalogue
from jikim.messages import Language
from jikim.publish import Document, Grid, compared, markdown, page, sections
from tests.publish.said import ALL, named, policy, read

BEFORE = """roles: {m: 회원}
events: {left: {label: 탈퇴, of: person, from: joined}}
activities:
  signup:
    label: 가입
    roles: m
    purposes: {a: 확인}
    collect: [{required: [이름, 이메일]}, {optional: [성별]}]
    keep: [{until: 1 year after left}, {until: left, items: 이름}]
safeguards: {technical: [암호화]}
notice: {by: 누리집}
"""


def differences(document: Document) -> dict[str, list[list[str]]]:
    """Each part that differs, with its rows: where, before, after."""
    return {
        section.anchor: [[cell.text for cell in row] for block in section.blocks if isinstance(block, Grid)
                         for row in block.rows]
        for section in sections(document.sections)
    }  # fmt: skip


def changed(old: str, new: str) -> dict[str, list[list[str]]]:
    after = BEFORE.replace(old, new)
    assert after != BEFORE
    return differences(compared(policy(BEFORE), policy(after), catalogue()))


@pytest.mark.parametrize("path", ALL, ids=named)
def test_a_policy_does_not_differ_from_itself(path: object) -> None:
    document = compared(read(path), read(path), catalogue())  # type: ignore[arg-type]  # pytest hands on what it has
    assert document.sections == ()
    assert "두 판의 내용이 같습니다." in markdown(document)


def test_a_longer_period_stands_beside_the_shorter() -> None:
    found = changed("1 year after left", "2 years after left")
    assert list(found) == ["activity-signup"]
    assert found["activity-signup"] == [["‘가입’의 보유 기간", "보유 항목: 모든 항목\n보유 기간: ‘탈퇴’ 후 1년까지",
                                         "보유 항목: 모든 항목\n보유 기간: ‘탈퇴’ 후 2년까지"]]  # fmt: skip


def test_what_is_new_has_nothing_before_it_and_what_is_gone_nothing_after() -> None:
    assert changed("notice: {by: 누리집}\n", "") == {"notice": [["알리는 방법", "누리집", ""]]}
    assert changed("notice: {by: 누리집}\n", "notice: {by: 누리집}\nchildren: {under: 14, rule: refuse}\n") == {
        "children": [["가입과 동의", "", "만 14세 미만 아동은 가입할 수 없습니다"]]
    }


def test_an_item_that_moves_to_the_optional_ones_is_seen_in_both_tables() -> None:
    found = changed("{required: [이름, 이메일]}, {optional: [성별]}", "{required: [이름]}, {optional: [성별, 이메일]}")
    assert [row[1:] for row in found["activity-signup"]] == [
        ["수집 항목: 이름, 이메일\n필수·선택: 필수", "수집 항목: 이름\n필수·선택: 필수"],
        [
            "수집 항목: 성별\n필수·선택: 선택\n동의: 별도 동의",
            "수집 항목: 성별, 이메일\n필수·선택: 선택\n동의: 별도 동의",
        ],
    ]


def test_a_new_part_does_not_make_the_numbers_of_others_a_difference() -> None:
    assert list(changed("roles: {m: 회원}", "roles: {m: 회원}\nprovided: {to: []}")) == ["provided"]


def test_another_title_is_a_difference() -> None:
    found = changed("roles: {m: 회원}", "roles: {m: 회원}\ndocument: {title: 새 제목}")
    assert found == {"opening": [["제목", "개인정보 처리방침", "새 제목"]]}
    assert changed("label: 가입", "label: 회원가입")["activity-signup"][0] == ["제목", "가입", "회원가입"]


def test_a_sentence_is_not_a_head_of_itself() -> None:
    assert changed("roles: {m: 회원}", "roles: {m: 회원}\noverseas: []") == {
        "overseas": [["개인정보의 국외 이전", "", "개인정보를 국외로 이전하지 않습니다."]]
    }


def test_both_editions_are_named_with_their_days() -> None:
    old = policy(BEFORE)
    new = policy(BEFORE.replace("암호화", "암호문"))
    for language in Language:
        document = compared(old, new, catalogue(), language)
        assert isinstance(document.opening[0], Grid)
        assert len(document.opening[0].rows) == 2
        assert page(document).startswith("<!DOCTYPE html>")
