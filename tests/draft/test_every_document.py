"""Every document we know goes the whole way of `jikim read`, and the site around a policy is never read as one."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from jikim.document import Format, Reason, Spot, lines_of
from jikim.reader import Json, as_json
from tests.draft.test_three_forms import OUTLINE, SHOP, said
from tests.draft.three_forms import page as as_page
from tests.draft.whole import Whole, whole

SET_ASIDE = frozenset({Reason.MENU, Reason.HIDDEN, Reason.CODE})
MENU = "".join(
    f"<li><a href='/{at}'>{name}</a></li>" for at, name in enumerate(("도서", "강좌", "장바구니", "고객센터"))
)
HEAD = f"<div class=top><ul>{MENU}</ul><a href='/login'>로그인</a> <a href='/join'>회원가입</a></div>"
LOGIN = (
    "<div class=login><label>아이디</label><input name=id><label>비밀번호</label><input type=password>"
    "<input type=checkbox>아이디 저장 <button>로그인</button></div>"
)
SETTINGS = "<div class=push><p>알림 설정</p><p>알림은 수신일로부터 3일간 보관됩니다.</p></div>"
FOOT = (
    "<div class=foot><a href='/terms'>이용약관</a> | <a href='/privacy'>개인정보처리방침</a> | "
    "<a href='/map'>오시는 길</a><p>나루책방 대표 성춘향 | 사업자등록번호 000-00-00000 | 전화 010-0000-9999 | "
    "이메일 shop@other.example.kr</p><p>Copyright 나루책방 All rights reserved.</p></div>"
)
SITES = {
    "menus before": (HEAD, ""),
    "a box to log in": (HEAD + LOGIN, ""),
    "a foot": ("", FOOT),
    "settings before": (HEAD + SETTINGS, FOOT),
    "elements by name": (f"<header><nav><ul>{MENU}</ul></nav>{LOGIN}</header>", f"<footer>{FOOT}</footer>"),
    "a column beside": (f"<aside><ul>{MENU}</ul>{LOGIN}</aside>", f"<aside><ul>{MENU}</ul></aside>{FOOT}"),
}


def spots(value: Json) -> Iterator[int]:
    """Every line of the facts."""
    if isinstance(value, list):
        for one in value:
            yield from spots(one)
    elif not isinstance(value, (str, int)) and value is not None:
        line = value.get("line")
        yield from [line] if isinstance(line, int) else []
        for one in value.values():
            yield from spots(one)


@cache
def known(reference: Path) -> dict[str, Whole]:
    """All reference documents, read."""
    paths = [*sorted((reference / "seeds").glob("*.txt")), *sorted((reference / "corpus/docs").iterdir())]
    return {path.name: whole(path.read_bytes(), path.name) for path in paths}


# The site around a policy


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("policy", [SHOP, OUTLINE], ids=["a shop", "an outline"])
def test_the_site_around_a_policy_changes_no_fact(policy: str, site: str) -> None:
    before, after = SITES[site]
    alone = whole(f"<html><body>{policy}</body></html>".encode(), "alone.html")
    within = whole(f"<html><body>{before}<div>{policy}</div>{after}</body></html>".encode(), "site.html")
    assert said(within.reading) == said(alone.reading)
    assert Reason.MENU in {gap.reason for gap in within.reading.unread.left_out}


@pytest.mark.reference
@pytest.mark.parametrize("site", SITES)
def test_a_site_around_a_seed_changes_no_fact(reference: Path, site: str) -> None:
    before, after = SITES[site]
    changed = {}
    for path in sorted((reference / "seeds").glob("*.txt")):
        alone = as_page(known(reference)[path.name].reading.document)
        within = alone.replace("<body>", f"<body>{before}").replace("</body>", f"{after}</body>")
        read = [said(whole(each.encode(), path.name).reading) for each in (alone, within)]
        if read[0] != read[1]:
            changed[path.name] = (read[1] - read[0], read[0] - read[1])
    assert changed == {}


@pytest.mark.reference
def test_no_fact_stands_where_something_was_set_aside(reference: Path) -> None:
    wrong = {}
    for name, each in known(reference).items():
        document = each.reading.document
        shown = {line.spot for block in document.blocks for line in lines_of(block)}
        aside = {gap.spot for gap in document.left_out if gap.reason in SET_ASIDE} - shown
        if document.format is Format.HTML and aside & {Spot(line) for line in spots(as_json(each.reading.facts))}:
            wrong[name] = aside
    assert wrong == {}


# Every document


@pytest.mark.reference
def test_every_document_goes_the_whole_way(reference: Path) -> None:
    assert len(known(reference)) == 47


@pytest.mark.reference
def test_every_document_gives_questions_and_says_what_was_not_read(reference: Path) -> None:
    said_beside = {name: yaml.safe_load(each.sidecar) for name, each in known(reference).items()}
    silent = [
        name
        for name, each in known(reference).items()
        if len(said_beside[name]["questions"]) != len(each.draft.questions)
        or said_beside[name]["unread"]["share"] != f"{each.reading.unread.share:.0%}"
    ]
    assert silent == []


@pytest.mark.reference
def test_a_document_of_which_little_was_read_says_why(reference: Path) -> None:
    reasons = {"nothing-collected", "not-korean", "two-languages", "table-flattened"}
    kinds = {name: {one.kind for one in each.draft.questions} for name, each in known(reference).items()}
    little = {name for name, each in known(reference).items() if each.reading.unread.share > 0.75}
    assert [name for name in little if not kinds[name] & reasons] == []


@pytest.mark.reference
def test_a_translation_of_a_foreign_policy_and_an_app_without_items_say_so(reference: Path) -> None:
    asked = {name: {one.kind for one in each.draft.questions} for name, each in known(reference).items()}
    assert {"law-abroad", "nothing-collected"} <= asked["x27.html"]
    assert "nothing-collected" in asked["x25.md"]
    assert [name for name, kinds in asked.items() if "law-abroad" in kinds] == ["x27.html"]
