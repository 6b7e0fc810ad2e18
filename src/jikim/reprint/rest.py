"""What of a published document its draft does not say: the draft is published again, and the lines are compared."""

import re

from jikim.document import Document, Heading, Line, Spot, lines_of
from jikim.draft import Draft
from jikim.errors import DocumentError
from jikim.law import catalogue, normal
from jikim.messages import Language
from jikim.policy import parse
from jikim.publish import compose, markdown
from jikim.reader import Unread

_MARKUP = re.compile(r"<a id=.*?>|</a>|\*\*|^\s*(?:[-#>]+|\d+\.) |<br>|\|", re.MULTILINE)
_LINK = re.compile(r"(?<!\\)\[((?:[^\]\\]|\\.)*)\]\([^)]*\)")
_ESCAPED = re.compile(r"\\(.)")


def unread(document: Document, draft: Draft, language: Language, besides: frozenset[Spot]) -> Unread | None:
    """Return the lines of a document, besides some, that the policy of its draft would not publish.

    None where the draft is no policy.
    """
    try:
        again = _published(draft, language)
    except DocumentError:
        return None
    lines = [line for block in document.blocks if not isinstance(block, Heading) for line in lines_of(block)]
    left = tuple(line for line in lines if line.spot not in besides and not _is_said(line, again))
    letters = sum(len(line.text) for line in lines) or 1
    return Unread(sum(len(line.text) for line in left) / letters, left, document.lost, document.left_out)


def _published(draft: Draft, language: Language) -> str:
    policy = parse(draft.text(language).encode())
    written = markdown(compose(policy, catalogue(), language))
    return normal(_ESCAPED.sub(r"\1", _LINK.sub(r"\1", _MARKUP.sub(" ", written))))


def _is_said(line: Line, again: str) -> bool:
    return normal(line.text.lstrip("•- ")) in again
