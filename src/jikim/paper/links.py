"""Links and bookmarks of a Word file, which the library that writes the rest has no words for."""

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def mark(paragraph: Paragraph, name: str, number: int) -> None:
    """Make a place that links can lead to; numbers differ within a file."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), str(number))
    start.set(qn("w:name"), _name(name))
    end.set(qn("w:id"), str(number))
    paragraph._p.append(start)
    paragraph._p.append(end)


def link_inside(paragraph: Paragraph, text: str, name: str, *, bold: bool = False) -> None:
    """Add words that lead to a mark of this file."""
    _link(paragraph, text, qn("w:anchor"), _name(name), bold=bold)


def link_outside(paragraph: Paragraph, text: str, address: str) -> None:
    """Add words that lead to an address."""
    _link(paragraph, text, qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))


def _link(paragraph: Paragraph, text: str, attribute: str, target: str, *, bold: bool = False) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(attribute, target)
    run = Run(OxmlElement("w:r"), paragraph)
    run.text, run.underline, run.bold = text, True, bold or None
    link.append(run._r)
    paragraph._p.append(link)


def _name(anchor: str) -> str:
    """Return an anchor as Word takes it: letters, digits and underscores, forty of them."""
    return anchor.replace("-", "_")[:40]
