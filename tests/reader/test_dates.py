"""Days of the policy, from lines of our own wording."""

import pytest

from jikim.document import read as document
from jikim.reader.dates import read
from jikim.reader.facts import Dates
from jikim.reader.notes import Notes
from jikim.reader.sections import sections
from tests.reader.documents import asked


def days(text: str, notes: Notes | None = None) -> Dates:
    whole = document(f"# 방침\n\n## 제9조 (방침의 변경)\n\n{text}\n".encode(), "a.md")
    return read(whole, sections(whole), notes or Notes())


@pytest.mark.parametrize(
    ("text", "effective"),
    [
        ("본 방침은 2023년 3월 2일부터 시행됩니다.", "2023-03-02"),
        ("이 방침은 2024.5.9(목)부터 적용합니다.", "2024-05-09"),
        ("시행일자 : 2022-11-24", "2022-11-24"),
        ("시행일: 2022년 6월 31일", None),
        ("시행일: 2020년 0월 0일", None),
        ("시행일: 202X년 1월 1일", None),
        ("시행일: [미정]", None),
        ("이전 방침 보기 (2021-01-01 ~ 2021-02-01)", None),
        ("계약은 2021년 1월 1일에 맺었습니다.", None),
    ],
)
def test_a_day_counts_by_the_words_beside_it(text: str, effective: str | None) -> None:
    assert days(text).effective == effective


def test_each_day_has_its_own_word() -> None:
    said = days("공고일자: 2024년 8월 2일\n\n시행일자: 2024년 8월 10일\n\n최종 수정일: 2024년 9월 1일")
    assert (said.announced, said.effective, said.last_changed) == ("2024-08-02", "2024-08-10", "2024-09-01")


def test_of_two_days_the_later_stands_and_it_is_asked() -> None:
    notes = Notes()
    assert days("시행일: 2022-11-23\n\n시행일: 2022-11-24", notes).effective == "2022-11-24"
    assert "date-differs" in asked(notes)


def test_a_day_that_the_calendar_lacks_asks() -> None:
    notes = Notes()
    assert days("시행일: 2022-06-31", notes).effective is None
    assert asked(notes) == {"date-impossible"}


def test_the_day_of_the_terms_dates_the_policy_but_asks() -> None:
    notes = Notes()
    assert days("이 약관은 2023년 4월 28일부터 유효합니다.", notes).effective == "2023-04-28"
    assert "date-of-terms" in asked(notes)
