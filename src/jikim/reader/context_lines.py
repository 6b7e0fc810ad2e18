"""Where a line on collecting goes: to the column its label names, to the one a sentence announced, or where it fits."""

import re

from jikim.document import Line
from jikim.reader.context_labels import (
    LONGEST_LABEL,
    LONGEST_NAME,
    PAIR,
    POINT,
    SENTENCE,
    key_of,
    names_laws,
    says_automatic,
)
from jikim.reader.context_names import bare_need, is_general, need_of
from jikim.reader.context_open import Open
from jikim.reader.facts import Need
from jikim.reader.letters import letters, split
from jikim.reader.lexicon import ITEMS, item_of, known_share
from jikim.reader.ranks import count_of, form_of

FORCED = re.compile(r"(?P<need>필수|선택)\s?(?:항목|정보|사항)(?:으로|로|을)\s?[^.]{0,10}수집(?!하지)")
_ANNOUNCES = re.compile(
    r"(?:다음|아래)(?:과|와)?\s?(?:같은|같이|의)?\s?[^.]{0,24}?(?P<what>목적|항목|방법|방식)(?=으로|을|를|의|에)"
)
LISTS = re.compile(r"(?:항목|정보)[은는]\s(?:다음|아래)(?:와|과)\s?같(?!은\s목적)")
_WAYS = re.compile(r"수집(?:하는)?\s?(?:방법|방식|경로)[은는]\s(?:다음|아래)(?:와|과)\s?같")
_WHY = re.compile(
    r"^(?:[^,.]{0,30}?[은는]\s)?(?P<why>(?:(?!아래|다음|제\d)[^.]){2,120}?)(?:\s?등+)?[을를]\s?위(?:하여|해서?)\s[^.]{0,60}?"
    r"개인\s?정보를\s(?:[가-힣]+\s){0,2}수집"
)
"""`회사는 상담, 서비스 신청을 위해 아래와 같은 개인정보를 수집하고 있습니다`."""
_MADE = re.compile(
    r"^(?P<said>[^:：]{10,120}수집\s?(?:될|할)\s?수\s?있(?:습니다\.?|는\s?(?:개인\s?)?(?:항목|정보)))\s*[:：]\s*(?P<value>\S.*)$"
)
_BEFORE_IT = re.compile(
    r"^(?P<said>[^.,:：]{0,30}자동(?:으로)?\s?(?:생성|수집)(?:되는|된))\s(?P<value>[^.:：]{2,120})$"
)
"""What a machine makes, behind a colon or behind the words that say so, on one line."""
DENIED = "denied"
"""The column of what stands under a sentence that says it is not collected."""
_DENIED = re.compile(
    r"(?:다음|아래)[^.]{0,40}(?:수집|저장|요구|처리)(?:하지\s?(?:않|아니)|되지\s?(?:않|아니))[^.]{0,12}니다\s*[.:：]*\s*$"
    r"|(?:수집|저장|요구|처리)(?:하지|되지)\s?(?:않|아니)[^.]{0,12}니다\s*[:：]\s*$"
)
_COLLECTS = re.compile(r"수집\s?(?:합|하고|될|됩|할)")
_ANNOUNCED = {"목적": "purposes", "항목": "items", "방법": "methods", "방식": "methods"}
_FEW = 0.3  # share of words that are items: fewer is no list of them
SERVES = re.compile(
    r"(?:목적|용도|확인|안내|방지|제공|분석|발송|처리|관리|식별|인증|개선|응대|연락|활용|상담|이행|개발|운영|광고|마케팅|서비스"
    r"|전달|배송|발급|발행|통지|고지|정산|환불|예방|대응|추천|확보|해결)"
    r"(?:\s?등)?\s*[.]?$"
)
"""Ends of words for what data serve."""
_NOT = re.compile(r"않|아니|없")
_ONLY_WHERE = re.compile(r"[은는]\s[^,]*경우(?:에만|에\s한)")
_SHORT = 60  # letters of a line that need not be a list
_PIECES, _LONGEST_ITEM = 4, 30
_GOES_ON = re.compile(r"(?:[을를은는며고]|에서|하여|니다|등의|위해|통해)$|[을를]\s")
_TAIL = 16  # letters behind a verb that may deny it
_STANDS_BELOW = re.compile(r"다음|아래|하기")
_IS_COLLECTED = re.compile(r"(?:\s?등)?(?:[을를]\s?(?:통해서?|통하여)|[을를])\s[가-힣\s]{0,16}니다[.。]?\s*$")
"""What stands behind a list that a sentence holds (`전화 상담을 통해 수집합니다`)."""
_WHO = re.compile(r"(?:수집|처리|이용)(?:의)?(?:주체|기관)$|개인정보처리자$")
"""Labels of who collects."""
_PURPOSE = re.compile(r"목적|위하여|위해|위한")
USED = re.compile(
    r"[을를]\s?위(?:하여|해서?만?)\s(?:사용|이용|활용)(?:됩니다|합니다)"
    r"|^(?!.*(?:다음|아래)).*목적으로\s개인정보를\s(?:수집|이용|처리)"
    r"|^수집(?:한|된)\s[^,.]{0,16}정보[은는]\s(?!.*(?:다음|아래)).{2,}?에\s(?:사용|이용|활용)(?:됩|합)니다"
    r"|하기\s위(?:하여|해서?)\s(?:[가-힣]+\s)?(?:사용|이용|활용|처리)(?:합니다|됩니다|하고 있습니다)"
    r"|^(?!.*(?:다음|아래|각\s?호)).*[을를]\s?위(?:하여|해서?)\s(?:개인정보를\s)?(?:(?<=개인정보를\s)(?:수집|이용|처리)|(?:수집|이용|처리)(?:하고|합|됩|되)[^.]{0,12}[.]?\s*$)"
)


