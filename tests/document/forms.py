"""Small documents in every form, and what of a document a test looks at."""

import io
import zipfile
from pathlib import Path

import pylopdf_fonts_ko
import typst

from jikim.document import Document, Gap, Heading, ListItem, Reason, Table, lines_of, read

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HANGUL = "http://www.hancom.co.kr/hwpml/2011"
SAYS = (
    "길상점은 이용자의 개인정보를 소중히 여기며 개인정보 보호법에 따라 이 처리방침을 정하고 공개합니다. "
    "개인정보는 아래의 목적에만 이용합니다."
)
"""What a policy begins with: long enough to be known as one."""


def opened(text: str | bytes, name: str = "policy") -> Document:
    """Read a text as UTF-8, or bytes as they are."""
    return read(text.encode() if isinstance(text, str) else text, name)


def shown(text: str | bytes) -> list[str]:
    """The blocks, one string each, rows of tables one each: `# ` before a heading, `^` before a spanned cell."""
    found: list[str] = []
    for block in opened(text).blocks:
        if isinstance(block, Table):
            found += rows(block)
        elif isinstance(block, Heading):
            found.append(" ".join(f"# {block.number} {block.text}".split()))
        elif isinstance(block, ListItem):
            found.append(f"{block.marker} {block.text}")
        else:
            found.append(block.text)
    return found


def rows(table: Table) -> list[str]:
    """Each row as `a | b`, `^` before what was written in another place, lines of a cell parted by ` / `."""
    return [
        " | ".join(("^" if cell.spanned else "") + " / ".join(line.text for line in cell.lines) for cell in row)
        for row in table.rows
    ]


def only_table(document: Document) -> Table:
    """The one table of a document."""
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return table


def gaps(document: Document, reason: Reason) -> list[Gap]:
    """What is in no block for a reason."""
    return [gap for gap in (*document.lost, *document.left_out) if gap.reason is reason]


def words(document: Document) -> str:
    """All its words in order, those of tables too."""
    return " ".join(line.text for block in document.blocks for line in lines_of(block))


def zipped(**parts: str | bytes) -> bytes:
    """A zip of parts; `__` in a name stands for `/` and `___` for a point."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name.replace("___", ".").replace("__", "/"), text)
    return kept.getvalue()


def docx(body: str, numbering: str = "", **parts: str) -> bytes:
    """A DOCX of the XML inside its body, with the styles Heading1 and Heading2."""
    styles = "".join(
        f'<w:style w:styleId="Heading{level}"><w:name w:val="heading {level}"/></w:style>' for level in (1, 2)
    )
    return zipped(
        word__document___xml=f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        word__styles___xml=f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>',
        word__numbering___xml=f'<w:numbering xmlns:w="{WORD}">{numbering}</w:numbering>',
        **parts,
    )


def word(text: str, about: str = "") -> str:
    """A paragraph of Word; `about` is the XML of its properties."""
    return f"<w:p><w:pPr>{about}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, about: str = "") -> str:
    """A cell of a table of Word."""
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{word(text)}</w:tc>"


def hwpx(section: str) -> bytes:
    """An HWPX of the XML inside its one section."""
    names = f'xmlns:hs="{HANGUL}/section" xmlns:hp="{HANGUL}/paragraph"'
    part = f"<hs:sec {names}>{section}</hs:sec>"
    return zipped(mimetype="application/hwp+zip", Contents__section0___xml=part)


def hangul(text: str) -> str:
    """A paragraph of the Hangul word processor."""
    return f"<hp:p><hp:run><hp:t>{text}</hp:t></hp:run></hp:p>"


def hangul_cell(text: str, column: int, rows: int = 1, columns: int = 1) -> str:
    """A cell of one of its tables."""
    return (
        f'<hp:tc><hp:subList>{hangul(text)}</hp:subList><hp:cellAddr colAddr="{column}"/>'
        f'<hp:cellSpan colSpan="{columns}" rowSpan="{rows}"/></hp:tc>'
    )


def pdf(source: str) -> bytes:
    """A PDF set from Typst's markup, in the project's Korean font."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[Path(pylopdf_fonts_ko.sans_path()).parent],
    )
    head = '#set text(font: "Noto Sans KR", size: 10pt)\n#set par(justify: false)\n'
    made = typst.compile((head + source).encode(), font_paths=fonts, format="pdf", timestamp=0)
    assert isinstance(made, bytes)
    return made
