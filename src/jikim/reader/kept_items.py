"""Items kept on, in three lines: `보존 항목 : 이름, 연락처`, `보존 근거 : ...`, `보존 기간 : 3년`.

Where the first line names a record and not items, it is a record kept by law (`statutory.py`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jikim.document import Line
from jikim.reader.ends import Found, found_in
from jikim.reader.letters import letters, single, split
from jikim.reader.lexicon import known_share
from jikim.reader.records import records
from jikim.reader.sections import Section
from jikim.reader.statutes import laws

_PAIR = re.compile(r"^\s*(?:[-–*•●○◦▪ㆍ·οo]|\d{1,2}[.)])?\s*(?P<label>[^:：]{2,30}?)\s*[:：]\s*(?P<value>\S.*)$")
_ITEMS = re.compile(r"^(?:보존|보유|보관)(?:하는)?(?:개인정보)?(?:항목|정보)$|^개인정보(?:의)?항목$")
_BASIS = re.compile(r"^(?:보존|보유|보관)?(?:근거|이유|사유|목적)$")
_PERIOD = re.compile(r"^(?:보존|보유|보관)(?:및이용)?기간$")
_THING = re.compile(r"(?:기록|자료|내역|이력|정보)등?[\]］]?$")
_EVERYTHING = re.compile(r"^(?:보유|보존|보관|수집|이용|처리)?(?:하는|한|된)?개인정보$")
_MARK = re.compile(r"^\s*(?:[-–*•●○◦▪ㆍ·οo]|\d{1,2}[.)])\s*")
_BRACKETS = re.compile(r"\s*[(（][^()（）]{1,120}[)）]\s*$")
_LABELS = r"(?:보존|보유|보관)\s?(?:근거|이유|사유)\s?[:：]\s?"
_NAMED = re.compile(
    rf"^\s*(?:[-–*•ο]\s*)?(?P<items>[^:：,]{{2,30}}?(?:기록|자료|내역|이력|정보))\s+{_LABELS}(?P<basis>\S[^:：]*)$"
)
"""`부정이용기록 보존 이유 : 부정 이용 방지`."""
_ON_ONE_LINE = re.compile(
    rf"^\s*(?:[-–*•ο]\s*)?(?P<items>[^:：,]{{2,30}}?(?:기록|자료|내역|이력|정보))\s*[-–:：(]?\s*{_LABELS}(?P<basis>[^:：]{{2,60}}?)[,，/]?\s+"
    r"(?:보존|보유|보관)\s?기간\s?[:：]\s?(?P<period>\S[^)）]*)[)）]?\s*$"
)
AGAIN = re.compile(r"재가입|탈퇴(?!\s?(?:이전|전))")
"""Reasons that look at people who left: what is kept for them is kept since that day."""
_LONGEST = 60  # letters of a record that stands alone on its line
_Held = dict[str, tuple[str, tuple[Line, ...]]]
"""What each label said, with the lines it stands on."""
_LEAST = 0.3  # share of words that are items: what one service alone collects nobody knows


@dataclass(frozen=True, slots=True)
class Kept:
    """The rule, and every line that it stands on."""

    found: Found
    lines: tuple[Line, ...]


def is_list_of_items(text: str) -> bool:
    """Whether a text lists items and names no record.

    >>> is_list_of_items("이름, 로그인ID, 비밀번호"), is_list_of_items("계약 또는 청약철회 등에 관한 기록")
    (True, False)
    """
    return len(split(text)) > 1 and known_share(text) >= _LEAST


def kept_items(part: Section) -> Iterator[Kept]:
    """Yield the rules of a section that are told so; a label that comes again begins another."""
    held: _Held = {}
    for line in (line for block in part.texts() for line in block.lines):
        whole = _ON_ONE_LINE.match(line.text)
        if whole:
            yield from _kept({name: (whole[name], (line,)) for name in ("items", "basis", "period")})
            continue
        pair = _PAIR.match(line.text)
        name = _name(letters(pair["label"])) if pair else None
        named = _NAMED.match(line.text)
        if pair and letters(pair["label"]).endswith("사유") and _is_thing(pair["value"]):
            held = {"items": (pair["value"], (line,))}
        elif named:
            held = {"items": (named["items"], (line,)), "basis": (named["basis"], (line,))}
        elif _is_thing(line.text):
            held = {"items": _beside(held, line)}
        elif pair is None or name is None:
            held = {}
        else:
            held = ({} if name in held else held) | {name: (pair["value"], (line,))}
        if "period" in held:
            yield from _kept(held) if "items" in held and _is_known(held["items"][0]) else ()
            held = {}


def _beside(held: _Held, line: Line) -> tuple[str, tuple[Line, ...]]:
    """Return a thing with those that stand right above it (`- 회원 기록`, `- 결제 기록`, then one period)."""
    said = _MARK.sub("", line.text)
    if set(held) != {"items"}:
        return said, (line,)
    before, lines = held["items"]
    return f"{before}, {said}", (*lines, line)


def _is_thing(text: str) -> bool:
    """Whether a line is the name of a record of one's own (`- 부정이용기록`), and nothing else."""
    bare = _BRACKETS.sub("", _MARK.sub("", text)).strip()
    named = _THING.search(letters(bare)) and not _EVERYTHING.match(letters(bare))
    return len(bare) <= _LONGEST and bool(named) and not re.search(r"[:：,]|다[.\s]*$", bare)


def _is_known(text: str) -> bool:
    """Whether a text lists items, or names what no law knows as a record."""
    known = known_share(text) >= _LEAST or _THING.search(letters(_BRACKETS.sub("", text)))
    return is_list_of_items(text) or (bool(known) and all(one.law is None for one in records(text)))


def _name(label: str) -> str | None:
    forms = (("items", _ITEMS), ("basis", _BASIS), ("period", _PERIOD))
    return next((name for name, form in forms if form.match(label)), None)


def _kept(held: _Held) -> Iterator[Kept]:
    value, (line,) = held["period"]
    named = tuple(single(one) for one in split(held["items"][0]))
    why = held["basis"][0] if "basis" in held else None
    again = why is not None and AGAIN.search(why)
    law = next((one for one in laws(why) if one.law != "pipa"), None) if why else None
    for one in found_in([line.after(line.text.index(value))])[:1]:
        rule = replace(one.rule, applies_to=named, reason=None if law else single(why) if why else one.rule.reason)
        if again and not rule.until_stated:
            rule = replace(rule, until="withdrawal")  # what keeps people from joining again is kept since they left
        if law and why:
            rule = replace(rule, statute=law.law, statute_text=single(why))
        yield Kept(replace(one, rule=rule), tuple(line for _, lines in held.values() for line in lines))
