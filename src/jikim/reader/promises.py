"""Statements that can be held to, by their kind: the words stand in `promises.toml`; each kind counts once."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from jikim.document import Line
from jikim.reader.facts import Promise
from jikim.reader.kinds import Kind
from jikim.reader.letters import single, spaceless
from jikim.reader.notes import Notes
from jikim.reader.sections import Section

_ELSEWHERE = {Kind.CCTV, Kind.TOC, Kind.LOCATION}
_SEVERAL = {"legal_hold"}


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed: list[dict[str, str | list[str]]] = tomllib.loads(
        files("jikim.reader").joinpath("promises.toml").read_text("utf-8")
    )["promise"]
    return tuple((str(one["kind"]), re.compile("|".join(one["says"]))) for one in listed)


def promises(parts: Sequence[Section], notes: Notes) -> tuple[Promise, ...]:
    """Read them in the order of the document."""
    found: list[Promise] = []
    for part in parts:
        for line in part.lines() if part.kind not in _ELSEWHERE else ():
            for kind, text in _in_line(line):
                if kind in _SEVERAL or not any(one.kind == kind for one in found):
                    found.append(Promise(kind, text, line.spot))
                    notes.use(line, "promise")
    return tuple(found)


def _in_line(line: Line) -> Iterator[tuple[str, str]]:
    for sentence in re.split(r"(?<=다)[.]\s*", line.text):
        said = spaceless(sentence)
        yield from ((kind, single(sentence)) for kind, words in _kinds() if words.search(said))
