"""Editions of one policy below each other on one page: the first is read, the others are said to be there.

They are told by their titles: the same four or more, numbers included, come again in the same order, and the first time
something stood under them (in a table of contents nothing does).
"""

from collections.abc import Sequence

from jikim.document import Block, Heading
from jikim.messages import msg
from jikim.reader.letters import letters
from jikim.reader.notes import Notes

_FEW = 4  # titles that must come again


def first_of(blocks: Sequence[Block], notes: Notes) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the blocks of the first edition and those of the others; where there are others, that is assumed."""
    titled = [(at, block) for at, block in enumerate(blocks) if isinstance(block, Heading)]
    filled = {at for at, _ in titled if at + 1 < len(blocks) and not isinstance(blocks[at + 1], Heading)}
    names = [(letters(f"{block.number} {block.text}"), at in filled) for at, block in titled]
    again = next((at for at in range(_FEW, len(names) - _FEW + 1) if _begins_again(names, at)), None)
    if again is None:
        return tuple(blocks), ()
    at, begin = titled[again]
    what = msg("the same titles come again from '{title}' on: an older edition, which is not read", title=begin.text)
    notes.assume("older-edition", what, begin.spot)
    return tuple(blocks[:at]), tuple(blocks[at:])


def _begins_again(names: Sequence[tuple[str, bool]], at: int) -> bool:
    """Whether the titles at a place are those that a run of titles before it began with."""
    start = next((place for place, (name, _) in enumerate(names[:at]) if name == names[at][0]), None)
    if start is None or start > _FEW:
        return False
    run = names[start : start + _FEW]
    same = [name for name, _ in names[at : at + _FEW]] == [name for name, _ in run]
    return same and len({name for name, _ in run}) == _FEW and sum(filled for _, filled in run) >= _FEW - 1
