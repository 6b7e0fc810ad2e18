"""How data are destroyed, from sections of our own wording in the shapes that policies use."""

import pytest

from jikim.document import Document, Format, Heading, Line, Paragraph, Spot
from jikim.reader.destruction import read
from jikim.reader.facts import Destruction
from jikim.reader.notes import Notes
from jikim.reader.sections import sections


def section(*texts: str, title: str = "개인정보의 파기", notes: Notes | None = None) -> Destruction | None:
    heading = Heading((Line(title, Spot(1)),), 1)
    said = [Paragraph((Line(text, Spot(number)),)) for number, text in enumerate(texts, 2)]
    blocks: tuple[Heading | Paragraph, ...] = (heading, *said)
    whole = Document("policy.txt", Format.TEXT, "utf-8", "", blocks)
    return read(sections(whole), notes or Notes())


def found(*texts: str, notes: Notes | None = None) -> Destruction:
    said = section(*texts, notes=notes)
    assert said is not None
    return said


def test_a_document_without_the_section_says_nothing() -> None:
    assert section("탈퇴하면 파기합니다.", title="쿠키") is None


def test_events_that_call_for_destroying_stand_in_the_order_of_the_words() -> None:
    said = found("보유기간이 만료되거나 처리 목적이 달성되면 해당 업무의 폐지 여부와 함께 살펴 파기합니다.")
    assert said.triggers == ("보유기간이 만료", "처리 목적이 달성", "해당 업무의 폐지")


def test_each_kind_of_event_counts_once() -> None:
    said = found(
        "목적 달성 시 파기합니다.", "이용 목적이 달성된 정보는 삭제합니다.", "가입 해지를 요청하면 파기합니다."
    )
    assert said.triggers == ("목적 달성", "가입 해지를 요청")


DEADLINES = [
    ("목적 달성 시 지체 없이 파기합니다.", "지체 없이", None),
    ("목적 달성 시 즉시 파기합니다.", "즉시", "P0D"),
    ("기간 만료일로부터 5일 이내에 파기합니다.", "5일 이내", "P5D"),
]


@pytest.mark.parametrize(("text", "words", "longest"), DEADLINES)
def test_how_soon_is_told_in_words_and_days(text: str, words: str, longest: str | None) -> None:
    deadline = found(text).deadline
    assert deadline is not None
    assert (deadline.text, deadline.max) == (words, longest)


def test_days_beside_without_delay_are_the_longest_and_asked_about() -> None:
    notes = Notes()
    deadline = found("목적 달성 시 지체없이 파기합니다.", "파기 기한: 만료 후 5일 이내", notes=notes).deadline
    assert deadline is not None
    assert (deadline.text, deadline.max) == ("지체없이", "P5D")
    assert [(question.kind, question.spot) for question in notes.questions] == [("destruction-deadline", Spot(3))]


def test_no_deadline_is_none() -> None:
    assert found("목적이 달성된 개인정보는 파기합니다.").deadline is None


def test_who_approves_and_what_is_selected() -> None:
    said = found("파기 사유가 발생한 파일을 선별해 두고 개인정보 관리책임자의 결재를 얻어 파기합니다.")
    assert said.approval is not None
    assert said.selection is not None
    assert said.approval.by == "개인정보 관리책임자"


METHODS = [
    ("전자 파일은 복원할 수 없도록 파기하고 문서는 파쇄하거나 소각합니다.",
     {"electronic": "복원할 수 없도록 파기", "paper": "파쇄하거나 소각"}),
    ("출력물: 파쇄 또는 소각", {"paper": "파쇄 또는 소각"}),
    ("전자파일: 복구 불가능한 방법으로 영구 삭제", {"electronic": "복구 불가능한 방법으로 영구 삭제"}),
    ("파기합니다.", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "means"), METHODS)
def test_means_are_told_for_files_and_for_paper(text: str, means: dict[str, str]) -> None:
    assert found(text).methods == means


def test_data_kept_under_another_law_are_kept_apart() -> None:
    said = found("다른 법령에 따라 보존하여야 하는 경우에는 별도의 데이터베이스로 옮겨 보존합니다.").separate_db
    assert said is not None
    assert said.condition == "다른 법령에 따라 보존하여야 하는 경우"


def test_papers_kept_apart_are_told() -> None:
    said = found("목적 달성 후 별도의 DB로 옮겨(종이의 경우 별도의 서류함) 저장한 뒤 파기합니다.").separate_db
    assert said is not None
    assert said.paper == "종이의 경우 별도의 서류함"


def test_all_lines_of_the_section_are_used() -> None:
    notes = Notes()
    found("목적 달성 시 파기합니다.", notes=notes)
    assert notes.used() == {"destruction": len("목적 달성 시 파기합니다.")}
