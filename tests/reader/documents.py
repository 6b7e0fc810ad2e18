"""Documents of our own wording for the tests of the reader, in the forms that policies come in."""

from jikim.document import read
from jikim.reader.notes import Notes
from jikim.reader.sections import Section, sections


def cut(text: str) -> tuple[Section, ...]:
    """The sections of a Markdown text, the title of the policy left out."""
    whole = sections(read(f"# **개인정보** **처리방침**\n\n{text}".encode(), "policy.md"))  # three marks: Markdown
    return tuple(one for one in whole if one.blocks or one.order)


def cut_plain(text: str) -> tuple[Section, ...]:
    """The sections of a plain text."""
    return sections(read(text.encode(), "policy.txt"))


def asked(notes: Notes) -> set[str]:
    """The kinds of the questions."""
    return {one.kind for one in notes.questions}
