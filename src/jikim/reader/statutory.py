"""Records kept by law, in every shape they are printed in.

`기록 : N년`, `기록 (법률) : N`, `기록 : N (법률)`, a law as a title above its lines, a law in the sentence before, a
table with its columns in any order, `보존 이유`/`보존 기간` below a record, bullets run together in a cell. A law that
a text names together with others (`상법 등`) is tied to a line only where that law asks for the record.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from jikim.document import Cell, Line, Spot, Table
from jikim.reader.ends import found_in
from jikim.reader.facts import Rule, Statutory
from jikim.reader.kept_items import is_list_of_items
from jikim.reader.legal_context import Context, context_of
from jikim.reader.lengths import Length, lengths
from jikim.reader.letters import letters, single
from jikim.reader.records import OTHER, Record, by_length, records
from jikim.reader.sections import Kind, Section
from jikim.reader.squeezed import squeezed
from jikim.reader.statutes import laws

_ELSEWHERE = {
    Kind.SAFEGUARDS, Kind.TRAINING, Kind.RIGHTS, Kind.OFFICER, Kind.REMEDIES, Kind.COOKIES, Kind.LOCATION, Kind.CCTV,
    Kind.ENTRUSTED, Kind.THIRD_PARTY, Kind.OVERSEAS, Kind.CHANGE, Kind.TOC, Kind.CHILDREN,
}  # fmt: skip
_WITH_COLON = re.compile(r"^(?P<record>[^:：]{2,140}?)\s*[:：]\s*(?P<rest>[^:：]{1,80})$")
_WITHOUT = re.compile(r"^(?P<record>.{2,100}?(?:기록|자료)(?:\s?[(（][^()]{1,60}[)）])?)\s+(?P<rest>.{2,40})$")
_RECORD = re.compile(r"(?:기록|자료|로그|장부|서류|내역)(?:등)?$")
_PERIOD = re.compile(r"^(?:보존|보유|보관)(?:및이용)?기간$")
_REASON = re.compile(r"^(?:보존|보유|보관)?(?:이유|근거|사유|근거법령|관련법령)$")
_WHAT = re.compile(r"^(?:보존|보유|보관)(?:항목|정보|대상)$")
_MARK = re.compile(r"^\s*(?:[-–*•●○◦▪■□▶▷◆ㆍ·①-⑳]|[(（]?\d{1,2}[.)]|[가-하][.)])\s*")
_BULLETS = re.compile(r"\s*[•●▪◦]\s*")
_LAWS = re.compile(r"^\s*[-–*•]?\s*(?:관련|근거|관계)\s?(?:법령|법률)\s*[:：]\s*(?=\S.*[:：])")
_NUMBERS = re.compile(r"\s*[•●▪◦]\s*|(?<!\S)\d{1,2}\)\s*|(?<=[년월일간])\s*,\s*")
_LAW_IN_BRACKETS = re.compile(r"\s*[(（]([^()（）]{2,60})[)）]\s*")
_ROW = re.compile(
    r"(?P<record>[^,，.:：]{4,90}?(?:기록|자료))\s?(?:은|는)?\s?(?P<rest>\d{1,2}\s?(?:년|개월|월))(?!\s?\d)"
)
_BOTH = re.compile(r"(?<=기록)[과와]\s")
_BEFORE = re.compile(r"^.*?(?:법률|법|령|규칙)(?:에|에서)?\s(?:따라|따른|의거하여|의하여|의해)\s")
_FEW_IN_A_ROW = 2
_LONGEST = 60  # letters of a record that stands alone on its line
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
class _State:
    """What the lines before said: under which law, of which record a period is still awaited, which line held one."""

    context: Context = field(default_factory=Context)
    record: tuple[str, Line] | None = None
    before: Line | None = None
    untitled: bool = False
    found: list[Kept] = field(default_factory=list)


def read(parts: Sequence[Section], taken: frozenset[int]) -> list[Kept]:
    """Return the lines of all sections in order, those `taken` by activities aside."""
    state = _State()
    for part in parts:
        if part.kind in _ELSEWHERE:
            continue
        state.untitled = not part.own and (part.kind is Kind.PREAMBLE or part.heading is None)
        _title(part, state)
        for block in part.blocks:
            if isinstance(block, Table):
                _table(block, taken, state)
                continue
            for line in block.lines:
                if id(line) not in taken:
                    _line(line, state)
    return state.found


def _title(part: Section, state: _State) -> None:
    """Take a title as context: a law, a record, or something else, which ends what was said before."""
    if part.heading is None:
        return
    line = part.heading.lines[0]
    if _line(line, state):
        return
    state.record = (part.title, line) if records(part.title) and _RECORD.search(letters(part.title)) else None
    if state.record is None and (part.own or state.context.own or not context_of(part.title).is_empty):
        state.context = context_of(part.title, line.spot)


def _line(line: Line, state: _State) -> bool:
    """Read one line, or the bullets run together on it; say whether it held a record with its period."""
    pieces = [piece for piece in _pieces(line.text) if piece.strip()]
    held = [_piece(piece, line, state) for piece in pieces] if not _in_a_row(line, state) else [True]
    if not any(held):
        said = context_of(line.text, line.spot)
        if not said.is_empty or said.own:
            state.context = said
    state.before = line if state.found and state.found[-1].line is line else None
    return any(held)


def _in_a_row(line: Line, state: _State) -> bool:
    """Read a sentence that gives several records their periods (`계약 기록과 결제 기록은 5년, 분쟁 기록은 3년`)."""
    context = _own_context(line.text, line.spot)
    found = list(_ROW.finditer(line.text)) if context else []
    if context is None or len(found) < _FEW_IN_A_ROW:
        return False
    read = False
    for hit in found:
        for name in _BOTH.split(hit["record"]):
            length = _length(hit["rest"])
            kinds = records(name)
            if length is None or not kinds:
                continue
            at = line.spot_at(hit.start())
            state.found += [Kept(_fact(kind, _BEFORE.sub("", name), hit["rest"], length, context, at), line, context)
                            for kind in kinds]  # fmt: skip
            read = True
    return read


def _pieces(text: str) -> list[str]:
    """Cut a line at its bullets; behind a label for laws, at its numbers and commas too."""
    label = _LAWS.match(text)
    if label is None:
        return _BULLETS.split(text)
    return _NUMBERS.split(text[label.end() :])


def _piece(text: str, line: Line, state: _State) -> bool:
    """Read `기록 : N년` or one line of a pair `보존 이유`, `보존 기간`."""
    text = _MARK.sub("", text, count=1)
    split = _WITH_COLON.match(text) or _WITHOUT.match(text)
    if not split:
        state.record = (text.strip(), line) if _is_record(text) else state.record
        return False
    head, rest = split["record"], split["rest"]
    said = letters(head)
    if _REASON.match(said) and not (named := context_of(rest, line.spot)).is_empty:
        if _is_of_line_before(named, line, state):
            return True
        state.context = named
        return False
    if _WHAT.match(said):
        state.record = (rest, line) if records(rest) and not is_list_of_items(rest) else None
        return False
    length = _length(rest)
    if length is None:
        return False
    if _PERIOD.match(said):
        return _awaited(rest, length, line, state)
    return _found(head, rest, length, line, state)


def _is_of_line_before(named: Context, line: Line, state: _State) -> bool:
    """Give the records of the line before the law that stands below them, where nothing named one for them alone."""
    of = [kept for kept in state.found if kept.line is state.before] if state.before and not state.record else []
    if not of or not all(kept.context.is_empty or kept.context.others for kept in of):
        return False
    for kept in of:
        fact = replace(kept.fact, law=named.law_for(kept.fact.law_expected or kept.fact.law), law_text=named.text)
        state.found[state.found.index(kept)] = replace(kept, fact=fact, context=named, basis=line)
    return True


def _is_record(text: str) -> bool:
    """Whether a line is the name of a record and nothing else."""
    return len(text) <= _LONGEST and bool(_RECORD.search(letters(_plain(text)))) and bool(records(text))


def _awaited(rest: str, length: Length, line: Line, state: _State) -> bool:
    """Close a pair: the record stood above."""
    if state.record is None:
        return False
    head, at = state.record
    state.record = None
    return _found(head, rest, length, at, state, used=line)


def _found(head: str, rest: str, length: Length, line: Line, state: _State, used: Line | None = None) -> bool:
    """Write down a record, where the words before the period are one."""
    context = _own_context(f"{head} {rest}", line.spot) or state.context
    text = _without_law(head)
    kinds = records(text) or ((Record(OTHER),) if _RECORD.search(letters(text)) and not context.is_empty else ())
    if not kinds or context.own:
        return False
    at = line.spot_at(max(line.text.find(head[:8]), 0))
    for kind in kinds:
        fact = _fact(kind, text, rest, length, context, at)
        state.found.append(Kept(fact, used or line, context, state.untitled and context is state.context))
    return True


def _fact(kind: Record, text: str, rest: str, length: Length, context: Context, spot: Spot) -> Statutory:
    law = context.law_for(kind.law)
    return Statutory(
        id="",
        law=law,
        law_text=context.text,
        law_expected=None if law else kind.law,
        record=kind.id,
        record_text=single(text),
        duration=length.iso,
        duration_text=single(_without_law(rest)),
        spot=spot,
        at_least=length.at_least,
        abolished=kind.abolished,
        store="separate" if "분리" in rest else None,
    )


def _own_context(text: str, spot: Spot) -> Context | None:
    """Return the laws that the line itself names."""
    named = [one for one in laws(text) if one.law != "pipa"]
    return Context.of(named, text, spot) if named else None


def _without_law(text: str) -> str:
    """Leave out brackets that hold a law."""
    return _LAW_IN_BRACKETS.sub(lambda hit: " " if any(laws(hit[1])) else hit[0], text).strip()


def _length(rest: str) -> Length | None:
    """Return the length with which a text begins; none where it says more than how long."""
    said = squeezed(rest).text
    first = next(lengths(said), None)
    return first if first and first.begin == 0 and _ALONE.fullmatch(said, first.end) else None


def _table(table: Table, taken: frozenset[int], state: _State) -> None:
    """Read rows that hold a record, a length and perhaps a law, in any order."""
    for row in table.rows:
        free = not any(id(line) in taken for cell in row for line in cell.lines)
        if free and _row(row, state):
            continue
        if free:
            _run_together(row, state)
        _within_activity(row, state)


def _row(row: Sequence[Cell], state: _State) -> bool:
    cells = [cell for cell in row if cell.lines]
    timed = [cell for cell in cells if _length(cell.text)]
    named = [cell for cell in cells if cell not in timed and _RECORD.search(letters(_plain(cell.text)))]
    if len(timed) != 1 or not named or len(cells) > 4:
        return False
    length = _length(timed[0].text)
    rest = " ".join(cell.text for cell in cells if cell not in (timed[0], named[0]))
    context = _own_context(f"{timed[0].text} {rest}", named[0].spot) or state.context
    kinds = records(named[0].text) or ((Record(OTHER),) if not context.is_empty else ())
    if length is None or context.own:
        return False
    for kind in kinds:
        fact = _fact(kind, named[0].text, timed[0].text, length, context, named[0].spot)
        state.found.append(Kept(fact, named[0].lines[0], context))
    return bool(kinds)


def _plain(text: str) -> str:
    """Leave out brackets behind a record."""
    return re.sub(r"\s*[(（][^()（）]{1,120}[)）]\s*", " ", text).strip()


def _run_together(row: Sequence[Cell], state: _State) -> None:
    """Read cells that hold several records with their periods; laws in the other cells of the row hold for them."""
    before = state.context
    for cell in (cell for cell in row if cell.spanned is None):
        others = " ".join(other.text for other in row if other is not cell)
        around = context_of(others, cell.spot, brief=False)
        if not around.is_empty:
            state.context = around
        for line in cell.lines:
            _line(line, state)
        state.context = before


_UNDER_LAW = re.compile(r"(?:에|에서|의)\s?(?:의거|의해|의하여|따라|근거|규정)")


def _within_activity(row: Sequence[Cell], state: _State) -> None:
    """Read `LAW에 의거하여 N년간 보관` in a cell of periods: the record is the one that the law keeps so long."""
    for cell in row:
        for one in found_in(cell.lines) if cell.spanned is None else ():
            rule = one.rule
            plain = rule.applies_to == "all" and rule.condition is None and not rule.alt and not rule.until_stated
            if plain and isinstance(rule.statute, str) and rule.plus and _UNDER_LAW.search(rule.phrase):
                _of_law(rule, rule.statute, rule.plus, one.segment.line, " ".join(cell.text for cell in row), state)


def _of_law(rule: Rule, law: str, iso: str, line: Line, around: str, state: _State) -> None:
    kept = by_length(law, iso)
    said = {record.id for piece in re.split(r"[,/•-]|\s{2,}", around) for record in records(piece)}
    record = next((one for one in kept if one in said), next(iter(kept), None))
    if record is not None:
        context = Context((law,), rule.statute_text, spot=rule.spot)
        fact = Statutory("", law, rule.statute_text, None, record, None, iso, iso, rule.spot, rule.at_least)
        state.found.append(Kept(fact, line, context))
