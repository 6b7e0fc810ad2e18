"""What of a page is the site around the policy: told by structure, by links, and by where the policy begins and ends.

Menus are left out where an element is one by name or holds little but links; the in-page contents of a policy are
not, because they link to `#`. What remains is cut at the title next to the first sentence of the policy, and at the
line of a site's footer after its last. Long text is never taken for a menu: better a menu too many than a clause too
few, and what was cut is kept in `Document.left_out`.
"""

import re
from dataclasses import dataclass

from jikim.document.model import Block, Heading, ListItem, Table, lines_of
from jikim.document.tree import Node, Run

HANGUL = re.compile(r"[가-힣]")
LETTER = re.compile(r"[^\W\d_]")
TITLE = re.compile(
    r"(개인(신용|위치)?정보.{0,12}(방침|정책|지침|계획|약관|안내)|privacypolicy)(전문|안내|이력)?$", re.I
)
PROSE = re.compile(r"개인\s*(신용\s*|위치\s*)?정보|이하\s*[\"'“‘「]?\s*\w")
SAID = re.compile(r"(니다|한다|된다|있다|합니다|세요|이다)\s*[.。:]?")
ARTICLE = re.compile(r"제\s*\d+\s*조")
NUMBER = re.compile(r"\d{1,2}\s?[.)]")
FOOTER = re.compile(r"copyright|all rights? reserved|ⓒ|©|사업자\s*등록\s*번호|통신\s*판매업|family\s*site", re.I)
LINKS = re.compile(r"이용\s*약관|개인\s*정보\s*처리\s*방침|오시는\s*길|사이트\s*맵|회사\s*소개|고객\s*센터|제휴\s*문의")
"""Pages of a site, named next to each other right above its footer."""
FAR = 60
"""Blocks between a title and the first sentence: a list of contents fits in."""
LONG = 40
"""Letters of a sentence that no menu holds."""
MUCH = 200
"""Hangul letters that no menu has outside of its links, and that nobody hides for good."""


@dataclass(slots=True)
class Weight:
    """What an element holds: Hangul letters shown, those inside links, and how many runs are links or clauses."""

    letters: int = 0
    linked: int = 0
    links: int = 0
    clauses: int = 0


def weighed(node: Node, weights: dict[int, Weight]) -> Weight:
    """Weigh an element and all below it, each once."""
    weight = Weight()
    for part in node.parts:
        if isinstance(part, Run):
            letters = 0 if part.code else len(HANGUL.findall(part.text))
            weight.letters += letters
            weight.clauses += not part.link and is_clause(part.text)
            if part.link and part.text.strip():
                weight.linked += letters
                weight.links += 1
        else:
            below = weighed(part, weights)
            weight.letters += below.letters
            weight.linked += below.linked
            weight.links += below.links
            weight.clauses += below.clauses
    weights[id(node)] = weight
    return weight


def is_menu(node: Node, weight: Weight) -> bool:
    """Say whether an element is part of the site and not of the document on the page."""
    alone = weight.letters - weight.linked
    if node.name in ("nav", "aside", "footer"):
        return alone < MUCH and not weight.clauses
    if node.name in ("body", "", "html", "table", "tbody", "tr") or weight.links < 3:
        return False
    return weight.linked > 0.6 * weight.letters and alone < MUCH


def bounds(blocks: tuple[Block, ...], name: str = "") -> tuple[int, int]:
    """Return where the policy begins and where it ends (one past its last block); `name` is the title of the page."""
    evident = [at for at, block in enumerate(blocks) if _evident(block)]
    if not evident:
        return 0, len(blocks)
    first, last = evident[0], evident[-1]
    begin = next((at for at in range(first, -1, -1) if _is_named(blocks[at], name)), None)
    if begin is None:
        begin = next((at for at in range(first, max(first - FAR, -1), -1) if _title(blocks[at])), None)
    if begin is None:
        begin = first - 1 if first and isinstance(blocks[first - 1], Heading) else first
    while begin and isinstance(blocks[begin], ListItem) and _title(blocks[begin - 1]):
        begin -= 1
    begin = next((at for at in range(max(begin - FAR, 0), begin) if _is_numbered(blocks[at])), begin)
    long = [at for at in range(begin) if not isinstance(blocks[at], Table) and _letters(blocks[at]) >= LONG]
    begin = long[0] if long else begin
    end = next((at for at in range(last + 1, len(blocks)) if FOOTER.search(_text(blocks[at]))), len(blocks))
    while last + 1 < end < len(blocks) and _is_links(blocks[end - 1]):
        end -= 1
    return begin, end


def is_title(text: str) -> bool:
    """Say whether a line is the title of a privacy policy, whatever stands before the words."""
    return len(text) <= 50 and bool(TITLE.search("".join(LETTER.findall(text))))


def is_prose(text: str) -> bool:
    """Say whether a text reads like a clause: a sentence, or words about personal information."""
    return bool(PROSE.search(text) or SAID.search(text))


def is_clause(text: str) -> bool:
    """Say whether a text is a whole sentence on personal information."""
    return len(text) >= LONG and bool(PROSE.search(text)) and bool(SAID.search(text))


def _title(block: Block) -> bool:
    return not isinstance(block, Table) and any(is_title(line.text) for line in block.lines)


def _is_named(block: Block, name: str) -> bool:
    """Say whether a heading is the title of its page, and speaks of personal information."""
    return isinstance(block, Heading) and block.text == name and (bool(PROSE.search(name)) or is_title(name))


def _is_numbered(block: Block) -> bool:
    """Say whether a block is a point or a title with a number, and speaks of personal information: no menu has one."""
    number = block.number if isinstance(block, Heading) else block.marker if isinstance(block, ListItem) else ""
    return bool(NUMBER.match(number)) and bool(PROSE.search(_text(block)))


def _is_links(block: Block) -> bool:
    text = _text(block)
    return len(text) <= MUCH and len(LINKS.findall(text)) > 1 and not SAID.search(text)


def _evident(block: Block) -> bool:
    text = _text(block)
    if FOOTER.search(text) and not isinstance(block, Table):
        return False
    if isinstance(block, Table):
        return bool(PROSE.search(text)) or len(text) > MUCH
    if isinstance(block, Heading) and ARTICLE.match(block.number):
        return True
    return is_clause(text)


def _text(block: Block) -> str:
    return " ".join(line.text for line in lines_of(block))


def _letters(block: Block) -> int:
    return len(HANGUL.findall(_text(block)))
