"""Restricted YAML: the text of a document becomes nodes, with nothing in them that the author did not see.

YAML does much silently: `on` becomes true, `10:00` becomes 600, `{says: 문의, 상담}` grows a null, an alias
copies what stood elsewhere. Here every scalar is text, and anchors, aliases, tags, merge keys, duplicate keys,
tabs and empty values inside braces are refused with their line, all at once. The parser's events are read one
by one and never composed, so that depth and size are bounded before anything is built.
"""

import unicodedata
from collections.abc import Iterator
from typing import Protocol

import yaml

from jikim.errors import DocumentError, Finding, Place, Severity
from jikim.messages import Message, msg
from jikim.policy.node import Node, Series, Table, Text

MOST_BYTES = 1_048_576
MOST_DEPTH = 32


def read_document(source: bytes, file: str) -> Table:
    """Return the tree of a document, or raise DocumentError with every fault of form found.

    `source` is UTF-8, at most 1 MiB; `file` names it in places.
    """
    text = _decode(source, file)
    builder = _Builder(file, [*_tabs(text, file), *_hidden(text, file)])
    root = builder.build(text)
    faults = builder.faults
    if not faults and not isinstance(root, Table):
        faults.append(_fault(Place(file, 1, 1), *(_EMPTY if root is None or root == "" else _NO_TABLE)))
    if faults or not isinstance(root, Table):
        raise broken(file, faults)
    return root


def broken(file: str, faults: list[Finding]) -> DocumentError:
    """Return the error for a document that cannot be read: each fault once, in order of place."""
    once = dict.fromkeys(faults)  # what `like:` takes over is read again for each activity that takes it
    return DocumentError(
        msg("'{file}' cannot be read: {count} fault", file=file, count=1)
        if len(once) == 1
        else msg("'{file}' cannot be read: {count} faults", file=file, count=len(once)),
        msg("a document is run only when every line of it is understood"),
        msg("mend the lines named, then run the command again"),
        tuple(sorted(once, key=lambda fault: (fault.place, fault.rule))),
    )


_Said = tuple[str, Message, Message, Message]
_EMPTY: _Said = (
    "document-empty",
    msg("the file is empty"),
    msg("a policy says at least who collects what, why and until when"),
    msg("begin with `jikim init`, or copy one of the examples"),
)
_NO_TABLE: _Said = (
    "document-form",
    msg("the file does not begin with keys and values"),
    msg("a policy is a YAML mapping whose first key is `jikim: 1`"),
    msg("begin the file with `jikim: 1`"),
)
_DEEP: _Said = (
    "yaml-deep",
    msg("the document is nested more than {most} levels deep", most=MOST_DEPTH),
    msg("a policy is read by people"),
    msg("take out what is no policy"),
)
_ANCHOR: _Said = (
    "yaml-alias",
    msg("an anchor (&) or alias (*) repeats what stands elsewhere"),
    msg("whoever reads the policy must see on the line what holds there"),
    msg("write the value out, use `like:` for an activity, and put text that begins with * or & in quotes"),
)
_MERGE: _Said = (
    "yaml-merge",
    msg("a merge key (<<) is not read"),
    msg("whoever reads the policy must see on the line what holds there"),
    msg("write the keys out, or use `like:` for an activity"),
)
_TAG: _Said = (
    "yaml-tag",
    msg("a tag (!) is not read"),
    msg("every value of a policy is plain text until the policy gives it a meaning"),
    msg("remove the tag, or put text that begins with ! in quotes"),
)
_KEY: _Said = (
    "yaml-key",
    msg("a key must be plain text"),
    msg("YAML read a list or a mapping as a key"),
    msg("put quotes round the key, or close the bracket before it"),
)
_TAB: _Said = (
    "yaml-tab",
    msg("a tab stands here"),
    msg("YAML does not allow tabs in indentation, and elsewhere nobody sees them"),
    msg("use spaces"),
)
_ESCAPE: _Said = (
    "text-hidden",
    msg("a character that nobody sees is written here with a backslash"),
    msg("two words that look the same would not be the same"),
    msg("leave the character out"),
)
_LARGE: _Said = (
    "document-large",
    msg("the file is larger than {most} bytes", most=MOST_BYTES),
    msg("the policy of a large service has some thousand lines; this is something else"),
    msg("name the right file, or leave out what is no policy"),
)
_BINARY: _Said = (
    "document-binary",
    msg("the file is not UTF-8 text"),
    msg("a Word, HWP or PDF document keeps its text in a form of its own, whatever its name ends in"),
    msg("save the policy as plain text in UTF-8"),
)
_HINTS = (
    ("mapping values are not allowed", msg("put the text in quotes: it holds a colon followed by a space")),
    ("did not find expected ',' or ']'", msg("close the bracket, and put texts that hold brackets in quotes")),
    ("did not find expected ',' or '}'", msg("close the brace, and put texts that hold a colon or a comma in quotes")),
    ("cannot start any token", msg("put the text in quotes: it begins with a special sign")),
    ("alphabetic or numeric", msg("put the text in quotes: it begins with a special sign")),
    ("or line break", msg("put the text in quotes: it begins with a special sign")),
    ("expected key", msg("line up the keys, and put a text that goes on after a quote or a bracket in quotes")),
    ("expected node content", msg("take out the comma that has nothing before it")),
)


def _fault(place: Place, rule: str, what: Message, why: Message, fix: Message) -> Finding:
    return Finding(rule, Severity.ERROR, place, what, why, fix)


