"""What children read."""

from jikim.law import catalogue
from jikim.publish import for_children, markdown, statements
from tests.publish.said import WHOLE, policy, read


def test_there_is_a_summary_only_where_children_may_join() -> None:
    assert for_children(policy("children: {under: 14, rule: refuse}\n"), catalogue()) is None
    assert for_children(policy(""), catalogue()) is None
    assert for_children(policy("children: {under: 14, rule: guardian}\n"), catalogue()) is not None


def test_it_says_what_why_how_long_and_whom_to_ask_each_traced() -> None:
    document = for_children(read(WHOLE), catalogue(), whole="index.md")
    assert document is not None
    told = markdown(document)
    wanted = [
        "만 14세",
        "가게 회원가입",
        "회원 확인",
        "‘회원 탈퇴’ 후 1년까지",
        "나름택배",
        "보여 달라기",
        "02-0000-0001",
        "](<index.md>)",
    ]
    for words in wanted:
        assert words in told
    assert [line.text for line in statements(document) if not line.places] == []


def test_it_leaves_out_nothing_that_is_kept_nobody_who_sees_it_and_no_right() -> None:
    made = """children: {under: 14, rule: guardian}
events: {left: {label: 탈퇴, of: person, from: joined}}
roles: {m: 회원, shop: 가게 주인}
activities: {a: {label: 가입, roles: m, collect: [{required: [이름]}], keep: [{until: left}]}}
keep: [{until: 1 year after left, add: true}]
statutory: [{record: 계약 기록, for: 5 years, law: ecommerce/contract, of: [a], items: [이름]}]
automatic: {collect: [{items: [쿠키], etc: true}]}
provided: {to: [{role: shop, items: [이름]}]}
overseas: [{recipient: 구름회사, country: 독일, items: [이름], purpose: 저장, until: 끝, how: 전송}]
rights: {list: [access, erase]}
"""
    document = for_children(policy(made), catalogue())
    assert document is not None
    told = markdown(document)
    ends = "‘탈퇴’까지<br>‘탈퇴’ 후 1년까지<br>이름: ‘수집’ 후 5년까지"
    for words in (
        ends,
        "가장 늦게",
        "자동으로 수집하는 개인정보 | 쿠키 등",
        "가게 주인",
        "- 구름회사",
        "- 열람",
        "- 삭제",
    ):
        assert words in told
