"""Items in a list that a machine makes: a label that says so, or a tail (`접속 로그, 쿠키 등 자동 생성 정보`)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jikim.document import Line
from jikim.reader.letters import single
from jikim.reader.lexicon import kind_of_item
from jikim.reader.needs import case_of

_LABEL = re.compile(r"이용\s?기록|자동\s?(?:생성|수집)|로그")
_TAIL = re.compile(r"\s등\s?(?:의\s)?자동\s?(?:생성|수집)[^,]*$")
_POINT = re.compile(r"^\s*[-–•*]\s*")
_CUT = re.compile(r"\s*,\s*|\s+및\s+|\s[-–]\s")
_KINDS = ("log", "device")


@dataclass(frozen=True, slots=True)
class Made:
    """Lines that hold only such items, and such items in lines that stay what they are."""

    lines: tuple[Line, ...]
    also: tuple[str, ...]


def made(lines: Sequence[Line]) -> Made:
    """Find what a machine makes among the lines of a list."""
    whole: list[Line] = []
    also: list[str] = []
    for line in lines:
        text = _POINT.sub("", line.text)
        label, begin = case_of(text)
        if (label and _LABEL.search(label) and _share(text[begin:]) == 1) or (
            whole and whole[-1] is lines[lines.index(line) - 1] and not label and _share(text) >= 0.5
        ):
            whole.append(line)
        elif _TAIL.search(text):
            also += [piece for piece in _pieces(_TAIL.sub("", text)) if kind_of_item(piece) in _KINDS]
    return Made(tuple(whole), tuple(also))


def _share(text: str) -> float:
    pieces = _pieces(text)
    return sum(kind_of_item(piece) in _KINDS for piece in pieces) / len(pieces) if pieces else 0.0


def _pieces(text: str) -> list[str]:
    return [single(piece) for piece in _CUT.split(text) if piece.strip()]
