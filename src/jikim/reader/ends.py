"""Phrases of retention as rules: `회원 탈퇴 시 즉시 삭제`, `이용계약 해지일로부터 6개월간`, `A 또는 B 시까지`.

A statement is cut out (`segments.py`), its ends are found (`pieces.py`) and joined (`groups.py`), then what it is
narrowed to (`narrowing.py`) and the laws it names (`statutes.py`). What the words leave open is asked (`doubts.py`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jikim.document import Line
from jikim.messages import msg
from jikim.reader import doubts
from jikim.reader.facts import End, Rule
from jikim.reader.groups import LATEST, Group, Way, groups
from jikim.reader.letters import single
from jikim.reader.narrowing import narrowed
from jikim.reader.notes import Notes
from jikim.reader.pieces import BACKWARD, EXTENDING, HOLDS, STATUTORY, UNSTATED, Piece, pieces
from jikim.reader.segments import Segment, segments
from jikim.reader.squeezed import Squeezed, squeezed
from jikim.reader.statutes import UNNAMED, Named, laws

_SEPARATE = re.compile(
    r"탈퇴\s?DB|별도의?\s?(?:DB|데이터베이스|보관|저장|공간|서버)|별도로\s?(?:분리|보관|저장|관리)|분리(?:하여|되어)?\s?(?:보관|보존|저장|관리)"
)
_DESTROYED = re.compile(r"(?:파기|삭제|폐기|소거)(?!\s?(?:이력|일|자|요청|요구|신청|불가|하지|되지|여부|절차))")
_UNNAMED = re.compile(
    r"(?:(?:관련|관계|해당|다른|타)\s?)?(?:법령|법률|법규|관련\s?법|관계\s?법)(?:의\s?규정)?(?:에|상|에서)(?=\s?(?:따|의|정|근|요구|규정|보|명|\d))"
)
_ANNOUNCED = re.compile(r"다음|아래|하기")
"""Words that announce the list of records kept by law, which are facts of their own."""
_MOST = 16
"""Ends that one statement may name; more are a list of something else."""
_PROMPT = re.compile(r"지체\s?없이")
_WITH_USER = frozenset(
    {"app_removed", "semi_permanent", "no_login", "dormant", "pending_matter_closed", "complaint_closed"}
)
"""Events after which data do not simply stop being live: they lie elsewhere, or wait."""


@dataclass(frozen=True, slots=True)
class Found:
    """A rule with the statement and the group it came from."""

    rule: Rule
    segment: Segment
    group: Group


def rules(lines: Sequence[Line], name: str, notes: Notes) -> tuple[Rule, ...]:
    """Return the rules that lines of text say, in order, named `{name}a`, `{name}b`, ... (one alone: `name`).

    A rule stands at the spot of its first letter, also where one line holds several.
    """
    found = found_in(lines)
    ask_about(found, notes)
    return _numbered([one.rule for one in found], name)


def ask_about(found: Sequence[Found], notes: Notes) -> None:
    """Mark the words of rules as read, and ask what they leave open."""
    for one in found:
        for line in one.segment.lines:
            notes.use(line, "retention", one.segment.text if len(one.segment.lines) == 1 else None)
        doubts.about(one.rule, one.group, notes)
        if "영업일" in one.rule.phrase:
            what = msg("the business days of '{phrase}' are counted as days", phrase=one.rule.phrase)
            notes.assume("business-days", what, one.rule.spot)
    doubts.outcomes([one.rule for one in found], notes)


def found_in(lines: Sequence[Line]) -> list[Found]:
    """Return what lines say without asking anything."""
    found: list[Found] = []
    for segment in segments(lines, _is_whole):
        said = squeezed(segment.text)
        of = pieces(said)
        if len(of) > _MOST:
            continue
        if segment.but and found and _AFTERWARDS.search(said.text):
            found[-1:] = _kept_on(found[-1], segment)
            continue
        only_law = bool(of) and all(one.until == STATUTORY for one in of)
        if only_law and _ANNOUNCED.search(said.text) and not _named(said.whole):
            continue
        kept_then_destroyed = _KEPT_FIRST.search(said.text)  # a rule of its own for what law still needs
        if segment.but and found and _extends(of) and not _named(said.whole) and not kept_then_destroyed:
            found[-1] = _extended(found[-1], of, segment)
            continue
        made = [group for group in groups(of, said.text) if not _announces(group, said)]
        here = [Found(_rule(group, said, segment), segment, group) for group in made]
        found += [_since_left(one, found[-1].rule) if segment.but and found else one for one in here]
    return found


def _announces(group: Group, said: Squeezed) -> bool:
    """Whether a group of terms of law only announces the records below (`아래와 같은 법령이 정한 기간 ...`)."""
    words = said.original(group.begin, group.end)
    return all(one.until == STATUTORY for one in group.ends) and bool(_BELOW.search(words)) and not _named(words)


_KEPT_FIRST = re.compile(r"보[관존유](?:한)?(?:후|뒤|다음)에?(?:파기|삭제|폐기)")
_BY_LAW = re.compile(r"법령상?|법률상?|관계\s?법령")
_BELOW = re.compile(r"^\s*(?:아래|다음)[^.]*제외하고")
_AGAIN = re.compile(r"재가입|부정한|부정\s?(?:이용|가입|사용|행위|거래|방지|수취|수급|로그인)")


def _since_left(one: Found, before: Rule) -> Found:
    """Count a period against those who come back from the day they left, where the rule before it is about that."""
    rule = one.rule
    again = _AGAIN.search(rule.reason or "") and before.until == "withdrawal"
    if not again or rule.until_stated or rule.until != UNSTATED or rule.statute or not rule.plus:
        return one
    return replace(one, rule=replace(rule, until="withdrawal"))


_AFTERWARDS = re.compile(
    r"(?:탈퇴|종료|만료|해지|철회)(?:일|된날)?(?:이후|후)에?는[^.]{2,90}?(?:위하여|위해|위한목적으로)만?보[유관존]"
)
"""What is kept on once the relation is over (`탈퇴일 이후에는 분쟁 해결, 법령상 의무이행만을 위하여 보유`)."""


def _kept_on(one: Found, segment: Segment) -> list[Found]:
    """Return a rule, which no longer ends everything, and what is still kept after its event, for a term unsaid."""
    before = replace(one.rule, store="unspecified" if one.rule.store == "live" else one.rule.store)
    said = _BY_LAW.search(segment.text)
    statute, text = (UNNAMED, said[0]) if said else (None, None)
    rule = replace(
        before, plus=None, alt=(), combine=None, action="keep", statute=statute, statute_text=text, deadline=None,
        phrase=single(segment.text).strip(" -,.•"), spot=segment.spot_at(0), reason=None, condition=None,
    )  # fmt: skip
    return [replace(one, rule=before), Found(rule, segment, replace(one.group, way=Way.PLAIN))]


def _is_whole(text: str) -> bool:
    said = squeezed(text)
    of = pieces(said)
    return len(of) <= _MOST and bool(groups(of, said.text))


def _numbered(found: Sequence[Rule], name: str) -> tuple[Rule, ...]:
    if len(found) == 1:
        return (replace(found[0], id=name),)
    return tuple(replace(rule, id=f"{name}{_letter(number)}") for number, rule in enumerate(found))


def _letter(number: int) -> str:
    return chr(ord("a") + number) if number < 26 else f"-{number + 1}"


def _extends(found: Sequence[Piece]) -> bool:
    """Whether an exception only says that law or an agreed term may put the end off."""
    return bool(found) and all(one.until in EXTENDING | {"term_expired"} and not one.timed for one in found)


def _extended(one: Found, further: Sequence[Piece], segment: Segment) -> Found:
    ends = (*one.rule.alt, *(End(piece.until, piece.plus) for piece in further))
    statute, statute_text = _statute(segment.text, further)
    alt = tuple(dict.fromkeys(ends))
    store = "unspecified" if one.rule.store == "live" else one.rule.store
    rule = replace(
        one.rule, alt=alt, combine=LATEST, store=store, statute=one.rule.statute or statute,
        statute_text=one.rule.statute_text or statute_text,
    )  # fmt: skip
    return Found(rule, one.segment, replace(one.group, ends=(*one.group.ends, *further), way=Way.PLAIN))


def _rule(group: Group, said: Squeezed, segment: Segment) -> Rule:
    """Read one rule; its words begin where those of the one before it end."""
    first, last = group.ends[0], group.ends[-1]
    words = said.original(group.begin, group.end)
    before = said.whole[said.place(group.begin) : said.place(first.begin)]
    after = said.whole[said.places[last.end - 1] + 1 : said.place(group.end)]
    inside = _outside_ends(group, said)
    narrow = narrowed(before, after, words)
    separate = _SEPARATE.search(words) or _SEPARATE.search(said.whole[: said.place(first.begin)])
    statute, statute_text = _statute(words, group.ends)
    store, store_name = ("separate", _store_name(separate[0])) if separate else (_live(group, statute), None)
    until, stated = first.until, first.stated
    if store_name and "탈퇴" in store_name and not stated:
        until = "withdrawal"
    return Rule(
        id="",
        until=until,
        plus=None if until in BACKWARD and separate and not first.timed else first.plus,
        phrase=single(words).strip(" -,.•"),
        spot=segment.spot_at(said.place(group.begin)),
        alt=tuple(End(one.until, one.plus) for one in group.ends[1:]),
        combine=group.combine,
        store=store,
        store_name=store_name,
        action="destroy" if _DESTROYED.search(inside) else "keep",
        statute=statute,
        statute_text=statute_text,
        applies_to=narrow.applies_to,
        reason=narrow.reason or _shared_reason(said, first),
        condition=narrow.condition or _condition(group, said),
        kind="legal_hold" if until in HOLDS and len(group.ends) == 1 else None,
        deadline=found[0] if (found := _PROMPT.search(words)) else None,
        until_stated=stated,
        at_least=any(one.at_least for one in group.ends),
        at_most=any(one.at_most for one in group.ends),
    )


def _shared_reason(said: Squeezed, first: Piece) -> str | None:
    """Return the reason that a statement gives before its first rule and that holds for all."""
    return narrowed(said.whole[: said.place(first.begin)], "").reason


def _outside_ends(group: Group, said: Squeezed) -> str:
    """Return the words of a rule without those that name its events (`파기 요청`)."""
    parts, at = [], group.begin
    for one in group.ends:
        parts.append(said.original(at, one.begin))
        at = one.end
    return " ".join([*parts, said.original(at, group.end)])


def _condition(group: Group, said: Squeezed) -> str | None:
    return single(said.original(*group.condition)).strip(" ,") if group.condition else None


def _live(group: Group, statute: object) -> str:
    """Return `live` where the data end with the relation: at once, with nothing that puts it off."""
    first = group.ends[0]
    ends_at_once = first.plus == "P0D" and first.until not in HOLDS | _WITH_USER
    put_off = any(one.until in EXTENDING | _WITH_USER for one in group.ends)
    return "live" if ends_at_once and not put_off and statute is None else "unspecified"


def _store_name(words: str) -> str | None:
    """Return the store's own name (`탈퇴 DB`); `별도의 DB` is none."""
    return words if "DB" in words and "별도" not in words else None


def _named(words: str) -> list[Named]:
    return [one for one in laws(words) if one.law != "pipa"]


def _statute(words: str, ends: Sequence[Piece]) -> tuple[str | tuple[str, ...] | None, str | None]:
    """Return the laws that words name, `unnamed` where they count on law without naming one, with their text."""
    named = _named(words)
    if named:
        ids = tuple(dict.fromkeys(one.law for one in named))
        text = words[named[0].begin : named[-1].end]
        return ids[0] if len(ids) == 1 else ids, single(text)
    said = _UNNAMED.search(words)
    if said or any(one.until == STATUTORY and one.stated for one in ends):
        return UNNAMED, single(said[0]) if said else None
    return None, None
