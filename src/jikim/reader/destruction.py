"""How data are destroyed: when, how soon, on whose word, by which means."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jikim.document import Line, Spot
from jikim.messages import msg
from jikim.reader.facts import Approval, Deadline, Destruction, Phrase, SeparateDb
from jikim.reader.kinds import Kind, kind_of
from jikim.reader.lengths import lengths
from jikim.reader.letters import letters, single
from jikim.reader.notes import Notes
from jikim.reader.sections import Section, of_kind
from jikim.reader.squeezed import squeezed

_TRIGGERS: Mapping[str, re.Pattern[str]] = {
    "term": re.compile(r"(?:보유|보존|이용|보관)\s?기간\s?(?:이|의)?\s?(?:경과|만료|종료)"),
    "purpose": re.compile(r"(?:처리|이용|수집|보유)?\s?목적\s?(?:이|을|의)?\s?(?:모두\s)?달성"),
    "abolished": re.compile(r"(?:해당|당해)?\s?(?:업무|서비스|사업)[^.,]{0,6}?의?\s?(?:폐지|종료)"),
    "request": re.compile(r"(?:본인이?\s?)?(?:직접\s?)?(?:개인)?정보\s?(?:의\s)?(?:수정[·/,]\s?)?삭제를?\s?요청"),
    "leave": re.compile(r"(?:회원\s?)?(?:가입\s?)?해지를?\s?요청|(?:회원\s?)?탈퇴\s?(?:시|를\s?요청)"),
    "consent": re.compile(r"동의(?:를|의)?\s?철회"),
}
_ACT = re.compile(r"파기|삭제|별도|불필요")
_SOON = re.compile(r"지체\s?없이|즉시|바로")
_AT_ONCE = re.compile(r"즉시|바로")
_WITHIN = re.compile(r"\d{1,3}\s?(?:영업)?일\s?(?:이내|내)")
_APPROVED = re.compile(
    r"(?P<by>(?:개인정보\s?)?(?:보호|관리)?\s?(?:분야별)?\s?(?:책임자|담당자)|[가-힣]{1,10}(?:책임자|위원회|부서장|관리자))?"
    r"(?:\([^()]{1,30}\))?\s?의?\s?(?:승인|심의|결재)[을를]?\s?(?:받|거|통|얻|득)"
)
_SELECTED = re.compile(r"파기\s?사유가?\s?발생한[^.]{0,40}?(?:선정|선별|정하)|파기\s?계획을?\s?수립")
_ELECTRONIC = re.compile(
    r"(?:기록을\s?)?(?:재생|복구|복원)(?:\s?(?:및|또는|하거나)\s?(?:재생|복구|복원))?\S{0,2}\s?(?:수\s?)?(?:없|불가)[가-힣]{0,5}"
    r"(?:\s?(?:기술적|물리적)?\s?(?:방법|조치|방식))?(?:[을를]?\s?(?:사용|이용|통)(?:하여|해서|해)|으?로)?(?:\s?영구)?(?:\s?(?:삭제|파기))?"
)
_PAPER = re.compile(
    r"(?:분쇄기\S{0,2}\s?)?(?:분쇄|분\s?쇄|파쇄|세단)[^.,;]{0,12}?(?:소각|용해)|(?:분쇄기\S{0,2}\s?)?(?:분쇄|파쇄)|소각"
)
_IS_ELECTRONIC = re.compile(r"전자|파일|DB|데이터")
_APART = re.compile(
    r"별도(?:의|로)?\s?(?:DB|디비|데이터\s?베이스|(?:저장\s?)?공간|저장소|서버)[^.,;]{0,24}|보관\s?장소를?\s?달리[^.,;]{0,12}"
    r"|분리(?:하여|해서|되어)?\s?(?:보관|보존|저장)"
)
_BY_LAW = re.compile(
    r"(?:다른\s?|관련\s?|관계\s?)?(?:법령|법률)(?:\([^()]{1,20}\))?에\s?(?:따라|의해|의하여)[^.,]{0,40}?경우"
)
_PAPER_APART = re.compile(r"(?:출력물|종이|서면)의?\s?경우\s?별도의?\s?서류함?")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence with the line it stands on and where it begins there."""

    text: str
    line: Line
    begin: int

    @property
    def spot(self) -> Spot:
        return self.line.spot_at(self.begin)

    @property
    def triggers(self) -> dict[str, str]:
        """The events that call for destroying, by kind, in the order of the words."""
        if not _ACT.search(self.text):
            return {}
        hits = [(hit.start(), kind, hit[0]) for kind, form in _TRIGGERS.items() if (hit := form.search(self.text))]
        return {kind: single(text) for _, kind, text in sorted(hits)}


def destroys(part: Section) -> bool:
    """Whether a section is about destroying; its own title says so whatever title stands above it."""
    return part.kind is Kind.DESTRUCTION or (part.heading is not None and kind_of(part.title) is Kind.DESTRUCTION)


