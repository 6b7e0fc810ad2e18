"""A published document as numbered parts, each with its lines and its tables, whatever form it was printed in.

Parts are told by their numbers, which count on from one another (1, 1.1, 1.1.1, 1.2, 2); a numbered list inside a part
does not. A table is rows of cells by the words of its head; the line before it is its caption.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jikim.document import Document, Format, Heading, Line, ListItem, Paragraph, Spot, Table
from jikim.law import normal

Lines = tuple[Line, ...]
Row = Mapping[str, Lines]
_MARK = "•"
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}\.")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its rows by the words of the head as they are compared, and the first of those."""

    first: str
    rows: tuple[Row, ...]


@dataclass(slots=True)
class Part:
    """A part with what stands in it before its own parts begin, in the order of the page."""

    number: tuple[int, ...]
    title: Line
    pieces: list[Line | Grid] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The title as it is compared."""
        return normal(self.title.text)

    def whole(self) -> Iterator["Part"]:
        """Yield this part and all inside it."""
        yield self
        for each in self.parts:
            yield from each.whole()

    def grid(self, head: str) -> tuple[Row, ...]:
        """Return the rows of the tables, here and in the parts inside, whose first column has this head."""
        found = (piece for part in self.whole() for piece in part.pieces if isinstance(piece, Grid))
        return tuple(row for grid in found if grid.first == head for row in grid.rows)


def parts_of(document: Document) -> Part:
    """Return the document as one part without a number; its title is that of the page where no heading comes first."""
    root = Part((), _title(document))
    stack = [root]
    for block in document.blocks:
        number = () if isinstance(block, Table) else _numbered(block)
        if isinstance(block, Table):
            stack[-1].pieces.append(_grid(block))
        elif number and (_follows(stack[-1].number, number) or _begins_anew(root, number, block)):
            if _begins_anew(root, number, block):  # what came before were the contents
                root.pieces += stack[-1].pieces
                root.parts.clear()
            while len(stack) > len(number):
                stack.pop()
            part = Part(number, Line(block.text, block.spot))
            stack[-1].parts.append(part)
            stack.append(part)
        else:
            stack[-1].pieces.extend(block.lines)
    return root


def _title(document: Document) -> Line:
    first = document.blocks[0] if document.blocks else None
    if isinstance(first, Heading):
        return Line(f"{first.number} {first.text}".strip(), first.spot)
    return Line(document.title, Spot(1))


def _numbered(block: Heading | Paragraph | ListItem) -> tuple[int, ...]:
    """Return the number of a part: of a heading, or of what a page without marks shows as an item of a list."""
    sign = "" if isinstance(block, Paragraph) else block.number if isinstance(block, Heading) else block.marker
    return tuple(map(int, sign.rstrip(".").split("."))) if _NUMBER.fullmatch(sign) else ()


def _begins_anew(root: Part, number: tuple[int, ...], block: Heading | Paragraph | ListItem) -> bool:
    return number == (1,) and bool(root.parts) and normal(block.text) == root.parts[0].name


def _follows(before: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Return whether a number comes next: the first inside, or one on at this depth or above."""
    if number == (*before, 1):
        return True
    depth = len(number)
    return 0 < depth <= len(before) and number == (*before[: depth - 1], before[depth - 1] + 1)


def _grid(table: Table) -> Grid:
    head, *rows = table.rows
    names = [normal(cell.text) for cell in head]
    said = [{name: _whole(cell.lines) for name, cell in zip(names, row, strict=False) if cell.lines} for row in rows]
    return Grid(names[0] if names else "", tuple(said))


def _whole(lines: Lines) -> Lines:
    """Return the lines of a cell; where marks say where one begins, what a page broke is put together again."""
    if not any(line.text.startswith(_MARK) for line in lines):
        return lines
    found: list[Line] = []
    for line in lines:
        if line.text.startswith(_MARK) or not found:
            found.append(Line(line.text.removeprefix(_MARK).lstrip(), line.spot))
        else:
            found[-1] = Line(f"{found[-1].text} {line.text}", found[-1].spot)
    return tuple(found)


class Terms:
    """What is said under each of some terms, wherever they stand in some parts."""

    def __init__(self, terms: Iterable[str], form: Format) -> None:
        said = "|".join(r"\s*".join(map(re.escape, term.split())) for term in sorted(terms, key=len, reverse=True))
        self._alone = form is Format.HTML
        self._head = re.compile(rf"({said})" if self._alone else rf"({said}):\s*", re.IGNORECASE)
        self._inside = re.compile(rf"(?<=\s)(?:{said}):\s") if form is Format.PDF else None

    def read(self, pieces: Sequence[Line | Grid]) -> tuple[dict[str, Lines], Lines]:
        """Return the lines under each term as it is compared, and those under none; the last before a table is none."""
        found: dict[str, list[Line]] = {}
        loose: list[Line] = []
        under = loose
        for at, piece in enumerate(pieces):
            following = pieces[at + 1] if at + 1 < len(pieces) else None
            if isinstance(piece, Grid) or isinstance(following, Grid):
                under = loose
                continue
            for line in self._pieces(piece):
                head = self._head.fullmatch(line.text) if self._alone else self._head.match(line.text)
                rest = line.after(head.end()) if head else line
                under = found.setdefault(normal(head[1]), []) if head else under
                under += [rest] if rest.text else []
        return {term: tuple(lines) for term, lines in found.items()}, tuple(loose)

    def _pieces(self, line: Line) -> Iterator[Line]:
        """Yield a line, divided where a page joined the next term to it."""
        found = self._inside.search(line.text) if self._inside else None
        if found is None or found.start() == 0:
            yield line
            return
        yield Line(line.text[: found.start()].rstrip(), line.spot)
        yield from self._pieces(line.after(found.start()))
