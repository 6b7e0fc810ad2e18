"""The files of one mapping: which are asked for, and each only once, beneath the folder of the first.

A large system keeps a file for each domain (`include: [orders.yaml, billing/invoices.yaml]`). Paths are written with
`/` and start from the folder of the file that names them.
"""

from collections.abc import Iterator, Mapping

from jikim.errors import DocumentError
from jikim.mapping.words import names
from jikim.messages import msg
from jikim.policy import Faults, Reader, Text, read_document

MOST_FILES = 200


def wanted(sources: Mapping[str, bytes], main: str) -> tuple[str, ...]:
    """Return the files that are included and not among `sources` yet: hand them over and ask again, until none is.

    Faults are not reported here: `parse_data` does, when all files are there.
    """
    missing: dict[str, None] = {}
    seen: set[str] = set()
    waiting = [main]
    while waiting:
        file = waiting.pop()
        if file in seen or len(seen) > MOST_FILES:
            continue
        seen.add(file)
        if file not in sources:
            missing[file] = None
            continue
        waiting += [path for path, _ in _included(sources[file], file, main) if path is not None]
    return tuple(sorted(missing))


def _included(source: bytes, file: str, main: str) -> Iterator[tuple[str | None, Text]]:
    try:
        reader = Reader(read_document(source, file), Faults())
    except DocumentError:
        return
    yield from includes(reader, file, main)


def includes(reader: Reader, file: str, main: str) -> Iterator[tuple[str | None, Text]]:
    """Yield the files that a file includes, as they are called among the sources; None for a path that escapes."""
    for text in names(reader, reader.node("include"), "include"):
        yield _resolved(text, file, main), text


def _resolved(text: str, file: str, main: str) -> str | None:
    """Return `text` as seen from the folder of `file`, or None when it leaves the folder of `main`."""
    root, folder = main.split("/")[:-1], file.split("/")[:-1]
    if text.startswith("/") or "\\" in text or ":" in text or not text.strip():
        return None
    for part in text.split("/"):
        if part == "..":
            if len(folder) <= len(root):
                return None
            folder.pop()
        elif part not in ("", "."):
            folder.append(part)
    return "/".join(folder) if folder[: len(root)] == root and len(folder) > len(root) else None


def report_escape(faults: Faults, text: Text) -> None:
    """Report a path that leads out of the folder, or to no file."""
    faults.add(text.place, "include-path",
        msg("the path '{path}' leads out of the folder", path=text),
        msg("a mapping is one folder, so that it is reviewed and moved as a whole"),
        msg("put the file beside this one, and write its path with `/` and without `..`"))  # fmt: skip


def report_missing(faults: Faults, text: Text) -> None:
    """Report a file that is not there."""
    faults.add(text.place, "include-missing",
        msg("the file '{path}' is not there", path=text),
        msg("a part of the mapping would be silently left out"),
        msg("write its path from the folder of this file, or take the line out"))  # fmt: skip


def report_twice(faults: Faults, text: Text, *, circle: bool) -> None:
    """Report a file that is included a second time, or that includes itself by way of others."""
    what = msg("the file '{path}' includes itself in the end", path=text) if circle else msg(
        "the file '{path}' is included a second time", path=text)  # fmt: skip
    faults.add(text.place, "include-circle" if circle else "include-twice", what,
        msg("each part of a mapping is read once"),
        msg("take the line out"))  # fmt: skip