def _decode(source: bytes, file: str) -> str:
    start = Place(file, 1, 1)
    if len(source) > MOST_BYTES:
        raise broken(file, [_fault(start, *_LARGE)])
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise broken(file, [_fault(start, *_BINARY)]) from None
    if any(unicodedata.category(letter) == "Cc" and letter not in "\t\n\r" for letter in text):
        raise broken(file, [_fault(start, *_BINARY)])
    return text


def _is_hidden(letter: str) -> bool:
    """Return whether nobody sees a letter; spaces of any width are seen, and pages copy U+200B along everywhere."""
    return not letter.isprintable() and letter not in "\t\n\r\u3000\xa0\u200b"


def _hidden(text: str, file: str) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), 1):
        if found := next((letter for letter in line if _is_hidden(letter)), ""):
            yield _fault(Place(file, number, line.index(found) + 1), "text-hidden",
                msg("a character that nobody sees stands here: U+{code}", code=f"{ord(found):04X}"),
                msg("two words that look the same would not be the same"),
                msg("delete it and write the word anew: it often comes along when text is copied"))  # fmt: skip


def _tabs(text: str, file: str) -> Iterator[Finding]:
    for number, line in enumerate(text.splitlines(), 1):
        if "\t" in line:
            yield _fault(Place(file, number, line.index("\t") + 1), *_TAB)


class _Mark(Protocol):
    """Where the parser stood: PyYAML has two such classes, counting from 0."""

    line: int
    column: int


class _Builder:
    """The parser's events -> nodes, on a stack of open tables and series; gathers what is not allowed."""

    def __init__(self, file: str, faults: list[Finding]) -> None:
        self.file = file
        self.faults = faults
        self.tabbed = {fault.place.line for fault in faults if fault.rule == "yaml-tab"}
        self.hidden = {fault.place.line for fault in faults if fault.rule == "text-hidden"}
        self.open: list[tuple[Place, bool, list[Node]]] = []  # where it began, whether in braces, what it holds
        self.root: Node | None = None

    def build(self, text: str) -> Node | None:
        documents = 0
        try:
            for event in yaml.parse(text, Loader=yaml.CSafeLoader):
                documents += isinstance(event, yaml.DocumentStartEvent)
                if documents > 1:
                    self._add(event.start_mark, "yaml-form",
                        msg("a second document begins here"), msg("one file is one policy"),
                        msg("remove the line `---`"))  # fmt: skip
                    break
                if not self._take(event):
                    break
        except yaml.MarkedYAMLError as error:
            hint = next((said for sign, said in _HINTS if sign in (error.problem or "")), None)
            self._add(error.problem_mark or error.context_mark, "yaml-form",
                msg("the YAML breaks off here"), msg("the line, or the one before it, is not well-formed"),
                hint or msg("compare the line with the examples"))  # fmt: skip
        except yaml.YAMLError:
            self.faults.append(_fault(Place(self.file, 1, 1), *_BINARY))
        return self.root

    def _take(self, event: yaml.Event) -> bool:
        """Take one event; false when reading on would be dangerous."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._add(event.start_mark, *_ANCHOR)
        if getattr(event, "tag", None):
            self._add(event.start_mark, *_TAG)
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style in (None, "")
            if plain and event.value == "<<":
                self._add(event.start_mark, *_MERGE)
            if self._place(event.start_mark).line not in self.hidden and any(map(_is_hidden, event.value)):
                self._add(event.start_mark, *_ESCAPE)
            self._put(Text.at(event.value, self._place(event.start_mark), plain=plain))
        elif isinstance(event, yaml.AliasEvent):
            self._put(Text.at("*", self._place(event.start_mark), plain=False))
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(self.open) == MOST_DEPTH:
                self._add(event.start_mark, *_DEEP)
                return False
            self.open.append((self._place(event.start_mark), bool(event.flow_style), []))
        elif isinstance(event, yaml.SequenceEndEvent):
            place, _, nodes = self.open.pop()
            self._put(Series(place, tuple(nodes)))
        elif isinstance(event, yaml.MappingEndEvent):
            self._put(self._table(*self.open.pop()))
        return True

    def _put(self, node: Node) -> None:
        if self.open:
            self.open[-1][2].append(node)
        else:
            self.root = node

    def _table(self, place: Place, braces: bool, nodes: list[Node]) -> Table:
        kept: dict[Text, Node] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Text):
                self.faults.append(_fault(key.place, *_KEY))
            elif key in kept:
                self.faults.append(_fault(key.place, "yaml-duplicate",
                    msg("the key '{key}' stands here a second time", key=key),
                    msg("YAML would keep the last one and drop the first without a word"),
                    msg("merge the two, or rename one")))  # fmt: skip
            elif braces and isinstance(value, Text) and value == "" and value.plain:
                self.faults.append(_fault(key.place, "yaml-empty",
                    msg("'{key}' has no value here", key=key),
                    msg("inside braces a comma ends the value: what follows it became a key of its own"),
                    msg("put the whole text in quotes")))  # fmt: skip
            else:
                kept[key] = value
        return Table(place, tuple(kept.items()))

    def _place(self, mark: _Mark | None) -> Place:
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file, 1, 1)

    def _add(self, mark: _Mark | None, rule: str, what: Message, why: Message, fix: Message) -> None:
        place = self._place(mark)
        if place.line not in self.tabbed:
            self.faults.append(_fault(place, rule, what, why, fix))
