"""An existing document as blocks: headings, paragraphs, items and tables, each with the place where it stands.

Answers `read(data, name)` for HTML, Markdown, plain text, DOCX, HWPX and PDF (the last with `jikim[read]`), and
`flat(document)`, the same as plain text. It says what it could not read and what it set aside as not part of the
document, with the share of each; it never drops anything in silence. It never knows what a policy says: which words
name an item or a period is for others. It opens no file, no connection, and expands no entity.
Read `model.py` first, then `outline.py`; each form has a file of its own name.
"""

from jikim.document.flat import flat
from jikim.document.model import (
    Block,
    Cell,
    Document,
    Format,
    Gap,
    Heading,
    Line,
    ListItem,
    Paragraph,
    Reason,
    Spot,
    Table,
    lines_of,
)
from jikim.document.reading import read

__all__ = [
    "Block",
    "Cell",
    "Document",
    "Format",
    "Gap",
    "Heading",
    "Line",
    "ListItem",
    "Paragraph",
    "Reason",
    "Spot",
    "Table",
    "flat",
    "lines_of",
    "read",
]