def automatic_items(line: Line, column: str) -> Line | None:
    """Return what stands behind a label for what a machine writes down (`자동 수집: IP 주소`)."""
    if column not in ("items", ""):
        return None
    whole = _MADE.match(line.text) or _BEFORE_IT.match(line.text)
    if whole and says_automatic(whole["said"]):
        return line.after(whole.start("value"))
    pair = PAIR.match(line.text)
    if pair is None or not pair["value"] or len(letters(pair["label"])) > LONGEST_NAME:
        return None
    return line.after(pair.start("value")) if says_automatic(pair["label"]) else None


def put(line: Line, current: Open, number: str) -> None:
    """Put a line where it belongs; `number` is that of the item of a list that it is."""
    need = bare_need(line.text)
    if need is not Need.UNSPECIFIED:
        current.need = need
        return
    if number == "※" and (known_share(line.text) < ITEMS or _ONLY_WHERE.search(line.text)):
        return
    pair = PAIR.match(line.text)
    if pair and LISTS.search(pair["label"]):
        current.column = "items"
        if pair["value"]:
            current.add("items", line.after(pair.start("value")))
        return
    if pair is None and _turned_by_label(line.text, current):
        return
    if pair and _put_behind_label(pair, line, current, number):
        return
    if SENTENCE.search(line.text):
        _take_why(line, current)
        if _turned(line.text, current):
            return
    column = _column(current, line.text)
    if column is None:
        return
    if pair and column == "items" and _tells_why(pair):
        current.add("items", line.between(pair.start("label"), pair.end("label")))
        current.held.setdefault("purposes", []).append(line.after(pair.start("value")))
        return
    beside = current.labelled and (
        _beside(number, current.labelled) or (number == current.labelled and _ends_row(pair))
    )
    if pair and pair["value"] and beside:
        current.need, current.labelled = current.own, ""  # a label beside `가. 필수:` and `나. 선택:` ends them
    current.add(column, line)


def _put_behind_label(pair: re.Match[str], line: Line, current: Open, number: str) -> bool:
    """Put what stands behind a label that is known; say whether it is."""
    key, said = _key(pair["label"], current), bare_need(pair["label"])
    if names_laws(pair["label"]) or _WHO.search(letters(pair["label"])):
        return True
    listed = key in ("items", "methods") and SENTENCE.search(pair["value"])
    told = None if _STANDS_BELOW.search(pair["value"]) else _IS_COLLECTED.search(pair["value"])
    if key and listed and told and not _NOT.search(told[0]):
        current.add(key, line.between(pair.start("value"), pair.start("value") + told.start()))
    elif key and (listed or not pair["value"]):
        current.column = current.told = key
    elif said is not Need.UNSPECIFIED and current.column == "purposes" and _serves(pair["value"]):
        if pair["value"]:
            current.add("purposes", line.after(pair.start("value")))  # `필수 : 본인 확인` where purposes stand
    elif said is not Need.UNSPECIFIED:
        current.need, current.labelled = said, number
        current.add("items", line.after(pair.start("value")) if pair["value"] else line)
    elif key:
        current.add(key, line.after(pair.start("value")))
    return bool(key) or said is not Need.UNSPECIFIED


