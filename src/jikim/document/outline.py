"""Lines become headings, items and paragraphs by the signs at their beginning.

Korean documents number by hand: 제1조, 1., 가., (1), ①, ■. The same sign may open a heading or an item, so the
neighbours decide: a short line after which something other than its next sibling follows is a heading; two siblings
that touch are a list. How deep an item stands follows from the order in which the kinds of signs appear.
"""

import re
from dataclasses import dataclass

from jikim.document.chrome import is_title
from jikim.document.model import Block, Heading, Line, ListItem, Paragraph, Table

ARTICLE = (
    r"제\s*\d{1,3}\s*[조장절항](?:\s*의\s*\d+)?(?=[\s.(（\[<:,]|[가-힣]|$)\.?"
    r"(?!(?:의|에|에서|에게|을|를|와|과|은|는|부터|까지|내지|및)\s|에\s?따[라른]|\s*제\s*\d+\s*[항호])"
)
"""No sign where a sentence goes on: "제1항의 항목", "제17조 제1항에 따라"."""
SIGNS: tuple[tuple[str, str], ...] = (
    ("article", ARTICLE),
    ("parts", r"\d{1,2}(?:[.-]\d{1,2})+[.)]?(?=\s|[가-힣(\[])(?!\s*[년월일%])"),
    ("number", r"\d{1,2}\.(?!\d)(?!\s*\d{1,2}\s*\.)"),
    ("half", r"\d{1,2}\)"),
    ("round", r"[(（]\d{1,2}[)）]"),
    ("circled", r"[①-⑳⑴-⒇㉮-㉻㈀-㈛➀-➓❶-❿]"),
    ("syllable", r"[가나다라마바사아자차카타파하][.)](?=\s|[가-힣A-Za-z\"'“‘(])"),
    ("round syllable", r"[(（][가나다라마바사아자차카타파하][)）]"),
    ("letter", r"[a-zA-Z][.)](?=\s)"),
    ("roman", r"[Ⅰ-Ⅻⅰ-ⅻ]\s*[.)]?|[IVX]{1,4}\.(?=\s)"),
    ("square", r"[■□◆◇◈▣▪▫]"),
    ("circle", r"[●○◎ο◦❍⦿⚫]|o(?=\s)"),
    ("arrow", r"[▶▷►▸▹☞➤➔→]"),
    ("dot", r"[•·∙ㆍ‧・․]"),
    ("note", r"※|\*(?=\s)|[☆★✓✔√]"),
    ("dash", r"[-–—−](?=\s|[가-힣A-Za-z(])|\+(?=\s)"),
)
SIGN = re.compile("|".join(f"(?P<s{at}>{pattern})" for at, (_, pattern) in enumerate(SIGNS)))
NUMBERED = {"article", "parts", "number", "roman", "half", "round", "syllable", "circled"}
HEADED = NUMBERED | {"square", "arrow", "circle"}
SENTENCE = re.compile(r"(다|요|오|음|함|됨|임)[.。!?]?[\s\"'”’)]*$|[.。;:,]$")
LABELLED = re.compile(r"\w\s*:\s*\S")
"""A label with its value: the only item of a list stands like a title."""
TITLED = re.compile(
    rf"({ARTICLE}\s*(?:\([^()]{{1,60}}\)|（[^（）]{{1,60}}）|\[[^\[\]]{{1,60}}\]|<[^<>]{{1,60}}>))\s*(\S.{{15,}})$",
    re.S,
)
BRACKETED = re.compile(r"^(\[[^\[\]]{2,40}\]|【[^】]{2,40}】|<[^<>]{2,40}>|〈[^〉]{2,40}〉|《[^》]{2,40}》)$")
HANGING = re.compile(r"[가-힣](?:[는을를]|위한|대한|따른|따라|하여|위하여)$")
"""The end of a line that a sentence goes on behind: the next line without a sign is more of the same."""
LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that the form itself keeps together, and what the form says of them.

    `level` of a heading, `marker` and `depth` of an item of a list, `strong` when every letter is bold.
    """

    lines: tuple[Line, ...]
    level: int | None = None
    marker: str = ""
    depth: int = 0
    strong: bool = False


def outlined(pieces: list[Piece | Table]) -> tuple[Block, ...]:
    """Return the blocks of a document, in order."""
    parts: list[_Part | Table] = []
    for piece in pieces:
        parts.extend([piece] if isinstance(piece, Table) else _parts(piece))
    blocks: list[Block] = []
    kinds: list[str] = []
    for at, part in enumerate(parts):
        if isinstance(part, Table):
            blocks.append(part)
            continue
        before, after = (parts[other] if 0 <= other < len(parts) else None for other in (at - 1, at + 1))
        blocks.append(_block(part, before, after, kinds))
    return tuple(blocks)


def signed(text: str) -> tuple[str, str, str]:
    """Split a line into the kind of its sign, the sign as printed, and the rest; no sign leaves the first two empty."""
    found = SIGN.match(text)
    if not found or not found.lastgroup:
        return "", "", text
    rest = text[found.end() :].lstrip()
    kind = SIGNS[int(found.lastgroup[1:])][0]
    return (kind, found.group().strip(), rest) if rest else ("", "", text)


@dataclass(slots=True)
class _Part:
    """Lines with one sign at most: what will be one block."""

    piece: Piece
    lines: list[Line]
    kind: str = ""
    sign: str = ""


def _parts(piece: Piece) -> list[_Part]:
    """Cut a piece before each line that has a sign of its own, and after a title that shares a line with its text."""
    if piece.level is not None:
        kind, sign, rest = signed(piece.lines[0].text)
        return [_Part(piece, [_rest(piece.lines[0], rest), *piece.lines[1:]], kind, sign)]
    parts: list[_Part] = []
    for line in piece.lines:
        titled = TITLED.match(line.text)
        for one in _halves(line, titled.start(2)) if titled else [line]:
            kind, sign, rest = signed(one.text)
            here = _rest(one, rest)
            if parts and not (kind or titled) and parts[-1].kind and HANGING.search(parts[-1].lines[-1].text):
                parts[-1].lines[-1] = parts[-1].lines[-1].with_further(here)
            elif kind or not parts or parts[-1].kind or titled:
                parts.append(_Part(piece, [here], kind, sign))
            else:
                parts[-1].lines.append(here)
    return parts


def _rest(line: Line, rest: str) -> Line:
    return line.after(len(line.text) - len(rest))


def _halves(line: Line, letter: int) -> list[Line]:
    return [line.between(0, len(line.text[:letter].rstrip())), line.after(letter)]


def _block(part: _Part, before: "_Part | Table | None", after: "_Part | Table | None", kinds: list[str]) -> Block:
    piece, lines = part.piece, tuple(part.lines)
    if piece.level is not None or _heads(part, before, after):
        kinds.clear()
        return Heading(lines, piece.level, part.sign)
    if not part.kind and not piece.marker:
        return Paragraph(lines)
    if piece.marker and not part.kind:
        return ListItem(lines, piece.marker, max(piece.depth, 1))
    depth = piece.depth or 1 + _depth(part.kind, kinds)
    return ListItem(lines, part.sign, depth)


def _depth(kind: str, kinds: list[str]) -> int:
    """Return how deep a kind of sign stands below those met since the last heading, from 0."""
    if kind in kinds:
        del kinds[kinds.index(kind) + 1 :]
    elif len(kinds) < len(SIGNS):
        kinds.append(kind)
    return kinds.index(kind)


def _heads(part: _Part, before: "_Part | Table | None", after: "_Part | Table | None") -> bool:
    text = part.lines[0].text
    if len(part.lines) > 1 or len(text) > LONGEST_TITLE or part.piece.marker:
        return False
    if part.kind == "article":
        return not SENTENCE.search(text) or text.endswith((")", "]", "）"))
    if SENTENCE.search(text) or (part.kind and LABELLED.search(text)):
        return False
    if part.kind in HEADED:
        return after is not None and not _siblings(before, part) and not _siblings(part, after)
    return not part.kind and (part.piece.strong or bool(BRACKETED.match(text)) or is_title(text))


def _siblings(one: "_Part | Table | None", other: "_Part | Table | None") -> bool:
    """Say whether two are items of one list; a number that begins anew begins something else."""
    if not isinstance(one, _Part) or not isinstance(other, _Part) or one.kind != other.kind:
        return False
    if one.kind == "square" and one.sign != other.sign:
        return False  # `■` over `□`
    return not (one.kind in ("article", "number") and _count(one) > 1 and _count(other) == 1)


def _count(part: _Part) -> int:
    digits = re.search(r"\d+", part.sign)
    return int(digits.group()) if digits else 0
