"""One page of a PDF: its letters become words and lines, its rules a grid with the spans they leave open."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from pdfplumber.page import Page
from pdfplumber.utils.text import extract_words

from jikim.document.chrome import HANGUL
from jikim.document.grid import Written, table
from jikim.document.model import Cell, Line, Spot, Table
from jikim.document.wrapped import Printed, joined_lines

MOST_RULES = 20_000
SAME = 2.0
"""Points: rules nearer than this are one."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Laid:
    """A table and where on the page it begins."""

    table: Table
    top: float


@dataclass(slots=True)
class Sheet:
    """A page: lines and tables by height; `letters` of Hangul found on it."""

    number: int
    lines: list[Printed]
    tables: list[Laid]
    letters: int
    height: float = 0
    boxes: list[Box] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


def sheet(page: Page, number: int) -> Sheet:
    """Read a page; lines are counted from its top, those of tables among them."""
    words = [
        _Word(str(word["text"]), float(word["x0"]), float(word["x1"]), float(word["top"]), float(word["bottom"]),
              float(word["bottom"]) - float(word["top"]))
        for word in extract_words(page.dedupe_chars().chars, keep_blank_chars=False, x_tolerance=1.5)
    ]  # fmt: skip
    lines = _lines(words, number)
    found = page.find_tables() if len(page.edges) <= MOST_RULES else []
    cells = [[_box(cell) for cell in one.cells] for one in found]
    cells = [boxes for boxes in cells if len(boxes) > 1]
    tables, inside = [], set()
    for boxes in cells:
        laid, taken = _table(boxes, words, lines, number)
        if laid:
            tables.append(laid)
            inside |= taken
    outside = _lines([word for at, word in enumerate(words) if at not in inside], number, lines)
    letters = sum(len(HANGUL.findall(word.text)) for word in words)
    return Sheet(number, outside, tables, letters, float(page.height))


def _box(cell: tuple[float, float, float, float]) -> Box:
    left, top, right, bottom = cell
    return float(left), float(top), float(right), float(bottom)


def _lines(words: Iterable[_Word], page: int, known: list[Printed] | None = None) -> list[Printed]:
    """Put words into lines from the top; `known` lines of the whole page give the numbers."""
    rows: list[list[_Word]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.left)):
        middle = (word.top + word.bottom) / 2
        if rows and rows[-1][0].top <= middle <= rows[-1][0].bottom:
            rows[-1].append(word)
        else:
            rows.append([word])
    made = []
    tops = [line.top for line in known or []]
    for at, row in enumerate(rows, 1):
        row.sort(key=lambda word: word.left)
        top, bottom = min(word.top for word in row), max(word.bottom for word in row)
        number = at if known is None else max(bisect_right(tops, top + 0.01), 1)
        made.append(Printed(" ".join(word.text for word in row), page, number, row[0].left, row[-1].right, top, bottom,
                            row[0].right - row[0].left, max(word.size for word in row)))  # fmt: skip
    return made


def _table(boxes: list[Box], words: list[_Word], lines: list[Printed], page: int) -> tuple[Laid | None, set[int]]:
    """Lay the boxes of one table out; also which words stand in it."""
    columns = _edges([box[0] for box in boxes] + [box[2] for box in boxes])
    rows = _edges([box[1] for box in boxes] + [box[3] for box in boxes])
    owner: dict[tuple[int, int], int] = {}
    for at, (left, top, right, bottom) in enumerate(boxes):
        for row in range(_place(rows, top + SAME), _place(rows, bottom - SAME) + 1):
            for column in range(_place(columns, left + SAME), _place(columns, right - SAME) + 1):
                owner.setdefault((row, column), at)
    held: dict[int, list[_Word]] = {at: [] for at in range(len(boxes))}
    inside = set()
    for number, word in enumerate(words):
        down, right = (word.top + word.bottom) / 2, (word.left + word.right) / 2
        spot = _place(rows, down), _place(columns, right)
        if spot in owner and rows[0] <= down <= rows[-1] and columns[0] <= right <= columns[-1]:
            held[owner[spot]].append(word)
            inside.add(number)
    grid: list[list[Written]] = [[] for _ in range(len(rows) - 1)]
    for at, box in sorted(enumerate(boxes), key=lambda one: (one[1][1], one[1][0])):
        row, column = _place(rows, box[1] + SAME), _place(columns, box[0] + SAME)
        high, wide = _place(rows, box[3] - SAME) - row + 1, _place(columns, box[2] - SAME) - column + 1
        printed = _lines(held[at], page, lines)
        number = max(bisect_right([line.top for line in lines], box[1]), 1)
        texts = joined_lines(printed, box[0], box[2])
        spot_of = texts[0].spot if texts else Spot(number, page)
        grid[row].append(Written(Cell(texts, spot_of, False, high, wide), column))
    made = table([row for row in grid if row])
    return (Laid(made, rows[0]), inside) if made else (None, set())


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SAME:
            edges.append(value)
    return edges


def _place(edges: list[float], value: float) -> int:
    return max(0, min(bisect_right(edges, value) - 1, len(edges) - 2))


__all__ = ["Laid", "Line", "Sheet", "sheet"]
