"""The document as PDF: tagged (PDF/UA-1), with its own Korean fonts, the same bytes for the same document."""

import json
from pathlib import Path
from typing import Literal

import pylopdf_fonts_ko
import typst

from jikim.errors import OperatorError
from jikim.messages import msg
from jikim.paper.tree import tree
from jikim.publish import Document

PAGE = Path(__file__).parent / "document.typ"
STANDARD: Literal["ua-1"] = "ua-1"
NO_TIME = 0  # of the file; the document states its own dates


def pdf(document: Document) -> bytes:
    """Return a PDF/UA-1 file on A4; its text can be searched, copied and read aloud, tables as tables.

    Raises OperatorError where the document cannot be set, with what the typesetter said.
    """
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[_fonts()])
    try:
        found = typst.compile(
            PAGE.read_bytes(),
            font_paths=fonts,
            format="pdf",
            sys_inputs={"document": json.dumps(tree(document), ensure_ascii=False)},
            pdf_standards=[STANDARD],
            timestamp=NO_TIME,
        )
    except typst.TypstError as error:
        raise OperatorError(
            msg("the document cannot be set as PDF: {said}", said=error.message),
            msg("the typesetter refused it"),
            msg("publish it as HTML or DOCX, and report what was said")) from error  # fmt: skip
    if not isinstance(found, bytes):
        raise TypeError("one document is one file")
    return found


def _fonts() -> Path:
    return Path(pylopdf_fonts_ko.sans_path()).parent
