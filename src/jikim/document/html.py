"""HTML as a browser would show it, block by block, without the site around it.

In order: the tree of the page (`tree.py`), what in it is menu or hidden (`chrome.py`), the pieces of text with their
lines, the tables with their spans (`grid.py`), the outline (`outline.py`), at last where the policy begins and ends.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

from jikim.document.chrome import LONG, MUCH, Weight, bounds, is_menu, is_prose, is_title, weighed
from jikim.document.grid import Written, table
from jikim.document.limits import MOST_DEPTH
from jikim.document.model import Block, Cell, Gap, Heading, Line, Reason, Spot, Table, lines_of
from jikim.document.outline import Piece, outlined, signed
from jikim.document.scan import cleaned
from jikim.document.spaced import broken, keeps, sheets
from jikim.document.tree import UNSEEN, Builder, Node, Run, nodes, runs
from jikim.messages import msg

FIRST_WORDS = 20
"""Runs of a button that are looked at for its number: buttons stand in buttons in a page made to take long."""
LEVELS = {f"h{level}": level for level in range(1, 7)}
WHY = {
    Reason.MENU: msg("menus and other parts of the site around the document"),
    Reason.HIDDEN: msg("text that a browser does not show"),
    Reason.CODE: msg("text of a server's or a script's language"),
    Reason.PICTURE: msg("pictures: only the text given in place of them is told"),
    Reason.DEPTH: msg("elements nested too deep: their text is kept, not their order"),
}


class Flow:
    """The text of a page as it is read: words into lines, lines into pieces."""

    def __init__(self, weights: dict[int, Weight], sheets: Mapping[str, bool], kept: bool = False) -> None:
        self.pieces: list[Piece | Table] = []
        self.gaps: list[Gap] = []
        self.title = ""
        self._weights, self._sheets, self._kept = weights, sheets, kept
        self._words: list[Run] = []
        self._lines: list[Line] = []
        self._strong: list[bool] = []
        self._level: int | None = None
        self._marker, self._depth = "", 0
        self._lists: list[tuple[str, int]] = []

    def read(self, node: Node) -> None:
        """Read what an element holds."""
        for part in node.parts:
            if isinstance(part, Run):
                self._say(part)
            else:
                self._element(part)

    def _say(self, run: Run) -> None:
        if run.cut:
            self._cut(blank=run.raw or not self._words)
        elif run.picture or run.code or run.hidden:
            reason = Reason.PICTURE if run.picture else Reason.CODE if run.code else Reason.HIDDEN
            self._leave(reason, cleaned(run.text), run.line)
        elif run.raw:
            self._raw(run)
        elif run.text:
            for number, (down, text) in enumerate(broken(run.text, self._kept)):
                if number:
                    self._cut()
                self._words.append(replace(run, text=text, line=run.line + down))

    def _raw(self, run: Run) -> None:
        """Read text whose line breaks are meant: a textarea, a `<pre>`."""
        for number, text in enumerate(run.text.splitlines()):
            self._words.append(Run(text, run.line + number, run.strong))
            self._cut(blank=not text.strip())

    def _element(self, node: Node) -> None:
        weight = self._weights[id(node)]
        if node.name == "title":
            self.title = self.title or cleaned("".join(run.text for run in runs(node)))
        elif node.hidden and not _opens(node, weight):
            for title in nodes(node, "title"):
                self._element(title)
            self._leave(Reason.HIDDEN, _shown(node), node.line)
        elif is_menu(node, weight):
            self._leave(Reason.MENU, _shown(node), node.line)
        elif node.name == "table":
            self.flush()
            self._table(node)
        elif node.name == "pre":
            self.flush()
            for run in runs(node):
                self._raw(run)
            self.flush()
        else:
            self._block(node)

    def _block(self, node: Node) -> None:
        self.flush()
        before = self._level, self._marker, self._depth, self._kept
        self._kept = keeps(node.tag, self._kept, self._sheets)
        self._level = LEVELS.get(node.name, self._level)
        if node.name in ("ul", "ol", "menu"):
            start = node.tag.value("start") or ""
            self._lists.append((node.name, int(start) if start.isdecimal() and len(start) < 6 else 1))
        elif node.name == "li":
            self._marker, self._depth = self._next(), max(len(self._lists), 1)
        self.read(node)
        self.flush()
        if node.name in ("ul", "ol", "menu"):
            self._lists.pop()
        self._level, self._marker, self._depth, self._kept = before

    def _next(self) -> str:
        name, number = self._lists[-1] if self._lists else ("ul", 1)
        if name != "ol":
            return "•"
        self._lists[-1] = name, number + 1
        return f"{number}."

    def _table(self, node: Node) -> None:
        rows = [row for row in _within(node, "tr") if _within(row, "td", "th")]
        held = {id(cell) for row in rows for cell in _within(row, "td", "th")}
        astray: list[Node | Run] = [cell for cell in _within(node, "td", "th") if id(cell) not in held]
        rows += [Node("tr", node.tag, astray)] if astray else []
        self.read(Node("div", node.tag, _loose(node)))
        self.flush()
        if _is_layout(node, rows):
            for row in rows:
                for cell in _within(row, "td", "th"):
                    self._block(cell)
            return
        heads = {id(row) for head in _within(node, "thead") for row in _within(head, "tr")}
        made = table([[self._cell(cell, id(row) in heads) for cell in _within(row, "td", "th")] for row in rows])
        if made:
            self.pieces.append(made)

    def _cell(self, node: Node, head: bool) -> Written:
        inner = Flow(self._weights, self._sheets, keeps(node.tag, self._kept, self._sheets))
        inner.read(node)
        inner.flush()
        self.gaps += inner.gaps
        texts = [piece for piece in inner.pieces if isinstance(piece, Piece)]
        tables = tuple(piece for piece in inner.pieces if isinstance(piece, Table))
        lines = tuple(line for piece in texts for line in piece.lines)
        spot = lines[0].spot if lines else Spot(node.line)
        header = head or node.name == "th" or (bool(texts) and all(piece.strong for piece in texts))
        rows, columns = _span(node, "rowspan"), _span(node, "colspan")
        return Written(Cell(lines, spot, header, rows, columns, inner=tables))

    def _leave(self, reason: Reason, text: str, line: int) -> None:
        if text:
            self.gaps.append(Gap(reason, WHY[reason], 0.0, Spot(line), text))

    def _cut(self, blank: bool = False) -> None:
        """End a line; `blank` ends the piece too, as an empty line between paragraphs does."""
        line = _line(self._words)
        if line:
            self._lines.append(line)
            self._strong.append(all(word.strong for word in self._words if word.text.strip()))
        self._words = []
        if blank:
            self._end()

    def flush(self) -> None:
        """End the line and the piece."""
        self._cut(blank=True)

    def _end(self) -> None:
        if self._lines:
            lines, strong = tuple(self._lines), all(self._strong)
            self.pieces.append(Piece(lines, self._level, self._marker, self._depth, strong))
            self._lines, self._strong = [], []
            self._marker = ""


def read(page: str, first: int = 1) -> tuple[str, tuple[Block, ...], list[Gap]]:
    """Return title, blocks and what is in no block, of a page whose first line has the number `first`.

    Shares are not filled in yet: whoever knows the whole document does that.
    """
    flow, deep = flowed(page, first)
    blocks = outlined(flow.pieces)
    begin, end = bounds(blocks, flow.title)
    around = [_aside(block) for block in (*blocks[:begin], *blocks[end:])]
    gaps = sorted([*flow.gaps, *around], key=lambda gap: gap.spot)
    if deep:
        gaps.append(Gap(Reason.DEPTH, WHY[Reason.DEPTH], 0.0, Spot(first)))
    return titled(blocks[begin:end], flow.title), blocks[begin:end], gaps


def flowed(page: str, first: int = 1) -> tuple[Flow, int]:
    """Read a page, or a part of one, without looking for its bounds; also how many elements were nested too deep."""
    builder = Builder()
    root = builder.build(page, first)
    weights: dict[int, Weight] = {}
    weighed(root, weights)
    flow = Flow(weights, sheets(page))
    flow.read(root)
    flow.flush()
    return flow, builder.deep


def lines_inside(fragment: str, first: int) -> tuple[Line, ...]:
    """Read the inside of a cell of a Markdown or text table, where `<br>` and `<ul>` make lines."""
    pieces = flowed(fragment, first)[0].pieces
    return tuple(line for piece in pieces for line in (piece.lines if isinstance(piece, Piece) else lines_of(piece)))


def titled(blocks: tuple[Block, ...], said: str = "") -> str:
    """Tell the title: a line that is one, else what the form calls its title, else the first heading of the form."""
    heads = [block.text for block in blocks[:12] if isinstance(block, Heading)]
    formal = (block.text for block in blocks[:12] if isinstance(block, Heading) and block.level)
    lines = [line.text for block in blocks[:12] for line in lines_of(block)]
    return next((text for text in (*heads, *lines, said) if is_title(text)), said or next(formal, ""))


def _aside(block: Block) -> Gap:
    text = " ".join(line.text for line in lines_of(block))
    return Gap(Reason.MENU, WHY[Reason.MENU], 0.0, block.spot, text)


def _shown(node: Node) -> str:
    return cleaned(" ".join(run.text for run in runs(node) if not run.code))


def _opens(node: Node, weight: Weight) -> bool:
    """Say whether what is hidden waits to be opened: a section of the policy, or the button with its title."""
    if node.name in UNSEEN:
        first = " ".join(run.text for run in islice(runs(node), FIRST_WORDS))
        return node.name == "button" and bool(signed(cleaned(first))[0])
    return weight.letters >= MUCH or (weight.letters >= LONG and is_prose(_shown(node)))


def _line(words: list[Run]) -> Line | None:
    """Put the words of a line together: white space made single, and where its letters move to the next source line."""
    text, apart = "", False
    turns: list[tuple[int, Spot]] = []
    for word in words:
        for down, part in enumerate(word.text.split("\n")):
            shown = cleaned(part)
            if not shown:
                apart = apart or bool(part) or down > 0
                continue
            apart = apart or down > 0 or part[0].isspace()
            text += " " if text and apart else ""
            if not turns or turns[-1][1].number != word.line + down:
                turns.append((len(text), Spot(word.line + down)))
            text += shown
            apart = part[-1].isspace()
    return Line(text, turns[0][1], tuple(turns[1:])) if turns else None


def _within(node: Node, *names: str) -> list[Node]:
    """Return the elements of these names that belong to this table, row or head and not to a table inside."""
    found = []
    for part in node.parts:
        if isinstance(part, Node):
            if part.name in names:
                found.append(part)
            elif part.name not in ("table", "td", "th"):
                found += _within(part, *names)
    return found


def _loose(node: Node) -> list[Node | Run]:
    """Return what stands in a table and in none of its cells: its caption, and text where none may stand."""
    found: list[Node | Run] = []
    for part in node.parts:
        if isinstance(part, Run) or part.name == "caption":
            found.append(part)
        elif part.name in ("thead", "tbody", "tfoot", "tr") or (
            part.name not in ("td", "th") and _within(part, "td", "th")
        ):
            found += _loose(part)
        elif part.name not in ("td", "th"):
            found.append(part)
    return found


def _is_layout(node: Node, rows: list[Node]) -> bool:
    """A table that arranges a page and relates nothing: one cell, or headings or other tables in long cells."""
    cells = [cell for row in rows for cell in _within(row, "td", "th")]
    if len(cells) <= 1 or node.tag.value("role") in ("presentation", "none"):
        return True
    holds = any(next(nodes(node, name), None) for name in ("table", "h1", "h2", "h3", "h4"))
    return holds and any(sum(len(run.text) for run in runs(cell)) > MOST_DEPTH * 15 for cell in cells)


def _span(node: Node, name: str) -> int:
    value = (node.tag.value(name) or "").strip().strip("{}'\"")
    if not value.isdecimal() or len(value) > 6:
        return 1
    return int(value) if int(value) or name == "colspan" else 1_000
