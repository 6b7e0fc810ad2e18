"""What a phrase of retention is made of: events, lengths, terms of law, in the order in which they stand.

A length that follows an event closely runs from it; one alone runs from an event that the text does not name.
"""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from jikim.reader.lengths import Length, lengths
from jikim.reader.squeezed import Squeezed

STATUTORY = "statutory_term"
UNSTATED = "record_made"
"""What a length without an event is taken to run from, with a question."""
HOLDS = frozenset({"lawsuit_closed", "investigation_closed", "debts_settled"})
"""Ends that a dispute sets, whoever the person is."""
EXTENDING = HOLDS | {STATUTORY}
"""Ends that only ever put another one off."""
BACKWARD = frozenset({"no_login", "dormant"})
"""Events whose length stands before them (`1년간 미이용`)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One end of a period at letters `begin` to `end`; `plus` as in a rule; `stated` is whether its event is said."""

    until: str
    plus: str | None
    begin: int
    end: int
    stated: bool = True
    timed: bool = False
    at_least: bool = False
    at_most: bool = False

    def follows(self, length: Length) -> "Piece":
        """Return the end with a length that runs from it."""
        begin, end = min(self.begin, length.begin), max(self.end, length.end)
        return replace(
            self, plus=length.iso, begin=begin, end=end, timed=True, at_least=length.at_least, at_most=length.at_most
        )


@cache
def _events() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words: dict[str, list[str]] = tomllib.loads(files("jikim.reader").joinpath("events.toml").read_text("utf-8"))
    return tuple((event, re.compile("|".join(forms))) for event, forms in words.items())


_LAW = r"(?:법령|법률|법규|관련법|관계법|해당법|타법|다른법|법정|상법|의료법|보호법|거래법|기본법|규정)"
_TERM = re.compile(
    _LAW + r"[^.;]{0,90}?(?:보존|보관|보유|정한|정해진|규정한|규정된|요구하는|해당|일정한?|의무|법정|따른|의한|관련)"
    r"(?:보존|보관|보유|법정|및|·)*(?:기간|기한|기준(?=에(?:준하|따라|의하)))"
    r"|(?:^|(?<=[:：]))(?:관련|관계|해당)?법(?:령|률|규)(?:에|의)(?:따름|의함|의거|정하는바에따름|따라보관|따라보존)\.?$"
    r"|(?:법정|법적)(?:의무)?(?:보존|보관|보유)(?:의무)?(?:기간|기한)"
)
_GENERAL = re.compile(
    r"법(?:령|률)[^.]{0,40}기간[^.]{0,60}동의[^.]{0,24}기간(?:내|범위|동안|이내)"
    r"|동의[^.]{0,24}기간[^.]{0,30}법(?:령|률)[^.]{0,40}기간(?:내|범위|동안|이내)"
)
_BEYOND = re.compile(
    r"(?!(?:일|한|된)?이?후에도\d)(?:일|한|된)?(?:이?후|경우)?(?:에도|라도)|(?:일|한|된)?이?후에는[^.\d]{0,90}(?:위하여|위해)[^.\d]{0,24}(?:보유|이용|보관)"
)
"""What follows says what still happens after an event, and not that it ends anything."""
_APART = re.compile(r"까지|또는|혹은|이거나|[,;/()]|경우")
_IN_CASE = re.compile(r"^[을를]?(?:하는|한|하신|있는|있을)경우(?:에는?|에)?,?$")
_NEAR = 14
_UNKNOWN = re.compile(
    r"(?<!사유)(?<!이후)(?!(?:당해|해당|그|위)기간)(?:(?![은는])[가-힣]){1,10}?(?<!사유)(?<!해당기간)(?<!당해기간)(?<!그기간)(?:의|이|가)?(?:종료|완료|마감|만료|종결|해제|해체|해산|폐지|폐쇄|폐업|중단|통보|발표|확정|소멸|상실|반납)(?:된|되는|한)?(?:(?:일|날)?(?:시|때|후|이후|로부터)|(?:일|날)(?:\([^()]{1,10}\))?)(?=까지|\d|즉시|지체|바로|파기|삭제|폐기|보관|보유|$)"
)
"""Something that ends, and is none of the events known (`전시 종료 후 파기`)."""


