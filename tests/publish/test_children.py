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
