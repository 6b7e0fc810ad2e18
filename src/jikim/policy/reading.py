"""Nodes -> values: one `Reader` a table, which gathers every fault instead of stopping at the first.

A value of the wrong form is reported and read as absent, so that the rest of the document is read as well.
Keys that nobody asked for are reported when the table is closed, with the nearest key that exists.
"""

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TypeVar

from jikim.errors import Finding, Place, Severity
from jikim.messages import Message, msg
from jikim.policy.node import Node, Series, Table, Text

E = TypeVar("E", bound=Enum)
T = TypeVar("T")

_TYPED_BY_YAML = re.compile(r"(?i:on|off|yes|no|y|n|true|false|null|~)|[-+]?\d[\d_,.]*(?:e[-+]?\d+)?|\d+(?::\d\d)+")
_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
_NUMBER = re.compile(r"[0-9]{1,9}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(slots=True)
class Faults:
    """The faults of a document, gathered while it is read."""

    found: list[Finding] = field(default_factory=list)

    def add(self, place: Place, rule: str, what: Message, why: Message, fix: Message) -> None:
        """Note one fault of form; all are errors, for such a document cannot be run."""
        self.found.append(Finding(rule, Severity.ERROR, place, what, why, fix))


class Reader:
    """Reads one table; every key is asked for by name, then `close` reports what is left."""

    def __init__(self, table: Table, faults: Faults) -> None:
        self.table = table
        self.place = table.place
        self.faults = faults
        self._nodes: dict[str, tuple[Text, Node]] = {str(key): (key, node) for key, node in table.entries}
        self._asked: set[str] = set()

    def has(self, key: str) -> bool:
        """Return whether the author wrote this key."""
        self._asked.add(key)
        return key in self._nodes

    def node(self, key: str) -> Node | None:
        """Return the node under a key; None when absent or written as `null`."""
        self._asked.add(key)
        entry = self._nodes.get(key)
        if entry is None or (isinstance(entry[1], Text) and entry[1].plain and entry[1] in ("", "null", "~")):
            return None
        return entry[1]

    def place_of(self, key: str) -> Place:
        """Return where a key stands, or the table where it is missing."""
        return self._nodes[key][0].place if key in self._nodes else self.place

    def text(self, key: str) -> Text | None:
        """Return the text under a key."""
        node = self.node(key)
        return None if node is None else self.as_text(node, key)

    def need(self, key: str) -> Text:
        """Return the text under a key that must be there; reports its absence and returns empty text."""
        if self.node(key) in (None, ""):
            self._missing(key)
        return self.text(key) or Text.at("", self.place_of(key))

    def require(self, key: str) -> None:
        """Report a key of any form that is absent or written as `null`."""
        if self.node(key) is None:
            self._missing(key)

    def texts(self, key: str) -> tuple[Text, ...]:
        """Return the texts under a key: one, or a list of them."""
        node = self.node(key)
        if node is None:
            return ()
        nodes = node.nodes if isinstance(node, Series) else (node,)
        return tuple(text for text in (self.as_text(each, key) for each in nodes) if text is not None)

    def flag(self, key: str, *, otherwise: bool) -> bool:
        """Return true or false, written so."""
        node = self.node(key)
        if node is None:
            return otherwise
        if isinstance(node, Text) and node in ("true", "false"):
            return node == "true"
        self._wrong(node, key, msg("write true or false"))
        return otherwise

    def number(self, key: str) -> int | None:
        """Return a whole number, at least 1."""
        node = self.node(key)
        if node is None:
            return None
        number = int(node) if isinstance(node, Text) and _NUMBER.fullmatch(node) else 0
        if not number:
            self._wrong(node, key, msg("write a whole number, 1 or more"))
        return number or None

    def day(self, key: str) -> date | None:
        """Return a day written as 2026-11-22."""
        node = self.node(key)
        if node is None:
            return None
        try:
            return date.fromisoformat(node if isinstance(node, Text) and _DAY.fullmatch(node) else "")
        except ValueError:
            self._wrong(node, key, msg("write a day that exists, as 2026-11-22"))
            return None

    def choice(self, key: str, kinds: type[E]) -> E | None:
        """Return one of the words of an enumeration."""
        node = self.node(key)
        words = [str(kind.value) for kind in kinds]
        if node is None:
            return None
        if isinstance(node, Text) and node in words:
            return kinds(str(node))
        self._wrong(node, key, msg("write one of: {words}", words=", ".join(words)))
        return None

    def inner(self, key: str) -> "Reader | None":
        """Return a reader of the table under a key."""
        node = self.node(key)
        return None if node is None else self.as_table(node, key)

    def series(self, key: str) -> Iterator["Reader"]:
        """Yield a reader for each table of a list."""
        for node in self.nodes(key):
            reader = self.as_table(node, key)
            if reader is not None:
                yield reader

    def nodes(self, key: str) -> tuple[Node, ...]:
        """Return the nodes of a list."""
        node = self.node(key)
        if node is None or isinstance(node, Series):
            return () if node is None else node.nodes
        self._wrong(node, key, msg("write a list: `- ...` or `[...]`"))
        return ()

    def entries(self, key: str) -> tuple[tuple[Text, Node], ...]:
        """Return the keys and nodes of a table whose keys are ids of the author's choosing."""
        reader = self.inner(key)
        return () if reader is None else reader.named()

    def named(self) -> tuple[tuple[Text, Node], ...]:
        """Return all keys of this table as ids: small letters, digits and `_`; reports those that are not."""
        for name, _ in self.table.entries:
            self._asked.add(str(name))
            self.check_id(name)
        return self.table.entries

    def check_id(self, name: Text) -> Text:
        """Return a name that is to be an id; reports one that cannot be."""
        if name and not _ID.fullmatch(name):
            self.faults.add(name.place, "id-form",
                msg("'{name}' cannot be an id", name=name),
                msg("ids are used in records, logs and commands"),
                msg("write small letters, digits and _, beginning with a letter"))  # fmt: skip
        return name

    def words(self, key: str) -> tuple[tuple[Text, Text], ...]:
        """Return the keys and texts of a table of labels; the keys may be any text."""
        reader = self.inner(key)
        if reader is None:
            return ()
        reader._asked.update(reader._nodes)
        pairs = ((name, self.as_text(node, name)) for name, node in reader.table.entries)
        return tuple((name, text) for name, text in pairs if text is not None)

    def as_text(self, node: Node, key: str) -> Text | None:
        """Return a node as text, unless it is none or is one that other readers of YAML would take for no text."""
        if not isinstance(node, Text):
            self._wrong(node, key, msg("write text; put it in quotes if it holds brackets, braces or a colon"))
            return None
        return self.check_text(node, key)

    def check_text(self, node: Text, key: str) -> Text:
        """Return what is to be text; reports an empty value without quotes, and what YAML takes for no text."""
        if node.plain and not node:
            self.faults.add(node.place, "yaml-empty",
                msg("'{key}' has no value here", key=key),
                msg("YAML makes nothing of an empty line, and text is meant"),
                msg("write the text, or leave the line out"))  # fmt: skip
        if node.plain and _TYPED_BY_YAML.fullmatch(node):
            self.faults.add(node.place, "text-unquoted",
                msg("'{text}' must stand in quotes", text=node),
                msg("unquoted, YAML takes it for a number, a time or true/false, and text is meant"),
                msg('write "{text}"', text=node))  # fmt: skip
        return node

    def as_table(self, node: Node, key: str) -> "Reader | None":
        """Return a reader of a node that must be a table."""
        if isinstance(node, Table):
            return Reader(node, self.faults)
        self._wrong(node, key, msg("write keys and values: `{{key: value}}`"))
        return None

    def close(self) -> None:
        """Report the keys that nobody asked for."""
        for name, (key, _) in self._nodes.items():
            if name not in self._asked:
                self._unknown(key)

    def _missing(self, key: str) -> None:
        what = msg("'{key}' has no value here", key=key) if key in self._nodes else msg(
            "the key '{key}' is missing here", key=key)  # fmt: skip
        self.faults.add(self.place_of(key), "key-missing", what,
            msg("without it the rest of this entry means nothing"),
            msg("add `{key}:` with its value", key=key))  # fmt: skip

    def _unknown(self, key: Text) -> None:
        near = difflib.get_close_matches(key, self._asked, 1)
        fix = msg("did you mean `{near}`?", near=near[0]) if near else msg(
            "keys that may stand here: {keys}", keys=", ".join(sorted(self._asked)))  # fmt: skip
        self.faults.add(key.place, "key-unknown",
            msg("the key '{key}' is not known here", key=key),
            msg("what is not understood is not run, and nobody would notice"), fix)  # fmt: skip

    def _wrong(self, node: Node, key: str, fix: Message) -> None:
        self.faults.add(node.place, "value-form",
            msg("the value of '{key}' has the wrong form", key=key),
            msg("it was read as absent"), fix)  # fmt: skip


def each(reader: Reader, key: str, make: Callable[[Reader], T]) -> tuple[T, ...]:
    """Return what `make` makes of each table of a list, each closed."""
    made = []
    for inner in reader.series(key):
        made.append(make(inner))
        inner.close()
    return tuple(made)
