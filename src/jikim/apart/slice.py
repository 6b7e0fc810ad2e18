"""What of each column goes into the separate database: the statutory slice of a row, and nothing else.

An item of a strand that is kept goes, one that is not stays behind (NULL there), in each row by the conditions of the
mapping. What says nothing of a person (numbers, amounts, days, `plain`) goes; a text of which nobody spoke does not.
In a JSON or serialized value that holds both, what is not kept is taken out of the copy.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from jikim.connect.rows import Cell, Rows, Said
from jikim.mapping import Data, FreeText, Ids, InJson, InSerialized, Record, Serialized, mentions
from jikim.mapping.conditions import matches
from jikim.tables import Column, Sort
from jikim.wipe.value import wiped_json, wiped_php

Items = Callable[[Record], frozenset[str]]
"""The items of a record that are kept."""
_SPEAKING = {Sort.TEXT, Sort.JSON, Sort.BYTES, Sort.ARRAY, Sort.OTHER}


@dataclass(frozen=True, slots=True)
class Pruned:
    """Paths that are taken out of a value on its way."""

    blob: InJson | InSerialized

    def of(self, text: str) -> str:
        """Return the value without what is not kept; raises UnreadableBlob."""
        if isinstance(self.blob, InSerialized) and self.blob.form is Serialized.PHP:
            return wiped_php(text, self.blob.paths)
        return wiped_json(text, self.blob.paths)


@dataclass(frozen=True, slots=True)
class Piece:
    """One column of the slice; `cell` says what goes, `whole` that it goes as it is in every row."""

    column: Column
    cell: Cell
    whole: bool
    pruned: tuple[Pruned, ...] = ()


@dataclass(frozen=True, slots=True)
class _Held:
    kept: bool
    said: Said | None  # None: in every row


class Slicing:
    """The slice of each table, for what one part of a plan keeps."""

    def __init__(self, data: Data, records: Mapping[str, tuple[Record, ...]], items: Items) -> None:
        self._data, self._items = data, items
        self._contents = [(record, contents) for some in records.values() for record in some
                          for contents in record.contents.all()]  # fmt: skip
        self._said = tuple(mentions(data))

    def of(self, rows: Rows, key: tuple[str, ...]) -> tuple[Piece, ...]:
        """Return what of each column of a table goes."""
        return tuple(self._part(rows, column, key) for column in rows.shape.columns)

    def _part(self, rows: Rows, column: Column, key: tuple[str, ...]) -> Piece:
        cell = rows.cell(column.name)
        if column.name in key:
            return Piece(column, cell, whole=True)
        held = list(self._held(rows, column.name))
        inner = list(self._inner(rows.shape.name, column.name))
        some = [blob for kept, blob in inner if kept]
        if inner and not some:
            held.append(_Held(kept=False, said=None))
        pruned = tuple(Pruned(blob) for kept, blob in inner if not kept) if some else ()
        said = _judged(held, spoken=self._is_spoken(rows, column))
        return Piece(column, cell if said is None else sa.case((said, cell), else_=sa.null()), said is None, pruned)

    def _held(self, rows: Rows, name: str) -> Iterator[_Held]:
        """Yield every item that the column holds, and in which rows."""
        for record, contents in self._contents:
            if contents.table.name != rows.shape.name:
                continue
            kept = self._items(record)
            for holding in contents.holdings:
                if name in holding.columns:
                    where = (*contents.where, *holding.where)
                    yield _Held(str(holding.item) in kept, rows.meets(where) if where else None)
            for blob in contents.blobs:
                of_row = rows.meets(contents.where) if contents.where else None
                match blob:
                    case FreeText() if blob.column == name:
                        yield _Held(kept.issuperset(map(str, blob.items)), of_row)
                    case Ids() if blob.column == name:
                        yield _Held(kept=False, said=of_row)
                    case InSerialized() if blob.column == name and not blob.paths:
                        yield _Held(str(blob.item) in kept, of_row)
            if contents is record.contents:
                for item, columns in record.guest:
                    if name in columns:
                        yield _Held(str(item) in kept, rows.meets(contents.where) if contents.where else None)
        people = self._data.people
        if people is not None and people.table.name == rows.shape.name:
            every = frozenset().union(*[self._items(record) for record, _ in self._contents])
            for item, columns in people.find_by:
                if name in columns:
                    yield _Held(str(item) in every, None)

    def _inner(self, table: str, name: str) -> Iterator[tuple[bool, InJson | InSerialized]]:
        for record, contents in self._contents:
            for blob in contents.blobs if contents.table.name == table else ():
                if isinstance(blob, InJson | InSerialized) and blob.column == name and blob.paths:
                    yield str(blob.item) in self._items(record), blob

    def _is_spoken(self, rows: Rows, column: Column) -> bool:
        """Return whether somebody spoke of the column, or it cannot say much: a key, a number, a day."""
        if column.sort not in _SPEAKING or any(column.name in key.columns for key in rows.shape.foreign):
            return True
        return any(
            one.table.stands_for(rows.shape.name)
            and (matches(one.column, column.name) if one.loose else one.column == column.name)
            for one in self._said
        )


def _judged(held: list[_Held], *, spoken: bool) -> Said | None:
    """Return in which rows a column goes; None where it goes in every row."""
    kept = [one.said for one in held if one.kept]
    left = [one.said for one in held if not one.kept]
    if not held:
        return None if spoken else sa.false()
    if any(said is None for said in kept) or not left:
        return None
    goes = sa.or_(sa.false(), *[said for said in kept if said is not None])
    if any(said is None for said in left):
        return goes
    held_back = sa.or_(*[said for said in left if said is not None])
    return sa.or_(goes, sa.not_(sa.func.coalesce(held_back, sa.false())))
