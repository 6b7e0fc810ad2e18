"""Measures to keep data safe, by kind: from labels (`기술적 조치: ...`), titles, lists and clauses of sentences."""

import re
from collections.abc import Iterator, Sequence

from jikim.document import Line, ListItem
from jikim.messages import msg
from jikim.reader.facts import Safeguards, Said
from jikim.reader.kinds import Kind
from jikim.reader.letters import letters, single, split
from jikim.reader.notes import Notes
from jikim.reader.sections import Section

_GROUPS = (
    (
        "physical",
        re.compile(
            r"물리적?\s?(?:접근|조치|보안)|출입|잠금\s?장치|시건|전산실|자료\s?보관실|보관\s?시설|서버실|위치한\s?곳"
        ),
    ),
    (
        "managerial",
        re.compile(
            r"내부\s?관리\s?계획|교육|직원|취급자|처리자|담당자|인원|자체\s?(?:점검|감사)|감사|책임자를?\s?지정|전담"
        ),
    ),
    (
        "technical",
        re.compile(
            r"암호|접근|접속\s?기록|보안\s?(?:프로그램|서버|장치|기술|소켓)|백신|침입|방화벽|해킹|백업|SSL|모니터링"
            r"|위[ㆍ·․]?변조|방화|iCloud|인프라"
        ),
    ),
    ("managerial", re.compile(r"점검|준수\s?여부|최소화|수립")),
)
_LABELLED = re.compile(r"^\s*(?P<label>(?:관리적|기술적|물리적)[^:：]{0,16}?)\s*[:：]\s*(?P<measures>.+)$")
_OF_LABEL = (("관리", "managerial"), ("기술", "technical"), ("물리", "physical"))
_INTRO = re.compile(
    r"(?:다음|아래)(?:과|와)\s?같|조치를\s?(?:하고|취하고)|최선을\s?다하|방지하기\s?위하여\s?최선|정보보호\s?활동을"
)
_OTHER = re.compile(r"^그\s?밖에|^기타")
_CUT = re.compile(
    r"(?<=하고)\s|(?<=하며),?\s|(?<=으며),?\s|(?<=하고),\s|,\s(?=관련|주기|최신|암호화)|(?<=다)[.]\s*|(?<=하여)\s|\s등\s"
    r"|와\s함께\s|(?<=있고),?\s|(?<=않도록)\s"
)
_PLACE = re.compile(r"(?:실|센터|구역|장소)$")
_MONTHS = re.compile(r"(\d{1,2})\s?(년|개월)\s?이상")


def safeguards(parts: Sequence[Section], notes: Notes) -> Safeguards | None:
    """Read the measures; None where the document has no section on them."""
    own = [part for part in parts if part.kind in (Kind.SAFEGUARDS, Kind.TRAINING)]
    if not own:
        return None
    found: dict[str, list[Said]] = {"managerial": [], "technical": [], "physical": [], "other": []}
    seen: set[str] = set()
    for part in own:
        for group, text, line in _of_section(part, own):
            notes.use(line, "safeguards")
            if letters(text) not in seen:
                seen.add(letters(text))
                found[group].append(Said(text, line.spot))
        _use_rest(part, notes)
    _ask(own, notes)
    return Safeguards(*(tuple(found[name]) for name in ("managerial", "technical", "physical", "other")))


def _of_section(part: Section, own: Sequence[Section]) -> Iterator[tuple[str, str, Line]]:
    if part.kind is Kind.TRAINING and part.heading:
        yield from _sentences(part)
        return
    if part.heading and part.path and _is_measure(part, own):
        yield from _grouped(part.title, part.heading.lines[0])
        return
    for block in part.texts():
        for line in block.lines:
            labelled = _LABELLED.match(line.text)
            if labelled:
                group = next(group for word, group in _OF_LABEL if word in labelled["label"])
                for one in _listed(labelled["measures"]):
                    yield group, one, line
            elif isinstance(block, ListItem) and not re.search(r"니다[.\s]*$", line.text):
                yield from _grouped(re.split(r"\s?[:：]\s", line.text)[0], line)
            else:
                yield from _clauses(line)


def _listed(measures: str) -> list[str]:
    """The measures of a list; places before the last one (`가실, 나실 등의 통제`) stay with it."""
    found: list[str] = []
    held = ""
    for one in split(re.sub(r"\s등\.?$", "", measures)):
        held = f"{held}, {one}" if held else single(one)
        if not _PLACE.search(held):
            found.append(held)
            held = ""
    return [*found, held] if held else found


def _is_measure(part: Section, own: Sequence[Section]) -> bool:
    """Whether the title of a part is itself the measure: parts of one section, each with a sentence or two."""
    siblings = [one for one in own if one.path == part.path and one.heading]
    return len(siblings) > 2 and not re.search(r"조치$|지정$", part.title) and "위하여" not in part.title


def _sentences(part: Section) -> Iterator[tuple[str, str, Line]]:
    for line in part.lines():
        if "교육을 실시" in line.text:
            yield "managerial", single(line.text.split("실시")[0] + "실시"), line


def _grouped(text: str, line: Line) -> Iterator[tuple[str, str, Line]]:
    plain = single(text)
    if _OTHER.match(plain):
        yield "other", plain, line
        return
    group = next((name for name, words in _GROUPS if words.search(plain)), None)
    if group and not _INTRO.search(plain):
        yield group, plain, line


def _clauses(line: Line) -> Iterator[tuple[str, str, Line]]:
    """The clauses of sentences that say something is done, not why."""
    text = line.text
    if re.search(r"안전성[^.]{0,30}(?:조치|확보)[^.]{0,30}조치", text) and "다음" not in text[:2]:
        return
    for clause in _CUT.split(text):
        plain = single(clause.strip(" ,."))
        if len(plain) > 4 and not _INTRO.search(plain) and not re.search(r"않습니다$|바랍니다|하는$", plain):
            yield from _grouped(_without_end(plain), line)


def _without_end(text: str) -> str:
    return single(re.sub(r"(?:하고\s?있습니다|하고\s?있으며|합니다|하며|하고|하여)$", "", text))


def _use_rest(part: Section, notes: Notes) -> None:
    for line in part.lines():
        notes.use(line, "safeguards")


def _ask(own: Sequence[Section], notes: Notes) -> None:
    """Ask about a list without a title, and about a number of months for the logs of access."""
    for part in own:
        if part.heading is None and part.order and part.texts():
            notes.ask(
                "safeguards-without-title",
                "",
                msg("A list of measures stands without a title: is it on safety?"),
                (msg("safeguards"), msg("something else")),
                part.spot,
            )
        for line in part.lines():
            if _MONTHS.search(line.text) and re.search(r"접속\S{0,2}\s?기록|접속한\s?기록", line.text):
                notes.ask(
                    "log-term",
                    line.text,
                    msg("The term for logs of access: a safeguard, or a rule of retention?"),
                    (msg("a safeguard"), msg("a rule of retention")),
                    line.spot,
                )
