"""Wiping what stands at paths of PHP's serialized form; it is taken apart as text and never run.

PHP counts bytes: `s:9:"홍길동";`. A text that was converted from EUC-KR after it was written has lengths that fit the
old encoding, so both are tried, and the new lengths are of the same kind. Whatever does not fit to the last byte is
not touched. Where parts refer to others by their number (`R:2;`), no part may come or go: then single values are
emptied, and tables stay. What a class wrote in a form of its own (`C:`) is skipped by its length, and never opened.
"""

from collections.abc import Callable, Iterable, Iterator

from jikim.wipe.paths import Fresh, Node, Step, UnreadableBlob, leaves, reached, spliced

ENCODINGS = ("utf-8", "cp949")
_DEEPEST = 200
Inner = Callable[[str, tuple[Step, ...], Fresh], str]


def php_at(text: str, steps: tuple[Step, ...], value: Fresh, inner: Inner) -> str:
    """Return a serialized text wiped at one path; `inner` wipes what goes on inside a text."""
    parsed = Parsed(text)
    changes: list[tuple[Node, str]] = []
    for node, left in reached(parsed.node, steps):
        if not left:
            changes += parsed.emptied(node, value)
        elif node.text is not None:
            inside = inner(node.text, left, value)
            changes += [(node, parsed.written(inside))] if inside != node.text else []
    return parsed.with_changes(changes)


def map_php(text: str, change: Callable[[str], str]) -> str:
    """Return a serialized text in which every text, keys left out, is changed."""
    parsed = Parsed(text)
    texts = [(leaf, leaf.text, change(leaf.text)) for leaf in leaves(parsed.node) if leaf.text is not None]
    return parsed.with_changes([(leaf, parsed.written(new)) for leaf, old, new in texts if new != old])


def looks_serialized(text: str) -> bool:
    """Return whether a text begins and ends as a serialized table, object or text does."""
    return (text[:2] in {"a:", "O:"} and text.endswith("}")) or (text[:2] == "s:" and text.endswith('";'))


class Parsed:
    """A serialized text taken apart: one character a byte, so that PHP's lengths can be counted."""

    def __init__(self, text: str) -> None:
        for encoding in ENCODINGS:
            try:
                self._bytes = text.encode(encoding, "surrogateescape").decode("latin-1")
                self._encoding = encoding
                self._refers, self._depth = False, 0
                self.node, end = self._value(0)
            except (ValueError, IndexError):
                continue
            if end == len(self._bytes):
                return
        raise UnreadableBlob("no serialized value")

    def with_changes(self, changes: Iterable[tuple[Node, str]]) -> str:
        """Return the text with parts of it replaced."""
        new = spliced(self._bytes, changes)
        return new.encode("latin-1").decode(self._encoding, "surrogateescape")

    def emptied(self, node: Node, value: Fresh) -> Iterator[tuple[Node, str]]:
        """Yield what is to be replaced so that nothing of a part is left."""
        for one in leaves(node) if self._refers else (node,):
            if one.fixed:
                raise UnreadableBlob("another part is meant here")
            yield one, self.written(value)

    def written(self, value: Fresh) -> str:
        """Return a value as PHP serializes it, one character a byte."""
        if value is None:
            return "N;"
        if isinstance(value, bool | int):
            return f"b:{int(value)};" if isinstance(value, bool) else f"i:{value};"
        data = value.encode(self._encoding, "surrogateescape").decode("latin-1")
        return f's:{len(data)}:"{data}";'

    def _read(self, data: str) -> str:
        return data.encode("latin-1").decode(self._encoding, "surrogateescape")

    def _value(self, at: int) -> tuple[Node, int]:
        kind = self._bytes[at : at + 2]
        if kind == "N;":
            return Node(at, at + 2), at + 2
        if kind in {"b:", "i:", "d:", "r:", "R:"}:
            end = self._bytes.index(";", at) + 1
            float(self._bytes[at + 2 : end - 1].replace("INF", "inf"))
            self._refers = self._refers or kind in {"r:", "R:"}
            return Node(at, end, fixed=kind in {"r:", "R:"}), end
        if kind in {"s:", "E:"}:
            found, end = self._counted(at + 2)
            self._expect(end, ";")
            return Node(at, end + 1, text=self._read(found) if kind == "s:" else None), end + 1
        if kind == "a:":
            return self._entries(at, at + 2)
        if kind in {"O:", "C:"}:
            _, end = self._counted(at + 2)
            self._expect(end, ":")
            return self._entries(at, end + 1) if kind == "O:" else self._closed(at, end + 1)
        raise ValueError

    def _counted(self, at: int) -> tuple[str, int]:
        """Return the text in quotes that stands behind its length, and where it ends."""
        length, at = self._number(at)
        self._expect(at, '"')
        self._expect(at + 1 + length, '"')
        return self._bytes[at + 1 : at + 1 + length], at + 2 + length

    def _number(self, at: int) -> tuple[int, int]:
        colon = self._bytes.index(":", at)
        digits = self._bytes[at:colon]
        if not digits.isdigit() or not digits.isascii():
            raise ValueError
        return int(digits), colon + 1

    def _entries(self, start: int, at: int) -> tuple[Node, int]:
        count, at = self._number(at)
        self._expect(at, "{")
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError
        entries, at = [], at + 1
        for _ in range(count):
            name, at = self._value(at)
            key = name.text if name.text is not None else int(self._bytes[name.start + 2 : name.end - 1])
            node, at = self._value(at)
            entries.append((key.rpartition("\0")[2] if isinstance(key, str) else key, node))
        self._expect(at, "}")
        self._depth -= 1
        return Node(start, at + 1, entries=tuple(entries)), at + 1

    def _closed(self, start: int, at: int) -> tuple[Node, int]:
        length, at = self._number(at)
        self._expect(at, "{")
        self._expect(at + 1 + length, "}")
        return Node(start, at + 2 + length), at + 2 + length

    def _expect(self, at: int, sign: str) -> None:
        if self._bytes[at] != sign:
            raise ValueError
