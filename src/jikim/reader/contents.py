"""Tables of contents: a run of titles that stand again below, also where it lists only some of them."""

import re
from collections.abc import Sequence

from jikim.document import Block, Heading, ListItem, Paragraph, Table
from jikim.reader.kinds import Kind, kind_of
from jikim.reader.letters import letters
from jikim.reader.titled import follow, is_plain

_WITHOUT = re.compile(r"^(?:제?\d{1,2}조?|[가-하](?=개인))")


def run_of(blocks: Sequence[Block]) -> tuple[int, int] | None:
    """Return from which block to which (outside) a table of contents runs; None where there is none."""
    for at, block in enumerate(blocks):
        if isinstance(block, Table) and _lists_titles(block, blocks[at + 1 :]):
            return at, at + 1
    later: set[str] = set()
    again: list[int] = []
    for at in range(len(blocks) - 1, -1, -1):
        said = _said(blocks[at])
        if said and said in later:
            again.append(at)
        if said and isinstance(blocks[at], Heading):
            later.add(said)
    again.reverse()
    return _first_run(blocks, again)


def _lists_titles(table: Table, below: Sequence[Block]) -> bool:
    """Whether most cells of a table are titles that stand below it."""
    titles = {_bare(block.text) for block in below if isinstance(block, Heading)}
    cells = [_bare(cell.text) for row in table.rows for cell in row if cell.lines and cell.spanned is None]
    known = sum(cell in titles for cell in cells)
    return known >= 4 and 2 * known >= len(cells)


def _bare(text: str) -> str:
    return _WITHOUT.sub("", letters(text).replace("의", ""))


def _first_run(blocks: Sequence[Block], again: Sequence[int]) -> tuple[int, int] | None:
    for begin, at in enumerate(again):
        run = [at]
        for nxt in again[begin + 1 :]:
            if not _is_bare_between(blocks, run[-1], nxt):
                break
            run.append(nxt)
        if len(run) > 1:
            return None if _has_begun(blocks[:at]) else _widened(blocks, run[0], run[-1] + 1)
    return None


def _has_begun(before: Sequence[Block]) -> bool:
    """Whether the policy has begun: titles that return later are then parts of sections."""
    said = [kind_of(block.text) for block in before if isinstance(block, Heading)]
    return any(kind not in (None, Kind.PREAMBLE, Kind.OTHER, Kind.DATES, Kind.TOC) for kind in said)


def _widened(blocks: Sequence[Block], begin: int, end: int) -> tuple[int, int]:
    """Take in the items of the same row before and after: a title may be spelled otherwise below."""
    while begin > 0 and follow(blocks[begin - 1], blocks[begin]):
        begin -= 1
    while end < len(blocks) and follow(blocks[end - 1], blocks[end]):
        end += 1
    return begin, end


def _is_bare_between(blocks: Sequence[Block], one: int, other: int) -> bool:
    between = blocks[one + 1 : other]
    return all(not isinstance(block, Table) and len(block.lines) == 1 and is_plain(block.text) for block in between)


def _said(block: Block) -> str:
    if isinstance(block, Table) or len(block.lines) != 1 or not is_plain(block.text):
        return ""
    said = letters(block.text).replace("의", "")
    return _WITHOUT.sub("", said) if isinstance(block, (Paragraph, ListItem)) else said
