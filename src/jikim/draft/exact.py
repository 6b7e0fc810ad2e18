"""The line on which a value's own words stand: a fact has one spot, and its name, number and address three lines.

A value stays where its fact stands if its words are there; else it goes to the nearest line that has them. Words that
came with no line at all (a title, a role) go to the first that has them; what no line has was chosen.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace

from jikim.document import Document, Line, Spot, lines_of
from jikim.draft.tree import Node, Series, Table, Word
from jikim.law import normal

_MOST = 200  # places of one word that are looked at: `회원` stands everywhere
_CHOSEN = ("statutory",)  # which items a law is about is chosen by their names, and read on no line
_SHORTEST = 2  # letters; one letter stands everywhere by chance


def exact(root: Table, document: Document) -> Table:
    """Return the same tree, each value at its own line."""
    printed = _Printed(document)
    return replace(root, entries=tuple((key, _moved(node, printed, key not in _CHOSEN)) for key, node in root.entries))


class _Printed:
    """All lines of a document as they are compared, one text to be searched."""

    def __init__(self, document: Document) -> None:
        lines: list[Line] = [line for block in document.blocks for line in lines_of(block)]
        self._spots = [line.spot for line in lines]
        told = [normal(line.text) for line in lines]
        self._whole = "\n".join(told)
        self._begins = [0]
        for text in told:
            self._begins.append(self._begins[-1] + len(text) + 1)
        self._found: dict[str, tuple[int, ...]] = {}
        self._first: Mapping[Spot, int] = {spot: at for at, spot in reversed(list(enumerate(self._spots)))}

    def spot_of(self, text: str, near: Spot | None) -> Spot | None:
        """Return where words stand, nearest to a spot, below it before above; the spot itself if nowhere."""
        said = normal(text)
        at = self._first.get(near) if near is not None else 0
        found = self._places(said) if len(said) >= _SHORTEST and at is not None else ()
        if not found or at is None or any(self._spots[one] == near for one in found):
            return near
        return self._spots[min(found, key=lambda one: (abs(one - at), one < at))]

    def _places(self, said: str) -> tuple[int, ...]:
        """Return the lines that have words, looked for once."""
        if said not in self._found:
            self._found[said] = tuple(self._look_for(said))
        return self._found[said]

    def _look_for(self, said: str) -> list[int]:
        found: list[int] = []
        begin = self._whole.find(said)
        while begin >= 0 and len(found) < _MOST:
            found.append(bisect_right(self._begins, begin) - 1)
            begin = self._whole.find(said, self._begins[found[-1] + 1])
        return found


def _moved(node: Node, printed: _Printed, fills: bool) -> Node:
    """Move the words of a node; those without a line are looked for if `fills`."""
    if isinstance(node, Word):
        kept = node.bare or (node.spot is None and not fills)
        return node if kept else replace(node, spot=printed.spot_of(node.text, node.spot))
    if isinstance(node, Series):
        return replace(node, nodes=tuple(_moved(each, printed, fills) for each in node.nodes))
    return replace(node, entries=tuple((key, _moved(each, printed, fills)) for key, each in node.entries))