def is_of_unknown(text: str) -> bool:
    """Whether a squeezed text names an end of something that is none of the events known."""
    return not events(text) and bool(_UNKNOWN.search(text))


_ELSEWHERE = re.compile(
    r"(?:해당|그)?사유(?:가|의)?(?:종료|해소|소멸)(?:시|될때|된때|하는때)까지|(?<!정한)(?<!받은)(?<!해당)(?:보유|보존|보관)기간까지(?=해당|보[관유존]|[.)]|$)"
)
"""A period that is stated elsewhere, or nowhere (`그 사유 시에는 보유기간까지`)."""


_JOINT = re.compile(r"(?:또는|및|[·/])+")
"""Words that join an event to the one before, at its begin."""


def events(text: str) -> list[tuple[str, int, int]]:
    """Return the events of a squeezed text, none inside another; the longest at a place wins."""
    hits = [(hit.start(), -hit.end(), event) for event, form in _events() for hit in form.finditer(text) if hit.group()]
    found: list[tuple[str, int, int]] = []
    for at, minus, event in sorted(hits):
        joint = _JOINT.match(text, at, -minus)
        begin = joint.end() if joint else at
        if found and begin < found[-1][2]:
            if -minus > found[-1][2] and begin == found[-1][1]:
                found[-1] = (event, begin, -minus)
            continue
        found.append((event, begin, -minus))
    return found


def pieces(said: Squeezed) -> list[Piece]:
    """Return the ends that a phrase names, in order; none for the general clause of law or consent."""
    text = said.text
    if _GENERAL.search(text):
        return []
    despite = text.find("불구하고")
    named = [one for one in events(text) if one[1] > despite and not _BEYOND.match(text, one[2])]
    found = [Piece(event, "P0D", begin, end) for event, begin, end in named]
    spans = list(lengths(text))
    terms = [_term(*hit.span(), text) for hit in _TERM.finditer(text) if not _holds(hit.span(), spans)]
    found = [one for one in found if "동의" in text[one.begin : one.end] or not _within(one.begin, terms)]
    found = [replace(one, plus=None) if one.until == "semi_permanent" else one for one in found]
    if not found and not terms:
        found = [Piece("service_done", "P0D", *hit.span()) for hit in _UNKNOWN.finditer(text)][:1]
    if not found and not terms and not spans:
        return [Piece(STATUTORY, None, *hit.span(), stated=False) for hit in _ELSEWHERE.finditer(text)]
    for length in spans:
        if not _within(length.begin, terms):
            _place(length, found, text)
    return sorted([*found, *terms], key=lambda one: one.begin)


def _term(begin: int, end: int, text: str) -> Piece:
    """Return a term of law from the last word for law on: what stands before may say what is kept."""
    last = [hit.start() for hit in re.finditer(_LAW, text[begin:end])]
    return Piece(STATUTORY, None, begin + last[-1], end)


def _within(at: int, terms: list[Piece]) -> bool:
    return any(term.begin <= at < term.end for term in terms)


def _holds(span: tuple[int, int], spans: list[Length]) -> bool:
    return any(span[0] <= length.begin < span[1] for length in spans)


def _place(length: Length, found: list[Piece], text: str) -> None:
    """Give a length to the event it runs from, else let it stand alone."""
    before = [at for at, one in enumerate(found) if one.end <= length.begin and not one.timed]
    if before:
        between = text[found[before[-1]].end : length.begin]
        within = _IN_CASE.match(between) and "이내" in text[length.begin : length.end + 2]
        if len(between) <= _NEAR and (within or not _APART.search(between)):
            found[before[-1]] = found[before[-1]].follows(length)
            return
    after = [at for at, one in enumerate(found) if one.begin >= length.end and one.until in BACKWARD]
    if after and found[after[0]].begin - length.end <= _NEAR:
        found[after[0]] = found[after[0]].follows(length)
        return
    found.append(Piece(UNSTATED, length.iso, length.begin, length.end, False, True, length.at_least, length.at_most))