def _serves(text: str) -> bool:
    """Whether what stands behind a need is what data serve, and lists no items."""
    share = known_share(text)
    return share < _FEW or (share < ITEMS and bool(SERVES.search(text) or _PURPOSE.search(text)))


def _turned_by_label(text: str, current: Open) -> bool:
    """Follow a line that is a label of a column and nothing else (`1. 수집항목`)."""
    bare = POINT.sub("", text.strip())
    key = _key(bare, current) if len(letters(bare)) <= LONGEST_LABEL else None
    if key is None:
        return False
    current.column = current.told = key
    return True


def _take_why(line: Line, current: Open) -> None:
    """Take what a sentence over items says they are collected for, where nothing else does."""
    told = current.column != "purposes" or LISTS.search(line.text)
    found = _WHY.match(line.text) if told and not current.name else None
    if found and not current.held.get("purposes") and not current.items:
        current.add("purposes", line.between(found.start("why"), found.end("why")))
        current.aside = True


def _key(label: str, current: Open) -> str | None:
    """Return the column of a label; items that are kept on are those of a period only among periods."""
    key = key_of(label)
    return "items" if key == "kept" and current.column != "periods" else key


def _turned(text: str, current: Open) -> bool:
    """Follow a sentence that says what stands below it, or that all of it has to be given; say whether it turned."""
    forced = FORCED.search(text)
    if forced:
        current.need = current.own = need_of(forced["need"])
    if _DENIED.search(text):
        current.column = DENIED
        return True
    if current.column == DENIED and _COLLECTS.search(text):
        current.column = "items"
        return True
    if _WAYS.search(text):
        current.column = "methods"
        return True
    found = _ANNOUNCES.search(text)
    if found is None and LISTS.search(text) and not current.name:
        current.column = "items"
        return True
    if found is None or "않" in text or (current.name and _ANNOUNCED[found["what"]] != "methods"):
        return False
    current.column = _ANNOUNCED[found["what"]]
    return True


def _tells_why(pair: re.Match[str]) -> bool:
    """Whether a label is an item and what stands behind it says what the item is for, and lists no others."""
    said = item_of(pair["label"].strip()) is not None and pair["value"]
    return bool(said) and known_share(pair["value"]) < _FEW and bool(SERVES.search(pair["value"]))


_CASE = re.compile(r"(?:\s시|경우)\s*$")


def _ends_row(pair: re.Match[str] | None) -> bool:
    """Whether a label is a case beside labels of need (`필수 항목: ...`, `구독 신청 시: ...`)."""
    return pair is not None and bool(_CASE.search(pair["label"]))


def _beside(number: str, other: str) -> bool:
    """Whether two items of a list are numbered in one row."""
    return form_of(number) == form_of(other) and None not in (count_of(number), count_of(other))


def _is_list(text: str) -> bool:
    """Whether a text is pieces between commas, each as short as an item, whatever they name but what data serve."""
    pieces = split(text)
    if 2 * sum(bool(SERVES.search(piece)) for piece in pieces) >= len(pieces):
        return False
    return len(pieces) >= _PIECES and all(
        len(piece) <= _LONGEST_ITEM and not _GOES_ON.search(piece) for piece in pieces
    )


def _column(current: Open, text: str) -> str | None:
    """Return the column that a line goes to; None for a sentence that only announces."""
    is_sentence = bool(SENTENCE.search(text))
    column = current.column
    if not column and is_general(text):
        return None
    if not column:
        column = "items" if known_share(text) >= ITEMS else "purposes"
    if column == "purposes":
        used = USED.search(text)
        told = used and not _NOT.search(text[used.end() :].split(".")[0][:_TAIL])
        announces = is_sentence and (not current.name or not _PURPOSE.search(text)) and not told
        return None if announces else column
    if column == "items":
        prose = len(text) > _SHORT and known_share(text) < _FEW and not _is_list(text)
        return None if is_sentence or prose else column
    return None if is_sentence and column == "methods" and "다음" in text else column
