"""How much is read at most: a document from outside may be made to hurt, and is refused before it can.

Nothing here or in any reader opens a connection, follows a link or expands an entity that a file declares.
"""

from jikim.errors import DocumentError
from jikim.messages import Message, msg

MOST_BYTES = 100 * 2**20
"""Of a file as it lies: a PDF or DOCX may be full of pictures."""
MOST_TEXT = 16 * 2**20
"""Of letters, once unpacked; the longest policy we know has a hundredth of that."""
MOST_PARTS = 5_000
"""Files in a DOCX or HWPX."""
MOST_PAGES = 500
MOST_MARKS = 300_000
"""Tags and texts of a page, elements of an XML part, lines and cells of plain text."""
MOST_CELLS = 100_000
"""Places of one table's grid, spans counted out."""
FREE_CELLS, CELLS_EACH = 1_000, 20
"""Places that a table may have at all, and more for each cell that was written: few spans must not fill the memory."""
MOST_COLUMNS = 64
"""What one cell may cover: pages write 100 and mean "all"."""
MOST_DEPTH = 100
"""Elements inside each other; HTML deeper than that is flattened, XML refused."""


def within(size: int, most: int, what: Message) -> None:
    """Refuse what is larger than `most`; `what` names the thing and its unit."""
    if size > most:
        raise DocumentError(
            msg("{what} too large to be read: {size}, and at most {most} are read", what=what, size=size, most=most),
            msg("a file made to fill the memory looks the same, so it is refused before it is opened"),
            msg("save the policy alone, without pictures and without the site around it"),
        )


def unreadable(name: str, why: Message, fix: Message) -> DocumentError:
    """Return the error for a file that is not what it seems to be."""
    return DocumentError(msg("'{name}' cannot be read", name=name), why, fix)
