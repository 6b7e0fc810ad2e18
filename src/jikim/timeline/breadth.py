"""How broad a text is where Korean letters take two columns: on a terminal, and in a drawing."""

from unicodedata import category, combining, east_asian_width

_BROAD = ("W", "F")
_CUT = "…"


def printable(text: str) -> str:
    """Return a text on one line, without the signs that steer a terminal, turn writing round or break XML.

    >>> printable("a\\x1b[31mb\\n c\\u202e")
    'a [31mb c'
    """
    return " ".join("".join(" " if category(sign)[0] == "C" else sign for sign in text).split())


def breadth(text: str) -> int:
    """Return the columns a text takes; what may be either narrow or broad is narrow.

    >>> breadth("이메일 a")
    8
    """
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in _BROAD else 1 for sign in text)


def fitted(text: str, columns: int) -> str:
    """Return a text that takes exactly so many columns: cut with a sign of omission, or filled with spaces.

    >>> fitted("이메일", 4), fitted("이메일", 8)
    ('이… ', '이메일  ')
    """
    if breadth(text) > columns:
        text = _head(text, columns - 1) + _CUT
    return text + " " * (columns - breadth(text))


def wrapped(text: str, columns: int) -> tuple[str, ...]:
    """Return a text in lines of at most so many columns (2 at the least), broken at spaces where there are any.

    >>> wrapped("이메일 주소, 비밀번호", 12)
    ('이메일 주소,', '비밀번호')
    """
    columns, lines, line = max(columns, 2), [], ""
    for word in text.split():
        while breadth(word) > columns:
            if line:
                lines.append(line)
            line = ""
            head = _head(word, columns)
            lines.append(head)
            word = word[len(head) :]
        longer = f"{line} {word}" if line else word
        if breadth(longer) <= columns:
            line = longer
        else:
            lines.append(line)
            line = word
    return tuple([*lines, line] if line else lines)


def _head(text: str, columns: int) -> str:
    taken = 0
    for at, sign in enumerate(text):
        taken += breadth(sign)
        if taken > columns:
            return text[:at]
    return text
