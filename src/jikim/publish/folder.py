"""Which files a policy is published as: the document in each form, earlier editions, comparisons, what children read.

`index` is the edition in force; `policy-<edition>` an earlier one; `compare-<edition>` sets it beside the next;
`children` is there where children may join. The names follow from the editions alone, so that a link to one stays good.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from jikim.law import Catalogue
from jikim.messages import Language
from jikim.policy import Policy
from jikim.publish.children import for_children
from jikim.publish.compare import compared
from jikim.publish.compose import compose
from jikim.publish.document import Document
from jikim.publish.html import page
from jikim.publish.jsonld import jsonld
from jikim.publish.markdown import markdown
from jikim.publish.versions import Edition

Renderer = Callable[[Document], bytes]
"""A document in one form, as bytes."""

_NOT_IN_A_NAME = re.compile(r"[^0-9A-Za-z가-힣_-]+")
JSONLD = "jsonld"


@dataclass(frozen=True, slots=True)
class File:
    """A file to be written: its name, without a folder, and its bytes."""

    name: str
    content: bytes


def _html(document: Document) -> bytes:
    return page(document).encode()


def _markdown(document: Document) -> bytes:
    return markdown(document).encode()


RENDERERS: Mapping[str, Renderer] = {"html": _html, "md": _markdown}
"""The forms that come out of a document, by the ending of their files."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A policy with the editions before it, the latest first, in the words of one language."""

    policy: Policy
    earlier: tuple[Edition, ...]
    law: Catalogue
    language: Language = Language.KOREAN

    def files(self, formats: Mapping[str, Renderer], *, machines: bool) -> tuple[File, ...]:
        """Return every file in these forms, by their endings; `machines` adds JSON-LD."""
        found = [file for ending, renderer in formats.items() for file in self._in(ending, renderer)]
        if machines:
            found.append(File(f"index.{JSONLD}", jsonld(self.policy, self.law).encode()))
        return tuple(found)

    def _in(self, ending: str, renderer: Renderer) -> Iterator[File]:
        names = self._names()
        editions = tuple(
            Edition(each.policy, each.until, f"policy-{name}.{ending}", f"compare-{name}.{ending}", each.effective)
            for each, name in zip(self.earlier, names, strict=True)
        )
        yield File(f"index.{ending}", renderer(compose(self.policy, self.law, self.language, editions)))
        summary = for_children(self.policy, self.law, self.language, f"index.{ending}")
        if summary:
            yield File(f"children.{ending}", renderer(summary))
        later = self.policy
        for number, edition in enumerate(editions):
            before = editions[number + 1 :]
            yield File(edition.file, renderer(compose(edition.policy, self.law, self.language, before)))
            yield File(edition.comparison, renderer(compared(edition.policy, later, self.law, self.language)))
            later = edition.policy

    def _names(self) -> tuple[str, ...]:
        """Return what the earlier editions are called in names of files, each once."""
        names: list[str] = []
        for each in self.earlier:
            name = _NOT_IN_A_NAME.sub("-", str(each.policy.version.id)).strip("-") or "edition"
            names.append(name if name not in names else f"{name}-{len(names)}")
        return tuple(names)
