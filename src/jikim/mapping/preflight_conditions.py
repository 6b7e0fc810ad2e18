"""Whether a value passes a CHECK, as far as its text can be understood.

Understood are comparisons of one column with values, LIKE and patterns, IN and ANY, BETWEEN, IS NULL, the length of a
text, and AND, OR and NOT over them, in the spellings of all products. Everything else cannot be known, and neither
can what depends on another column. As in SQL, a condition that is NULL passes.
"""

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum


class Unknown(Enum):
    """What cannot be told without the rest of the row, or was not understood."""

    UNKNOWN = "unknown"


UNKNOWN = Unknown.UNKNOWN
Value = str | int | Decimal | bool | tuple["Value", ...] | None | Unknown

_TOKEN = re.compile(
    r"""\s+|(?:_\w+\s*)?'(?P<text>(?:[^']|'')*)'|"(?P<name>(?:[^"]|"")+)"|`(?P<tick>(?:[^`]|``)+)`"""
    r"""|(?P<number>\d+(?:\.\d+)?)|(?P<word>[^\W\d]\w*)|(?P<sign>::|<=|>=|<>|!=|!~~|~~|!~|\|\||[-=<>~(),.\[\]+*/%])"""
)
_DOMAIN = re.compile(r"^(?P<column>.+?): CHECK\b", re.DOTALL)
_TYPE_WORDS = {"varying", "precision", "with", "without", "time", "zone"}
_DEEPEST = 50


def passes(text: str, column: str, value: str | int | bool | None) -> bool | None:
    """Return whether a row with this value in `column` passes; None where it cannot be known.

    >>> passes("CHECK (((mobile)::text ~~ '01%'::text))", "mobile", "")
    False
    >>> passes("`mobile` is null or `mobile` like '01%'", "mobile", None)
    True
    >>> passes("amount >= other", "amount", 0) is None
    True
    """
    try:
        found = _Reading(text, column, value).whole()
    except (_UnclearError, re.error, RecursionError):
        return None
    return None if found is UNKNOWN or isinstance(found, str | tuple) else found is None or bool(found)


def speaks_of(text: str, column: str) -> bool:
    """Return whether a condition has to do with a column."""
    domain = _DOMAIN.match(text)
    if domain:
        return domain["column"] == column
    names = (match["name"] or match["tick"] or match["word"] for match in _TOKEN.finditer(text))
    return column.lower() in {name.lower() for name in names if name}


class _UnclearError(Exception):
    """The text has words that are not understood."""


class _Reading:
    """Reads a condition once from left to right, and reckons as it goes."""

    def __init__(self, text: str, column: str, value: Value) -> None:
        domain = _DOMAIN.match(text)
        self._column = "value" if domain else column.lower()
        self._value = value
        self._tokens = _tokens(text[domain.start("column") + len(domain["column"]) + 1 :] if domain else text)
        self._at = self._depth = 0

    def whole(self) -> Value:
        self._word("check")
        found = self._any()
        if self._at != len(self._tokens):
            raise _UnclearError
        return found

    # AND, OR, NOT: of what is false for sure, the rest need not be known

    def _any(self) -> Value:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _UnclearError
        parts = [self._all()]
        while self._word("or"):
            parts.append(self._all())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else _either(parts, ready=True)

    def _all(self) -> Value:
        parts = [self._not()]
        while self._word("and"):
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else _either(parts, ready=False)

    def _not(self) -> Value:
        return _negated(self._not()) if self._word("not") else self._comparison()

    def _comparison(self) -> Value:
        left = self._operand()
        if self._word("is"):
            negated, null = self._word("not"), self._word("null")
            if not null:
                raise _UnclearError
            return UNKNOWN if left is UNKNOWN else (left is None) is not negated
        negated = self._word("not")
        found = self._compared(left)
        if found is None:
            if negated:
                raise _UnclearError
            return left
        return _negated(found[0]) if negated else found[0]

    def _compared(self, left: Value) -> tuple[Value] | None:
        """Return the answer of a comparison, or None where there is none."""
        if self._word("in"):
            return (_one_of(left, self._list()),)
        if self._word("between"):
            low = self._operand()
            if not self._word("and"):
                raise _UnclearError
            high = self._operand()
            return (_either([_compare(">=", left, low), _compare("<=", left, high)], ready=False),)
        for words, compare in _PATTERNS.items():
            if self._word(words) or self._sign(words):
                return (compare(left, self._operand()),)
        for sign in ("<=", ">=", "<>", "!=", "=", "<", ">"):
            if self._sign(sign):
                if self._word("any"):
                    return (_one_of(left, self._operand()) if sign == "=" else UNKNOWN,)
                return (_compare(sign, left, self._operand()),)
        return None

    # Values

    def _operand(self) -> Value:
        found = self._primary()
        while self._sign("::"):
            self._type()
        if self._peek() in {("sign", one) for one in ("+", "-", "*", "/", "%", "||", "[")}:
            raise _UnclearError
        return found

    def _primary(self) -> Value:
        if self._at == len(self._tokens):
            raise _UnclearError
        kind, text = self._tokens[self._at]
        self._at += 1
        if kind == "text":
            return text
        if kind == "number":
            return Decimal(text)
        if kind == "sign":
            if text == "-":
                number = self._primary()
                return -number if isinstance(number, Decimal) else UNKNOWN
            if text != "(":
                raise _UnclearError
            found = self._any()
            if self._sign(")"):
                return found
            raise _UnclearError
        return self._named(kind, text)

    def _named(self, kind: str, text: str) -> Value:
        lower = text.lower()
        if kind == "word" and lower in _WORDS and lower != self._column:
            return _WORDS[lower]
        if kind == "word" and lower == "array" and self._sign("["):
            return self._until("]")
        if kind == "word" and self._sign("("):
            return _called(lower, self._until(")"))
        while self._sign("."):  # the table's own name before the column's
            lower = self._tokens[self._at][1].lower() if self._at < len(self._tokens) else ""
            self._at += 1
        return self._value if lower == self._column else UNKNOWN

    def _list(self) -> Value:
        if not self._sign("("):
            raise _UnclearError
        return self._until(")")

    def _until(self, end: str) -> tuple[Value, ...]:
        found: list[Value] = []
        while not self._sign(end):
            found.append(self._any())
            if not self._sign(",") and self._peek() != ("sign", end):
                raise _UnclearError
        return tuple(found)

    def _type(self) -> None:
        self._at += 1
        while self._peek()[0] == "word" and self._peek()[1].lower() in _TYPE_WORDS:
            self._at += 1
        if self._sign("("):
            self._until(")")
        while self._sign("["):
            if not self._sign("]"):
                raise _UnclearError

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("", "")

    def _word(self, word: str) -> bool:
        kind, text = self._peek()
        return self._taken(kind == "word" and text.lower() == word)

    def _sign(self, sign: str) -> bool:
        return self._taken(self._peek() == ("sign", sign))

    def _taken(self, found: bool) -> bool:
        self._at += found
        return found


