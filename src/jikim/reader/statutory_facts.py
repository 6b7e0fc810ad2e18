"""What is found of records kept by law: a record, its period, and the law that it stands under."""

import re
from dataclasses import dataclass, field

from jikim.document import Line, Spot
from jikim.reader.facts import Statutory
from jikim.reader.legal_context import Context
from jikim.reader.lengths import Length, lengths
from jikim.reader.letters import letters, single
from jikim.reader.records import OTHER, Record, records
from jikim.reader.squeezed import squeezed
from jikim.reader.statutes import laws

_RECORD = re.compile(r"(?:기록|자료|로그|장부|서류|내역)(?:등)?$")
_LAW_IN_BRACKETS = re.compile(r"\s*[(（]([^()（）]{2,60})[)）]\s*")
_ALONE = re.compile(
    r"(?:간|동안)?(?:이상|이내|이하)?(?:별도)?(?:분리)?(?:보관|보존|보유|후파기|후삭제)*(?:[(][^()]{1,60}[)])?[.]?"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A statutory line, the line of the document it was read from, under which laws it stands, and whether no title
    says what the list under the law is for.
    """

    fact: Statutory
    line: Line
    context: Context
    untitled: bool = False
    basis: Line | None = None


@dataclass(slots=True)
class State:
    """What the lines before said: under which law, of which record a period is still awaited, which line held one."""

    context: Context = field(default_factory=Context)
    record: tuple[str, Line] | None = None
    before: Line | None = None
    untitled: bool = False
    found: list[Kept] = field(default_factory=list)


def found(head: str, rest: str, length: Length, line: Line, state: State, used: Line | None = None) -> bool:
    """Write down a record, where the words before the period are one."""
    context = own_context(f"{head} {rest}", line.spot) or state.context
    text = without_law(head)
    kinds = records(text) or ((Record(OTHER),) if says_record(text) and not context.is_empty else ())
    if not kinds or context.own:
        return False
    at = line.spot_at(max(line.text.find(head[:8]), 0))
    for kind in kinds:
        one = fact(kind, text, rest, length, context, at)
        state.found.append(Kept(one, used or line, context, state.untitled and context is state.context))
    return True


def fact(kind: Record, text: str, rest: str, length: Length, context: Context, spot: Spot) -> Statutory:
    """Return a record as a fact; the law is the one the context names, or none with the one to expect."""
    law = context.law_for(kind.law)
    return Statutory(
        id="",
        law=law,
        law_text=context.text,
        law_expected=None if law else kind.law,
        record=kind.id,
        record_text=single(text),
        duration=length.iso,
        duration_text=single(without_law(rest)),
        spot=spot,
        at_least=length.at_least,
        abolished=kind.abolished,
        store="separate" if "분리" in rest else None,
    )


def own_context(text: str, spot: Spot) -> Context | None:
    """Return the laws that the line itself names."""
    named = [one for one in laws(text) if one.law != "pipa"]
    return Context.of(named, text, spot) if named else None


def without_law(text: str) -> str:
    """Leave out brackets that hold a law."""
    return _LAW_IN_BRACKETS.sub(lambda hit: " " if any(laws(hit[1])) else hit[0], text).strip()


def length_of(rest: str) -> Length | None:
    """Return the length with which a text begins; none where it says more than how long."""
    said = squeezed(rest).text
    first = next(lengths(said), None)
    return first if first and first.begin == 0 and _ALONE.fullmatch(said, first.end) else None


def plain(text: str) -> str:
    """Leave out brackets behind a record."""
    return re.sub(r"\s*[(（][^()（）]{1,120}[)）]\s*", " ", text).strip()


def says_record(text: str) -> bool:
    """Whether a text ends on the word for a record."""
    return bool(_RECORD.search(letters(text)))
