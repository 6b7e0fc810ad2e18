"""Texts compared as people compare them: by letters, whatever the spaces, dots and quotes between them.

Word processors break words (`처 리 항 목`), sites write `·`, `ㆍ`, `․` or `/` for the same and; what is shown keeps its
spelling, what is compared does not.
"""

import re
import unicodedata

APART = re.compile(r"[^0-9A-Za-z가-힣ㄱ-ㅎ㐀-鿿]+")
SPACE = re.compile(r"\s+")
QUOTES = re.compile(r"[「」『』“”‘’\"'`<>《》〈〉]")
_OPEN, _SHUT = "([{（［｛〔【", ")]}）］｝〕】"


def letters(text: str) -> str:
    """Return letters and digits only, in NFKC and lower case: `이메일 주소` and `이메일주소` are the same."""
    return APART.sub("", unicodedata.normalize("NFKC", text)).lower()


def spaceless(text: str) -> str:
    """Return the text without white space."""
    return SPACE.sub("", text)


def single(text: str) -> str:
    """Return the text with white space made single."""
    return SPACE.sub(" ", text).strip()


def place_of(part: str, text: str) -> tuple[int, int] | None:
    """Return where a part stands in a text, white space aside; None where it does not."""
    words = re.escape(part) if " " not in part else r"\s*".join(map(re.escape, part.split()))
    found = re.search(words, text)
    if found is None:
        found = re.search(r"\s*".join(map(re.escape, spaceless(part))), text) if part.strip() else None
    return found.span() if found else None


def split(text: str, separators: str = ",，、;") -> list[str]:
    """Cut at separators outside brackets; parts are stripped and none is empty.

    >>> split("이름, 경력(회사명, 직위), 주소")
    ['이름', '경력(회사명, 직위)', '주소']
    """
    parts, depth, begin = [], 0, 0
    for at, letter in enumerate(text):
        if letter in _OPEN:
            depth += 1
        elif letter in _SHUT:
            depth = max(0, depth - 1)
        elif letter in separators and not depth:
            parts.append(text[begin:at])
            begin = at + 1
    parts.append(text[begin:])
    return [part.strip() for part in parts if part.strip()]