def _tells_of_it(part: Section) -> bool:
    """Whether a section tells in one how long data are kept and how they are destroyed."""
    return part.own and part.kind is Kind.RETENTION and letters(part.title).endswith("파기")


def read(parts: Sequence[Section], notes: Notes) -> Destruction | None:
    """Read the section on destruction, None where the document has none."""
    lines = [line for part in parts if destroys(part) or _tells_of_it(part) for line in part.lines()]
    said = [one for line in lines for one in _sentences(line)]
    if not said:
        return None
    notes.use_all(lines, "destruction")
    kept = [one for part in of_kind(parts, Kind.RETENTION) for line in part.lines() for one in _sentences(line)]
    main = max(said, key=lambda one: len(one.triggers))
    deadline = _deadline(main, said, kept)
    if deadline is not None and deadline.max not in (None, "P0D") and _SOON.search(deadline.text):
        _ask_how_soon(deadline, said, notes)
    return Destruction(
        spot=said[0].spot,
        triggers=_triggers(main, said),
        deadline=deadline,
        approval=_approval(said),
        selection=_phrase(_SELECTED, said),
        methods=_methods(said),
        separate_db=_separate(said),
    )


def _sentences(line: Line) -> Iterator[_Sentence]:
    begin = 0
    for end in [hit.end() for hit in re.finditer(r"다\.(?=\s|$)\s*", line.text)] + [len(line.text)]:
        if end > begin and letters(line.text[begin:end]):
            yield _Sentence(line.text[begin:end], line, begin)
        begin = end


def _triggers(main: _Sentence, said: Sequence[_Sentence]) -> tuple[str, ...]:
    """Return what calls for destroying, each kind once, as the sentence that names most of them has it."""
    found = dict(main.triggers)
    for one in said:
        for kind, text in one.triggers.items():
            found.setdefault(kind, text)
    return tuple(found.values())


def _deadline(main: _Sentence, said: Sequence[_Sentence], kept: Sequence[_Sentence]) -> Deadline | None:
    """Return how soon: from the sentence that says when, else from another, else from the section on keeping."""
    destroying = [one for one in (main, *said) if _DESTROYS.search(one.text)]
    elsewhere = [one for one in kept if one.triggers and _DESTROYS.search(one.text)]
    within = next(((one, hit) for one in said if (hit := _WITHIN.search(one.text)) and _HASTE.search(one.text)), None)
    longest = next(lengths(squeezed(within[1][0]).text)).iso if within else None
    for one in (*destroying, *elsewhere):
        if hit := _SOON.search(one.text):
            at_once = "P0D" if _AT_ONCE.search(hit[0]) else None
            return Deadline(hit[0], longest or at_once, one.line.spot_at(one.begin + hit.start()))
    return Deadline(within[1][0], longest, within[0].spot) if within else None


_DESTROYS = re.compile(r"파기(?:합|하|됩|되|한|$|처리|\s|를)|삭제(?:합|하|됩|되|$)")
_HASTE = re.compile(r"파기|기한|만료|종료일")


def _ask_how_soon(deadline: Deadline, said: Sequence[_Sentence], notes: Notes) -> None:
    spot = next((one.spot for one in said if _WITHIN.search(one.text)), deadline.spot)
    what = msg("'{text}' stands beside a number of days: which holds?", text=deadline.text)
    options = (msg("without delay, and in that number of days at the latest"), msg("they contradict each other"))
    notes.ask("destruction-deadline", deadline.text, what, options, spot)


def _approval(said: Sequence[_Sentence]) -> Approval | None:
    for one in said:
        if hit := _APPROVED.search(one.text):
            return Approval(single(hit["by"] or ""), single(one.text), one.line.spot_at(one.begin + hit.start()))
    return None


def _phrase(form: re.Pattern[str], said: Sequence[_Sentence]) -> Phrase | None:
    for one in said:
        if hit := form.search(one.text):
            return Phrase(single(hit[0]), one.line.spot_at(one.begin + hit.start()))
    return None


def _methods(said: Sequence[_Sentence]) -> dict[str, str]:
    """Return the means by `electronic` and `paper`; a sentence that speaks of files comes before one that does not."""
    files = [one for one in said if _IS_ELECTRONIC.search(one.text)]
    found = {"electronic": _phrase(_ELECTRONIC, [*files, *said]), "paper": _phrase(_PAPER, said)}
    return {kind: phrase.phrase for kind, phrase in found.items() if phrase}


def _separate(said: Sequence[_Sentence]) -> SeparateDb | None:
    for one in said:
        if hit := _APART.search(one.text):
            around = single(one.text)
            law, paper = _BY_LAW.search(around), _PAPER_APART.search(around)
            spot = one.line.spot_at(one.begin + hit.start())
            return SeparateDb(True, single(hit[0]), spot, law[0] if law else None, paper[0] if paper else None)
    return None
