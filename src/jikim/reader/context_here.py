"""A line as those see it who look for names: its block, what follows, and whether it begins with a label."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jikim.document import Block, Line, ListItem, Paragraph
from jikim.reader.context_labels import PAIR, POINT, key_of
from jikim.reader.context_names import bare_need, name_of
from jikim.reader.context_open import Open
from jikim.reader.facts import Need
from jikim.reader.letters import letters
from jikim.reader.lexicon import ITEMS, known_share
from jikim.reader.sections import Kind

SHORT_NAME = 14  # letters of a label before purposes


@dataclass(frozen=True, slots=True)
class Here:
    """A line with its block and the blocks after it (none, where lines of the block follow)."""

    line: Line
    block: ListItem | Paragraph
    below: Line | None
    after: Sequence[Block]
    kind: Kind

    @property
    def pair(self) -> re.Match[str] | None:
        """The line as a label and its value."""
        return PAIR.match(self.line.text.strip())

    @property
    def lists(self) -> bool:
        """Whether a list follows: points, items, a line that begins with a colon, or further lines of this point."""
        if not self.after:
            return isinstance(self.block, ListItem) and self.line is not self.block.lines[-1]
        below = self.after[0]
        if isinstance(below, Paragraph):
            return below.text.startswith((":", "：")) or known_share(below.lines[0].text.strip("()（）[]")) > ITEMS
        return isinstance(below, ListItem)


def is_label(text: str) -> bool:
    """Whether a line begins with a label of need or of a column, or is nothing else (`1. 수집항목`)."""
    pair = PAIR.match(text)
    label = pair["label"] if pair else POINT.sub("", text.strip())
    known = bare_need(label) is not Need.UNSPECIFIED or bool(key_of(label))
    return known and (pair is not None or len(letters(label)) <= SHORT_NAME)


def named_before(here: Here, pair: re.Match[str], column: str, holds: str) -> Open | None:
    """A name with a colon, and behind it what it holds."""
    fresh = Open(name_of(pair["label"]).text, here.line.spot, column, line=(here.line,))
    fresh.add(holds, here.line.after(pair.start("value")))
    return fresh if fresh.name else None
