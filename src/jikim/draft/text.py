"""A draft as lines of YAML that the policy language reads back word for word.

What fits on a line stands in braces or brackets, as in the examples; the rest has a line for each key. Text that YAML
could take for something else stands in quotes. Each line knows the values that stand on it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jikim.draft.tree import Node, Series, Table, Word, values

WIDTH = 120
_STEP = "  "
_LONG_WORD = 18  # a list whose texts are longer on average is read as sentences, one a line
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=<~.")
_TYPED = re.compile(
    r"(?i:on|off|yes|no|y|n|true|false|null|nan|inf)|[-+]?\d[\d_,.]*(?:e[-+]?\d+)?|\d+(?::\d\d)+|\d{4}-\d\d?-\d\d?.*|0[xo].*"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the draft with the values on it, each by its path, and the questions open about them."""

    text: str
    values: tuple[tuple[str, Word], ...] = ()
    asks: tuple[str, ...] = ()


def rows(root: Table) -> tuple[Row, ...]:
    """Return the lines of a document: an empty one before each part that takes several."""
    found: list[Row] = []
    for key, node in root.entries:
        part = list(_entry(key, node, "", key))
        if found and len(part) > 1:
            found.append(Row(""))
        found += part
    return tuple(found)


def scalar(word: Word, *, inside: bool = False) -> str:
    """Return a word as YAML reads it back; `inside` braces or brackets more has to be quoted."""
    text = word.text
    if word.bare or _is_plain(text, inside):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _is_plain(text: str, inside: bool) -> bool:
    if not text or text[0] in _INDICATORS or _TYPED.fullmatch(text) or text != text.strip():
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return not (inside and any(letter in ",[]{}:\"'#?" for letter in text))  # PyYAML ends a word at a question mark


def flow(node: Node) -> str:
    """Return a node on one line."""
    if isinstance(node, Word):
        return scalar(node, inside=True)
    if isinstance(node, Series):
        return f"[{', '.join(map(flow, node.nodes))}]"
    return "{" + ", ".join(f"{_key(key)}: {flow(inner)}" for key, inner in node.entries) + "}"


def _key(key: str) -> str:
    return scalar(Word(key), inside=True)


def _asks(node: Node) -> tuple[str, ...]:
    inner = node.nodes if isinstance(node, Series) else [each for _, each in node.entries] if isinstance(
        node, Table) else ()  # fmt: skip
    return tuple(dict.fromkeys((*node.asks, *(key for each in inner for key in _asks(each)))))


def _is_split(node: Node) -> bool:
    """Return whether something in a node wants lines of its own."""
    if isinstance(node, Word):
        return False
    inner = node.nodes if isinstance(node, Series) else tuple(each for _, each in node.entries)
    return node.block or any(map(_is_split, inner))


def _entry(key: str, node: Node, indent: str, path: str) -> Iterator[Row]:
    """Yield a key with its value."""
    head = f"{indent}{_key(key)}:"
    if isinstance(node, Word):
        yield Row(f"{head} {scalar(node)}", tuple(values(node, path)), node.asks)
    elif not _is_split(node) and len(head) + 1 + len(flow(node)) <= WIDTH:
        yield Row(f"{head} {flow(node)}", tuple(values(node, path)), _asks(node))
    elif isinstance(node, Series) and _is_wrapped(node):
        yield from _wrapped(head, node, indent, path)
    else:
        yield Row(head, (), node.asks)
        yield from _body(node, indent + _STEP, path)


def _body(node: Table | Series, indent: str, path: str) -> Iterator[Row]:
    if isinstance(node, Table):
        for key, inner in node.entries:
            yield from _entry(key, inner, indent, f"{path}.{key}")
        return
    for place, inner in enumerate(node.nodes):
        yield from _listed(inner, indent, f"{path}[{place}]")


def _listed(node: Node, indent: str, path: str) -> Iterator[Row]:
    """Yield an element of a list, its first line after a dash."""
    if isinstance(node, Word):
        yield Row(f"{indent}- {scalar(node)}", tuple(values(node, path)), node.asks)
        return
    if isinstance(node, Series) or (not _is_split(node) and len(indent) + 2 + len(flow(node)) <= WIDTH):
        yield Row(f"{indent}- {flow(node)}", tuple(values(node, path)), _asks(node))
        return
    first, *others = _body(node, indent + _STEP, path)
    dashed = f"{indent}- {first.text.removeprefix(indent + _STEP)}"
    yield replace(first, text=dashed, asks=tuple(dict.fromkeys((*node.asks, *first.asks))))
    yield from others


def _is_wrapped(node: Series) -> bool:
    told = [len(each.text) for each in node.nodes if isinstance(each, Word)]
    return not node.block and len(told) == len(node.nodes) and sum(told) <= _LONG_WORD * len(told)


def _wrapped(head: str, node: Series, indent: str, path: str) -> Iterator[Row]:
    """Yield a list of short words in brackets over several lines."""
    line, held = f"{head} [", list[tuple[str, Word]]()
    last = len(node.nodes) - 1
    for place, each in enumerate(node.nodes):
        written = flow(each) + ("]" if place == last else ",")
        if held and len(line) + 1 + len(written) > WIDTH:
            yield Row(line.rstrip(), tuple(held))
            line, held = f"{indent}{_STEP}", []
        line += ("" if line.endswith(("[", _STEP)) else " ") + written
        held += values(each, f"{path}[{place}]")
    yield Row(line, tuple(held), _asks(node))
