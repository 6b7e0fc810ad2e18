"""What only the text of a SQLite table says: its checks, and which of its foreign keys wait until commit.

The text is cut into words, quoted names, strings and signs; comments fall away. Whatever is not understood is not
reported, and never guessed.
"""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""--[^\n]*|/\*.*?\*/|\s+|(?P<token>'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|\w+|.)""", re.DOTALL
)
_EVENT = re.compile(r"\b(insert|update|delete)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """Checks as (name, text); for each foreign key in the order written, whether it is deferred."""

    checks: tuple[tuple[str, str], ...] = ()
    deferred: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    depth: int
    start: int
    end: int

    @property
    def word(self) -> str:
        return self.text.upper()


def written(sql: str) -> Written:
    """Read the text of a table.

    >>> written("CREATE TABLE a (b int CHECK (b > 0) REFERENCES c (d) DEFERRABLE INITIALLY DEFERRED)")
    Written(checks=(('', 'b > 0'),), deferred=(True,))
    """
    tokens = _tokens(sql)
    checks = [_check(sql, tokens, at) for at, token in enumerate(tokens) if token.word == "CHECK" and token.depth == 1]
    keys = [_clause(tokens, at) for at, token in enumerate(tokens) if token.word == "REFERENCES" and token.depth == 1]
    deferred = tuple("DEFERRABLE INITIALLY DEFERRED" in key and "NOT DEFERRABLE" not in key for key in keys)
    return Written(tuple(check for check in checks if check), deferred)


def event_of(sql: str) -> str:
    """Return on what a trigger fires: insert, update or delete.

    >>> event_of('CREATE TRIGGER "after update" AFTER DELETE ON a BEGIN INSERT INTO b VALUES (1); END')
    'delete'
    """
    found = next((token.text for token in _tokens(sql) if _EVENT.fullmatch(token.text)), "")
    return found.lower()


def _tokens(sql: str) -> list[_Token]:
    found, depth = [], 0
    for match in _TOKEN.finditer(sql):
        text = match["token"]
        if text is None:
            continue
        depth -= text == ")"
        found.append(_Token(text, depth, match.start(), match.end()))
        depth += text == "("
    return found


def _check(sql: str, tokens: list[_Token], at: int) -> tuple[str, str] | None:
    if at + 1 >= len(tokens) or tokens[at + 1].text != "(":
        return None
    closing = next((token for token in tokens[at + 2 :] if token.text == ")" and token.depth == 1), None)
    if closing is None:
        return None
    named = at >= 2 and tokens[at - 2].word == "CONSTRAINT"
    return tokens[at - 1].text.strip('"`[]') if named else "", sql[tokens[at + 1].end : closing.start].strip()


def _clause(tokens: list[_Token], at: int) -> str:
    """Return the words of a foreign key, up to the next column or constraint."""
    words = []
    for token in tokens[at + 1 :]:
        if token.depth < 1 or (token.depth == 1 and token.text == ","):
            break
        if token.word == "REFERENCES":
            break
        words.append(token.word)
    return " ".join(words)
