"""Wiping what stands at paths of a JSON text; everything else stays as it was written, to the last blank."""

import json
import re
from collections.abc import Callable
from json.scanner import NUMBER_RE

from jikim.wipe.paths import Fresh, Node, Step, UnreadableBlob, reached, spliced

_BLANK = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder(strict=False)
_WORDS = {"n": "null", "t": "true", "f": "false"}
Inner = Callable[[str, tuple[Step, ...], Fresh], str]


def json_at(text: str, steps: tuple[Step, ...], value: Fresh, inner: Inner) -> str:
    """Return a JSON text wiped at one path; `inner` wipes what goes on inside a text."""
    new, changes = _written(value), []
    for node, left in reached(parsed_json(text), steps):
        if not left:
            changes.append((node, new))
        elif node.text is not None:
            inside = inner(node.text, left, value)
            changes += [(node, _like(text, node, inside))] if inside != node.text else []
    return spliced(text, changes)


def map_json(text: str, change: Callable[[str], str]) -> str:
    """Return a JSON text in which every text, keys left out, is changed."""
    found, waiting = [], [parsed_json(text)]
    while waiting:
        node = waiting.pop()
        waiting += [entry for _, entry in node.entries or ()]
        new = node.text if node.text is None else change(node.text)
        if new is not None and new != node.text:
            found.append((node, _like(text, node, new)))
    return spliced(text, found)


def parsed_json(text: str) -> Node:
    """Return the parts of a JSON text; raises UnreadableBlob."""
    try:
        json.loads(text, strict=False)
        node, _ = _value(text, _skipped(text, 0))
    except (ValueError, RecursionError):
        raise UnreadableBlob("no JSON") from None
    return node


def _written(value: Fresh) -> str:
    return json.dumps(value, ensure_ascii=False)


def _like(text: str, node: Node, new: str) -> str:
    """Return a text as JSON, escaped as the one it replaces was."""
    escaped = text[node.start : node.end].isascii() and not (node.text or "").isascii()
    return json.dumps(new, ensure_ascii=escaped or any("\ud800" <= sign <= "\udfff" for sign in new))


def _value(text: str, at: int) -> tuple[Node, int]:
    """Return the part that begins here, and where it ends; the text as a whole is known to be JSON."""
    sign = text[at]
    if sign == '"':
        found, end = _DECODER.raw_decode(text, at)
        return Node(at, end, text=found), end
    if sign in "{[":
        return _container(text, at)
    if sign in _WORDS:
        return Node(at, at + len(_WORDS[sign])), at + len(_WORDS[sign])
    number = NUMBER_RE.match(text, at)
    if number is None:  # NaN and Infinity, which no other program reads
        raise ValueError
    return Node(at, number.end()), number.end()


def _container(text: str, start: int) -> tuple[Node, int]:
    entries: list[tuple[str | int, Node]] = []
    table = text[start] == "{"
    at = _skipped(text, start + 1)
    while text[at] not in "}]":
        key: str | int = len(entries)
        if table:
            key, at = _DECODER.raw_decode(text, at)
            at = _skipped(text, _skipped(text, at) + 1)
        node, at = _value(text, at)
        entries.append((key, node))
        at = _skipped(text, at)
        if text[at] == ",":
            at = _skipped(text, at + 1)
    return Node(start, at + 1, entries=tuple(entries)), at + 1


def _skipped(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at
