"""Terms of the Personal Information Protection Act, and the one word we use for each.

One word, one meaning, in code, documents, addresses and columns. A class named after a legal term stands here,
and a test fails when it does not.
"""

from dataclasses import dataclass
from functools import cache

from jikim.law.tables import rows


@dataclass(frozen=True, slots=True)
class Term:
    """A term: Korean, English, the class names it has in code, and the article of PIPA it comes from.

    `verb` is the function's word where the term is an act (파기: destroy); `beware` says what the word is not.
    """

    ko: str
    en: str
    code: tuple[str, ...]
    article: str
    verb: str | None
    beware: str | None


@cache
def glossary() -> tuple[Term, ...]:
    """Return the terms, in the order of the file."""
    return tuple(
        Term(
            ko=row.text("ko"),
            en=row.text("en"),
            code=row.texts("code"),
            article=row.text("article"),
            verb=row.text_or_none("verb"),
            beware=row.text_or_none("beware"),
        )
        for row in rows("glossary", "term")
    )
