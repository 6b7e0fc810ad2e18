"""Restricted YAML: what other readers of YAML do silently is refused here, by line."""

import io
import time
import zipfile
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.errors import DocumentError, Finding
from jikim.policy.document import MOST_BYTES, MOST_DEPTH, read_document
from jikim.policy.node import Series, Table, Text
from tests.policy.faults import by_line, rules


def read(document: str) -> Table:
    return read_document(dedent(document).strip("\n").encode(), "policy.yaml")


def faults(document: str | bytes) -> tuple[Finding, ...]:
    source = document if isinstance(document, bytes) else dedent(document).strip("\n").encode()
    with pytest.raises(DocumentError) as refused:
        read_document(source, "policy.yaml")
    return refused.value.faults


# What is read


def test_every_value_is_text_and_knows_its_line() -> None:
    table = read("""
        jikim: 1
        service:
          id: shop
          does: [판매, "10:00"]
    """)
    (_, version), (service, inner) = table.entries
    assert (version, service) == ("1", "service")
    assert str(service.place) == "policy.yaml:2:1"
    assert isinstance(inner, Table)
    does = inner.entries[1][1]
    assert isinstance(does, Series)
    assert [(node, node.place.line, node.place.column) for node in does.nodes if isinstance(node, Text)] == [
        ("판매", 4, 10),
        ("10:00", 4, 14),
    ]


@pytest.mark.parametrize("document", ["\ufeffjikim: 1", "jikim: 1\r\n", "# 설명\n---\njikim: 1\n", "jikim: 1 # 설명"])
def test_marks_windows_lines_and_comments_change_nothing(document: str) -> None:
    assert [(str(key), node) for key, node in read_document(document.encode(), "p").entries] == [("jikim", "1")]


def test_a_block_of_text_may_hold_what_must_be_quoted_elsewhere() -> None:
    table = read("""
        says: >-
          문의, 상담: *아무 때나*
          !할 수 있습니다
    """)
    assert table.entries[0][1] == "문의, 상담: *아무 때나* !할 수 있습니다"


# What is no document


@pytest.mark.parametrize("document", ["", "\n\n", "# 설명뿐인 파일\n", "---\n"])
def test_an_empty_file_says_nothing(document: str) -> None:
    assert by_line(faults(document.encode())) == ["1:1 document-empty the file is empty"]


def test_a_word_document_renamed_is_no_text() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as word:
        word.writestr("word/document.xml", "<w:t>개인정보 처리방침</w:t>")
    assert by_line(faults(archive.getvalue())) == ["1:1 document-binary the file is not UTF-8 text"]


@pytest.mark.parametrize(
    "document", ["제목: 방침".encode("cp949"), "jikim: 1".encode("utf-16"), b"jikim: \x00", b"\x1b"]
)
def test_other_encodings_and_control_signs_are_no_text(document: bytes) -> None:
    assert rules(faults(document)) == ["1:1 document-binary"]


@pytest.mark.parametrize("document", ["- 회원\n- 손님", "[jikim, 1]", "개인정보 처리방침"])
def test_a_list_or_a_sentence_is_no_policy(document: str) -> None:
    assert rules(faults(document)) == ["1:1 document-form"]


def test_two_megabytes_are_not_even_parsed() -> None:
    began = time.monotonic()
    assert rules(faults(b"a: [" + b"[" * 2_000_000)) == ["1:1 document-large"]
    assert time.monotonic() - began < 1
    assert read_document(b"a: " + b"x" * (MOST_BYTES - 3), "p")


# What YAML does silently


def test_a_tab_is_refused_wherever_it_stands() -> None:
    found = faults("service:\n\tid: shop\nnotice:\n  by: 공지\t및 게시")
    assert by_line(found) == ["2:1 yaml-tab a tab stands here", "4:9 yaml-tab a tab stands here"]


def test_a_key_that_stands_twice_is_refused_the_second_time() -> None:
    found = faults("""
        roles: {member: 회원, guest: 손님, "member": 준회원}
        cases: {card: 카드}
        roles: {}
    """)
    assert by_line(found) == [
        "1:32 yaml-duplicate the key 'member' stands here a second time",
        "3:1 yaml-duplicate the key 'roles' stands here a second time",
    ]


def test_anchors_and_aliases_are_refused_one_by_one() -> None:
    found = faults("""
        signup: &signup
          label: 회원가입
        again: *signup
    """)
    assert rules(found) == ["1:9 yaml-alias", "3:8 yaml-alias"]
    assert str(found[0].what) == "an anchor (&) or alias (*) repeats what stands elsewhere"


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    bomb += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    found = faults("\n".join(bomb).encode())
    assert {fault.rule for fault in found} == {"yaml-alias"}
    assert len(found) == 30 + 29 * 9


def test_a_hundred_thousand_aliases_take_seconds_and_not_hours() -> None:
    began = time.monotonic()
    assert len(faults(b"a:\n" + b"- *a\n" * 100_000)) == 100_000
    assert time.monotonic() - began < 20


