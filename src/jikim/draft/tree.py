"""What a draft is made of before it is text: words, tables and lists, each value with the spot it came from.

A value that no line of the document gave has no spot. `asks` names the questions that are open about a node; where it
is written, a remark beside it tells their numbers.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from jikim.document import Spot

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Word:
    """A scalar; `bare` is one that the language reads as it stands: an id, a day, a number, `true`."""

    text: str
    spot: Spot | None = None
    bare: bool = False
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with values; `block` stands on lines of its own however short it is."""

    entries: tuple[tuple[str, "Node"], ...]
    block: bool = False
    asks: tuple[str, ...] = ()

    def get(self, key: str) -> "Node | None":
        """Return what stands under a key."""
        return dict(self.entries).get(key)


@dataclass(frozen=True, slots=True)
class Series:
    """A list; `block` has one line or more for each."""

    nodes: tuple["Node", ...]
    block: bool = False
    asks: tuple[str, ...] = ()


Node = Word | Table | Series


def clean(text: str) -> str:
    """Return text as it can stand in a policy: composed, white space single, nothing in it that nobody sees.

    >>> clean("이름\\u200b,  \\u00ad주소")
    '이름, 주소'
    """
    seen = (letter if letter.isprintable() else " " if letter.isspace() else "" for letter in text)
    return _SPACE.sub(" ", unicodedata.normalize("NFC", "".join(seen))).strip()


def word(text: str | None, spot: Spot | None = None, asks: tuple[str, ...] = ()) -> Word | None:
    """Return words of the document, or None where there are none."""
    cleaned = clean(text or "")
    return Word(cleaned, spot, asks=asks) if cleaned else None


def bare(text: str, spot: Spot | None = None, asks: tuple[str, ...] = ()) -> Word:
    """Return an id, a day, a number or an expression of the language."""
    return Word(text, spot, bare=True, asks=asks)


def words(texts: Iterable[str | None], spot: Spot | None = None, *, block: bool = False) -> Series | None:
    """Return a list of words of the document, each once, or None where there are none."""
    found = dict.fromkeys(filter(None, (word(text, spot) for text in texts)))
    return Series(tuple(found), block) if found else None


def names(ids: Iterable[str], spot: Spot | None = None) -> Series | None:
    """Return a list of ids, or None where there are none."""
    found = tuple(bare(name, spot) for name in dict.fromkeys(ids))
    return Series(found) if found else None


def table(*entries: tuple[str, Node | None], block: bool = False, asks: tuple[str, ...] = ()) -> Table | None:
    """Return a table of the entries that say something, or None where none does."""
    kept = tuple((key, node) for key, node in entries if node is not None)
    return Table(kept, block, asks) if kept else None


def series(nodes: Iterable[Node | None], *, block: bool = True) -> Series | None:
    """Return a list of what is there, or None."""
    kept = tuple(node for node in nodes if node is not None)
    return Series(kept, block) if kept else None


def asking(node: Node, *keys: str) -> Node:
    """Return a node about which more is asked."""
    return replace(node, asks=(*node.asks, *keys))


def values(node: Node, path: str = "") -> Iterator[tuple[str, Word]]:
    """Yield every scalar with its path: `activities.order.keep[0].until`."""
    if isinstance(node, Word):
        yield path, node
    elif isinstance(node, Series):
        for place, inner in enumerate(node.nodes):
            yield from values(inner, f"{path}[{place}]")
    else:
        for key, inner in node.entries:
            yield from values(inner, f"{path}.{key}" if path else key)


def said(node: Node | None) -> object:
    """Return what a node says, without where it came from: two that say the same are equal."""
    if isinstance(node, Word):
        return node.text
    if isinstance(node, Series):
        return tuple(map(said, node.nodes))
    return tuple((key, said(inner)) for key, inner in node.entries) if node else None
