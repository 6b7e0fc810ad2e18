"""The published document as files that are printed and passed on: PDF and DOCX.

Answers `pdf` and `docx`: the blocks of a `jikim.publish.Document` as bytes, the same for the same document. Nothing is
added to what the document says and nothing left out. It needs what `jikim[paper]` installs, fonts included; no font of
the machine is looked at and nothing is fetched.
Read `tree.py` first, then `document.typ` for how a page looks.
"""

from jikim.paper.pdf import pdf
from jikim.paper.word import docx

__all__ = ["docx", "pdf"]
