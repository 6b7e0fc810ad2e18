"""What a document lost on its way from another form: tables written cell by cell, lines of a cell run together.

Such a document reads on, and its words are read as what they seem to be; that they may be something else is asked.
`lost_forms.toml` holds the titles of columns.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from jikim.document import Cell, Document, Format, Heading, Line, ListItem, Paragraph, Table
from jikim.messages import msg
from jikim.reader.facts import Facts
from jikim.reader.letters import letters
from jikim.reader.notes import Notes

_LONGEST = 24  # letters of a title of a column
_LABEL = re.compile(r"[:：]\s*[,，]?\s*[,，]?\s*$")
"""A label without a value: an empty form, and no title of a column."""
_LEAST = 2  # titles below each other that only a table has
_MANY = 2  # statements in one line of a cell that each could stand alone
_MOST = 2_000  # letters of a line that are looked at
_RUN_TOGETHER = (
    re.compile(r"[가-힣)\]]\s+[가-힣A-Za-z]{2,12}\s?[:：]\s?[가-힣A-Za-z]"),
    re.compile(
        r"(?:삭제|파기|보관|보존|까지)(?:\s?\([^()]{1,40}\))?\s+(?!단|다만)[가-힣A-Z]{2,}[^.]{0,40}(?:은|는|경우|시)\s"
    ),
    re.compile(r"제\s?\d{1,3}조(?:\s?\([^()]{1,30}\))?\s+[가-힣 ]{2,30}법"),
)
"""A label after words without a comma, a rule after a rule, a law after an article."""


def about(document: Document, facts: Facts, notes: Notes) -> None:
    """Ask where a form seems to be lost, each kind of loss once."""
    _ask_about_columns(document, notes)
    _ask_about_cells(document, notes)
    _ask_about_titles(document, facts, notes)


def _ask_about_columns(document: Document, notes: Notes) -> None:
    runs = list(_runs_of_titles(document))
    if not runs:
        return
    titles = " / ".join(line.text for line in runs[0])
    what = msg("'{titles}' stand below each other as titles of columns do: {count} tables seem to be written cell by "
               "cell, so that their rows cannot be told", titles=titles, count=len(runs))  # fmt: skip
    options = (msg("read a form of the document that has its tables"), msg("there was no table"))
    notes.ask("table-flattened", titles, what, options, runs[0][0].spot)


def _runs_of_titles(document: Document) -> Iterator[list[Line]]:
    """Yield the lines that follow each other and could be titles of columns; tables that have nothing else first."""
    for table in (block for block in document.blocks if isinstance(block, Table) and len(block.rows) == 1):
        if all(_is_title(cell.text) for cell in table.rows[0]):
            yield [line for cell in table.rows[0] for line in cell.lines]
    run: list[tuple[Line, bool]] = []
    for line in _bare_lines(document):
        known = None if line is None else _is_title(line.text)
        if line is not None and known is not None:
            run.append((line, known))
            continue
        if sum(only for _, only in run) >= _LEAST:
            yield [one for one, _ in run]
        run = []
    if sum(only for _, only in run) >= _LEAST:
        yield [one for one, _ in run]


def _bare_lines(document: Document) -> Iterator[Line | None]:
    """Give the lines of paragraphs and titles without a sign; None for whatever stands between them."""
    for block in document.blocks:
        if isinstance(block, Paragraph) or (isinstance(block, Heading) and not block.number and block.level is None):
            yield from block.lines
        else:
            yield None


def _is_title(text: str) -> bool | None:
    """Say whether a text is the title of a column: True where it is nothing else, None where it is none."""
    said = letters(text) if len(text) <= 2 * _LONGEST else ""
    if not said or len(said) > _LONGEST or _LABEL.search(text):
        return None
    only, beside = _titles()
    return True if only.fullmatch(said) else False if beside.fullmatch(said) else None


@cache
def _titles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    found: dict[str, list[str]] = tomllib.loads(files("jikim.reader").joinpath("lost_forms.toml").read_text("utf-8"))
    return re.compile("|".join(found["only"])), re.compile("|".join(found["beside"]))


def _ask_about_cells(document: Document, notes: Notes) -> None:
    if document.format not in (Format.TEXT, Format.MARKDOWN):
        return  # the others keep the lines of their cells
    tables = [block for block in document.blocks if isinstance(block, Table)]
    cells = [cell for table in tables for row in table.rows for cell in row if cell.spanned is None]
    found = [cell for cell in cells if _is_run_together(cell)]
    if found:
        about_ = found[0].text[:40]
        what = msg("'{text}': several statements stand in one line of a cell, {count} such cells: where does each end?",
                   text=about_, count=len(found))  # fmt: skip
        options = (msg("as it was read"), msg("read a form of the document that has its lines"))
        notes.ask("cell-run-together", about_, what, options, found[0].lines[0].spot)


def _is_run_together(cell: Cell) -> bool:
    texts = [line.text[:_MOST] for line in cell.lines]
    return len(texts) == 1 and any(len(form.findall(texts[0])) >= _MANY - 1 for form in _RUN_TOGETHER)


def _ask_about_titles(document: Document, facts: Facts, notes: Notes) -> None:
    """Ask about a line alone above a list that was read as an item: a title may have lost its mark."""
    read = {letters(item) for one in facts.activities for some in one.items for item in some.items}
    for block, after in zip(document.blocks, document.blocks[1:], strict=False):
        if not isinstance(block, Paragraph) or len(block.lines) > 1 or not isinstance(after, ListItem):
            continue
        if letters(block.text) in read:
            what = msg("'{text}' stands alone above a list: is it an item, or a title?", text=block.text)
            notes.ask("title-or-item", block.text, what, (msg("an item"), msg("a title")), block.spot)
            return
