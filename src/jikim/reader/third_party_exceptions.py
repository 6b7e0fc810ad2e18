"""What the rule on handing on leaves open: items of a list, titles, or clauses of one sentence."""

import re
from collections.abc import Iterator, Sequence

from jikim.document import Line, ListItem
from jikim.reader.facts import Named
from jikim.reader.kinds import Kind
from jikim.reader.letters import letters, single
from jikim.reader.notes import Notes
from jikim.reader.sections import Section

_IDS = (
    ("statistics", re.compile(r"통계")),
    ("financial_analysis", re.compile(r"금융정보분석")),
    ("billing", re.compile(r"정산")),
    ("commission", re.compile(r"보호위원회|심의")),
    ("treaty", re.compile(r"조약|국제협정")),
    ("vital_interest", re.compile(r"급박|생명")),
    ("law_or_investigation", re.compile(r"(?:법령|법률).*수사")),
    ("investigation", re.compile(r"수사")),
    ("court", re.compile(r"법원|재판")),
    ("enforcement", re.compile(r"감호|보호처분")),
    ("law", re.compile(r"법령|법률")),
    ("consent", re.compile(r"동의")),
)
_ANNOUNCED = re.compile(r"(?:아래|다음|각\s?호)[^.]{0,30}(?:예외|제외|경우|제공될)|예외\s?사유")
_CASE = re.compile(r"(?:경우|때|필요한\s?경우|동의|규정)(?:에는?)?[.]?$")
_IN_LINE = re.compile(r"(?:정보주체|이용자|회원|고객)의?\s?(?:별도의?\s?)?동의,\s?(?P<law>법률의\s?특별한\s?규정)")


def exceptions(own: Sequence[Section], preamble: Sequence[Line], notes: Notes) -> Iterator[Named]:
    """Give the exceptions, each once."""
    seen: set[str] = set()
    for text, line in _all(own, preamble):
        if letters(text) not in seen:
            seen.add(letters(text))
            notes.use(line, "third_party", text)
            yield Named(_id(text), text, line.spot)


def _id(text: str) -> str:
    return next((name for name, words in _IDS if words.search(text)), "other")


def _all(own: Sequence[Section], preamble: Sequence[Line]) -> Iterator[tuple[str, Line]]:
    announced = False
    for part in own:
        under = part.heading is not None and part.kind is Kind.THIRD_PARTY and announced and bool(part.path)
        if part.heading and under and _CASE.search(part.title) and "에게" not in part.title:
            yield single(part.title), part.heading.lines[0]
        if part.kind is Kind.THIRD_PARTY and re.fullmatch(r"\W*예외\s?(?:사유|사항|적용)?\W*", part.title):
            yield from ((single(line.text), line) for line in part.lines() if _CASE.search(line.text))
        for block in part.texts():
            for line in block.lines:
                announced = announced or bool(_ANNOUNCED.search(line.text))
                if (
                    isinstance(block, ListItem)
                    and announced
                    and _CASE.search(line.text)
                    and "전달되는" not in line.text
                ):
                    yield single(line.text), line
                else:
                    yield from _in_sentence(line)
    for line in preamble:
        yield from _in_sentence(line)


def _in_sentence(line: Line) -> Iterator[tuple[str, Line]]:
    """Exceptions inside a sentence: `동의, 법률의 특별한 규정`, or clauses that each end in 경우."""
    both = _IN_LINE.search(line.text)
    if both:
        yield single(line.text[both.start() : both.start("law")].rstrip(", ")), line
        yield both["law"], line
        return
    for sentence in re.split(r"(?<=다)[.]\s*", line.text):
        _, but, rest = sentence.partition("다만")
        if but and re.search(r"예외|경우에만", rest) and not re.search(r"아래|다음의?\s경우", rest):
            yield from ((text, line) for text in _clauses(rest))


def _clauses(rest: str) -> Iterator[str]:
    for clause in re.split(r"(?<=경우),\s|(?<=경우이거나)\s|(?<=경우)\s?또는\s", rest.strip(" ,")):
        found = re.match(r"(.{4,160}?경우)", clause) or re.match(r"(.{4,120}?목적)", clause)
        if found:
            yield single(found[1])
