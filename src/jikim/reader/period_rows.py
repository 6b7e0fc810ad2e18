"""Tables that say how long what is kept: a name, a period, perhaps a reason; columns in any order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jikim.document import Cell, Table
from jikim.reader.ends import Found, found_in
from jikim.reader.facts import Rule
from jikim.reader.kept_items import AGAIN, is_list_of_items
from jikim.reader.letters import letters, single, split

_REASONS = ("사유", "이유", "목적", "근거")


def rows(table: Table, taken: frozenset[int]) -> Iterator[Found]:
    """Read the rows of a table of a section on keeping; each rule is narrowed to what its row names."""
    head = [letters(cell.text) for cell in table.rows[0]] if table.rows else []
    for row in table.rows:
        cells = [(at, cell) for at, cell in enumerate(row) if cell.lines]
        if len(cells) < 2 or any(id(line) in taken for _, cell in cells for line in cell.lines):
            continue
        periods = [(at, cell) for at, cell in cells if cell.spanned is None and found_in(cell.lines)]
        if len(periods) == 1:
            at, cell = periods[0]
            others = [(place, other) for place, other in cells if place != at]
            for one in found_in(cell.lines):
                yield replace(one, rule=_narrowed(one.rule, others, head))


def _narrowed(rule: Rule, others: Sequence[tuple[int, Cell]], head: Sequence[str]) -> Rule:
    """Narrow a rule to the first cell of its row that is no reason."""
    reasons = [cell for at, cell in others if at < len(head) and any(word in head[at] for word in _REASONS)]
    names = [cell for _, cell in others if cell not in reasons]
    reason = rule.reason or (single(reasons[0].text) if reasons else None)
    if reason and AGAIN.search(reason) and not rule.until_stated and rule.plus:
        rule = replace(rule, until="withdrawal")
    if rule.applies_to != "all" or not names:
        return replace(rule, reason=reason)
    named = split(names[0].text) if is_list_of_items(names[0].text) else [names[0].text]
    return replace(rule, applies_to=tuple(map(single, named)), reason=reason)
