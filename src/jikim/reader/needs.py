"""Marks in a list of items: who must give them, or may, and in which case. A mark holds until the next."""

import re
from dataclasses import dataclass

from jikim.reader.facts import Need
from jikim.reader.lexicon import ITEMS, item_of, known_share

_BRACKETED = re.compile(
    r"[(（\[［【<〈]\s*(?P<who>[가-힣A-Za-z ]{0,12}?)\s*(?P<need>필수|선택)(?!\s?(?:시|한|하))"
    r"[가-힣\s]{0,8}[)）\]］】>〉]\s*[:：]?"
)
_LABELLED = re.compile(
    r"(?:^|(?<=[\s/]))[*-]?\s*(?P<who>[가-힣A-Za-z ]{0,12}?)\s?(?P<need>필수|선택)"
    r"\s?(?:적)?\s?(?:수집|입력|동의)?\s?(?:정보|항목|사항)?\s*(?:[:：]\s*|\s[-–—]\s(?=\S))"
)
_BARE = re.compile(r"^\s*[-–•*]?\s*(?P<need>필수|선택)\s+(?=[가-힣A-Za-z])")
"""A need before a list with nothing between (`- 필수 이름, 이메일`)."""
_BEHIND = re.compile(r"(?P<rest>.*\S)\s*:\s*(?P<need>필수|선택)\s*$")
_ALL_BEFORE = ("이상", "위", "상기")
"""Words in a mark that stands for everything before it, and not for one item alone (`이름, 주소(이상 필수)`)."""
_NOTHING = " -–•*·:："
_ENDS = re.compile(r"\s*(?:[,，、]|$)")
_IS_CASE = re.compile(r"(?:\s시|경우)$")
_CASE = re.compile(r"^[(（](?P<case>[^()（）]{1,24}(?:시|경우|때|후))[)）]\s*(?=\S)")
_DASHED = re.compile(r"^(?P<case>[^:：,()（）—–]{1,20}?)\s[—–]\s(?=\S)")
"""`회원가입 — 이름, 이메일`."""
_LEADING = re.compile(r"^(?P<case>[^,，:：()（）]{2,24}?(?:\s시(?=\s*[,，])|의\s경우))(?:에는|에)?\s*[,，]?\s*(?=\S)")
_BARE_CASE = re.compile(
    r"^(?P<case>[^,，:：()（）]{0,20}?(?:가입|결제|이체|입금|주문|신청|구매|참여|문의)\s?시)(?:에는|에)?\s+(?!수집|입력|제공|작성|생성|기입|등록)(?=\S)"
)
_NAMED = re.compile(r"^\[(?P<case>[가-힣A-Za-z ]{2,16})\]\s*(?=\S)")
_TRAILING = re.compile(r"\s*[(（](?P<case>[^()（）]{2,30}(?:시|경우|때))[)）]\s*$")
_LABEL = re.compile(
    r"^(?P<case>[^:：,()（）]{1,20},\s?[^:：,()（）]{1,20}\s등\s[^:：,()（）]{1,20}(?=\s*[:：])|(?:[^:：,()（）]|[(（][^()（）]{0,30}[)）]){1,30}?)\s*[:：]\s*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at letters `begin` to `end`; `who` is what stands before it (`전문가 필수`)."""

    begin: int
    end: int
    need: Need
    who: str | None = None


def marks(text: str) -> list[Mark]:
    """Return the marks of need in a line, in order."""
    found = [*_BRACKETED.finditer(text), *_LABELLED.finditer(text)]
    bare = _BARE.match(text) if not found else None
    if bare and known_share(text[bare.end() :]) >= ITEMS:
        return [Mark(0, bare.end(), _need(bare["need"]))]
    said: list[Mark] = []
    for hit in sorted(found, key=lambda one: one.start()):
        if not said or hit.start() >= said[-1].end:
            said.append(Mark(hit.start(), hit.end(), _need(hit["need"]), hit["who"].strip() or None))
    return said


def _need(word: str) -> Need:
    return Need.REQUIRED if word == "필수" else Need.OPTIONAL


def pieces_behind(text: str) -> list[tuple[Need | None, int, int]]:
    """Return the pieces of a line whose marks each stand behind an item (`이름, 별명(필수), 생일(선택)`), with it.

    A piece without a mark has None; a line with marks of another kind has no such pieces.
    """
    last = _BEHIND.match(text)
    if last:
        return [(_need(last["need"]), 0, last.end("rest"))]
    found = list(_BRACKETED.finditer(text))
    if len(found) == 1 and _IS_CASE.search(found[0]["who"]) and not text[found[0].end() :].strip(" ."):
        return [(_need(found[0]["need"]), 0, found[0].start())]
    behind = (
        _ENDS.match(text, hit.end()) and text[: hit.start()].strip(_NOTHING) and hit["who"] in ("", *_ALL_BEFORE)
        for hit in found
    )
    if not found or not all(behind):
        return []
    pieces: list[tuple[Need | None, int, int]] = []
    begin = 0
    for hit in found:
        alone = len(found) == 1 and hit["need"] == "필수"  # nobody marks the last of many alone as required
        at = begin if hit["who"] or alone else max(begin, _begin_of_piece(text[: hit.start()]))
        pieces += [(None, begin, at)] if text[begin:at].strip(" ,，、") else []
        pieces.append((_need(hit["need"]), at, hit.start()))
        begin = hit.end()
    return [*pieces, (None, begin, len(text))] if text[begin:].strip(" ,，、") else pieces


def _begin_of_piece(text: str) -> int:
    """Return where the last piece between commas begins; commas in brackets cut nothing."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] in ")）]］") - (text[at] in "(（[［")
        if text[at] in ",，、" and not depth:
            return at + 1
    return 0


def trailing_case(text: str) -> tuple[str, str | None]:
    """Return an item without the case in brackets behind it, and the case.

    >>> trailing_case("상담 내용(신고 접수 시)")
    ('상담 내용', '신고 접수 시')
    """
    found = _TRAILING.search(text)
    return (text[: found.start()], found["case"].strip()) if found and found.start() else (text, None)


def case_of(text: str) -> tuple[str | None, int]:
    """Return the case that leads a group of items, and where the items begin.

    >>> case_of("(소셜 연동시) 계정 이름"), case_of("카드 결제 : 카드번호")
    (('소셜 연동시', 9), ('카드 결제', 8))
    """
    found = _CASE.match(text) or _LABEL.match(text) or _NAMED.match(text) or _LEADING.match(text)
    dashed = _DASHED.match(text) if found is None else None
    if dashed and item_of(dashed["case"]) is None and known_share(text[dashed.end() :]) >= ITEMS:
        found = dashed
    bare = _BARE_CASE.match(text) if found is None else None
    if bare and item_of(text) is None and known_share(bare["case"]) < ITEMS <= known_share(text[bare.end() :]):
        found = bare
    return (found["case"].strip(), found.end()) if found else (None, 0)
