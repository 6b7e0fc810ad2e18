"""DOCX and HWPX are zips of XML: opened with limits, read without ever expanding what they declare.

A DTD has no place in either format, so a part that brings one is refused: with it go entities and everything built on
them. Sizes are checked as declared before anything is unpacked, and again by the unpacking itself.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from xml.parsers import expat

from jikim.document.limits import MOST_DEPTH, MOST_MARKS, MOST_PARTS, MOST_TEXT, unreadable, within
from jikim.errors import DocumentError
from jikim.messages import msg


@dataclass(slots=True)
class Element:
    """An XML element, its name without the namespace; text between tags is an element without a name."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    parts: list["Element"] = field(default_factory=list)

    def value(self, name: str) -> str:
        """Return an attribute by its name without namespace; empty where it is absent."""
        return self.attributes.get(name, "")

    def first(self, *path: str) -> "Element | None":
        """Return the first element down a path of names."""
        here: Element | None = self
        for name in path:
            here = next((part for part in here.parts if part.name == name), None) if here else None
        return here

    def all(self, name: str) -> list["Element"]:
        """Return the elements of a name directly inside."""
        return [part for part in self.parts if part.name == name]

    def below(self) -> Iterator["Element"]:
        """Give the element and all below it, in order."""
        yield self
        for part in self.parts:
            yield from part.below()


class Archive:
    """A zip whose parts are read one by one."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, OverflowError) as fault:
            raise self._broken() from fault
        within(len(entries), MOST_PARTS, msg("parts of the file:"))
        self.names = tuple(entry.filename for entry in entries)

    def xml(self, name: str) -> Element | None:
        """Return the root of a part, None where the file has no such part."""
        if name not in self.names:
            return None
        within(self._zip.getinfo(name).file_size, MOST_TEXT, msg("bytes of text, once unpacked:"))
        try:
            return parsed(self._zip.read(name))
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError, RuntimeError,
                OverflowError, LookupError, expat.ExpatError) as fault:  # fmt: skip
            raise self._broken() from fault

    def _broken(self) -> DocumentError:
        return unreadable(
            self._name,
            msg("it begins as DOCX and HWPX do, and what follows is damaged, locked or something else"),
            msg("open it in its program, save it anew without a password, and read that"),
        )


def parsed(data: bytes) -> Element:
    """Read XML; a document type, or nesting without end, is refused."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text, parser.buffer_size = True, 2**16
    root = Element("", {})
    stack = [root]
    marks = count()
    inside, elements = msg("elements inside each other:"), msg("elements of a part:")

    def start(name: str, attributes: dict[str, str]) -> None:
        within(next(marks), MOST_MARKS, elements)
        within(len(stack), MOST_DEPTH, inside)
        here = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(" ")[2], here)
        stack[-1].parts.append(element)
        stack.append(element)

    def end(_name: str) -> None:
        stack.pop()

    def characters(text: str) -> None:
        stack[-1].parts.append(Element("", {}, text))

    def declared(*_: object) -> None:
        raise DocumentError(
            msg("a part of the file declares a document type"),
            msg("neither DOCX nor HWPX has one: it is how a small file is made to fill the memory"),
            msg("open it in its program and save it anew"),
        )

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = characters, declared
    parser.Parse(data, True)
    return root.parts[0]
