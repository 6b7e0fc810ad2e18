"""Reading `blobs`: what is personal inside a value, or outside the database."""

import re
from collections.abc import Iterator

from jikim.mapping.blobs import Blob, Files, FreeText, Ids, InJson, InSerialized, ListForm, Serialized
from jikim.mapping.words import names, wrong
from jikim.messages import msg
from jikim.policy import Reader, Text

_PATH = re.compile(r"\$(?:\.[^.\[\]\s]+|\[(?:[0-9]+|\*|'[^']+')\])*")
_GAP = re.compile(r"\{([^{}]*)\}")


def read_blobs(reader: Reader) -> tuple[Blob, ...]:
    """Return the entries of `blobs`, each of one kind: told by the key that only this kind has."""
    return tuple(_blobs(reader))


def _blobs(reader: Reader) -> Iterator[Blob]:
    for inner in reader.series("blobs"):
        blob = _blob(inner)
        inner.close()
        if blob is not None:
            yield blob


def _blob(reader: Reader) -> Blob | None:
    kinds = [reader.has("files"), reader.has("search"), reader.has("ids"), reader.has("serialized")]
    kinds.append(reader.has("path") and not reader.has("serialized"))
    if kinds.count(True) != 1:
        reader.faults.add(reader.place, "blob-kind",
            msg("this entry is not of one kind"),
            msg("each kind is told by its key: `path:`, `serialized:`, `search:`, `ids:` or `files:`"),
            msg("write the one key that says what it is"))  # fmt: skip
    if reader.has("files"):
        return _files(reader)
    column = reader.need("column")
    if reader.has("search"):
        reader.require("search")
        return FreeText(reader.place, column, names(reader, reader.node("search"), "search"))
    if reader.has("ids"):
        reader.require("ids")
        return Ids(reader.place, column, reader.choice("ids", ListForm) or ListForm.COMMA)
    item, paths = reader.need("item"), _paths(reader)
    if reader.has("serialized"):
        reader.require("serialized")
        form = reader.choice("serialized", Serialized) or Serialized.PHP
        return InSerialized(reader.place, column, item, form, paths)
    reader.require("path")
    return InJson(reader.place, column, item, paths)


def _paths(reader: Reader) -> tuple[Text, ...]:
    paths = reader.texts("path")
    for path in paths:
        if not _PATH.fullmatch(path):
            wrong(reader.faults, path.place, "path", "$.buyer.phone", "$.items[*].name", "$['a b']")
    return paths


def _files(reader: Reader) -> Files:
    pattern = reader.need("files")
    gaps = tuple(_GAP.findall(pattern))
    if pattern and (not gaps or not all(gap.strip() for gap in gaps) or any(b in _GAP.sub("", pattern) for b in "{}")):
        reader.faults.add(pattern.place, "files-gap",
            msg("the files are not told apart by the row"),
            msg("each row has files of its own, and only those go with it"),
            msg('put the column in braces: "s3://bucket/{{id}}.pdf"'))  # fmt: skip
    if ".." in pattern.split("/"):
        wrong(reader.faults, pattern.place, "files", "s3://bucket/{id}.pdf", "/srv/uploads/{path}")
    return Files(reader.place, pattern, gaps, reader.text("item"))
