"""A value inside a value: parts of a text with the places where they stand, and the way to one of them.

What is not wiped is not rewritten: new text is put in the place of the old (`spliced`), and every other character
stays as the program that wrote it left it. A path (`$.buyer.phone`, `$.items[*].name`, `$['a b']`) that leads into a
text which holds JSON or PHP's serialized form goes on inside it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

_STEP = re.compile(r"\.(?P<name>[^.\[\]\s]+)|\[(?:(?P<at>\d+)|(?P<all>\*)|'(?P<quoted>[^']+)')\]")


class Every(Enum):
    """The step `[*]`: every entry."""

    EVERY = "*"


Step = str | int | Every
Fresh = str | int | bool | None
"""What is written in place of a value; None stands for nothing, as each form writes it."""


class UnreadableBlob(Exception):
    """The value cannot be taken apart for certain: it is left as it is, and named."""


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a text, from `start` to before `end`; `entries` of a list or table, `text` of a text.

    `fixed`: it cannot be replaced, because other parts refer to it by their number.
    """

    start: int
    end: int
    entries: tuple[tuple[str | int, "Node"], ...] | None = None
    text: str | None = None
    fixed: bool = False


def steps_of(path: str) -> tuple[Step, ...]:
    """Return the steps of a path.

    >>> steps_of("$.buyers[0]['a b']")
    ('buyers', 0, 'a b')
    """
    found: list[Step] = []
    for match in _STEP.finditer(path):
        if match["at"] is not None:
            found.append(int(match["at"]))
        else:
            found.append(Every.EVERY if match["all"] else match["name"] or match["quoted"])
    return tuple(found)


def reached(node: Node, steps: tuple[Step, ...]) -> Iterator[tuple[Node, tuple[Step, ...]]]:
    """Yield the parts at the end of a path, each with the steps that are left where it goes on inside a text."""
    if not steps or node.entries is None:
        if not steps or node.text is not None:
            yield node, steps
        return
    first, *further = steps
    for key, entry in node.entries:
        if first is Every.EVERY or key == first or str(key) == str(first):
            yield from reached(entry, tuple(further))


def leaves(node: Node) -> Iterator[Node]:
    """Yield every part that has no parts of its own."""
    if node.entries is None:
        yield node
    for _, entry in node.entries or ():
        yield from leaves(entry)


def spliced(text: str, changes: Iterable[tuple[Node, str]]) -> str:
    """Return a text with parts of it replaced; of parts inside each other, the outer one is."""
    done, at = [], 0
    for node, new in sorted(changes, key=lambda change: (change[0].start, -change[0].end)):
        if node.start >= at:
            done += [text[at : node.start], new]
            at = node.end
    return "".join([*done, text[at:]])
