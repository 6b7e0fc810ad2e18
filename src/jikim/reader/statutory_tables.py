"""Rows of tables that hold records kept by law, in any order of their columns."""

import re
from collections.abc import Sequence

from jikim.document import Cell, Line, Table
from jikim.reader.ends import found_in
from jikim.reader.facts import Rule, Statutory
from jikim.reader.legal_context import Context, context_of
from jikim.reader.records import OTHER, Record, by_length, records
from jikim.reader.statutory_facts import Kept, State, fact, length_of, own_context, plain, says_record
from jikim.reader.statutory_lines import read_line

_UNDER_LAW = re.compile(r"(?:에|에서|의)\s?(?:의거|의해|의하여|따라|근거|규정)")


def read_table(table: Table, taken: frozenset[int], state: State) -> None:
    """Read rows that hold a record, a length and perhaps a law, in any order."""
    for row in table.rows:
        free = not any(id(line) in taken for cell in row for line in cell.lines)
        if free and _row(row, state):
            continue
        if free:
            _run_together(row, state)
        _within_activity(row, state)


def _row(row: Sequence[Cell], state: State) -> bool:
    cells = [cell for cell in row if cell.lines]
    timed = [cell for cell in cells if length_of(cell.text)]
    named = [cell for cell in cells if cell not in timed and says_record(plain(cell.text))]
    if len(timed) != 1 or not named or len(cells) > 4:
        return False
    length = length_of(timed[0].text)
    rest = " ".join(cell.text for cell in cells if cell not in (timed[0], named[0]))
    context = own_context(f"{timed[0].text} {rest}", named[0].spot) or state.context
    kinds = records(named[0].text) or ((Record(OTHER),) if not context.is_empty else ())
    if length is None or context.own:
        return False
    for kind in kinds:
        one = fact(kind, named[0].text, timed[0].text, length, context, named[0].spot)
        state.found.append(Kept(one, named[0].lines[0], context))
    return bool(kinds)


def _run_together(row: Sequence[Cell], state: State) -> None:
    """Read cells that hold several records with their periods; laws in the other cells of the row hold for them."""
    before = state.context
    for cell in (cell for cell in row if cell.spanned is None):
        others = " ".join(other.text for other in row if other is not cell)
        around = context_of(others, cell.spot, brief=False)
        if not around.is_empty:
            state.context = around
        for line in cell.lines:
            read_line(line, state)
        state.context = before


def _within_activity(row: Sequence[Cell], state: State) -> None:
    """Read `LAW에 의거하여 N년간 보관` in a cell of periods: the record is the one that the law keeps so long."""
    for cell in row:
        for one in found_in(cell.lines) if cell.spanned is None else ():
            rule = one.rule
            plain = rule.applies_to == "all" and rule.condition is None and not rule.alt and not rule.until_stated
            if plain and isinstance(rule.statute, str) and rule.plus and _UNDER_LAW.search(rule.phrase):
                _of_law(rule, rule.statute, rule.plus, one.segment.line, " ".join(cell.text for cell in row), state)


def _of_law(rule: Rule, law: str, iso: str, line: Line, around: str, state: State) -> None:
    kept = by_length(law, iso)
    said = {record.id for piece in re.split(r"[,/•-]|\s{2,}", around) for record in records(piece)}
    record = next((one for one in kept if one in said), next(iter(kept), None))
    if record is not None:
        context = Context((law,), rule.statute_text, spot=rule.spot)
        one = Statutory("", law, rule.statute_text, None, record, None, iso, iso, rule.spot, rule.at_least)
        state.found.append(Kept(one, line, context))
