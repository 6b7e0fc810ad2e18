"""Items in a sentence: `신청을 위해 이름, 연락처가 수집될 수 있습니다`, `IP 주소, 쿠키가 생성되어 수집됩니다`.

What stands before the list says what it is for or when it is made. A sentence that denies collects nothing.
"""

import re
from dataclasses import dataclass

from jikim.document import Line
from jikim.reader.letters import single, split
from jikim.reader.lexicon import item_of, known_share

_COLLECTED = re.compile(
    r"(?P<list>[^.]{4,200}?)(?:을|를|이|가)\s*(?:(?P<for>[^,.]{2,40}?)\s?목적으로\s+)?"
    r"(?:(?:자동으로|추가로|함께|다음과 같이)\s*)*"
    r"(?:(?:자동\s?)?생성되어\s*)?(?P<verb>(?:자동\s?)?(?:수집|생성|기록))(?:될|되|할|하|합|됩|된|해|돼)"
)
_ARE = re.compile(
    r"(?:수집|처리|이용)(?:(?!않|아니|없|제외)[^.]){0,30}?항목은\s(?P<list>[^.]{4,200}?)(?:\s?등)?입니다\s*[.。]?\s*$"
)
_VERB = re.compile(r"(?:수집|생성|기록)(?:될|되|할|하|합|됩|된|해|돼)")
_BACK = 300  # letters before a verb in which its list begins
_MOST_VERBS = 8
_BEFORE = re.compile(
    r".*(?:위해서?|위하여|과정에서|통해|통하여|경우에?는?|동안에?는?|(?<=\s)시에?는?|다음의?|아래의?|(?<![받하되있없르드오가쓰])[은는])\s+"
)
_WHY = re.compile(r"(?P<why>[^,.]{2,60}?)(?:을|를)?\s*(?:위해서?|위하여)\s*$")
_SUBJECT = re.compile(r"^.{0,40}?(?:은|는)\s+")
_NO = re.compile(r"않|아니|없")
_QUOTES = "'\"‘’“”"
_DASHED = re.compile(r"^.{0,40}?\s[—―–]\s(?P<inside>[^—―–]{4,160}?)\s?[—―–]\s?$")
"""A list between dashes behind what it explains (`제공하는 정보 — 이름, 연락처 —`)."""
_GENERAL = re.compile(r"개인\s?정보$")
_LEAST = 0.6
_LONGEST = 4000  # letters of a line that may hold such a sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """Items of one sentence, what they are for, and whether a machine makes them; both as lines of their own."""

    items: Line
    why: Line | None
    automatic: bool


def _stated(line: Line) -> Sentence | None:
    """Return the items of a sentence that says that they are those (`수집 항목은 이름, 연락처입니다`)."""
    found = _ARE.search(line.text)
    if found is None or len(split(found["list"])) < 2 or known_share(found["list"]) < _LEAST:
        return None
    return Sentence(Line(found["list"], line.spot_at(found.start("list"))), None, "자동" in line.text)


def sentence_of(line: Line) -> Sentence | None:
    """Return the items that a sentence names; None where it names none, or denies collecting them."""
    stated = _stated(line) if len(line.text) <= _LONGEST else None
    return stated or _collected(line)


def _found(text: str) -> re.Match[str] | None:
    """Return the first such sentence, looked for from its verb back: a line has few of those."""
    if len(text) > _LONGEST:
        return None
    verbs = list(_VERB.finditer(text))[:_MOST_VERBS]
    return next(
        (found for verb in verbs if (found := _COLLECTED.search(text, max(0, verb.start() - _BACK), verb.end()))), None
    )


def _collected(line: Line) -> Sentence | None:
    found = _found(line.text)
    if found is None or _NO.search(line.text[found.end() : found.end() + 24]):
        return None
    before = _BEFORE.match(found["list"])
    begin = found.start("list") + (before.end() if before else 0)
    end = found.end("list")
    inside = line.text[begin + 1 : end - 1]
    if line.text[begin] in _QUOTES and line.text[end - 1] in _QUOTES and not any(each in inside for each in _QUOTES):
        begin, end = begin + 1, end - 1
    dashed = _DASHED.match(line.text[begin:end])
    if dashed:
        begin, end = begin + dashed.start("inside"), begin + dashed.end("inside")
    items = line.text[begin:end]
    automatic = "자동" in line.text or "생성" in found[0]
    if _GENERAL.search(items):
        return None
    several = len(split(items)) > 1 or " 및 " in items
    if not (several or (item_of(items) and not automatic)) or known_share(items) < _LEAST:
        return None
    why = _WHY.search(_SUBJECT.sub("", line.text[:begin].rstrip() + " "))
    spot = line.spot_at(begin)
    said = why["why"] if why else found["for"]
    return Sentence(Line(items, spot), Line(single(said), spot) if said else None, automatic)
