"""The one expression of the language, in Korean and English, and what is refused in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.period import AT_ONCE, Period
from jikim.policy.until import Length, Term, UntilError, read_length, read_term
from tests.policy.faults import by_line, findings, policy


@pytest.mark.parametrize(
    ("english", "korean", "period"),
    [
        ("1 hour", "1시간", Period(hours=1)),
        ("72 hours", "72시간", Period(hours=72)),
        ("1 day", "1일", Period(days=1)),
        ("30 days", "30일간", Period(days=30)),
        ("3 business days", "3영업일", Period(business_days=3)),
        ("1 week", "1주", Period(days=7)),
        ("2 weeks", "2주일", Period(days=14)),
        ("6 months", "6개월", Period(months=6)),
        ("6 months", "6월", Period(months=6)),
        ("2 months", "2달", Period(months=2)),
        ("5 years", "5년", Period(months=60)),
        ("5  years", "5 년간", Period(months=60)),
        ("at once", "즉시", AT_ONCE),
        ("at once", "지체 없이", AT_ONCE),
    ],
)
def test_a_length_says_the_same_in_both_languages(english: str, korean: str, period: Period) -> None:
    assert read_length(english) == read_length(korean) == Length(period)


def test_three_months_or_more_is_only_a_floor() -> None:
    floor = Length(Period(months=3), at_least=True)
    assert read_length("at least 3 months") == read_length("3개월 이상") == read_length("3개월이상") == floor


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("left", Term("left")),
        ("회원 탈퇴", Term("회원 탈퇴")),
        ("law", Term("law")),
        ("30 days after left", Term("left", Length(Period(days=30)))),
        ("at once after left", Term("left", Length(AT_ONCE))),
        ("at least 5 years after paid", Term("paid", Length(Period(months=60), at_least=True))),
        ("탈퇴 후 30일", Term("탈퇴", Length(Period(days=30)))),
        ("탈퇴후 30일", Term("탈퇴", Length(Period(days=30)))),
        ("회원 탈퇴 뒤 1년", Term("회원 탈퇴", Length(Period(months=12)))),
        ("탈퇴일로부터 30일", Term("탈퇴", Length(Period(days=30)))),
        ("접수일부터 2년", Term("접수", Length(Period(months=24)))),
        ("대금 결제 후 5년 이상", Term("대금 결제", Length(Period(months=60), at_least=True))),
        ("30일 after left", Term("left", Length(Period(days=30)))),
    ],
)
def test_a_term_is_an_event_or_a_length_after_one(text: str, term: Term) -> None:
    assert read_term(text) == term


@pytest.mark.parametrize("text", ["5년", "6 months", "즉시", "at least 3 months"])
def test_a_length_alone_counts_from_collecting(text: str) -> None:
    assert read_term(text) == Term("collected", read_length(text))


@pytest.mark.parametrize(
    ("text", "what", "fix"),
    [
        ("5 year afterr paid", "'5 year afterr paid' is no length of time", "write a number and hour, day,"),
        ("5yearsafter paid", "'5yearsafter paid' is no length of time", "write a number and hour, day,"),
        ("5 years after", "'5 years after' is no length of time", "write a number and hour, day,"),
        ("five years after paid", "'five years' is no length of time", "write a number and hour, day,"),
        ("5 fortnights", "'5 fortnights' is no length of time", "write a number and hour, day,"),
        ("5세기", "'5세기' is no length of time", "write a number and hour, day,"),
        ("1.5년", "'1.5년' is no length of time", "write a number and hour, day,"),
        ("1년 6개월", "'1년 6개월' is no length of time", "write a number and hour, day,"),
        ("일정 기간 후 파기", "'파기' is no length of time", "write a number and hour, day,"),
        ("0일", "'0일' is no length of time", "write `at once` (즉시) for no time"),
        ("201년", "'201년' is longer than 200 years", "write the period after which nobody needs it"),
        ("9999 years", "'9999 years' is longer than 200 years", "write the period after which nobody needs it"),
        ("99999일", "'99999일' is no length of time", "write a number and hour, day,"),
        ("", "`until` is empty", "write `5 years after paid`"),
        ("   ", "`until` is empty", "write `5 years after paid`"),
    ],
)
def test_what_cannot_be_computed_is_refused_with_what_helps(text: str, what: str, fix: str) -> None:
    with pytest.raises(UntilError) as refused:
        read_term(text)
    assert str(refused.value.what) == what
    assert str(refused.value.fix).startswith(fix)


@given(st.integers(1, 200), st.sampled_from([("years", "년"), ("months", "개월"), ("days", "일"), ("hours", "시간")]))
def test_any_number_reads_alike_in_both_languages(count: int, unit: tuple[str, str]) -> None:
    assert read_length(f"{count} {unit[0]}") == read_length(f"{count}{unit[1]}") == read_length(f"{count} {unit[1]}간")


@given(st.text(max_size=40))
def test_any_text_is_a_term_or_refused(text: str) -> None:
    try:
        term = read_term(text)
    except UntilError as error:
        answer = str(error.what)
    else:
        answer = term.event
    assert answer


# In a policy


def test_an_end_names_an_event_by_its_id_or_its_label() -> None:
    read = policy("""
        events:
          left: {label: 회원 탈퇴, of: person, from: joined}
          paid: {label: 대금 결제, of: record}
        keep:
          - {until: [left, 5 years after paid]}
          - {until: [회원 탈퇴, 대금 결제 후 5년]}
          - {until: 탈퇴 후 30일}
          - {until: [동의 철회, 수집 후 1년]}
    """)
    assert [[(end.event, end.period.iso()) for end in keep.ends] for keep in read.keep] == [
        [("left", "P0D"), ("paid", "P5Y")],
        [("left", "P0D"), ("paid", "P5Y")],
        [("left", "P30D")],
        [("withdrew", "P0D"), ("collected", "P1Y")],
    ]


def test_law_points_at_the_statutory_lines_and_is_no_end_of_its_own() -> None:
    (keep,) = policy("keep: [{until: law}]").keep
    assert keep.by_law
    assert keep.ends == ()


def test_a_faulty_end_is_found_on_its_line() -> None:
    found = findings("""
        events:
          paid: 대금 결제
        keep:
          - until: 5 year afterr paid
          - until: [5 years after payed, 1년]
          - items: [이름]
          - {until: [], items: [이름]}
          - until: 결재 후 5년
        dormant: 1 year after last_active
        statutory:
          - {record: 계약, for: 오년, law: ecommerce/contract}
        destruction: {within: 닷새}
    """)
    assert by_line(found) == [
        "4:12 until-form '5 year afterr paid' is no length of time",
        "5:13 event-unknown no event is called 'payed'",
        "6:5 until-missing a keep rule without an end",
        "7:6 until-missing a keep rule without an end",
        "8:12 event-unknown no event is called '결재'",
        "9:10 event-unknown no event is called 'last_active'",
        "11:23 until-form '오년' is no length of time",
        "12:23 until-form '닷새' is no length of time",
    ]


def test_two_events_that_end_alike_are_not_guessed_between() -> None:
    found = findings("""
        events:
          left: 회원 탈퇴
          quit: 전문가 탈퇴
        keep:
          - until: 탈퇴
    """)
    assert by_line(found) == ["5:12 event-unknown no event is called '탈퇴'"]


def test_without_delay_is_a_promise_without_a_figure() -> None:
    read = policy("destruction: {within: 지체 없이}")
    assert read.destruction is not None
    assert (read.destruction.within, read.destruction.within_says) == (None, "지체 없이")
