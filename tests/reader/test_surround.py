"""Names, third parties, measures, lessons, children, notices and promises, from our own wording."""

import pytest

from jikim.reader.children import children
from jikim.reader.cookies import cookies
from jikim.reader.names import controller, legal_frame, service
from jikim.reader.notes import Notes
from jikim.reader.notice import change_notice
from jikim.reader.promises import promises
from jikim.reader.safeguards import safeguards
from jikim.reader.third_party import read as third_party
from jikim.reader.training import rrule, training
from tests.reader.documents import asked, cut


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        ("(주)나라(이하 “회사”)는 개인정보 보호법을 준수합니다.", "(주)나라", ("회사",)),
        ("나라몰(이하 “서비스”)을 운영하는 주식회사 다라(이하 “회사”)는 법을 준수합니다.", "주식회사 다라", ("회사",)),
        ("나라학원은 개인정보 보호법에 따라 방침을 공개합니다.", "나라학원", ()),
        ("문의는 help@nara.example.kr 주소로 합니다.", None, ()),
    ],
)
def test_the_controller_is_named_by_the_text_and_never_by_a_mail_address(
    text: str, name: str | None, aliases: tuple[str, ...]
) -> None:
    found = controller(cut(f"{text}\n\n## 제1조 (처리 목적)\n\n주문을 받습니다.\n"), Notes())
    assert (found.name, found.aliases) == (name, aliases)


def test_the_service_and_the_laws_stand_in_the_opening() -> None:
    parts = cut(
        "# 방침\n\n나라몰(이하 “서비스”)을 운영하는 (주)다라(이하 “회사”)는 「개인정보 보호법」을 준수합니다.\n"
    )
    assert service(parts).names == ("나라몰",)
    assert legal_frame(parts, Notes()) == ("개인정보 보호법",)


THIRD = "## 제3조 (개인정보의 제3자 제공)\n\n"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("회사는 개인정보를 외부에 제공하지 않습니다.", "none_except"),
        ("정보주체의 동의, 법률의 특별한 규정 등에 해당하는 경우에만 제3자에게 제공합니다.", "consent_or_law"),
    ],
)
def test_the_rule_on_handing_on_is_a_word(text: str, rule: str) -> None:
    found = third_party(cut(THIRD + text + "\n"), Notes())
    assert found is not None
    assert found.rule == rule


def test_receivers_stand_in_a_table_with_what_they_get() -> None:
    table = (
        "제공하지 않습니다. 다만, 다음의 경우는 예외로 합니다.\n\n1. 미리 동의한 경우\n\n"
        "| 제공받는 자 | 제공 목적 | 제공 항목 |\n"
        "|---|---|---|\n| 나라카드 | 결제 | 이름, 카드번호 |\n"
    )
    found = third_party(cut(THIRD + table), Notes())
    assert found is not None
    assert [(one.recipient, one.purpose, one.items) for one in found.provisions] == [
        ("나라카드", "결제", ("이름", "카드번호"))
    ]
    assert [(one.id, one.text) for one in found.exceptions] == [("consent", "미리 동의한 경우")]


def test_measures_go_by_label_and_a_term_for_logs_is_asked() -> None:
    notes = Notes()
    text = (
        "## 7. 안전성 확보조치\n\n- 관리적 조치: 내부관리계획 수립, 직원 교육\n- 기술적 조치: 암호화\n"
        "- 물리적 조치: 전산실, 자료실 등의 출입통제\n- 접속기록을 1년 이상 보관합니다.\n"
    )
    found = safeguards(cut(text), notes)
    assert found is not None
    assert [one.text for one in found.managerial] == ["내부관리계획 수립", "직원 교육"]
    assert [one.text for one in found.physical] == ["전산실, 자료실 등의 출입통제"]
    assert "log-term" in asked(notes)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("매년 5월 셋째 주 수요일 14시", "FREQ=YEARLY;BYMONTH=5;BYDAY=3WE;BYHOUR=14;BYMINUTE=0"),
        ("매년 3월 둘째 주 화요일 오후 2시 30분", "FREQ=YEARLY;BYMONTH=3;BYDAY=2TU;BYHOUR=14;BYMINUTE=30"),
        ("매년 9월 1일", "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=1"),
        ("연 1회 이상", None),
    ],
)
def test_a_schedule_becomes_a_rule_only_where_it_fixes_a_day(text: str, rule: str | None) -> None:
    assert rrule(text) == rule


def test_a_day_in_a_week_may_be_counted_in_two_ways() -> None:
    notes = Notes()
    text = (
        "## 6. 취급자의 교육\n\n- 교육 대상 : 취급자\n- 교육 일정 : 연 1회 (매년 2월 둘째 주 화요일 10시, 변동 가능)\n"
    )
    found = training(cut(text), notes)
    assert found is not None
    assert found.may_change
    assert found.who == ("취급자",)
    assert "training-week" in asked(notes)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("만 14세 미만 아동의 회원가입을 받지 않습니다.", "no_membership_under_14"),
        ("만 14세 미만의 아동을 대상으로 하지 않습니다.", "not_directed_to_under_14"),
        ("만 14세 미만 아동은 법정대리인의 동의를 받습니다.", "legal_representative_consent"),
        ("모두를 환영합니다.", "not_stated"),
    ],
)
def test_the_rule_about_children(text: str, rule: str) -> None:
    assert children(cut(f"## 8. 아동의 개인정보 보호\n\n{text}\n"), Notes()).rule == rule


def test_a_notice_has_its_way_and_its_days() -> None:
    text = (
        "## 9. 방침의 변경\n\n"
        "변경사항의 시행 7일 전부터 공지사항을 통하여 고지합니다. 중요한 변경은 30일 전에 고지합니다.\n"
    )
    found = change_notice(cut(text), Notes())
    assert found is not None
    assert (found.method, found.days_before, found.days_before_important) == ("공지사항", 7, 30)


def test_cookies_are_refused_browser_by_browser() -> None:
    text = (
        "## 5. 쿠키의 운영 및 거부\n\n쿠키를 사용합니다.\n\n- Chrome: 설정 > 보안 > 쿠키\n\n"
        "쿠키 저장을 거부할 경우 이용에 어려움이 있을 수 있습니다.\n"
    )
    found = cookies(cut(text), Notes())
    assert found is not None
    assert found.uses
    assert "Chrome: 설정 > 보안 > 쿠키" in found.refusal
    assert found.consequence == "이용에 어려움이 있을 수 있습니다"


def test_promises_have_a_kind_and_count_once() -> None:
    text = (
        "## 1. 처리 목적\n\n"
        "최소한의 개인정보만을 수집합니다. 목적 이외의 용도로는 이용되지 않습니다.\n\n"
        "최소한의 개인정보만을 수집합니다.\n"
    )
    assert [one.kind for one in promises(cut(text), Notes())] == ["minimum_collection", "purpose_limit"]
