"""A mapping together with the texts it was read from, so that it can be named by a digest and read again later."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from jikim.mapping import Data, parse_data


@dataclass(frozen=True, slots=True)
class Mapped:
    """`sources` are the texts by the name of their file; `file` is the one that includes the others."""

    file: str
    sources: Mapping[str, bytes] = field(repr=False)
    data: Data

    def written(self) -> bytes:
        """Return all its text as one: canonical JSON."""
        texts = sorted((name, text.decode()) for name, text in self.sources.items())
        return json.dumps([self.file, texts], ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def digest(self) -> bytes:
        """A SHA-256 over all its text."""
        return hashlib.sha256(b"jikim mapping 1" + self.written()).digest()


def mapped(sources: Mapping[str, bytes], file: str) -> Mapped:
    """Return the mapping that `file` and what it includes describe. Raises DocumentError."""
    return Mapped(file, dict(sources), parse_data(sources, file))


def mapped_again(written: bytes) -> Mapped:
    """Return the mapping that `Mapped.written` wrote."""
    file, texts = json.loads(written)
    return mapped({name: text.encode() for name, text in texts}, file)
