"""What the public reads: the policy as a document, each sentence of which traces to a value of the policy.

Answers how a policy reads in the order of the commission's writing guideline: `compose` gives a `Document` of blocks,
which `page` (HTML), `markdown` and others render; `jsonld` says the same to machines in W3C's words, `compared` sets
two editions side by side, `for_children` tells it to children. It says what the policy says and nothing else, judges
nothing, writes no file and reads no clock: the same policy gives the same bytes.
Read `document.py` first, then `compose.py` and `wording.py`; the other files are one part of the document each.
"""

from jikim.publish.compose import compose
from jikim.publish.document import (
    Block,
    Bullets,
    Card,
    Cell,
    Definitions,
    Document,
    Grid,
    Line,
    Note,
    Paragraph,
    Run,
    Section,
    headings,
    sections,
    statements,
)
from jikim.publish.versions import Edition

__all__ = [
    "Block",
    "Bullets",
    "Card",
    "Cell",
    "Definitions",
    "Document",
    "Edition",
    "Grid",
    "Line",
    "Note",
    "Paragraph",
    "Run",
    "Section",
    "compose",
    "headings",
    "sections",
    "statements",
]
