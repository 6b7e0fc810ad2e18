"""What the public reads: the policy as a document, each sentence of which traces to a value of the policy.

Answers how a policy reads in the order of the commission's writing guideline: `compose` gives a `Document` of blocks,
which `page` (HTML), `markdown` and others render; `jsonld` says the same to machines in W3C's words, `compared` sets
two editions side by side, `for_children` tells it to children, and a `Publication` is all of it as files. It says what
the policy says and nothing else, judges nothing, writes no file and reads no clock: the same policy, the same bytes.
Read `document.py` first, then `compose.py` and `wording.py`; most other files are one part of the document each.
"""

from jikim.publish.children import for_children
from jikim.publish.compare import compared
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
from jikim.publish.folder import RENDERERS, File, Publication, Renderer
from jikim.publish.html import page
from jikim.publish.jsonld import jsonld
from jikim.publish.markdown import markdown
from jikim.publish.versions import Edition

__all__ = [
    "RENDERERS",
    "Block",
    "Bullets",
    "Card",
    "Cell",
    "Definitions",
    "Document",
    "Edition",
    "File",
    "Grid",
    "Line",
    "Note",
    "Paragraph",
    "Publication",
    "Renderer",
    "Run",
    "Section",
    "compared",
    "compose",
    "for_children",
    "headings",
    "jsonld",
    "markdown",
    "page",
    "sections",
    "statements",
]
