"""Tables drawn with signs in plain lines: `a | b`, Markdown's `|a|b|`, tabs; glued together, without rules, cut short.

A row may have fewer cells than its table: what made the text from a page dropped the cells that a rowspan covers.
Such a row is kept as it is; which column it lost cannot be told from its form.
"""

import re

from jikim.document.html import lines_inside
from jikim.document.model import Cell, Line, Spot, Table
from jikim.document.scan import cleaned

RULE = frozenset("-|:+ \t")
PIPE = re.compile(r"(?<!\\)\|")
LISTED = re.compile(r"\s+(?=[-–—]\s)")
CIRCLED = re.compile(r"\s+(?=[①-⑳])")
ARROW = re.compile(r"\s+(?=▷\s?)")
MARKUP = re.compile(r"<\s*/?\s*(?:br|ul|ol|li|p|div|span|b|strong|a|img)\b", re.I)


def is_rule(text: str) -> bool:
    """Say whether a line only rules a table: `---|---`, or dashes and tabs."""
    return "--" in text and ("|" in text or "\t" in text) and RULE.issuperset(text)


def is_row(text: str) -> bool:
    """Say whether a line is a row: cells between pipes, or between tabs."""
    return (len(PIPE.findall(text)) > 0 and (text.strip().startswith("|") or " |" in text or text.endswith("|"))) or (
        "\t" in text.strip() and len(tabbed(text)) > 1
    )


def tabbed(text: str) -> list[str]:
    """Split a line at its tabs."""
    return [part.strip() for part in re.split(r"\t+", text.strip())]


def split(text: str) -> list[str]:
    """Return the cells of a row; the pipes at its two ends stand for nothing."""
    if not PIPE.search(text):
        return tabbed(text)
    inner = text.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [part.strip().replace("\\|", "|") for part in PIPE.split(inner)]


def tables(rows: list[tuple[int, str]]) -> list[Table]:
    """Make tables of consecutive rows (number and text of the line): a rule ends the one above its header row."""
    found: list[Table] = []
    begun: list[tuple[int, str]] = []
    heads = 0
    for number, text in rows:
        if not is_rule(text):
            begun.append((number, text))
            continue
        if len(begun) > 1 and (heads or len(begun) > 1):
            _close(found, begun[:-1], heads)
            begun = begun[-1:]
        heads = 1 if begun else 0
    _close(found, begun, heads)
    return found


def _cells(rows: list[str]) -> list[list[str]]:
    """Return the cells of each row; tabs that all rows have as many of part empty cells too."""
    counts = {text.count("\t") for text in rows}
    if len(rows) < 2 or len(counts) > 1 or any(map(PIPE.search, rows)):
        return [split(text) for text in rows]
    parted = [[cell.strip() for cell in text.split("\t")] for text in rows]
    held = [at for at in range(len(parted[0])) if any(row[at] for row in parted)]
    return [[row[at] for at in held] for row in parted]


def _close(found: list[Table], rows: list[tuple[int, str]], heads: int) -> None:
    parted = zip(rows, _cells([text for _, text in rows]), strict=True)
    made = [tuple(_cell(cell, number, at < heads) for cell in cells) for at, ((number, _), cells) in enumerate(parted)]
    while made and not any(
        cell.lines for cell in made[0]
    ):  # Markdown made from a page without headers has an empty one
        made.pop(0)
        heads = 0
    kept = [row for row in made if any(cell.lines for cell in row)]
    if kept and not heads and all(cell.header for cell in kept[0]):
        heads = 1
    if kept:
        found.append(Table(tuple(kept), kept[0][0].spot))


def _cell(text: str, number: int, header: bool) -> Cell:
    strong = bool(re.fullmatch(r"\*\*[^*]+\*\*", text))
    return Cell(lines(text, number), Spot(number), header or strong)


def lines(text: str, number: int) -> tuple[Line, ...]:
    """Return the lines of a cell: broken at `<br>` and `<li>`, and where a list was run together."""
    plain = inline(text)
    broken = (
        lines_inside(plain, number) if MARKUP.search(plain) or "&" in plain else (Line(cleaned(plain), Spot(number)),)
    )
    parts: list[Line] = []
    for line in broken:
        sign = LISTED if line.text[:1] in "-–—" else CIRCLED if "①" in line.text else ARROW
        parts += [Line(part, line.spot) for part in sign.split(line.text) if part]
    return tuple(parts)


IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\([^)\s]{0,2000}\)?")
LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,500})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s+\"[^\"]{0,200}\")?\)")
SINGLE = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]{1,400})(?<=[^\s,/])\1(?![A-Za-z0-9_*])")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
ADDRESS = re.compile(r"(?<!\\)<((?:https?://|mailto:)[^\s<>]{1,500}|[^\s<>@/]{1,100}@[^\s<>@/]{1,200})>")


def inline(text: str) -> str:
    """Take Markdown's marks off a line: emphasis, links (their words stay), pictures, escapes."""
    text = IMAGE.sub("", text)
    text = LINK.sub(r"\1", text)
    text = re.sub(r"\*\*+|~~|(?<!\w)__|__(?!\w)", "", text) if "**" in text or "__" in text or "~~" in text else text
    text = SINGLE.sub(r"\2", text).replace("`", "")
    text = ADDRESS.sub(r"\1", text) if "<" in text else text
    return ESCAPED.sub(r"\1", text)
