"""What people may ask: a clause on rights, and what is wrong with it."""

from datetime import date

import pytest

from tests.check.judged import judged

ALL = "list: [access, correct, erase, suspend, withdraw, object]"
WAY = "channels: [홈페이지, 전자우편], within: 10 days, delegates: {legal: 법정대리인}"
ONE = """
activities:
  signup:
    label: 회원가입
    methods: [홈페이지]
    basis: BASIS
    purposes: {use: PURPOSE}
    collect: [{required: [이메일]}]
    keep: [{until: 1 year}]
"""


def rules(rights: str, more: str = "", basis: str = "contract", on: date = date(2026, 11, 22)) -> list[str]:
    document = f"rights: {{{rights}}}" + ONE.replace("BASIS", basis).replace("PURPOSE", "서비스 이용") + more
    return sorted(rule for _, rule in judged(document, on))


@pytest.mark.parametrize(
    ("rights", "found"),
    [
        (f"{ALL}, {WAY}", []),
        (f"list: {{access: 열람, correct: 정정·삭제, suspend: 처리정지, object: 이의제기}}, {WAY}", []),
        (f"list: [access, correct, erase, object], {WAY}", ["right-missing"]),
        (f"list: [access, object], {WAY}", ["right-missing"]),
        (f"list: [access, correct, erase, suspend], {WAY}", ["objection-missing"]),
        (f"list: [access, correct, erase, suspend], {WAY}, limits: [법에 따른 거절에는 이의를 제기할 수 있음]", []),
        (f"{ALL}, channels: [전자우편], within: 10 days", ["delegate-missing"]),
        (f"{ALL}, channels: [전자우편], within: 10 days, identity: 대리인은 위임장을 냄", []),
        (f"{ALL}, channels: [전자우편], delegates: {{legal: 법정대리인}}", ["rights-deadline-missing"]),
        (f"{ALL}, channels: [전자우편], within: 10일 이내, delegates: {{legal: 법정대리인}}", []),
        (f"{ALL}, channels: [전자우편], within: 지체 없이, delegates: {{legal: 법정대리인}}", []),
        (f"{ALL}, channels: [전자우편], within: 5 business days, delegates: {{legal: 법정대리인}}", []),
        (f"{ALL}, channels: [전자우편], within: 10 business days, delegates: {{legal: 대리인}}",
         ["mandate-form-missing", "rights-deadline-long"]),
        (f"{ALL}, channels: [전자우편], within: 1 month, delegates: {{legal: 법정대리인}}", ["rights-deadline-long"]),
        (f"{ALL}, {WAY}, limits: [업무에 지장이 있는 경우]", ["refusal-ground-unknown"]),
        (f"{ALL}, {WAY}, limits: [다른 사람의 재산을 해할 우려가 있는 경우]", []),
        (f"{ALL}, {WAY}, identity: 사본은 수수료 1만원", ["fee-beyond-cost"]),
        (f"{ALL}, {WAY}, identity: 사본의 수수료는 실비", []),
        (f"{ALL}, channels: [방문, 서면], within: 10 days, delegates: {{legal: 법정대리인}}",
         ["rights-harder-than-collecting"]),
        (f"{ALL}, channels: [서면, 전자우편], within: 10 days, delegates: {{legal: 법정대리인}}", []),
    ],
)  # fmt: skip
def test_a_clause_on_rights(rights: str, found: list[str]) -> None:
    assert rules(rights) == found


def test_who_asks_for_consent_tells_how_it_is_withdrawn() -> None:
    four = f"list: [access, correct, erase, suspend, object], {WAY}"
    assert rules(four) == []
    assert "right-missing" in rules(four, basis="consent")
    assert "right-missing" not in rules(four + ", self_correct: 동의를 철회하면 지체 없이 파기", basis="consent")


def test_automated_decisions_can_be_refused_since_2024() -> None:
    clause = "disclosures: {automated: {purpose: 심사, items: [이메일], criteria: [연체]}}\n"
    score = (
        clause
        + f"rights: {{{ALL}, {WAY}}}"
        + ONE.replace("BASIS", "contract").replace("PURPOSE", "자동화된 결정으로 심사")
    )
    assert "automated-right-missing" in [rule for _, rule in judged(score)]
    assert "automated-right-missing" not in [rule for _, rule in judged(score, date(2024, 3, 14))]
    told = score.replace("[access,", "[automated, access,")
    assert "automated-right-missing" not in [rule for _, rule in judged(told)]
    assert "automated-right-missing" not in [rule for _, rule in judged(score.replace("연체]", "연체], refusal: 전화"))]


def test_who_keeps_charts_may_have_to_transmit_them_since_2025() -> None:
    chart = "record: 진료기록부, for: 10 years, law: medical/chart, cited: 의료법, of: [signup], items: [이메일]"
    line = f"statutory: [{{{chart}}}]\n"
    assert "transmission-missing" in rules(f"{ALL}, {WAY}", line)
    assert "transmission-missing" not in rules(f"{ALL}, {WAY}", line, on=date(2025, 3, 12))
    assert "transmission-missing" not in rules(f"{ALL}, {WAY}, limits: [법에 따른 전송요구]", line)
