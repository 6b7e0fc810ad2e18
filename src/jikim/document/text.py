"""Plain text: lines, blank lines between them, tables drawn with pipes or tabs, and signs at the beginning of lines."""

from collections.abc import Callable, Iterable

from jikim.document.model import Line, Spot, Table
from jikim.document.outline import Piece, signed
from jikim.document.pipes import MARKUP, is_row, is_rule, lines, tabbed, tables
from jikim.document.ruled import tabbed_where_ruled
from jikim.document.scan import cleaned

Numbered = tuple[int, str]


def pieces(text: Iterable[Numbered], line: Callable[[str], str] = str) -> list[Piece | Table]:
    """Return what lines (number, text) hold; `line` takes a form's own marks off a line that is not in a table."""
    reader = _Reader(line)
    given = list(text)
    for (number, _), one in zip(given, tabbed_where_ruled([one for _, one in given]), strict=True):
        reader.read(number, one)
    reader.end()
    return reader.pieces


class _Reader:
    def __init__(self, line: Callable[[str], str]) -> None:
        self.pieces: list[Piece | Table] = []
        self._line = line
        self._rows: list[Numbered] = []
        self._lines: list[Line] = []
        self._indents: list[int] = []

    def read(self, number: int, text: str) -> None:
        if is_rule(text) or is_row(text) or (self._rows and "\t" in text and text.strip()):
            self._rows.append((number, text))
            return
        self._end_rows()
        if not text.strip():
            self._end_lines()
        else:
            self._say(number, text)

    def end(self) -> None:
        self._end_rows()
        self._end_lines()

    def _say(self, number: int, text: str) -> None:
        shown = self._line(text.strip())
        made = lines(text.strip(), number) if MARKUP.search(shown) else (Line(cleaned(shown), Spot(number)),)
        made = tuple(line for line in made if line.text)
        if not made:
            return
        depth = self._deep(text) if signed(made[0].text)[0] else 0
        if depth:
            self._end_lines()
            self.pieces.append(Piece(made, depth=depth))
        else:
            strong = text.strip().startswith("**") and text.strip().endswith("**") and text.count("**") == 2
            if strong:
                self._end_lines()
            self._lines += made
            if strong:
                self._end_lines(strong)

    def _deep(self, text: str) -> int:
        """Return the depth that indentation gives an item; 0 where there is none and the signs decide."""
        indent = len(text) - len(text.lstrip())
        while self._indents and self._indents[-1] >= indent:
            self._indents.pop()
        self._indents.append(indent)
        return len(self._indents) if indent and len(self._indents) > 1 else 0

    def _end_lines(self, strong: bool = False) -> None:
        if self._lines:
            self.pieces.append(Piece(tuple(self._lines), strong=strong))
            self._lines = []

    def _end_rows(self) -> None:
        """Make tables of the rows gathered; a single row without a rule is a sentence with a sign in it."""
        rows, self._rows = self._rows, []
        if not rows:
            return
        if not _is_table([text for _, text in rows]):
            for number, text in rows:
                self._say(number, text)
            return
        self._end_lines()
        self.pieces += tables(rows)


def _is_table(rows: list[str]) -> bool:
    """Say whether rows are a table: ruled, drawn with pipes, or parted by tabs under a first row that is the widest."""
    if any(map(is_rule, rows)):
        return True
    if "|" in rows[0]:
        return len(rows) > 1
    if len(rows) > 1 and len({text.count("\t") for text in rows}) == 1:
        return True
    widths = [len(tabbed(text)) for text in rows]
    return (len(rows) > 1 and len(set(widths)) < 3) or (widths[0] == max(widths) and not signed(rows[0].strip())[0])
