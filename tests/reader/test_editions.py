"""Older editions below the one in force: told by the same titles in the same order, left, and said to be there."""

from jikim.document import Reason
from jikim.document import read as document
from jikim.reader import Reading, read_facts


def _edition(period: str, items: str) -> str:
    return f"""제1조(처리하는 개인정보의 항목)
- {items}
제2조(개인정보의 보유 기간)
① 회원 탈퇴 후 {period}까지 보관합니다.
제3조(개인정보의 파기)
① 보유기간이 경과하면 지체 없이 파기합니다.
제4조(정보주체의 권리)
① 정보주체는 열람을 요구할 수 있습니다.
제5조(개인정보 보호책임자)
성명 : 나무지기
"""


def _read(*editions: str) -> Reading:
    return read_facts(document(("개인정보 처리방침\n\n" + "\n\n".join(editions)).encode(), "policy.txt"))


def _items(reading: Reading) -> list[tuple[str, ...]]:
    return [some.items for one in reading.facts.activities for some in one.items]


def test_only_the_edition_in_force_is_read() -> None:
    both = _read(_edition("1년", "이메일, 이름"), _edition("5년", "이메일, 이름, 주소"))
    alone = _read(_edition("1년", "이메일, 이름"))
    assert _items(both) == _items(alone) == [("이메일", "이름")]
    assert both.facts.retention_default == alone.facts.retention_default
    assert len(both.facts.retention_default) == 1


def test_what_is_left_is_said_and_counts_neither_as_read_nor_as_unread() -> None:
    both = _read(_edition("1년", "이메일, 이름"), _edition("5년", "이메일, 이름, 주소"))
    alone = _read(_edition("1년", "이메일, 이름"))
    assert [one.kind for one in both.assumptions if one.kind == "older-edition"] == ["older-edition"]
    left = [gap for gap in both.unread.left_out if gap.reason is Reason.EDITION]
    assert len(left) == 1
    assert "주소" in left[0].text
    assert 0.4 < left[0].share < 0.6
    assert both.unread.share == alone.unread.share


def test_a_table_of_contents_is_no_edition() -> None:
    titles = [line for line in _edition("1년", "이메일").splitlines() if line.startswith("제")]
    reading = _read("\n".join(titles), _edition("1년", "이메일, 이름"))
    assert [gap for gap in reading.unread.left_out if gap.reason is Reason.EDITION] == []
    assert _items(reading) == [("이메일", "이름")]


def test_three_titles_that_come_again_are_no_edition() -> None:
    edition = "\n".join(_edition("1년", "이메일").splitlines()[:6])
    reading = _read(edition, edition.replace("이메일", "주소"))
    assert [one.kind for one in reading.assumptions if one.kind == "older-edition"] == []
