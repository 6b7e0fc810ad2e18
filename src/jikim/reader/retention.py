"""Periods for the whole policy, and the records that laws make it keep."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from jikim.document import Heading, Line, ListItem, Paragraph, Table
from jikim.reader import conflicts, legal_doubts, statutory
from jikim.reader.context_labels import SENTENCE
from jikim.reader.destruction import destroys
from jikim.reader.ends import Found, ask_about, found_in
from jikim.reader.facts import Rule, Statutory
from jikim.reader.kept_items import kept_items
from jikim.reader.letters import single
from jikim.reader.narrowing import narrowed
from jikim.reader.notes import Notes
from jikim.reader.period_rows import rows
from jikim.reader.pieces import BACKWARD, EXTENDING
from jikim.reader.sections import Kind, Section, rank_of

_NONE: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Kept:
    """What was found outside the activities."""

    default: tuple[Rule, ...] = ()
    special: tuple[Rule, ...] = ()
    statutory: tuple[Statutory, ...] = ()


def read(parts: Sequence[Section], taken: frozenset[int], notes: Notes, named: Mapping[int, str] = _NONE) -> Kept:
    """Read rules and statutory lines; lines whose `id()` is taken belong to an activity already.

    `named` are the names that stand over lines of periods: a rule of such a line is about nothing else.
    """
    by_law = statutory.read(parts, taken)
    for kept in by_law:
        notes.use_all((kept.line, kept.basis) if kept.basis else (kept.line,), "statutory")
    legal_doubts.about(by_law, notes)
    items = [kept for part in parts if part.kind is Kind.RETENTION for kept in kept_items(part)]
    spoken_for = taken | {id(kept.line) for kept in by_law}
    items = [kept for kept in items if not any(id(line) in spoken_for for line in kept.lines)]
    for line in (line for kept in items for line in kept.lines):
        notes.use(line, "retention")
    alone = not taken and not any(part.kind is Kind.RETENTION for part in parts)
    read_already = taken | {id(kept.line) for kept in by_law} | {id(line) for kept in items for line in kept.lines}
    found = [
        *(kept.found for kept in items),
        *(one for part in parts for one in _of_section(part, read_already, alone=alone)),
    ]
    found = sorted((_under_name(one, named) for one in found), key=lambda one: one.rule.spot)
    ask_about(found, notes)
    conflicts.about([one.rule for one in found], parts, notes)
    ordered = _named([one.rule for one in found])
    return Kept(
        tuple(rule for rule in ordered if _is_default(rule)),
        tuple(rule for rule in ordered if not _is_default(rule)),
        tuple(replace(one.fact, id=f"s{number}") for number, one in enumerate(by_law, 1)),
    )


_PROSE = {Kind.RETENTION, Kind.ITEMS, Kind.PURPOSE, Kind.COLLECTION, Kind.PREAMBLE, Kind.DESTRUCTION, Kind.OTHER}


def _of_section(part: Section, taken: frozenset[int], *, alone: bool) -> Iterator[Found]:
    """Read one section, block by block; `alone`: no section is about keeping, so that on destroying says how long."""
    kind = Kind.DESTRUCTION if destroys(part) else part.kind
    if kind not in _PROSE:
        return
    over, before = list[tuple[int, Rule]](), ""
    same = _moved_first(part)
    keeps = alone and kind is Kind.DESTRUCTION and any(_KEPT_FOR.search(line.text) for line in part.lines())
    for block in part.blocks:
        if isinstance(block, Table):
            if kind is Kind.RETENTION:
                yield from rows(block, taken)
            continue
        if isinstance(block, Heading):
            continue
        lines = [line for line in block.lines if id(line) not in taken]
        for one in _of_lines(lines, Kind.RETENTION if keeps else kind):
            yield _in_the_same_way(_under(_for_reason(one, before), block, over), same)
        before = block.text


_NO_THING = re.compile(r"(?:시|경우|탈퇴)$|방침|법령|법률|법규|사유|이유|근거|예외|원칙|휴면|기간|기한|규정|분리")
"""Titles that say why or how long something is kept, and not what."""


def _under_name(one: Found, named: Mapping[int, str]) -> Found:
    """Narrow a rule that names nothing to the name over its line; a sentence speaks for itself."""
    name = named.get(id(one.segment.line), "")
    if not name or one.rule.applies_to != "all" or _NO_THING.search(name) or SENTENCE.search(one.segment.line.text):
        return one
    return replace(one, rule=replace(one.rule, applies_to=(name,)))


_FOR = re.compile(
    r"^(?:(?:회원\s?)?탈퇴\s?(?:이후|후)\s?)?(?P<why>[^.:]{2,60}?)(?:을|를)?\s?(?:목적|위해|위하여|위함)$"
)


_SAME_WAY = re.compile(r"(?:동일|같)[가-힣]{0,2}\s?(?:방법|절차|방식)")


_KEPT_FOR = re.compile(r"\d\s?(?:년|개월)(?:간|동안)?\s?(?:보관|보존|보유)")


def _moved_first(part: Section) -> bool:
    """Whether a section on destroying says that data are moved apart first."""
    return destroys(part) and any(conflicts.MOVED.search(line.text) for line in part.lines())


def _in_the_same_way(one: Found, moved: bool) -> Found:
    """Follow a rule that refers to how the section destroys everything else."""
    if moved and _SAME_WAY.search(one.rule.phrase):
        return replace(one, rule=replace(one.rule, store="separate"))
    return one


def _for_reason(one: Found, before: str) -> Found:
    """Take the reason from the point before (`부정 이용 방지 목적`), where the rule gives none."""
    found = _FOR.match(before.strip())
    if found is None or one.rule.reason:
        return one
    return replace(one, rule=replace(one.rule, reason=found["why"]))


def _of_lines(lines: Sequence[Line], kind: Kind) -> Iterator[Found]:
    """Read prose; outside the section on keeping only what can be nothing else is a rule."""
    for one in found_in(lines):
        if kind is Kind.RETENTION:
            counts = _says_how_long(one)
        else:
            counts = _keeps_on(one.rule) if kind is Kind.DESTRUCTION else _is_principle(one.rule)
        if counts:
            yield _labelled(one)


_NOT_KEPT = ("다음과 같이 처리", "하지 않습니다", "받습니다", "받고 있습니다", "알려드립니다", "동의를 구")


_LABEL = re.compile(r"^\s*(?:[-–*•]|[①-⑳]|\d{1,2}[.)])?\s*(?P<what>[^:：]{2,80}?)\s*[:：]")


_CASE = re.compile(r"(?:시|경우|때|탈퇴)$")
_WHY_KEPT = re.compile(r"^(?P<why>.{2,60}?)(?:[에을를]\s?(?:따른|의한|위한))?\s(?:보관|보존|보유)$")
"""A label that says why something is kept, and not what (`부정 이용 방지 방침에 따른 보관: 5년`)."""
_NO_DATA = re.compile(r"(?:예외\s?사유|[보수]\s?[유집]\s?근거|(?:관련|근거)\s?법령)$")


def _labelled(one: Found) -> Found:
    """Narrow a rule to the label before its colon (`지원 기록: 1년`), where it is none of a period."""
    found = _LABEL.match(one.segment.text)
    period = found is None or re.search(r"기간|기한|원칙|다음|아래|같습니다", found["what"])
    if found is None or period or one.rule.applies_to != "all":
        return one
    if _NO_DATA.search(found["what"]) or _CASE.search(found["what"]):
        return one
    kept = _WHY_KEPT.match(found["what"])
    if kept:
        return replace(one, rule=replace(one.rule, reason=one.rule.reason or single(kept["why"])))
    said = narrowed(f"{found['what']}는 ", "")
    named = said.applies_to if said.applies_to != "all" else (single(found["what"]),)
    return replace(one, rule=replace(one.rule, applies_to=named, reason=one.rule.reason or said.reason))


_KEPT = re.compile(r"보[관유존]|저장")
_LAST_SEEN = re.compile(r"(?:최종|마지막)\s?(?:서비스\s?)?(?:이용|접속|로그인|활동)")


def _says_how_long(one: Found) -> bool:
    """Whether a sentence of the section on keeping is a rule (`목적 외로 이용하지 않습니다` is none)."""
    rule = one.rule
    if rule.until == "no_login" and _LAST_SEEN.search(rule.phrase) and _KEPT.search(rule.phrase):
        return True
    if rule.until in BACKWARD and rule.store != "separate" and rule.action != "destroy":
        return False
    return not any(words in one.segment.text for words in _NOT_KEPT)


_ENTERED = re.compile(r"입력(?:한|하신|된)\s?(?:개인)?정보")
"""What people entered, which is everything."""


def _keeps_on(rule: Rule) -> bool:
    """Whether a sentence among those on destroying says how long something is kept, and not how it is destroyed."""
    narrowed = rule.applies_to != "all" and not _ENTERED.search(rule.phrase)
    narrowed = narrowed and rule.until not in EXTENDING and rule.plus is not None and not rule.alt
    by_name = rule.until in EXTENDING and rule.statute not in (None, "unnamed")
    return rule.until in BACKWARD or by_name or (narrowed and rule.action == "destroy" and rule.until_stated)


def _is_principle(rule: Rule) -> bool:
    """Whether a sentence in another place says when everything is destroyed."""
    plain = rule.applies_to == "all" and not rule.alt and rule.condition is None
    return plain and rule.until == "purpose_done" and rule.action == "destroy" and rule.deadline is not None


def _under(one: Found, block: Paragraph | ListItem, over: list[tuple[int, Rule]]) -> Found:
    """Narrow a point of a list as the point above it is, where it names nothing itself."""
    rank = _rank(block)
    while over and over[-1][0] >= rank:
        over.pop()
    rule = one.rule
    if over and rule.applies_to == "all" and over[-1][1].applies_to != "all":
        rule = replace(rule, applies_to=over[-1][1].applies_to, statute=None if rule.kind else rule.statute)
    if isinstance(block, ListItem):
        over.append((rank, rule))
    return replace(one, rule=rule)


def _rank(block: Paragraph | ListItem) -> int:
    if not isinstance(block, ListItem):
        return 0
    return rank_of(Heading(block.lines, number=block.marker)) + 10 * block.depth


def _is_default(rule: Rule) -> bool:
    """Whether a rule holds for everything, where no law and no case of its own is named."""
    return rule.applies_to == "all" and not (rule.statute or rule.condition or rule.kind or rule.at_most)


def _named(found: Sequence[Rule]) -> list[Rule]:
    """Name rules by their line, with a letter where a line holds several."""
    lines = [rule.spot.number for rule in found]
    seen: dict[int, int] = {}
    named = []
    for rule, line in zip(found, lines, strict=True):
        number = seen.get(line, 0)
        seen[line] = number + 1
        letter = chr(ord("a") + number) if lines.count(line) > 1 else ""
        named.append(replace(rule, id=f"r{line}{letter}"))
    return named
