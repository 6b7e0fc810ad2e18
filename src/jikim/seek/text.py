"""Whether any of many values stands in any of many texts: one pass over all of them, whatever they are.

The texts of a page are laid end to end and taken apart into words, numbers and runs of Hangul once; sets then say
whether anything is there. Only then is each text asked, so that a page without a hit costs a few regular expressions.
JSON, what PHP serializes and free text are alike to it: escapes (`\\uae40`, `\\n`, `\\/`) are resolved first. What is
percent-encoded, in base64, compressed or encrypted is not read.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from jikim.seek.values import Form, Sought, anchor_of, line_of, number_of, plain, words_of

_SPLIT = "\0"
_HANGUL = re.compile(r"[가-힣]+")
_NUMBERS = re.compile(r"\+?\d+(?:[ .()/·‐-―−-]{1,3}\d+)*")
_GROUP = re.compile(r"\+?\d+")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_SIGN = re.compile(r"\\[nrtbf\"'/\\]")
_MOST_GROUPS = 5  # +82 (0) 10 0000 0000
_SHORTEST, _LONGEST, _TAIL = 8, 20, 4
# What Korean puts behind a name without a blank.
_BEHIND = frozenset(
    ("님", "씨", "군", "양", "은", "는", "이", "가", "을", "를", "의", "에게", "께", "께서", "와", "과", "도", "로",
     "으로", "님이", "님께", "님의", "님은", "님께서", "님을", "씨가", "씨는", "씨의", "고객", "고객님", "회원",
     "회원님", "입니다", "이에요", "예요", "이라고", "라고", "드림", "올림", "이고", "에서", "만")
)  # fmt: skip
Value = tuple[Form, str]


class Matcher:
    """All values looked for, ready to be found in texts."""

    def __init__(self, sought: Sought) -> None:
        self._words = {
            **dict.fromkeys(sought.of(Form.WORD), Form.WORD),
            **dict.fromkeys(sought.of(Form.MAIL), Form.MAIL),
        }
        self._numbers = frozenset(sought.of(Form.NUMBER))
        self._names = frozenset(sought.of(Form.NAME))
        self._lengths = sorted({len(name) for name in self._names}, reverse=True)
        self._lines: dict[str, list[str]] = {}
        for line in sought.of(Form.LINE):
            self._lines.setdefault(anchor_of(line), []).append(line)
        self._tails = frozenset(number[-4:] for number in self._numbers)

    def page(self, texts: Sequence[str]) -> Iterator[tuple[int, tuple[Value, ...]]]:
        """Yield the place of each text in which something stands, with what it is."""
        whole = _opened(_joined(texts))
        signs = set(self._signs(whole))
        if not signs:
            return
        starts = [0, *(found.end() for found in re.finditer(_SPLIT, whole))]
        for at in sorted({bisect_right(starts, place) - 1 for sign in signs for place in _places(whole, sign)}):
            end = starts[at + 1] - 1 if at + 1 < len(starts) else len(whole)
            found = tuple(dict.fromkeys(self._found(whole[starts[at] : end])))
            if found:
                yield at, found

    def _signs(self, text: str) -> Iterator[str]:
        """Yield what stands in the text and may be a value, or a part of one."""
        words, runs = set(words_of(text)), set(_HANGUL.findall(text))
        yield from self._words.keys() & words
        yield from self._lines.keys() & (words | runs)
        for length in self._lengths:
            yield from self._names & {run[:length] for run in runs}
        for sequence in set(_NUMBERS.findall(text)) if self._numbers else ():
            if len(sequence) >= _SHORTEST and any(True for _ in self._numbered(sequence)):
                yield sequence

    def _found(self, text: str) -> Iterator[Value]:
        words, runs = words_of(text), _HANGUL.findall(text)
        for word in words:
            if word in self._words:
                yield self._words[word], word
        for sequence in _NUMBERS.findall(text) if self._numbers else ():
            yield from ((Form.NUMBER, number) for number in self._numbered(sequence))
        for run in runs:
            yield from ((Form.NAME, name) for name in self._named(run))
        yield from self._lined(text, {*words, *runs})

    def _lined(self, text: str, words: Iterable[str]) -> Iterator[Value]:
        possible = [line for word in words for line in self._lines.get(word, ())]
        squeezed = line_of(text) if possible else ""
        yield from ((Form.LINE, line) for line in possible if line in squeezed)

    def _named(self, run: str) -> Iterator[str]:
        """Yield the names with which a run of Hangul begins, if what follows is none of the name."""
        for length in self._lengths:
            if run[:length] in self._names and (len(run) == length or run[length:] in _BEHIND):
                yield run[:length]

    def _numbered(self, sequence: str) -> Iterator[str]:
        """Yield the numbers that stand in a row of digits: some neighbouring groups of it."""
        groups = _GROUP.findall(sequence)
        for end, last in enumerate(groups, 1):
            if len(last) < _TAIL or last[-_TAIL:] in self._tails:
                yield from self._ending(groups[max(0, end - _MOST_GROUPS) : end])

    def _ending(self, groups: Sequence[str]) -> Iterator[str]:
        joined = ""
        for group in reversed(groups):
            joined = group + joined
            if len(joined) > _LONGEST:
                return
            if len(joined) >= _SHORTEST:
                yield from self._numbers & {joined, number_of(joined)}


def _opened(text: str) -> str:
    """Return a text as it is compared, with what JSON and PHP escape resolved."""
    if "\\" in text:
        text = _ESCAPE.sub(lambda found: _sign(found[1]), text)
        text = _SIGN.sub(_resolved, text)
    return plain(text)


def _resolved(found: re.Match[str]) -> str:
    return "/" if found[0] == "\\/" else " "


def _sign(code: str) -> str:
    sign = chr(int(code, 16))
    return " " if sign == _SPLIT or "\ud800" <= sign <= "\udfff" else sign


def _joined(texts: Sequence[str]) -> str:
    """Return texts laid end to end."""
    whole = _SPLIT.join(texts)
    if whole.count(_SPLIT) >= max(len(texts), 1):
        return _SPLIT.join(text.replace(_SPLIT, " ") for text in texts)
    return whole


def _places(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + len(sign))
