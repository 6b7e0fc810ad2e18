"""Who else processes or receives items, and what the document says of each."""

import pytest

from tests.check.judged import findings, judged

SIGNUP = """
roles: {member: 회원}
events: {left: {label: 회원 탈퇴, of: person, from: joined}}
activities:
  signup:
    label: 회원가입
    roles: [member]
    purposes: {join: 회원 관리}
    basis: contract
    collect: [{required: [이메일, 이름]}]
    keep: [{until: left}]
"""
FULL = "name: 나무보험, items: [이름], purpose: 보험 가입, until: 보험 종료까지, refusal: 거부하면 가입되지 않음"


def entrusted(*parties: str) -> list[tuple[int, str]]:
    return judged("entrusted: [" + ", ".join(parties) + "]" + SIGNUP)


def provided(recipient: str, more: str = "") -> list[str]:
    return [rule for _, rule in judged(f"provided: {{{more}to: [{{{recipient}}}]}}" + SIGNUP)]


@pytest.mark.parametrize(
    ("name", "vague"),
    [
        ("나무택배", False),
        ("택배사", True),
        ("협력 업체", True),
        ("나무택배 외 3개사", True),
        ("나무택배 등", True),
        ("은행나무", False),
        ("제휴사랑", False),
        ("주식회사 외솔", False),
    ],
)
def test_a_party_is_somebody(name: str, vague: bool) -> None:
    assert entrusted(f"{{name: {name}, work: 상품 전달}}") == ([(1, "party-vague")] if vague else [])


@pytest.mark.parametrize(
    ("work", "vague"),
    [("서버 운영", False), ("업무 전반", True), ("개인정보 처리", True), ("상담 업무", False), ("각종 업무", True)],
)
def test_the_work_says_what_happens_there(work: str, vague: bool) -> None:
    assert entrusted(f"{{name: 나무전산, work: {work}}}") == ([(1, "work-vague")] if vague else [])


@pytest.mark.parametrize(
    ("says", "found"),
    [
        ("수탁자는 업무의 일부를 재위탁함", True),
        ("재위탁을 제한함", False),
        ("재위탁은 회사의 동의를 받아야 함", False),
        ("재위탁하지 않음", False),
        ("안전하게 관리하도록 계약에 정함", False),
    ],
)
def test_who_is_entrusted_further_is_named(says: str, found: bool) -> None:
    document = f"entrusting: [{says}]\nentrusted: [{{name: 나무택배, work: 상품 전달}}]" + SIGNUP
    assert judged(document) == ([(1, "further-entrusted-missing")] if found else [])
    further = ", {name: 나무배달, work: 상품 전달, from: 나무 택배}]"
    assert judged(document.replace("}]\nroles", "}" + further + "\nroles", 1)) == []


def test_work_is_passed_on_by_whoever_has_it() -> None:
    assert entrusted("{name: 나무배달, work: 상품 전달, from: 나무택배}") == [(1, "further-entrusted-of-nobody")]


@pytest.mark.parametrize(
    ("without", "told"),
    [("", ""), ("purpose: 보험 가입, ", "purpose"), ("items: [이름], ", "items"), ("until: 보험 종료까지, ", "until"),
     ("name: 나무보험, ", "name")],
)  # fmt: skip
def test_of_a_third_party_four_matters_are_told(without: str, told: str) -> None:
    found = findings(f"provided: {{to: [{{{FULL.replace(without, '')}}}]}}" + SIGNUP)
    assert [one.rule for one in found] == (["provided-incomplete"] if told else [])
    assert all(str(one.what).endswith(f": {told}") for one in found)


def test_a_role_may_receive() -> None:
    assert provided(FULL.replace("name: 나무보험", "role: member")) == []


@pytest.mark.parametrize(
    ("refusal", "found"),
    [("refusal: 거부할 수 있음", False), ("when: 이용자가 허용한 경우", False), ("when: 세법에 따른 경우", False),
     ("ongoing: true", True)],
)  # fmt: skip
def test_who_consents_to_provision_may_refuse(refusal: str, found: bool) -> None:
    recipient = FULL.partition(", refusal")[0] + ", " + refusal
    assert provided(recipient) == (["provided-refusal-missing"] if found else [])


@pytest.mark.parametrize(
    ("item", "rules"),
    [
        ("이름", []),
        ("이메일(아이디)", []),
        ("회원정보", ["passed-items-vague"]),
        ("필요한 최소한의 정보", ["passed-items-vague"]),
        ("통장 사본", ["passed-not-collected"]),
    ],
)
def test_what_is_handed_on_is_named_and_collected(item: str, rules: list[str]) -> None:
    assert provided(FULL.replace("이름", item)) == rules


@pytest.mark.parametrize(
    ("ground", "found"),
    [
        ("회사가 업무상 필요하다고 판단한 경우", True),
        ("더 나은 서비스를 위하여 제휴사에 제공하는 경우", True),
        ("법령에 특별한 규정이 있는 경우", False),
        ("수사기관의 요구가 있는 경우", False),
        ("사전에 동의한 경우", False),
        ("급박한 생명, 신체의 이익을 위하여 필요한 경우", False),
    ],
)
def test_an_exception_is_one_that_the_law_knows(ground: str, found: bool) -> None:
    document = f"provided: {{except: {{case: '{ground}'}}, to: []}}" + SIGNUP
    assert judged(document) == ([(1, "exception-unknown")] if found else [])


@pytest.mark.parametrize(
    ("duties", "found"),
    [
        ("사전에 고지, 동의철회의 선택권을 부여", False),
        ("30일 전에 통지하고 원하지 않으면 탈퇴", False),
        ("사전에 고지", True),
        ("성실히 관리", True),
    ],
)
def test_a_successor_tells_people_before(duties: str, found: bool) -> None:
    recipient = f"successor: true, when: 영업양도, duties: [{duties}]"
    assert provided(recipient) == (["business-transfer-untold"] if found else [])
