"""What every policy says: a document, and what it lacks, line by line."""

import pytest

from tests.check.judged import findings, judged

ONE = """
roles: {member: 회원}
events: {left: {label: 회원 탈퇴, of: person, from: joined}}
activities:
  signup:
    roles: [member]
    purposes: {join: 회원 관리}
    basis: contract
    collect: [{required: [이메일]}]
    keep: [{until: left}]
"""


def test_nothing_is_found_in_a_sound_document() -> None:
    assert judged(ONE) == []


@pytest.mark.parametrize(
    ("section", "rule"),
    [
        ("destruction", "destruction-missing"),
        ("rights", "rights-missing"),
        ("officers", "officer-missing"),
        ("safeguards", "safeguards-missing"),
        ("document", "title-not-policy"),
        ("controller", "controller-missing"),
        ("notice", "notice-missing"),
        ("remedies", "remedies-missing"),
        ("provided", "provided-missing"),
        ("children", "children-missing"),
    ],
)
def test_a_section_that_is_not_there_is_missed_at_the_first_line(section: str, rule: str) -> None:
    assert judged(ONE, without=section) == [(1, rule)]


def test_an_activity_without_purposes_collects_for_nothing() -> None:
    found = findings(ONE.replace("purposes: {join: 회원 관리}", "note: 목적 없음"))
    assert [(one.place.line, one.rule) for one in found] == [(4, "purpose-missing")]
    assert str(found[0].why) == "a policy states the purposes of processing (PIPA Art. 30 (1) 1)"


def test_purposes_in_one_place_and_items_in_another_are_only_not_tied() -> None:
    document = (
        ONE.replace("purposes: {join: 회원 관리}", "note: 따로")
        + """
  manage:
    roles: [member]
    purposes: {join: 회원 관리}
"""
    )
    assert [(one.rule, one.severity.value) for one in findings(document)] == [
        ("purpose-missing", "warning"),
        ("items-missing", "warning"),
    ]


def test_a_role_whose_items_stand_nowhere_is_told() -> None:
    document = """
    roles: {member: 회원, guest: 비회원}
    events: {left: {label: 회원 탈퇴, of: person, from: joined}}
    activities:
      inquiry:
        roles: [member, guest]
        purposes: {answer: 문의 응대}
        basis: contract
        collect: [{from: member, required: [이메일]}]
        keep: [{until: 1 year}]
      signup: {like: inquiry, roles: [member], keep: [{until: left}]}
    """
    assert judged(document) == [(5, "items-missing")]
    assert judged(document.replace("from: member, ", "")) == []


@pytest.mark.parametrize(
    ("officer", "rules"),
    [
        ("{role: cpo, department: 지원팀, phone: 02-0000-0000}", []),
        ("{role: cpo, title: 보호책임자, phone: 02-0000-0000}", ["officer-unnamed"]),
        ("{role: cpo, department: 지원팀, email: a@example.kr}", ["officer-contact-missing"]),
        ("{role: manager, department: 지원팀, phone: 02-0000-0000}", []),
        ("{role: manager, name: 김나무, phone: 02-0000-0000}", ["officer-missing"]),
    ],
)
def test_somebody_with_a_name_answers_the_phone(officer: str, rules: list[str]) -> None:
    assert [rule for _, rule in judged(f"officers: [{officer}]" + ONE)] == rules


@pytest.mark.parametrize(
    ("destruction", "rules"),
    [
        ("{within: 5 days, electronic: 복구할 수 없게 삭제, approval: cpo}", []),
        ("{within: 지체 없이, electronic: 복구할 수 없게 삭제, approval: cpo}", []),
        (
            "{within: 5 days, electronic: 복구할 수 없게 삭제}",
            ["destruction-officer-missing", "destruction-procedure-missing"],
        ),
        ("{within: 5 days, steps: [선정, 보호책임자의 승인]}", ["destruction-missing"]),
        ("{electronic: 복구할 수 없게 삭제, approval: cpo}", ["destruction-deadline-missing"]),
    ],
)
def test_destruction_has_a_method_a_procedure_and_a_deadline(destruction: str, rules: list[str]) -> None:
    assert [rule for _, rule in judged(f"destruction: {destruction}" + ONE)] == rules


@pytest.mark.parametrize("title", ["나무 개인정보 처리방침", "개인정보처리방침", "(주)나무 개인정보 처리방침 (2026)"])
def test_a_title_may_say_whose_policy_it_is(title: str) -> None:
    assert judged(f"document: {{title: {title}}}" + ONE) == []


RIGHTS = "list: [access, correct, erase, suspend, object], within: 10 days, delegates: {legal: 법정대리인}"


def test_rights_come_with_a_way() -> None:
    assert judged(f"rights: {{{RIGHTS}}}" + ONE) == [(1, "rights-method-missing")]


def test_an_edition_says_since_when_it_holds() -> None:
    assert judged('version: {id: "2"}' + ONE) == [(1, "effective-date-missing")]
