"""A person's own values taken out of free text; the sentence around them stays.

A telephone number in any spelling (`010-0000-1234`, `01000001234`, `+82 10 0000 1234`), a mail address in any case,
a name where it stands alone or before what Korean puts behind one (`홍길동님`, `홍길동입니다`), anything else as a
whole word. A name inside another word is not the person's, and is left: 김하늘 is not wiped out of 김하늘공원.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from jikim.wipe.in_json import map_json
from jikim.wipe.in_php import looks_serialized, map_php
from jikim.wipe.paths import UnreadableBlob

MARK = "[삭제]"
_ABROAD = re.compile(r"(?:\+|00)?82\s?(?:\(0\))?0?")
_NUMBER = re.compile(r"[\d\s().+/-]+")
_HANGUL = re.compile(r"[가-힣]+")
_SHORTEST, _LONGEST_NAME = 2, 5
_SHORTEST_NUMBER = 7
_BETWEEN = r"[\s().·/‐-―−－-]{0,3}"
_WIDE = ord("０") - ord("0")  # from a digit to the same one as wide as Hangul
# What stands behind a name without a blank: as who they are, what they did, and the end of a sentence.
_BEHIND = (
    "님|씨|군|양|은|는|이|가|을|를|의|에게|께|께서|와|과|도|로|으로|님이|님께|님의|님은|님께서|님을|씨가|씨는|씨의|고객|고객님|회원|회원님"
    "|입니다|이에요|예요|이라고|라고|라고합니다|드림|올림|이고|에서|만|선생님|사장님|대표님|한테|이며|인데|이요|요"
)


def without(text: str, values: Iterable[str], mark: str = MARK) -> str:
    """Return a text without these values, each replaced by `mark`.

    >>> without("홍길동입니다. +82 10-0000-1234나 HONG@example.kr로", ["홍길동", "010-0000-1234", "hong@example.kr"])
    '[삭제]입니다. [삭제]나 [삭제]로'
    """
    pattern = _together(tuple(dict.fromkeys(value.strip() for value in values)))
    if pattern is None:
        return text
    composed = unicodedata.normalize("NFC", text)
    if pattern.search(composed) is None:
        return text
    return pattern.sub(lambda _: mark, composed)


def without_anywhere(text: str, values: Iterable[str], mark: str = MARK) -> str:
    """Return the same of a text that may hold JSON or PHP's serialized form, which stays what it is."""
    every = tuple(values)

    def change(inner: str) -> str:
        return without_anywhere(inner, every, mark)

    try:
        whole = text.rstrip()
        if looks_serialized(whole):
            return map_php(whole, change) + text[len(whole) :]
        if text.lstrip().startswith(("{", "[")):
            return map_json(text, change)
    except UnreadableBlob:
        return without(text, every, mark)
    return without(text, every, mark)


@lru_cache(maxsize=256)
def _together(values: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what finds any of the values, the longest first."""
    found = [pattern for value in sorted(values, key=len, reverse=True) if (pattern := _pattern(value))]
    return re.compile("|".join(found), re.IGNORECASE) if found else None


def _pattern(value: str) -> str:
    value = unicodedata.normalize("NFKC", value)
    if "@" in value:
        # `hong@example.co` is not the mail of who has `hong@example.co.kr`; a full stop behind it ends a sentence.
        return rf"(?<![a-z0-9_%+-])(?<![a-z0-9_%+-]\.){re.escape(value)}(?![a-z0-9-]|\.[a-z0-9])"
    if _NUMBER.fullmatch(value) and sum(sign.isdigit() for sign in value) >= _SHORTEST_NUMBER:
        return _of_number(value)
    if _HANGUL.fullmatch(value) and len(value) <= _LONGEST_NAME:
        return rf"(?<![가-힣]){value}(?=(?:{_BEHIND})?(?![가-힣]))" if len(value) >= _SHORTEST else ""
    if len(value) < _SHORTEST or not re.search(r"\w", value):
        return ""
    words = r"\s+".join(re.escape(word) for word in value.split())
    return rf"(?<!{_of_word(value[0])}){words}(?!{_of_word(value[-1])})"


def _of_word(sign: str) -> str:
    """Return what would go on with a word at this sign: Latin letters stand beside Hangul without a blank."""
    return "[가-힣]" if _HANGUL.search(sign) else "[a-z0-9_]"


def _of_number(value: str) -> str:
    """Return what finds a number however it is parted, and from abroad."""
    abroad = _ABROAD.match(value) if value.startswith(("+", "0082", "82")) else None
    digits = re.sub(r"[^0-9]", "", value[abroad.end() :] if abroad else value)
    if not abroad and not digits.startswith("0"):
        return rf"(?<!\d){_parted(digits)}(?!\d)"
    local = digits.removeprefix("0")
    first = rf"(?:[+＋]|{_parted('00')})?{_parted('82')}{_BETWEEN}(?:\(?{_parted('0')}\)?{_BETWEEN})?"
    return rf"(?<!\d)(?:{first}|{_parted('0')}{_BETWEEN}){_parted(local)}(?!\d)"


def _parted(digits: str) -> str:
    """Return what finds these digits, wide or not, with whatever stands between them."""
    return _BETWEEN.join(f"[{digit}{chr(ord(digit) + _WIDE)}]" for digit in digits)
