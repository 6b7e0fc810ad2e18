"""An old form that many sites still have: items kept on in three lines, menus to click."""

from jikim.document import read as document
from jikim.reader import Facts, read_facts

_TEXT = """개인정보 취급방침

■ 개인정보의 보유 및 이용기간

원칙적으로, 이용목적이 달성된 후에는 해당 정보를 지체 없이 파기합니다. 단, 아래와 같이 일정한 기간 동안 보관합니다.

ο 보존 항목 : 이름 , 로그인ID , 비밀번호
ο 보존 근거 : {basis}
ο 보존 기간 : 3년

ο 보존 항목 : 계약 또는 청약철회 등에 관한 기록
ο 보존 근거 : 전자상거래 등에서의 소비자보호에 관한 법률
ο 보존 기간 : 5년

■ 이용자 및 법정대리인의 권리와 그 행사방법

이용자는 언제든지 자신의 개인정보를 조회하거나 수정할 수 있으며 가입해지를 요청할 수도 있습니다.
조회, 수정을 위해서는 '개인정보변경'(또는 '회원정보수정' 등)을, 가입해지를 위해서는 “회원탈퇴”를 클릭하시면 가능합니다.
혹은 개인정보관리책임자에게 서면, 전화 또는 이메일로 연락하시면 지체없이 조치하겠습니다.
귀하가 정정을 요청하신 경우에는 정정을 완료하기 전까지 당해 개인정보를 이용 또는 제공하지 않습니다.
해지 또는 삭제된 개인정보는 보유기간에 명시된 바에 따라 처리합니다.
"""


def _facts(basis: str = "고객 관리") -> Facts:
    return read_facts(document(_TEXT.format(basis=basis).encode(), "policy.txt")).facts


def test_items_kept_on_are_a_rule_with_its_reason_and_a_record_is_kept_by_law() -> None:
    facts = _facts()
    (rule,) = facts.retention_special
    assert (rule.applies_to, rule.plus, rule.until_stated) == (("이름", "로그인ID", "비밀번호"), "P3Y", False)
    assert (rule.reason, rule.statute) == ("고객 관리", None)
    assert [(one.record, one.duration, one.law) for one in facts.statutory_retention] == [
        ("contract", "P5Y", "ecommerce")
    ]


def test_a_law_beside_items_kept_on_is_the_statute_of_the_rule() -> None:
    (rule,) = _facts("신용정보의 이용 및 보호에 관한 법률").retention_special
    assert (rule.reason, rule.statute) == (None, "credit-info")


def test_menus_to_click_are_ways_to_ask() -> None:
    rights = _facts().rights
    assert rights is not None
    assert rights.channels == ("개인정보변경", "회원정보수정", "회원탈퇴", "서면", "전화", "이메일")
    assert {one.id for one in rights.list} == {"access", "correct", "leave"}


def test_what_is_not_used_while_it_is_corrected_is_promised() -> None:
    assert "freeze_while_correcting" in {one.kind for one in _facts().promises}


def test_a_law_far_before_a_day_does_not_make_it_the_day_of_a_law() -> None:
    text = """개인정보 취급방침

'나무상사'는 정보보호에 관한 법률을 준수합니다. 본 방침은 : 2021년 1월 18일 부터 시행됩니다.

1. 수집하는 개인정보 항목
- 이름, 이메일
"""
    assert read_facts(document(text.encode(), "policy.txt")).facts.dates.effective == "2021-01-18"
