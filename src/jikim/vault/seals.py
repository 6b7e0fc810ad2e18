"""What a strand holds <-> its ciphertexts: one message for all its texts, one for each of its files."""

import json
from collections.abc import Iterable, Mapping, Sequence

from jikim.keeper import Context, open_file, open_sealed, seal_file, seal_many
from jikim.vault.rows import Content, StrandRow

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


class Seals:
    """Seals and opens for one service; the place is part of what a ciphertext is bound to."""

    def __init__(self, service: str) -> None:
        self._service = service

    def close_many(self, place: str, strands: Iterable[tuple[StrandRow, bytes, Content]]) -> list[dict[str, object]]:
        """Return the rows of `sealed` for strands with their keys and contents."""
        strands = list(strands)
        messages = (
            (key, row.key, row.context(self._service, place), _plain(content.texts)) for row, key, content in strands
        )
        rows: list[dict[str, object]] = [
            {"strand": row.id, "part": 0, "item": "", "body": body}
            for (row, _, _), body in zip(strands, seal_many(messages), strict=True)
        ]
        for row, key, content in strands:
            rows += [
                {"strand": row.id, "part": part, "item": item,
                 "body": seal_file(key, row.key, self._file_context(row, place, item), data)}
                for part, (item, data) in enumerate(sorted(content.files.items()), 1)
            ]  # fmt: skip
        return rows

    def open(self, place: str, row: StrandRow, key: bytes, parts: Sequence[tuple[int, str, bytes]]) -> Content:
        """Return what a strand holds; `parts` are its rows of `sealed` (part, item, body)."""
        sealed = {part: (item, body) for part, item, body in parts}
        _, body = sealed.pop(0, ("", b""))  # one that has lost its texts is damaged, and not empty
        texts = json.loads(open_sealed(key, row.context(self._service, place), body))
        files = {item: open_file(key, self._file_context(row, place, item), body) for item, body in sealed.values()}
        return Content(texts, files)

    def _file_context(self, row: StrandRow, place: str, item: str) -> Context:
        context = row.context(self._service, place)
        return Context(context.service, context.place, context.person, context.record, f"{context.strand}/{item}",
                       context.version, context.revision)  # fmt: skip


def _plain(texts: Mapping[str, str]) -> bytes:
    return _JSON.encode(texts).encode()
