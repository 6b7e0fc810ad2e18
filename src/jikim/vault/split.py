"""Split strands: items that lived alike and no longer do get strands, and keys, of their own, where they rest.

The parts are put and the whole is removed in one transaction of its place, so that nothing is ever in neither; the
whole's key is shredded after. The journal holds the split until then: after a crash the whole is either still there
(nothing happened) or gone (its key is shredded now).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from jikim.database import queries
from jikim.keeper import new_id, new_id_beside
from jikim.period import Instant
from jikim.vault.damage import open_whole
from jikim.vault.find import Act
from jikim.vault.home import LIVE, SEPARATE, Vault
from jikim.vault.outbox import Begun, Outbox
from jikim.vault.rows import Content, StrandRow
from jikim.vault.strands import NewStrand, Shelf


@dataclass(frozen=True, slots=True)
class Part:
    """What becomes of some items of a strand: the kind and keeping they have from now on."""

    items: tuple[str, ...]
    kind: int
    keeping: int


def split(
    vault: Vault,
    place: str,
    rows: Sequence[StrandRow],
    parts: Sequence[Part],
    tick: Callable[[StrandRow], StrandRow],
    lookups: frozenset[str],
    now: Instant,
) -> list[StrandRow]:
    """Split strands of one kind in their place; `tick` sets the clock of a new row.

    Return the strands that do not open: they stay as they were. All others are split when it returns.
    """
    with vault.place(place).transaction() as connection:
        contents = open_whole(Shelf(vault, place, connection), rows)
    whole = [row for row in rows if row.id in contents]
    request = new_id()
    acts = [
        Begun(new_id(), row.id, row.person, row.record, Act.SPLIT, row.kind, row.key, 0, "planned", request, now, now)
        for row in whole
    ]
    sql = queries("people", vault.live.dialect)
    with vault.live.transaction() as connection:
        Outbox(connection, sql).put(acts)
    with vault.place(place).transaction() as connection:
        shelf = Shelf(vault, place, connection)
        pieces = [
            (replace(row, id=new_id_beside(row.person), kind=part.kind, keeping=part.keeping), piece)
            for row in whole
            for part in parts
            if (piece := _piece(contents[row.id], part.items)) is not None
        ]
        keys = vault.keyring.make(len(pieces))
        new = [row.id for row, _ in pieces]
        shelf.put([
            NewStrand(tick(row.at(number, row.since)), key, piece,
                      {item: piece.texts[item] for item in piece.texts if item in lookups})
            for (row, piece), (number, key) in zip(pieces, keys, strict=True)
        ])  # fmt: skip
        shelf.remove(row.id for row in whole)
        if place == SEPARATE:  # one that had been stirred must still come back; asking the others is harmless
            shelf.stir(new)
    settle_splits(vault, acts)
    return [row for row in rows if row.id not in contents]


def settle_splits(vault: Vault, acts: Sequence[Begun]) -> None:
    """Close splits: where the whole is gone its key is shredded, where it is still there nothing happened."""
    present: set[bytes] = set()
    for place in (LIVE, SEPARATE):
        with vault.place(place).transaction() as connection:
            present |= Shelf(vault, place, connection).present(act.strand for act in acts)
    vault.keyring.shred(act.old_key for act in acts if act.strand not in present)
    with vault.live.transaction() as connection:
        Outbox(connection, queries("people", vault.live.dialect)).remove(act.id for act in acts)


def _piece(content: Content, items: tuple[str, ...]) -> Content | None:
    texts = {item: text for item, text in content.texts.items() if item in items}
    files = {item: data for item, data in content.files.items() if item in items}
    return Content(texts, files) if texts or files else None
