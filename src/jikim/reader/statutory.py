"""Records kept by law, in every shape they are printed in.

`기록 : N년`, `기록 (법률) : N`, `기록 : N (법률)`, a law as a title above its lines, a law in the sentence before, a
table with its columns in any order, `보존 이유`/`보존 기간` below a record, bullets run together in a cell. A law that
a text names together with others (`상법 등`) is tied to a line only where that law asks for the record.
"""

from collections.abc import Sequence

from jikim.document import Table
from jikim.reader.legal_context import context_of
from jikim.reader.records import records
from jikim.reader.sections import Kind, Section
from jikim.reader.statutory_facts import Kept, State, says_record
from jikim.reader.statutory_lines import read_line
from jikim.reader.statutory_tables import read_table

_ELSEWHERE = {
    Kind.SAFEGUARDS, Kind.TRAINING, Kind.RIGHTS, Kind.OFFICER, Kind.REMEDIES, Kind.COOKIES, Kind.LOCATION, Kind.CCTV,
    Kind.ENTRUSTED, Kind.THIRD_PARTY, Kind.OVERSEAS, Kind.CHANGE, Kind.TOC, Kind.CHILDREN,
}  # fmt: skip


def read(parts: Sequence[Section], taken: frozenset[int]) -> list[Kept]:
    """Return the lines of all sections in order, those `taken` by activities aside."""
    state = State()
    for part in parts:
        if part.kind in _ELSEWHERE:
            continue
        state.untitled = not part.own and (part.kind is Kind.PREAMBLE or part.heading is None)
        _title(part, state)
        for block in part.blocks:
            if isinstance(block, Table):
                read_table(block, taken, state)
                continue
            for line in block.lines:
                if id(line) not in taken:
                    read_line(line, state)
    return state.found


def _title(part: Section, state: State) -> None:
    """Take a title as context: a law, a record, or something else, which ends what was said before."""
    if part.heading is None:
        return
    line = part.heading.lines[0]
    if read_line(line, state):
        return
    state.record = (part.title, line) if records(part.title) and says_record(part.title) else None
    if state.record is None and (part.own or state.context.own or not context_of(part.title).is_empty):
        state.context = context_of(part.title, line.spot)
