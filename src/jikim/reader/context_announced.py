"""Names that a sentence or a line announces: over lines of items, before what they serve, for a case of their own."""

import re
from collections.abc import Sequence
from typing import TypeGuard

from jikim.document import Block, ListItem, Paragraph
from jikim.reader.context_here import SHORT_NAME, Here, is_label, named_before
from jikim.reader.context_labels import LONGEST_LABEL, LONGEST_NAME, POINT, SENTENCE, key_of, says_automatic
from jikim.reader.context_lines import FORCED, LISTS
from jikim.reader.context_names import bare_need, name_of, need_of
from jikim.reader.context_open import Open
from jikim.reader.facts import Need
from jikim.reader.letters import letters, single, split
from jikim.reader.lexicon import ITEMS, known_share
from jikim.reader.purpose_names import end_of_name
from jikim.reader.sections import Kind

_IN_CASE = re.compile(
    r"^(?:(?:첫|둘|셋|넷|다섯)째,?\s|또한,?\s|그리고\s|회사는\s|당사는\s)?(?P<case>[^.]{4,40}?(?:경우|시|과정에서))(?:에는?|에|는)?,?\s"
    r"(?:(?:[^.]{0,30}\s)?(?:(?:아래|다음)(?:와|과)\s?같(?:은|이)|(?:아래|다음)의|필요한)[^.]{0,40}(?:정보|항목)[^.]{0,20}수집"
    r"|[^.]{0,12}수집하는\s(?:개인\s?)?(?:정보|항목)[는은]\s(?:아래|다음)(?:와|과)\s?같|수집하는\s(?:정보|항목)(?=[가-힣]{2}))"
)


_NEED_FIRST = re.compile(r"^[(（\[［<]?(?:필수|선택)(?:항목|정보|사항)?\s?[)）\]］>:：]")
_SEVERAL = 3  # items that make a list
_BRACKETS = re.compile(r"[(（][^()（）]{0,40}[)）]")
_NO_CASE = re.compile(r"^(?:아래|다음|하기)의?\s")
_CASE = re.compile(r"(?:시|경우)\s*$")
_SERVES = re.compile(
    r"^(?!.*(?:다음|아래)).*(?:목적으로|목적을\s?위해|위하여|위해)\s[^.]{0,30}(?:처리|이용|수집|활용)[^.]{0,10}니다\s*[.。]?\s*$"
)
"""A sentence that says a purpose (`... 등을 목적으로 개인정보를 처리합니다`)."""


def announced(here: Here, current: Open) -> Open | None:
    """Return the context that such a line opens."""
    return (
        _over_items(here) or _over_list(here) or _told(here) or _fresh_items(here, current) or _run_on(here)
        or _before_needs(here) or _case(here, current) or _beside_made(here, current) or _after_made(here, current)
    )  # fmt: skip


def _over_items(here: Here) -> Open | None:
    """The first line of a point over lines of items (`- 기본 정보`, below it `이름, 생년월일`)."""
    is_first = isinstance(here.block, ListItem) and here.line is here.block.lines[0]
    below = here.below.text if here.below else here.after[0].text if _is_plain(here.after) else ""
    if not is_first or not below or here.kind not in (Kind.ITEMS, Kind.COLLECTION):
        return None
    said = here.line.text.strip(" :：")
    if re.search(r"[:：,]", said) or SENTENCE.search(said) or len(said) > LONGEST_NAME or is_label(said):
        return None
    lists = ("," in below or " 및 " in below) and known_share(below) > ITEMS
    name = name_of(said)
    return Open(
        name.text, here.line.spot, "items", name.need, name.need, name.when, says_automatic(said), (here.line,)
    ) if lists else None  # fmt: skip


def _over_list(here: Here) -> Open | None:
    """A short line that ends a paragraph, over a list of items (`회원가입`, below it `- 이름, 연락처`)."""
    if here.kind not in (Kind.ITEMS, Kind.COLLECTION) or isinstance(here.block, ListItem):
        return None
    below = here.after[0] if here.after else None
    said = here.line.text.strip(" :：")
    plain = len(letters(said)) <= SHORT_NAME and not re.search(r"[:：,.]", _BRACKETS.sub("", said))
    if not plain or SENTENCE.search(said) or is_label(said) or not isinstance(below, (ListItem, Paragraph)):
        return None
    if known_share(below.text) <= ITEMS or (isinstance(below, Paragraph) and not _is_over(said, below.text)):
        return None
    name = name_of(said)
    return (
        Open(name.text, here.line.spot, "items", name.need, name.need, name.when, line=(here.line,))
        if name.text
        else None
    )


