"""Lines that were cut, led back to the lines of the document they were cut from.

A reader that reads only what stands behind a label gets a line of its own; what it marks and takes is the document's.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from jikim.document import Line
from jikim.reader.notes import Mark, Notes


@dataclass(slots=True)
class Originals:
    """The lines of a document, by the numbers of the spots they stand at."""

    own: set[int] = field(default_factory=set)
    by_number: dict[int, list[Line]] = field(default_factory=dict)

    def add(self, line: Line) -> None:
        """Take in a line."""
        self.own.add(id(line))
        for number in {line.spot.number, *(spot.number for _, spot in line.turns)}:
            self.by_number.setdefault(number, []).append(line)

    def of(self, line: Line) -> Line:
        """Return the line of the document that a line was cut from; itself where it is one."""
        if id(line) in self.own:
            return line
        near = self.by_number.get(line.spot.number, ())
        return next((one for one in near if line.text in one.text), line)


def originals(lines: Iterable[Line]) -> Originals:
    """Return the lines of a document, to look up cut ones in."""
    found = Originals()
    for line in lines:
        found.add(line)
    return found


def carry_over(notes: Notes, known: Originals) -> None:
    """Move marks on cut lines to the lines of the document."""
    for at, mark in enumerate(notes.marks):
        line = known.of(mark.line)
        if line is not mark.line:
            begin = line.text.find(mark.line.text)
            notes.marks[at] = Mark(line, begin + mark.begin, begin + mark.end, mark.kind)