def _tokens(text: str) -> list[tuple[str, str]]:
    text, found, at = text.replace("\\'", "'"), [], 0  # MySQL shows its own quotes escaped
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _UnclearError
        at = match.end()
        kind = match.lastgroup
        if kind is not None:
            value = match[kind]
            quote = {"text": "'", "name": '"', "tick": "`"}.get(kind, "")
            found.append(("name" if kind == "tick" else kind, value.replace(quote * 2, quote) if quote else value))
    return found


_WORDS: Mapping[str, Value] = {"null": None, "true": True, "false": False}


def _either(parts: list[Value], *, ready: bool) -> Value:
    """Return OR (`ready` is True) or AND of answers: one that is ready decides, whatever the others are."""
    if any(isinstance(part, bool | Decimal | int) and bool(part) is ready for part in parts):
        return ready
    if any(part is UNKNOWN or isinstance(part, str | tuple) for part in parts):
        return UNKNOWN
    return None if None in parts else not ready


def _negated(found: Value) -> Value:
    if found is None or found is UNKNOWN:
        return found
    return UNKNOWN if isinstance(found, str | tuple) else not found


def _compare(sign: str, left: Value, right: Value) -> Value:
    if left is None or right is None:
        return None
    if isinstance(left, str) and isinstance(right, str):
        return _texts(sign, left, right)
    if not isinstance(left, int | Decimal) or not isinstance(right, int | Decimal):
        return UNKNOWN
    answers = {"=": left == right, "<": left < right, ">": left > right}
    answers |= {"<=": not answers[">"], ">=": not answers["<"], "<>": not answers["="], "!=": not answers["="]}
    return answers[sign]


def _texts(sign: str, left: str, right: str) -> Value:
    """Return whether texts are the same; what comes before what, and large and small letters, a collation says."""
    if sign not in {"=", "<>", "!="}:
        return UNKNOWN
    if left != right and left.strip().casefold() == right.strip().casefold():
        return UNKNOWN
    return (left == right) is (sign == "=")


def _one_of(left: Value, right: Value) -> Value:
    if left is None:
        return None
    if not isinstance(right, tuple):
        return UNKNOWN
    return _either([False, *[_compare("=", left, one) for one in right]], ready=True)


def _like(left: Value, right: Value) -> Value:
    if left is None or right is None:
        return None
    if not isinstance(left, str) or not isinstance(right, str) or "\\" in right:
        return UNKNOWN
    pattern = "".join({"%": ".*", "_": "."}.get(sign, re.escape(sign)) for sign in right)
    return _matched(re.fullmatch, pattern, left)


def _pattern(left: Value, right: Value) -> Value:
    if left is None or right is None:
        return None
    return _matched(re.search, right, left) if isinstance(left, str) and isinstance(right, str) else UNKNOWN


def _matched(how: Callable[..., re.Match[str] | None], pattern: str, text: str) -> Value:
    exact = how(pattern, text, re.DOTALL) is not None
    loose = how(pattern, text, re.DOTALL | re.IGNORECASE) is not None
    return exact if exact is loose else UNKNOWN


def _is_not(compare: Callable[[Value, Value], Value]) -> Callable[[Value, Value], Value]:
    return lambda left, right: _negated(compare(left, right))


_PATTERNS: Mapping[str, Callable[[Value, Value], Value]] = {
    "like": _like,
    "~~": _like,
    "!~~": _is_not(_like),
    "regexp": _pattern,
    "rlike": _pattern,
    "~": _pattern,
    "!~": _is_not(_pattern),
}


def _called(name: str, given: tuple[Value, ...]) -> Value:
    if name in {"coalesce", "ifnull"}:
        return next((one for one in given if one is not None), None)
    if name == "regexp_like" and len(given) == 2:
        return _pattern(*given)
    if len(given) != 1:
        return UNKNOWN
    [one] = given
    if name not in _FUNCTIONS or not isinstance(one, str | None):
        return UNKNOWN
    return None if one is None else _FUNCTIONS[name](one)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


_FUNCTIONS: Mapping[str, Callable[[str], Value]] = {
    "char_length": len,
    "character_length": len,
    "length": lambda text: len(text) if text.isascii() else UNKNOWN,  # of bytes here, of characters there
    "octet_length": lambda text: len(text) if text.isascii() else UNKNOWN,
    "lower": str.lower,
    "upper": str.upper,
    "trim": lambda text: text.strip(" "),
    "btrim": lambda text: text.strip(" "),
    "json_valid": _is_json,
}
