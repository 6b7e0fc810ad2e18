"""When the policy was announced, took effect and was last changed: days that the calendar has, never a placeholder.

A day counts by the words beside it (`시행일`, `부터 적용`, `공고일`, `최종 수정일`). Lists of older versions, links to
them and days of contracts do not count. Where the document gives two days for one thing, the later stands, and asks.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from jikim.document import Document, Line
from jikim.messages import msg
from jikim.reader.facts import Dates
from jikim.reader.kinds import Kind
from jikim.reader.letters import single
from jikim.reader.notes import Notes
from jikim.reader.sections import Section

_DAY = re.compile(
    r"(?P<y>(?:19|20)\d{2})\s*(?:[.년/-]|년도)\s*(?P<m>\d{1,2})\s*[.월/-]\s*(?P<d>\d{1,2})(?:\s*[.일])?(?!\d)"
    r"|(?<!\d)(?P<whole>20\d{6})(?!\d)"
)
_NO_DAY = re.compile(r"20\d?[X○Oo*_]{1,2}|\[[^\]]{0,16}\]|[Y]{4}|00\s?월|○+\s?[년월일]|미정|추후")
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("announced", re.compile(r"공고\s?일|공고\s?일자|공포\s?일|게시\s?일")),
    (
        "last_changed",
        re.compile(
            r"(?:최종|최근)?\s?(?:수정|변경|개정|업데이트)\s?(?:일자|일|및\s?시행일|/\s?시행일)|last\s?updated",
            re.IGNORECASE,
        ),
    ),
    (
        "effective",
        re.compile(r"시행\s?일|시행\s?시기|적용\s?일|발효\s?일|효력\s?발생일|effective\s?date", re.IGNORECASE),
    ),
)
_FROM = re.compile(
    r"^\s*(?:[(（][월화수목금토일][)）])?\s*[\]］]?\s*(?:자로|부터|자|에)\s*(?:효력|시행|적용|유효|발효)"
)
_PAST = re.compile(r"^\s*(?:에|까지|동안)?\s*(?:시행|적용|유효)(?:되었|됐|하였|했)")
"""A day until which an older policy held (`... ~ 2024. 1. 1.에 적용되었습니다`)."""
_OLDER = re.compile(
    r"이전\s?(?:의\s?)?개인정보|이전\s?방침|종전|구\s?개인정보|최초|직전|히스토리|개정\s?이력|변경\s?이력|~|제정일|보기"
)
_ELSEWHERE = {Kind.CCTV, Kind.TOC, Kind.ENTRUSTED, Kind.THIRD_PARTY, Kind.RETENTION, Kind.ITEMS, Kind.COLLECTION}
_VERSION = re.compile(
    r"(?:버전|version|ver\.?)\s?(?:번호)?\s?[:：]?\s?(?:ver\.?\s?|v)?(\d{1,3}(?:\.\d{1,3}){1,2})", re.IGNORECASE
)
_NEAR = 12  # letters before a day that say what it is the day of
_TERMS = re.compile(r"(?:이|본)\s?약관")


@dataclass(frozen=True, slots=True)
class _Said:
    """A day with what it is the day of."""

    kind: str
    day: str
    phrase: str
    line: Line


def read(document: Document, parts: Sequence[Section], notes: Notes) -> Dates:
    """Read the days of the policy."""
    lines = [line for part in parts if part.kind not in _ELSEWHERE for line in _all_lines(part)]
    said = [one for line in lines for one in _said(line, notes)]
    _ask_empty(lines, said, notes)
    _ask_older(document, notes)
    chosen = {kind: _chosen(kind, said, notes) for kind in ("announced", "effective", "last_changed")}
    spot_of = chosen["effective"] or chosen["announced"] or chosen["last_changed"]
    effective = chosen["effective"]
    return Dates(
        _day(chosen["announced"]),
        _day(effective),
        _day(chosen["last_changed"]),
        _version(lines),
        effective.phrase if effective else None,
        spot_of.line.spot if spot_of else None,
    )


def _day(said: _Said | None) -> str | None:
    return said.day if said else None


def _all_lines(part: Section) -> Iterator[Line]:
    yield from part.heading.lines if part.heading else ()
    yield from part.lines()


def _said(line: Line, notes: Notes) -> Iterator[_Said]:
    begin = 0
    for found in _DAY.finditer(line.text):
        before, after = line.text[begin : found.start()], line.text[found.end() :]
        begin = found.end()
        kinds = _kinds(line.text, before, after)
        if not kinds:
            continue
        day = _iso(found)
        if day is None:
            notes.ask(
                "date-impossible",
                found[0],
                msg("'{day}' is no day of the calendar: which is meant?", day=single(found[0])),
                (msg("unknown"), msg("the last day of that month")),
                line.spot,
            )
            continue
        notes.use(line, "dates")
        for kind in kinds:
            yield _Said(kind, day, single(line.text), line)
        if _TERMS.search(line.text) and "effective" in kinds:
            notes.ask(
                "date-of-terms",
                line.text,
                msg("The day is that of '{words}': does it date the policy?", words="이 약관"),
                (msg("the policy"), msg("other terms")),
                line.spot,
            )


def _kinds(whole: str, before: str, after: str) -> tuple[str, ...]:
    if _PAST.match(after):
        return ()
    if _OLDER.search(whole) and not re.search(r"(?:시행|공고)일자?\s*[:：]\s*$", before) and not _FROM.match(after):
        return ()
    if _FROM.match(after) and not re.search(r"계약|개정법|법률", before[-_NEAR:]):
        return ("effective",)
    kinds = tuple(kind for kind, words in _KINDS if words.search(before))
    both = re.search(r"개정\s?(?:및|/)\s?시행일", before)
    return ("effective", "last_changed") if both else kinds[:1]


def _iso(found: re.Match[str]) -> str | None:
    digits = found["whole"]
    year, month, day = (digits[:4], digits[4:6], digits[6:]) if digits else (found["y"], found["m"], found["d"])
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _chosen(kind: str, said: Sequence[_Said], notes: Notes) -> _Said | None:
    found = [one for one in said if one.kind == kind]
    if not found:
        return None
    latest = max(one.day for one in found)
    other = next((one for one in found if one.day != latest), None)
    chosen = next(one for one in reversed(found) if one.day == latest)
    if other:
        notes.ask(
            "date-differs",
            other.phrase,
            msg("One place says '{one}', another '{other}': which holds?", one=other.day, other=latest),
            (msg("'{day}'", day=latest), msg("'{day}'", day=other.day)),
            other.line.spot,
        )
    return chosen


def _ask_empty(lines: Sequence[Line], said: Sequence[_Said], notes: Notes) -> None:
    """Ask once for a day that was never filled in."""
    if any(one.kind == "effective" for one in said):
        return
    for line in lines:
        if re.search(r"시행\s?일|공고\s?일|부터\s?(?:시행|적용)", line.text) and _NO_DAY.search(line.text):
            notes.use(line, "dates")
            notes.ask(
                "date-missing",
                line.text,
                msg("'{words}' was never filled in: from when is the policy in force?", words=single(line.text)),
                (msg("unknown"), msg("the day of the last change")),
                line.spot,
            )
            return


def _ask_older(document: Document, notes: Notes) -> None:
    """Ask about a list of days that was set aside with the menus of the page."""
    for gap in document.left_out:
        if len(_DAY.findall(gap.text)) >= 5:
            notes.ask(
                "older-versions",
                "",
                msg("A list of days stands around the policy: older versions, or days of this one?"),
                (msg("older versions"), msg("days of this policy")),
                gap.spot,
            )


def _version(lines: Sequence[Line]) -> str | None:
    for line in lines:
        found = _VERSION.search(line.text)
        if found and re.search(r"방침|버전\s?번호", line.text):
            return found[1]
    return None
