"""Entrusted parties in lines: `수탁자: 이름` with `업무: 내용` under it, `이름: 업무`, `이름 (업무)`, `이름 업무`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jikim.document import Line, ListItem
from jikim.reader.labelled import Value, pairs
from jikim.reader.letters import letters
from jikim.reader.parties import COMPANY, is_placeholder, stripped
from jikim.reader.sections import Section

_NAME = re.compile(
    r"^(?:(?:개인정보)?(?:취급|처리)?(?:재?위탁)을?받는(?:자|업체|기관)|재?위탁받는(?:자|업체|기관)(?:수탁(?:자|업체))?|재?수탁(?:자|업체|기관|사|회사)(?:의?명칭|명)?|위탁대상(?:자|업체)?|위탁(?:업체|회사|기관)명?|업체명|이전받는자.*|제공받는자)$"
)
_WORK = re.compile(
    r"^(?:위탁|수탁|재위탁)?(?:하는|받는)?(?:업무)?(?:의)?(?:내용|업무|목적|범위)(?:및목적)?$|위탁업무|위탁을?하는업무"
)
_KEEP = re.compile(r"기간$")
_OTHER = re.compile(r"^(?:주소|전화|연락처|이메일|홈페이지|개인정보|항목|국가|이전.*|제공.*|위탁.*항목)$")
_SENTENCE = re.compile(r"(?:니다|습니까|세요|바랍니다|사항|금지|조치)[.\s]*$|^※")
_BRACKETED = re.compile(r"^(?P<name>[^()（）:：]{2,50}?)\s*[(（](?P<work>[^()（）]{2,120})[)）]\s*$")
_ALIASED = re.compile(r"^(?P<name>[^()（）]{2,40}[(（][^()（）]{2,60}[)）])\s+(?P<work>[^()（）:：]{2,120})$")
_MARKED = re.compile(
    r"^(?P<name>(?:㈜|[(（]주[)）]|주식회사)\s?\S{2,20}|\S{2,20}?(?:㈜|[(（]주[)）])"
    r"|[A-Za-z .&-]{3,40}(?:Inc\.?|LLC|Ltd\.?))\s+(?P<work>[^:：]{2,120})$"
)
_IN_WORK = re.compile(r"[(（]\s*위탁\s?(?:업무|내용)\s*[:：]\s*(?P<work>[^()（）]{2,80})[)）]")
_IS_WORK = re.compile(
    r"(?:처리|발송|호스팅|관리|운영|배송|결제|인증|상담|대행|분석|보관|저장|유지보수|전송|채용|추심)$"
)
_DASHED = re.compile(r"^(?P<name>[^:：]{2,40}?)\s+[-–—→]\s+(?P<work>[^:：]{2,120})$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A party as it stands in lines; `listed` is whether the value may hold several names."""

    name: Value
    work: Value | None = None
    keep: Value | None = None
    listed: bool = True


def drafts_of(part: Section) -> list[Draft]:
    """Return the parties that the lines of a section name, in order."""
    found: list[Draft] = []
    works_first = _works_first(part)
    for block in part.texts():
        for line in block.lines:
            in_list = isinstance(block, ListItem)
            if not _is_labelled(line, found):
                found += _without_label(line, in_list=in_list, intro_given=_introduced(part), works_first=works_first)
    return found


def _is_labelled(line: Line, found: list[Draft]) -> bool:
    """Take a line of labels into the parties found; a name opens one, the rest belongs to the last."""
    if _IN_WORK.search(line.text):
        return False
    known = False
    for label, value in pairs(line):
        said = letters(label)
        if _NAME.search(said):
            if value.text or not found:
                found.append(Draft(value))
            known = True
        elif _WORK.search(said):
            if found and found[-1].work is None:
                found[-1] = replace(found[-1], work=value)
            known = bool(found) or said.startswith("위탁")
        elif _KEEP.search(said):
            if found and not re.search(r"보유", said) and found[-1].keep is None:
                found[-1] = replace(found[-1], keep=value)
            known = True
        elif _OTHER.search(said):
            known = True
    return known


def _without_label(line: Line, *, in_list: bool, intro_given: bool, works_first: bool) -> Iterator[Draft]:
    text = line.text.strip()
    if _SENTENCE.search(text) or len(text) > 200 or _NAME.match(letters(text.split("(")[0])):
        return
    inner = _IN_WORK.search(text)
    if inner:
        yield from _with_inner(line, text[: inner.start()], inner["work"])
        return
    pair = next(iter(pairs(line)), None) if in_list else None
    if pair and len(pair[0]) <= 60 and pair[1].text:
        yield _ordered(line, pair[0], pair[1].text, works_first=works_first)
        return
    forms = (_ALIASED, _MARKED, _BRACKETED, _DASHED) if in_list else (_ALIASED, _MARKED)
    if COMPANY.search(text) and len(text) <= 24 and not in_list and ":" not in text:
        yield Draft(Value(text, (line,)))
        return
    found = next((one for form in forms if (one := form.match(text))), None)
    if found and (in_list or intro_given):
        yield Draft(Value(found["name"], (line,)), Value(found["work"], (line,)), listed=False)


def _with_inner(line: Line, before: str, work: str) -> Iterator[Draft]:
    label, _, name = before.rpartition(":")
    yield Draft(Value((name or label).strip(), (line,)), Value(work, (line,)))


def _works_first(part: Section) -> bool:
    """Whether most points of a list name the work before the colon."""
    told = [pair for block in part.texts() if isinstance(block, ListItem) for pair in pairs(block.lines[0])]
    before = sum(_names_work(label, value.text) for label, value in told)
    return before > sum(_names_work(value.text, label) for label, value in told)


def _names_work(one: str, other: str) -> bool:
    """Whether one of two texts ends as works do, and the other does not."""
    return bool(_IS_WORK.search(_bare(one)) and not _IS_WORK.search(_bare(other)))


def _bare(text: str) -> str:
    return re.sub(r"[(（].*$", "", text).strip()


def _ordered(line: Line, left: str, right: str, *, works_first: bool) -> Draft:
    """`이름: 업무`, or `업무: 이름` where only the right side is a company, or the points beside it are so."""
    is_work = _names_work(left, right) or (works_first and not _names_work(right, left))
    turned = bool(COMPANY.search(right)) or is_placeholder(stripped(right)) or is_work
    turned = turned and not COMPANY.search(left)
    name, work = (right, left) if turned else (left, right)
    if _NAME.match(letters(re.sub(r"[(（].*$", "", work))):
        return Draft(Value(name, (line,)))
    return Draft(Value(name, (line,)), Value(work, (line,)))


def _introduced(part: Section) -> bool:
    """Whether a sentence of the section announces the list."""
    return any(re.search(r"(?:아래|다음)(?:와|의|과)", line.text) for line in part.lines())
