"""Titles lead to their subject, also where the form of the document hides them."""

import pytest

from jikim.reader.contents import run_of
from jikim.reader.kinds import Kind, kind_of
from jikim.reader.ranks import Rank, above
from jikim.reader.titled import is_title
from tests.reader.documents import cut, cut_plain


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("개인정보의 처리 목적", Kind.PURPOSE),
        ("수집 항목, 이용 목적 및 보유 기간", Kind.COLLECTION),
        ("수집하는 항목 및 수집 방법", Kind.ITEMS),
        ("개인정보의 수집방법", Kind.METHOD),
        ("개인정보 처리의 위탁", Kind.ENTRUSTED),
        ("개인정보의 국외 이전", Kind.OVERSEAS),
        ("개인정보의 제3자 제공", Kind.THIRD_PARTY),
        ("개 인 정 보 의  파 기", Kind.DESTRUCTION),
        ("개인정보 침해 상담기관", Kind.REMEDIES),
        ("만 14세 미만 회원의 추가 수집항목", Kind.ITEMS),
        ("취급 직원의 최소화 및 교육", Kind.SAFEGUARDS),
        ("취급자의 교육", Kind.TRAINING),
        ("평생교육", None),
        ("방침의 변경에 관한 사항", Kind.CHANGE),
        ("맞춤형 광고에 관한 안내", Kind.COOKIES),
        ("고객의 의무", Kind.OTHER),
    ],
)
def test_a_title_says_what_its_section_is_about(title: str, kind: Kind | None) -> None:
    assert kind_of(title) is kind


def test_a_line_by_itself_that_reads_like_a_title_is_one() -> None:
    found = cut_plain(
        "가나다마켓 안내\n\n개인정보의 파기 절차\n목적을 이룬 뒤 파기합니다.\n\n"
        "개인정보의 제3자 제공\n제공하지 않습니다.\n"
    )
    assert [one.kind for one in found if one.own] == [Kind.DESTRUCTION, Kind.THIRD_PARTY]


@pytest.mark.parametrize("text", ["개인정보를 파기합니다.", "개인정보 보호책임자 : 김가나", "개인정보,", "즐거운 하루"])
def test_a_sentence_or_a_label_with_a_value_is_no_title(text: str) -> None:
    assert not is_title(text)


CONTENTS = """- 개인정보의 처리 목적
- 개인정보의 파기
- 이용자의 권리

## 1. 개인정보의 처리 목적
주문을 받습니다.

## 2. 개인정보의 파기
바로 파기합니다.

## 3. 이용자의 권리
열람을 요구할 수 있습니다.
"""


def test_a_table_of_contents_is_kept_apart_from_the_titles_it_lists() -> None:
    found = cut(CONTENTS)
    assert [one.kind for one in found] == [Kind.TOC, Kind.PURPOSE, Kind.DESTRUCTION, Kind.RIGHTS]


def test_a_policy_without_contents_has_no_run_of_them() -> None:
    blocks = [block for one in cut("## 1. 개인정보의 파기\n파기합니다.\n") for block in one.blocks]
    assert run_of(blocks) is None


HEADLESS = """## 제3조 (정보주체의 권리)
1. 개인정보 열람 요구
2. 정정 요구
3. 삭제 요구

| 개인정보 보호책임자 | 담당부서 |
|---|---|
| 성명: 김가나 | 부서명: 고객지원팀 |

| 수탁업체 | 위탁업무 |
|---|---|
| 나라택배 | 상품 배송 |
"""


def test_tables_of_officers_and_parties_are_told_by_their_heads_under_any_title() -> None:
    assert [one.kind for one in cut(HEADLESS)] == [Kind.RIGHTS, Kind.OFFICER, Kind.ENTRUSTED]


def test_a_number_carries_on_the_row_it_belongs_to() -> None:
    article, item = Rank(None, 2, 4), Rank(None, 3, 1)
    assert above([article, item], Rank(None, 3, 2), says=False) == 1
    assert above([article, item], Rank(None, 2, 5), says=True) == 0
    assert above([article], Rank(None, 7, 1), says=False) == 1


def test_a_line_no_policy_has_is_read_in_pieces() -> None:
    (section,) = cut("## 1. 개인정보의 파기\n\n" + "목적을 이루면 파기합니다. " * 200 + "\n")
    lines = list(section.lines())
    assert len(lines) > 1
    assert max(len(line.text) for line in lines) <= 1000
    assert sum(line.text.count("파기합니다") for line in lines) == 200