def test_a_merge_key_is_refused() -> None:
    found = faults("""
        base: {label: 가입}
        signup:
          <<: {label: 가입}
    """)
    assert by_line(found) == ["3:3 yaml-merge a merge key (<<) is not read"]


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ("title: !!str 방침", "1:8"),
        ("title: !a 방침", "1:8"),
        ("a: !!python/object:os.system {}", "1:4"),
        ("a: !!binary Zm9v", "1:4"),
        ("!!map {a: b}", "1:1"),
    ],
)
def test_a_tag_is_refused(document: str, place: str) -> None:
    assert rules(faults(document)) == [f"{place} yaml-tag"]


def test_a_comma_inside_braces_makes_no_silent_null() -> None:
    found = faults("""
        keep:
          - {until: left, says: 문의, 상담}
        roles: {member, guest: 손님}
    """)
    assert by_line(found) == ["2:29 yaml-empty '상담' has no value here", "3:9 yaml-empty 'member' has no value here"]


def test_outside_braces_an_empty_value_is_a_value_not_said() -> None:
    assert read("notice:\nroles:\n").entries[0][1] == ""


@pytest.mark.parametrize("document", ["? [a, b]\n: c", "{[a]: b}", "? {a: b}\n: c"])
def test_a_key_is_text(document: str) -> None:
    assert [fault.rule for fault in faults(document)] == ["yaml-key"]


def test_a_second_document_is_refused_where_it_begins() -> None:
    found = faults("""
        jikim: 1
        ---
        jikim: 1
    """)
    assert by_line(found) == ["2:1 yaml-form a second document begins here"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_is_bounded(opening: str) -> None:
    most = opening * (MOST_DEPTH - 1)
    assert [fault.rule for fault in faults("a: \n " + most + opening * 5000)] == ["yaml-deep"]


@pytest.mark.parametrize(
    ("document", "place", "fix"),
    [
        ("a: b: c", "1:5", "put the text in quotes: it holds a colon followed by a space"),
        ("a: [회원, 손님\nb: c", "2:2", "close the bracket, and put texts that hold brackets in quotes"),
        ("a: {b: c\nd: e", "2:2", "close the brace, and put texts that hold a colon or a comma in quotes"),
        ("a: @회사", "1:4", "put the text in quotes: it begins with a special sign"),
        ("a: !방침", "1:5", "put the text in quotes: it begins with a special sign"),
        ("a: '제목' 방침", "1:9", "line up the keys, and put a text that goes on after a quote or a bracket in quotes"),
        (
            "a:\n  b: c\n d: e",
            "3:2",
            "line up the keys, and put a text that goes on after a quote or a bracket in quotes",
        ),
        ("a: [회원, , 손님]", "1:9", "take out the comma that has nothing before it"),
        ("a: 'b", "1:6", "compare the line with the examples"),
        ("a: b\n  c: d", "2:4", "put the text in quotes: it holds a colon followed by a space"),
    ],
)
def test_yaml_that_breaks_off_says_where_and_what_helps(document: str, place: str, fix: str) -> None:
    (found,) = faults(document)
    assert (f"{found.place.line}:{found.place.column}", found.rule, str(found.fix)) == (place, "yaml-form", fix)


def test_a_letter_that_nobody_sees_is_refused() -> None:
    found = faults("""
        controller: {name: 회\u00ad사}
        notice:
          by: "\\u200d게시"
    """)
    assert by_line(found) == [
        "1:21 text-hidden a character that nobody sees stands here: U+00AD",
        "3:7 text-hidden a character that nobody sees is written here with a backslash",
    ]


# Everything at once


def test_every_fault_is_reported_at_once_in_order_of_place() -> None:
    found = faults("""
        title: !!str 방침
        roles: {member: 회원, member: 준회원}
        keep: [{says: 문의, 상담}]
        a: &a 가
        b:
          <<: *a
    """)
    assert rules(found) == [
        "1:8 yaml-tag",
        "2:21 yaml-duplicate",
        "3:19 yaml-empty",
        "4:4 yaml-alias",
        "6:3 yaml-merge",
        "6:7 yaml-alias",
    ]


def read_or_refused(source: bytes) -> Table | tuple[Finding, ...]:
    try:
        return read_document(source, "policy.yaml")
    except DocumentError as error:
        return error.faults


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused_with_a_place(source: bytes) -> None:
    answer = read_or_refused(source)
    places = [answer.place] if isinstance(answer, Table) else [fault.place for fault in answer]
    assert places
    assert all(place.line > 0 and place.column > 0 for place in places)


YAMLISH = st.text(alphabet="ab:-,[]{}&*!|>'\"#%@?<~ \n회원01", max_size=120)


@given(YAMLISH)
def test_what_looks_like_yaml_has_each_key_once_or_its_faults_in_order(text: str) -> None:
    answer = read_or_refused(text.encode())
    if isinstance(answer, Table):
        assert len({str(key) for key, _ in answer.entries}) == len(answer.entries)
    else:
        places = [fault.place for fault in answer]
        assert places == sorted(places) != []