def _is_over(said: str, below: str) -> bool:
    """Whether a paragraph is the name of the list in the next: no item itself, and the next lists several."""
    return known_share(said) == 0 and len(split(below)) >= _SEVERAL and not SENTENCE.search(below)


def _told(here: Here) -> Open | None:
    """A name before a sentence that says its purposes, behind a colon or on the line below."""
    if here.kind is not Kind.PURPOSE:
        return None
    pair = here.pair
    if (
        pair
        and _SERVES.search(pair["value"])
        and not key_of(pair["label"])
        and bare_need(pair["label"]) is Need.UNSPECIFIED
    ):
        return named_before(here, pair, "purposes", "purposes")
    said = here.line.text.strip()
    is_first = (
        isinstance(here.block, ListItem) and here.line is here.block.lines[0] and here.line is not here.block.lines[-1]
    )
    if not (is_first and here.below and _SERVES.search(here.below.text)) or SENTENCE.search(said):
        return None
    name = name_of(said)
    return Open(name.text, here.line.spot, "purposes", name.need, name.need, name.when, line=(here.line,))


def _is_plain(after: Sequence[Block]) -> TypeGuard[Sequence[Paragraph]]:
    return bool(after) and isinstance(after[0], Paragraph)


def _fresh_items(here: Here, current: Open) -> Open | None:
    """A sentence after names with their purposes that says what is collected (`수집하는 항목은 다음과 같습니다`)."""
    says = current.name and not current.items and current.column == "purposes" and LISTS.search(here.line.text)
    return Open("", here.line.spot, "items") if says and here.after else None


def _before_needs(here: Here) -> Open | None:
    """A name with its items behind it on one line, under marks of need (`회원가입 — 필수: 이름 / 선택: 주소`)."""
    pair = here.pair if here.kind in (Kind.ITEMS, Kind.COLLECTION) and isinstance(here.block, ListItem) else None
    if pair is None or not _NEED_FIRST.match(pair["value"]) or not names_case(pair["label"]):
        return None
    fresh = Open(name_of(pair["label"]).text, here.line.spot, "items", line=(here.line,))
    fresh.add("items", here.line.after(here.line.text.index(pair["value"], pair.end("label"))))
    return fresh if fresh.name else None


def names_case(label: str) -> bool:
    """Whether a label names no need, no column, no machine and no items."""
    named = bare_need(label) is Need.UNSPECIFIED and key_of(label) is None and not says_automatic(label)
    return named and known_share(label) < ITEMS


def _case(here: Here, current: Open) -> Open | None:
    """A sentence that announces another list for a case of its own (`넷째, 교육을 신청할 경우 아래와 같은 ...`)."""
    begins = isinstance(here.block, ListItem) or current.items
    lists = here.lists or (here.below is not None and known_share(here.below.text) > ITEMS)
    found = _IN_CASE.match(here.line.text.strip()) if begins and lists else None
    if found is None or says_automatic(here.line.text) or _NO_CASE.search(found["case"]):
        return None
    need = need_of(forced["need"]) if (forced := FORCED.search(here.line.text)) else Need.UNSPECIFIED
    return Open(single(found["case"]), here.line.spot, "items", need, need, line=(here.line,))


def _beside_made(here: Here, current: Open) -> Open | None:
    """A case with its items in a list of what a machine makes (`- 주문 시 : 주소, 연락처`): people give those."""
    pair = here.pair if current.automatic else None
    if pair is None or not _CASE.search(pair["label"]) or known_share(pair["value"]) <= ITEMS:
        return None
    if says_automatic(here.line.text):
        return None
    fresh = Open("", here.line.spot, "items")
    fresh.add("items", here.line)
    return fresh


def _after_made(here: Here, current: Open) -> Open | None:
    """A point that is the label of purposes and nothing else ends what a machine makes."""
    said = POINT.sub("", here.line.text.strip())
    alone = isinstance(here.block, ListItem) and len(letters(said)) <= LONGEST_LABEL
    return Open("", here.line.spot, "purposes") if current.automatic and alone and key_of(said) == "purposes" else None


def _run_on(here: Here) -> Open | None:
    """A name that many policies share, with its first purpose behind it."""
    text = here.line.text.strip()
    at = end_of_name(text) if here.kind in (Kind.PURPOSE, Kind.COLLECTION) else 0
    if not at:
        return None
    fresh = Open(text[:at].strip(), here.line.spot, "purposes", line=(here.line,))
    fresh.add("purposes", here.line.after(here.line.text.index(text[at:].lstrip(" —–:"))))
    return fresh
