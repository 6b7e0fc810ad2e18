"""What of an answer is kept: only words that stand in the line they are said to stand in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.document import Line, Spot
from jikim.reader import Answer, Answers, Asked, Refusal, heard
from jikim.reader.proposals import MOST_ANSWERS, MOST_SAYS

ASKED = Asked(
    "꽃집.txt",
    "꽃집 처리방침",
    (
        Line("방문객의 차량 번호를 적습니다.", Spot(7)),
        Line("배송 메모", Spot(9)),
        Line("배송 메모", Spot(9)),
        Line("앞줄에서 이어지는 문장", Spot(2, page=3), turns=((5, Spot(3, page=3)),)),
    ),
    ("item", "purpose"),
)


def kept(*answers: Answer) -> list[tuple[str, str, str, str]]:
    return [
        (each.kind, each.words, str(each.spot), each.says) for each in heard(ASKED, Answers("나", answers)).proposals
    ]


def refused(*answers: Answer, misshapen: int = 0) -> dict[Refusal, int]:
    return dict(heard(ASKED, Answers("나", answers, misshapen)).refused)


def test_words_that_stand_in_the_line_are_kept_with_their_place() -> None:
    assert kept(Answer(1, "item", "차량 번호", "항목으로 보입니다")) == [
        ("item", "차량 번호", "7", "항목으로 보입니다")
    ]


@pytest.mark.parametrize("words", ["차량번호", "차 량  번호", "\u00a0차량\u3000번호 "])
def test_white_space_aside_and_in_the_spelling_of_the_document(words: str) -> None:
    assert kept(Answer(1, "item", words)) == [("item", "차량 번호", "7", "")]


def test_words_further_on_in_a_line_of_two_stand_where_the_second_begins() -> None:
    assert kept(Answer(4, "item", "문장")) == [("item", "문장", "3:3", "")]


def test_lines_at_one_spot_are_told_apart_by_their_number() -> None:
    found = heard(ASKED, Answers("나", (Answer(3, "item", "메모"),))).proposals
    assert found[0].line is ASKED.lines[2]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(0, "item", "차량 번호"), Refusal.LINE),
        (Answer(-1, "item", "문장"), Refusal.LINE),
        (Answer(5, "item", "차량 번호"), Refusal.LINE),
        (Answer(1, "", "차량 번호"), Refusal.KIND),
        (Answer(1, "Item", "차량 번호"), Refusal.KIND),
        (Answer(1, "item", "주민등록번호"), Refusal.WORDS),
        (Answer(2, "item", "차량 번호"), Refusal.WORDS),
        (Answer(1, "item", ""), Refusal.WORDS),
        (Answer(1, "item", " \u00a0 "), Refusal.WORDS),
        (Answer(1, "item", "차량 번호.*"), Refusal.WORDS),
        (Answer(1, "item", "차량 번호", "가" * (MOST_SAYS + 1)), Refusal.SAYS),
        (Answer(1, "item", "차량 번호", "\x1b[31m"), Refusal.CONTROL),
        (Answer(1, "item", "차량 번호", "두\n줄"), Refusal.CONTROL),
        (Answer(1, "item", "차량 번호", "\u202e거꾸로"), Refusal.CONTROL),
        (Answer(1, "item", "차량\x00번호"), Refusal.CONTROL),
        (Answer(1, "item", "차량 번호", "보이지\u3164않는"), Refusal.CONTROL),
        (Answer(1, "item", "차량\ud800번호"), Refusal.CONTROL),
    ],
)
def test_what_does_not_hold_is_refused_and_counted(answer: Answer, reason: Refusal) -> None:
    assert kept(answer) == []
    assert refused(answer) == {reason: 1}


def test_a_remark_may_be_as_long_as_it_may_be() -> None:
    assert refused(Answer(1, "item", "차량 번호", "가" * MOST_SAYS)) == {}


def test_the_same_is_kept_once_and_the_first_remark_counts() -> None:
    twice = (
        Answer(1, "item", "차량 번호", "하나"),
        Answer(1, "item", "차량번호", "둘"),
        Answer(1, "purpose", "차량 번호"),
    )
    assert [(kind, says) for kind, _, _, says in kept(*twice)] == [("item", "하나"), ("purpose", "")]
    assert refused(*twice) == {Refusal.REPEATED: 1}


def test_only_so_many_answers_are_looked_at() -> None:
    many = [Answer(9, "item", "")] * MOST_ANSWERS + [Answer(1, "item", "차량 번호")] * 3
    assert kept(*many) == []
    assert refused(*many, misshapen=2) == {Refusal.FORM: 2, Refusal.LINE: MOST_ANSWERS, Refusal.MANY: 3}


def test_long_words_and_long_lines_are_judged_at_once() -> None:
    """A pattern made of the words would take minutes here."""
    line = Line("가 " * 200_000 + "나", Spot(1))
    words = "가 " * 100_000 + "다"
    found = heard(Asked("", "", (line,), ("item",)), Answers("나", (Answer(1, "item", words),) * 20))
    assert found.refused == {Refusal.WORDS: 20}


# The law

LETTERS = st.text(st.sampled_from("가나다 \t\u00a0\n.*(<\u200b\x07\ud800"), max_size=6)
LINES = st.lists(st.text(st.sampled_from("가나다 .*(<"), min_size=1, max_size=12), max_size=4)
ANY_ANSWERS = st.lists(
    st.builds(
        Answer, st.integers(-1, 5), st.sampled_from(["item", "purpose", "other", ""]), LETTERS | st.text(), LETTERS
    )
)


@given(lines=LINES, answers=ANY_ANSWERS, misshapen=st.integers(0, 3))
def test_whatever_is_answered_kept_words_stand_in_their_line(
    lines: list[str], answers: list[Answer], misshapen: int
) -> None:
    asked = Asked("", "", tuple(Line(text, Spot(at)) for at, text in enumerate(lines, 1)), ("item", "purpose"))
    found = heard(asked, Answers("나", tuple(answers), misshapen))
    for each in found.proposals:
        assert each.words.strip()
        assert each.words in each.line.text
        assert any(each.line is line for line in asked.lines)
        assert each.kind in asked.kinds
        assert len(each.says) <= MOST_SAYS
    assert len(set(found.proposals)) == len(found.proposals)
    assert len(found.proposals) + sum(found.refused.values()) == len(answers) + misshapen


@given(lines=LINES, data=st.data())
def test_any_piece_of_a_line_is_kept(lines: list[str], data: st.DataObject) -> None:
    asked = Asked("", "", tuple(Line(text, Spot(at)) for at, text in enumerate(lines, 1)), ("item",))
    for number, text in enumerate(lines, 1):
        begin = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(begin + 1, len(text)))
        if text[begin:end].strip():
            found = heard(asked, Answers("나", (Answer(number, "item", text[begin:end]),)))
            assert "".join(found.proposals[0].words.split()) == "".join(text[begin:end].split())
