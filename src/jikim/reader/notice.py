"""How a change of the policy is told, and how many days before."""

import re
from collections.abc import Sequence

from jikim.document import Line
from jikim.messages import msg
from jikim.reader.facts import ChangeNotice
from jikim.reader.kinds import Kind
from jikim.reader.letters import single
from jikim.reader.notes import Notes
from jikim.reader.sections import Section

_CHANGES = re.compile(r"(?:변경|개정|수정|추가|삭제|정정)")
_TOLD = re.compile(r"고지|공지|안내|공개|알려|게시|통지|변경될\s?수|개정될\s?수|수정될\s?수")
_WAY = re.compile(
    r"(?P<way>[^,.]{2,40}?)(?:을|를)?\s?(?:통하여|통해서|통해)[^.]{0,40}?(?:고지|공지|안내|공개|공고|알려|게시)"
)
_DAYS = re.compile(r"(?P<days>\d{1,3})\s?일\s?(?:이?전|전부터)")
_IMPORTANT = re.compile(r"중요|중대|불리")
_LEAD = re.compile(
    r"^.*(?:시행\s?\d{1,2}일\s?전부터|변경된?\s?사항에?\s?대하여서?는|\d일\s?전(?:부터|에)?|경우에?는?|변경\s?시|는|은|부터)\s"
)
_POLICY = re.compile(r"방침|정책|변경사항|변경된|개정")


def change_notice(parts: Sequence[Section], notes: Notes) -> ChangeNotice | None:
    """Read the notice; None where nothing says that a change is told or may come."""
    own = [line for part in parts if part.kind in (Kind.CHANGE, Kind.DATES) for line in part.lines()]
    opening = [line for part in parts if part.kind is Kind.PREAMBLE and not part.tables() for line in part.lines()]
    lines = [line for line in own if _tells(line)] or [
        line for line in opening if _tells(line) and _POLICY.search(line.text)
    ]
    lines = [line for line in lines if not re.search(r"이전의?\s?개인정보", line.text)]
    if not lines:
        return None
    for line in lines:
        notes.use(line, "change")
    usual, important = _days(lines)
    if usual and important:
        first = next(line for line in lines if _DAYS.search(line.text))
        notes.ask(
            "notice-by-importance",
            first.text,
            msg(
                "'{usual}' days, or '{important}' for important changes: which is the notice?",
                usual=usual,
                important=important,
            ),
            (msg("by importance"), msg("the shorter"), msg("the longer")),
            first.spot,
        )
    return ChangeNotice(lines[0].spot, _method(lines), usual, important, single(lines[0].text))


def _tells(line: Line) -> bool:
    return bool(_CHANGES.search(line.text) and _TOLD.search(line.text)) and bool(
        re.search(r"수\s?있|니다|전\s?공지|고지|안내", line.text)
    )


def _method(lines: Sequence[Line]) -> str | None:
    for line in lines:
        for sentence in re.split(r"(?<=다)[.]\s*", line.text):
            found = _WAY.search(sentence)
            if found:
                way = single(_LEAD.sub("", found["way"])).strip("'\"‘’“” ")
                return (
                    re.sub(r"을$|를$|\s등$|^[^(]*\)$" if ")" in way and "(" not in way else r"을$|를$|\s등$", "", way)
                    or None
                )
    return None


def _days(lines: Sequence[Line]) -> tuple[int | None, int | None]:
    usual = important = None
    for line in lines:
        for sentence in re.split(r"(?<=다)[.]\s*", line.text):
            for found in _DAYS.finditer(sentence):
                if _IMPORTANT.search(sentence[: found.start()]):
                    important = important or int(found["days"])
                else:
                    usual = usual or int(found["days"])
    return usual, important
