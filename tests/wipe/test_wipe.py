"""What is personal inside a value is taken out, and every other byte stays; what is not understood is left whole."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.mapping import ListForm
from jikim.wipe.in_php import Parsed, map_php
from jikim.wipe.in_text import without, without_anywhere
from jikim.wipe.paths import UnreadableBlob
from jikim.wipe.value import wiped_json, wiped_php, wiped_php_bytes, without_keys

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]


def php(value: Value, encoding: str = "utf-8") -> str:
    """Return a value as PHP serializes it."""
    if value is None:
        return "N;"
    if isinstance(value, bool):
        return f"b:{int(value)};"
    if isinstance(value, int):
        return f"i:{value};"
    if isinstance(value, float):
        return f"d:{value!r};"
    if isinstance(value, str):
        return f's:{len(value.encode(encoding))}:"{value}";'
    pairs = value.items() if isinstance(value, Mapping) else enumerate(value)
    body = "".join(php(key, encoding) + php(each, encoding) for key, each in pairs)
    return f"a:{len(value)}:{{{body}}}"


words = st.text(st.characters(codec="utf-8"), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)

# JSON


def test_every_shape_of_a_receipt_is_wiped_and_nothing_else_is_touched() -> None:
    paths = ["$.buyer.phone", "$.contacts[*].value", "$[1].v"]
    assert wiped_json('{"buyer":{"phone":"010-0000-1234"},  "total": 1.10}', paths) == (
        '{"buyer":{"phone":null},  "total": 1.10}'
    )
    assert wiped_json('{"contacts": [{"value": "a"}, {"value": "b"}], "n": 1e400}', paths, "") == (
        '{"contacts": [{"value": ""}, {"value": ""}], "n": 1e400}'
    )
    assert wiped_json('[{"v": "나래"}, {"v": "01000001234"}]', paths) == '[{"v": "나래"}, {"v": null}]'


def test_a_path_that_a_text_does_not_have_changes_nothing() -> None:
    for text in ('{"a": 1}', "[]", '"word"', "3", "null", ' { "buyer" : "x" } '):
        assert wiped_json(text, ["$.buyer.phone", "$[4]", "$.a.b"]) == text


def test_json_and_serialized_text_inside_each_other_are_wiped_too() -> None:
    inner = php({"phone": "010-0000-1234", "n": 1})
    text = json.dumps({"raw": inner})
    wiped = json.loads(wiped_json(text, ["$.raw.phone"], "삭제"))
    assert wiped == {"raw": php({"phone": "삭제", "n": 1})}
    outer = php({"raw": '{"phone": "010-0000-1234"}'})
    assert wiped_php(outer, ["$.raw.phone"]) == php({"raw": '{"phone": null}'})


def test_escapes_stay_escapes() -> None:
    text = '{"raw": "{\\"name\\": \\"\\uae40\\", \\"x\\": \\"\\ud55c\\"}"}'
    assert json.loads(json.loads(wiped_json(text, ["$.raw.name"]))["raw"]) == {"name": None, "x": "한"}


@pytest.mark.parametrize("text", ["", "{", "{'a': 1}", '{"a": NaN}', "[" * 5000, "x"])
def test_what_is_no_json_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableBlob):
        wiped_json(text, ["$.a"])


@given(values, st.sampled_from(["$.a", "$[*]", "$[0].b", "$[*][*]", "$"]))
def test_wiped_json_is_json_and_wiping_again_changes_nothing(value: Value, path: str) -> None:
    text = json.dumps(value, ensure_ascii=False)
    once = wiped_json(text, [path])
    json.loads(once)
    assert wiped_json(once, [path]) == once


# What PHP serializes


def test_lengths_are_counted_in_bytes() -> None:
    whole = php({"name": "홍길동", "phone": "010-0000-1234", "card": "테스트카드"})
    assert wiped_php(whole, ["$.name", "$.phone"], "삭제") == php(
        {"name": "삭제", "phone": "삭제", "card": "테스트카드"}
    )


def test_a_text_that_was_converted_from_euc_kr_keeps_lengths_of_its_kind() -> None:
    old = php({"name": "홍길동", "memo": "가나다"}, "cp949")
    assert wiped_php(old, ["$.name"], "삭제") == php({"name": "삭제", "memo": "가나다"}, "cp949")


def test_properties_of_objects_are_found_by_their_own_names_and_what_a_class_closed_is_skipped() -> None:
    body = 's:7:"\0*\0name";s:4:"kang";s:10:"\0User\0mail";s:1:"m";s:1:"c";C:3:"Foo":4:{abcd}s:1:"e";E:7:"Suit:Up";'
    assert wiped_php(f'O:4:"User":4:{{{body}}}', ["$.name"]) == (
        f'O:4:"User":4:{{{body}}}'.replace('s:4:"kang";', "N;")
    )


def test_parts_that_others_refer_to_by_number_do_not_move() -> None:
    text = 'a:3:{s:1:"a";a:1:{i:0;s:1:"x";}s:1:"b";R:2;s:1:"c";s:1:"y";}'
    assert wiped_php(text, ["$.a"]) == 'a:3:{s:1:"a";a:1:{i:0;N;}s:1:"b";R:2;s:1:"c";s:1:"y";}'
    with pytest.raises(UnreadableBlob):
        wiped_php(text, ["$.b"])


@pytest.mark.parametrize(
    "text",
    ["", "a:1:{", 's:3:"ab";', 's:2:"abc";', "a:2:{i:0;i:1;}", "i:;", "x", 'a:1:{i:0;s:9:"a";}', "a:-1:{}", "i:1;i:2;"],
)
def test_what_does_not_fit_to_the_last_byte_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableBlob):
        wiped_php(text, ["$.a"])


def test_bytes_that_are_no_text_stay_what_they_are() -> None:
    data = b'a:2:{s:1:"a";s:2:"\xff\xfe";s:1:"b";s:1:"x";}'
    assert wiped_php_bytes(data, ["$.b"]) == b'a:2:{s:1:"a";s:2:"\xff\xfe";s:1:"b";N;}'


@given(values)
def test_what_is_serialized_is_read_to_its_end_and_written_as_it_was(value: Value) -> None:
    text = php(value)
    assert map_php(text, lambda inner: inner) == text
    longer = map_php(text, lambda inner: inner + "가")
    assert len(Parsed(longer).node.entries or ()) == len(Parsed(text).node.entries or ())


@given(st.dictionaries(words, values, min_size=1, max_size=3), words)
def test_what_is_put_in_fits(value: dict[str, Value], new: str) -> None:
    assert wiped_php(php(value), ["$[*]"], new) == php(dict.fromkeys(value, new))


# Free text


@pytest.mark.parametrize(
    "written",
    ["010-0000-1234", "01000001234", "+82 10-0000-1234", "+821000001234", "010 0000 1234", "010.0000.1234",
     "(010)0000-1234", "82-10-0000-1234", "0082 10 0000 1234"],
)  # fmt: skip
def test_a_number_is_found_in_any_spelling(written: str) -> None:
    for known in ("010-0000-1234", "01000001234", "+82 10-0000-1234"):
        assert without(f"부재 시 {written}로 전화", [known]) in {"부재 시 [삭제]로 전화", "부재 시 ([삭제]로 전화"}


def test_another_number_is_left() -> None:
    for other in ("010-0000-12345", "1010-0000-1234", "010-0000-1235", "3010-0000-1234"):
        assert without(f"주문 {other}", ["010-0000-1234"]) == f"주문 {other}"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("김하늘입니다", "[삭제]입니다"),
        ("김하늘님, 안녕하세요", "[삭제]님, 안녕하세요"),
        ("수령인:김하늘", "수령인:[삭제]"),
        ("김하늘공원에서", "김하늘공원에서"),
        ("이김하늘", "이김하늘"),
        ("Hong@Example.KR 로", "[삭제] 로"),
        ("hong@example.krx", "hong@example.krx"),
        ("xhong@example.kr", "xhong@example.kr"),
        ("로그인 sky_01에서", "로그인 [삭제]에서"),
        ("sky_012", "sky_012"),
        ("서울시 중구  가온로 1, 101호 앞", "[삭제] 앞"),
    ],
)
def test_a_value_is_found_as_a_whole(text: str, left: str) -> None:
    known = ["김하늘", "hong@example.kr", "sky_01", "서울시 중구 가온로 1, 101호"]
    assert without(text, known) == left


def test_what_says_nobody_is_not_looked_for() -> None:
    assert without("가 1 , a", ["가", "1", "", " ", ",", "a"]) == "가 1 , a"


def test_letters_that_are_put_together_otherwise_are_found() -> None:
    assert without("\u1100\u1175\u11b7\u1112\u1161\u1102\u1173\u11af 드림", ["김하늘"]) == "[삭제] 드림"


def test_a_text_inside_json_or_a_serialized_copy_is_searched_as_text() -> None:
    known = ["김하늘", "010-0000-1234"]
    assert json.loads(without_anywhere(json.dumps({"memo": "김하늘 드림", "n": [1]}), known)) == {
        "memo": "[삭제] 드림",
        "n": [1],
    }
    copy = php({"name": "김하늘", "tel": "01000001234", "ok": True})
    assert without_anywhere(copy, known) == php({"name": "[삭제]", "tel": "[삭제]", "ok": True})
    assert without_anywhere("{김하늘", known) == "{[삭제]"


# Lists of people


@pytest.mark.parametrize(
    ("form", "text", "left"),
    [
        (ListForm.COMMA, "3,14,15,14", "3,15"),
        (ListForm.COMMA, ",14,15,", ",15,"),
        (ListForm.COMMA, "14", ""),
        (ListForm.COMMA, "140,114", "140,114"),
        (ListForm.SPACE, "3 14 15", "3 15"),
        (ListForm.JSON, '[3, "14", 14, 15]', "[3, 15]"),
        (ListForm.JSON, "[3,15]", "[3,15]"),
        (ListForm.ARRAY, "{3,14,15}", "{3,15}"),
        (ListForm.ARRAY, "{14}", "{}"),
        (ListForm.ARRAY, '{"a b","14"}', '{"a b"}'),
    ],
)
def test_who_is_destroyed_is_taken_out_of_a_list(form: ListForm, text: str, left: str) -> None:
    assert without_keys(text, form, {"14"}) == left


@pytest.mark.parametrize(
    ("form", "text"), [(ListForm.JSON, "{}"), (ListForm.JSON, "3,14"), (ListForm.ARRAY, "{{1},{2}}")]
)
def test_a_list_of_another_form_is_unreadable(form: ListForm, text: str) -> None:
    with pytest.raises(UnreadableBlob):
        without_keys(text, form, {"14"})


def test_the_mail_of_somebody_else_that_begins_alike_stays() -> None:
    text = "문의는 na@example.co.kr 또는 na@example.co."
    assert without(text, ["na@example.co"]) == "문의는 na@example.co.kr 또는 [삭제]."


@pytest.mark.parametrize(
    ("text", "value", "left"),
    [
        ("메일은na@example.kr입니다", "na@example.kr", "메일은[삭제]입니다"),
        ("메일...na@example.kr", "na@example.kr", "메일...[삭제]"),
        ("아이디narae01입니다", "narae01", "아이디[삭제]입니다"),
        ("전화 ０１０－００００－１２３４", "010-0000-1234", "전화 [삭제]"),
        ("전화 010–0000‑1234", "01000001234", "전화 [삭제]"),
        ("전화 ＋８２ 10 0000 1234", "010-0000-1234", "전화 [삭제]"),
    ],
)
def test_a_value_is_found_behind_hangul_and_in_wide_signs(text: str, value: str, left: str) -> None:
    assert without(text, [value]) == left


@pytest.mark.parametrize("behind", ["", "\n"])
def test_a_serialized_text_inside_a_text_keeps_its_lengths(behind: str) -> None:
    inner = php({"phone": "010-0000-1234"})
    for value, left in ((php(inner), php(php({"phone": "[삭제]"}))), (inner, php({"phone": "[삭제]"}))):
        assert without_anywhere(value + behind, ["010-0000-1234"]) == left + behind
