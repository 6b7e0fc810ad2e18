"""Short lines that stand where a title could, though the form of the document did not make them one."""

import re
from collections.abc import Iterator

from jikim.document import Heading, Line, ListItem, Paragraph, Table, lines_of
from jikim.reader.lengths import lengths
from jikim.reader.letters import letters
from jikim.reader.sections import Kind, Section, kind_of
from jikim.reader.squeezed import squeezed

_SHORT = 30
_NUMBERED = re.compile(r"(?:\d{1,2}[.)]|[①-⑳]|[가-하][.)]|\(\d{1,2}\))")
_SENTENCE = re.compile(r"[.:：]|다$|까지$|파기$|삭제$")


def titled(block: Paragraph | ListItem) -> Kind | None:
    """Return what a short numbered line, or one alone, is about; None where it is no title."""
    text = block.text.strip()
    numbered = not isinstance(block, ListItem) or _NUMBERED.fullmatch(block.marker)
    if not numbered or len(letters(text)) > _SHORT or _SENTENCE.search(text):
        return None
    return None if any(lengths(squeezed(text).text)) else kind_of(text)


def lines_about(part: Section, kind: Kind) -> Iterator[Line]:
    """Give the lines of a section that stand under a title, or under a short line, of this kind."""
    own = kind_of(part.title) if part.title else None
    now = own is kind or part.kind is kind
    for block in part.blocks:
        if isinstance(block, (Table, Heading)):
            yield from lines_of(block) if now else ()
            continue
        said = titled(block)
        if said is not None:
            now = said is kind
        elif now:
            yield from block.lines
