"""Seal a file in numbered parts, so that none can be swapped, dropped or added.

Each part is a sealed value of its own; its number and whether it is the last are bound like its place. The
parts stand one after the other without any table of contents: there is nothing to forge. Nothing is returned
until every part has been verified.
"""

from dataclasses import replace

from jikim.errors import RefusedError
from jikim.keeper.cipher import OVERHEAD_BYTES, PADDED_TO, tampered
from jikim.keeper.envelope import Context, open_sealed, seal_many
from jikim.messages import msg

LARGEST_FILE_BYTES = 8 * 1024 * 1024

# One byte short of 64 KiB: the padding takes at least one, and then a part fills whole blocks.
_PART_BYTES = 65_535
_SEALED_PART_BYTES = OVERHEAD_BYTES + _PART_BYTES // PADDED_TO * PADDED_TO + PADDED_TO


def seal_file(key: bytes, key_id: int, context: Context, data: bytes) -> bytes:
    """Return a file of at most 8 MiB sealed; `context` names its place and leaves `part` and `last` alone."""
    if len(data) > LARGEST_FILE_BYTES:
        raise RefusedError(
            msg("a file of '{size}' bytes is too large to be sealed", size=len(data)),
            msg("a file is sealed and opened in one piece, up to '{limit}' bytes", limit=LARGEST_FILE_BYTES),
            msg("split the file, or keep it outside and record where it is"),
        )
    starts = range(0, max(len(data), 1), _PART_BYTES)
    contexts = _parts(context, len(starts))
    return b"".join(
        seal_many(
            (key, key_id, part, data[start : start + _PART_BYTES]) for part, start in zip(contexts, starts, strict=True)
        )
    )


def open_file(key: bytes, context: Context, sealed: bytes) -> bytes:
    """Return the file; a part altered, swapped, dropped or added is one and the same `TamperedError`."""
    starts = range(0, len(sealed), _SEALED_PART_BYTES)
    if not starts:
        raise tampered()
    contexts = _parts(context, len(starts))
    return b"".join(
        open_sealed(key, part, sealed[start : start + _SEALED_PART_BYTES])
        for part, start in zip(contexts, starts, strict=True)
    )


def _parts(context: Context, count: int) -> list[Context]:
    if context.part:
        raise ValueError("the parts of a file are numbered here, not by the caller")
    # From 1: part 0 is a record, so a file of one part never opens as a record, nor a record as a file.
    return [replace(context, part=number, last=number == count) for number in range(1, count + 1)]
