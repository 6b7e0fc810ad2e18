"""What hangs on an item of a list: `등`, a remark, the words that say when it is given; its parts in brackets."""

import re

from jikim.document import Spot
from jikim.reader.facts import Parts
from jikim.reader.letters import single, split
from jikim.reader.lexicon import item_of

_REMARK = re.compile(r"\s*[(（][^()（）]{4,80}니다\.?[)）]$")
_QUOTED = re.compile(r"^[‘'“\"]([^‘'“\"’”]+)[’'”\"]$")
_TAIL = re.compile(
    r"\s*등(?:의?\s(?:[가-힣·ㆍ]{1,12}\s?){0,4}(?:정보|기록|항목|자료|데이터|내역)?|의|을|이|\s?)?\s*[.。]?$"
)
_NOTED = re.compile(r"^(?P<item>[^—―]{1,30}?)\s[—―]\s\S.*$")
"""An item with what it is used for behind a dash."""
_REMARK_TAIL = re.compile(r"(?<=[가-힣A-Za-z)）])\s*등\s*[(（][^()（）]{8,80}[)）]$")
_PLAIN_TAIL = re.compile(r"(?<=[가-힣A-Za-z)）])\s*등$")
_FAR_TAIL = re.compile(r"(?<=[가-힣A-Za-z)）])\s등\s[가-힣A-Za-z·ㆍ ]{2,40}(?:정보|기록|항목|자료|데이터|내역)$")
_LIKE = re.compile(r"\s같은\s[가-힣 ]{2,24}정보$")
_EXAMPLE = re.compile(r"[가-힣A-Za-z)]\s등\s(?:[가-힣]+\s)*[가-힣]{2,}(?<!정보|기록|항목|자료|내역)(?<!데이터)(?<!다)$")
_CONSENT = re.compile(r"(?:수집\s?(?:및|[·ㆍ/])?\s?이용|수신)(?:에\s?대한)?\s?(?:동의)?$|동의(?:\s?여부)?$")
_AGREED = re.compile(r"목적|동의|수신")
_BRACKETS = re.compile(r"[(（\[][^()（）\[\]]{0,200}[)）\]]")
_SAID = re.compile(r"[가-힣][은는]\s\S.*(?:삭제|파기|폐기|않음|아니함)$")
_BRACKET = re.compile(r"^(?P<head>[^(（\[]{1,40}?)\s*[(（\[](?P<inner>.{1,200})[)）\]]$")
_INNER_TAIL = re.compile(r"\s*등$")
_CLAUSE = re.compile(r"^[가-힣 ]{2,20}?(?:제공|입력|수집|작성|기재|등록)(?:되는|하는|된|한)\s+(?=\S)")


def bare(text: str) -> str:
    """Return a piece between commas without its point and without a remark in brackets."""
    said = _QUOTED.sub(r"\1", _REMARK.sub("", single(text.strip(" -–•*/:："))))
    noted = _NOTED.match(said)
    return noted["item"] if noted and item_of(noted["item"]) else said


def without_tail(text: str, *, alone: bool = False) -> str:
    """Return a piece without the `등` that says that a list goes on, and what stands behind it.

    A piece alone on its line that goes on to a noun of its own is one item (`버튼 클릭 등 이용 패턴`).
    """
    if alone and _EXAMPLE.search(text):
        return text
    for tail in (_REMARK_TAIL, _PLAIN_TAIL, _TAIL, _FAR_TAIL, _LIKE):
        cut = tail.sub("", text)
        if cut != text:
            return cut.strip()
    return text


def is_said(text: str) -> bool:
    """Whether a piece between commas says what is done with items (`위치 정보는 사용 후 즉시 삭제`), and is none."""
    return bool(_SAID.search(text))


def without_clause(text: str) -> str:
    """Return a known item without the words that say when it is given (`신청 시 입력하는 주소`)."""
    bare = _CLAUSE.sub("", text)
    return bare if bare != text and item_of(bare) and not item_of(text) else text


def is_consent(name: str) -> bool:
    """Whether a piece is something to agree to, with the ways of it in brackets perhaps (`수신 동의(SMS, 이메일)`)."""
    said = _BRACKETS.sub("", name).strip()
    return bool(_CONSENT.search(said) and _AGREED.search(said)) and not item_of(name)


def parts_of(name: str, spot: Spot) -> Parts | None:
    """Return an item with its parts; a single word in brackets that says the item another way is a gloss."""
    found = _BRACKET.match(name)
    if not found:
        return None
    inner = split(_INNER_TAIL.sub("", found["inner"]), ",，、/")
    if len(inner) < 2:
        return None
    return Parts(name, found["head"].strip(), tuple(inner), spot)
