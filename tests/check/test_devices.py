"""What is collected by itself stands where it is looked for."""

from tests.check.judged import judged

FORM = """
activities:
  signup: {label: 가입, purposes: {use: 이용}, basis: contract, collect: [{required: [ITEMS]}], keep: [{until: 1 year}]}
"""
AUTOMATIC = """
automatic:
  purposes: {secure: 보안}
  basis: BASIS
  collect: [{NEED: [LIST]}]
  keep: [{until: 3 months}]
  refusal: {Chrome: 설정 > 쿠키}
"""


def rules(items: str, listed: str = "접속 IP", need: str = "required", basis: str = "interest") -> list[str]:
    automatic = AUTOMATIC.replace("LIST", listed).replace("NEED", need).replace("BASIS", basis)
    return [rule for _, rule in judged(FORM.replace("ITEMS", items) + automatic)]


def test_a_cookie_is_listed_among_what_is_collected_by_itself() -> None:
    assert rules("이메일, 쿠키") == ["device-item-elsewhere"]
    assert rules("이메일, 쿠키", "접속 IP, 쿠키") == []


def test_a_name_does_not_come_by_itself() -> None:
    assert rules("이메일", "접속 IP, 이름") == ["given-item-automatic"]


def test_what_comes_by_itself_is_a_choice_where_a_consent_is_asked() -> None:
    assert rules("이메일", need="optional") == ["automatic-optional"]
    assert "automatic-optional" not in rules("이메일", need="optional", basis="consent")


def test_who_has_visits_counted_says_what_is_collected() -> None:
    party = "entrusted: [{name: 나무통계, work: 이용 통계, country: KR}]\n"
    assert [rule for _, rule in judged(FORM.replace("ITEMS", "이메일") + party)] == ["automatic-missing"]
    assert [rule for _, rule in judged(FORM.replace("ITEMS", "이메일") + party.replace("이용 통계", "발송"))] == []
