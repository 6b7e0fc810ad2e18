"""Whether files would be lost that a law keeps: files are destroyed with their row, and never put apart."""

from collections.abc import Iterable, Iterator

from jikim.errors import Finding
from jikim.lifecycle import Place as Rest
from jikim.lifecycle import Strand
from jikim.mapping.blobs import Files
from jikim.mapping.live import Live
from jikim.mapping.model import Ending, Record
from jikim.mapping.promised import strands_of
from jikim.messages import msg
from jikim.policy import Policy


def files(live: Live, policy: Policy, kinds: Iterable[Strand]) -> Iterator[Finding]:
    """Yield files that go with a row whose record is kept apart, and that may hold what is kept."""
    kinds = tuple(kinds)
    for record in live.data.records:
        kept = {item for strand in strands_of(kinds, record, policy) if _is_kept(strand) for item in strand.items}
        if kept and record.destroy.ending is Ending.DELETE and live.shapes(record.table):
            yield from (_lost(live, record, blob) for blob in _files(record) if blob.item is None or blob.item in kept)


def _is_kept(strand: Strand) -> bool:
    return any(rule.place is Rest.SEPARATE for rule in strand.keeping.rules)


def _files(record: Record) -> Iterator[Files]:
    for contents in record.contents.all():
        yield from (blob for blob in contents.blobs if isinstance(blob, Files))


def _lost(live: Live, record: Record, blob: Files) -> Finding:
    return live.error(blob.place, "preflight-files-kept",
        msg("files of '{record}' would be destroyed with their rows, and a rule keeps them apart", record=record.name),
        msg("files are not copied into the separate database"),
        msg("name under `item:` what they hold, if that is not kept; or leave them out and move them by hand"),
    )  # fmt: skip
