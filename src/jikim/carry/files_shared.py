"""Which files a row still names, of any table of the mapping, once the rows are gone that they went with.

A file is looked for by every pattern that may lead to it, in this database: the value is what is left of its address
without what the pattern says before and behind it. Of a pattern with several columns the whole address is put together
by the database, row by row. What is found is put together once more and compared letter by letter, for a product may
take large and small letters for the same. Another way to write the same path (`a/../b`, a link) is not seen.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from jikim.connect.rows import Cell, Said
from jikim.find.due import Question
from jikim.find.spots import Spot, spots
from jikim.mapping import Files as Pattern
from jikim.plan import Key, RowFile
from jikim.tables import Sort

_S3 = "s3://"
_GAP = re.compile(r"\{([^{}]*)\}")
_TOGETHER = 500
_DIGITS = 18


def address_of(blob: Pattern, values: Key) -> str:
    """Return the address of a file by the values of the pattern's columns."""
    told = dict(zip(blob.columns, values, strict=True))
    return _GAP.sub(lambda gap: str(told[gap[1]]), str(blob.pattern))


def shared(
    live: Connection, question: Question, files: Sequence[RowFile], folder: Path, *, stays: bool
) -> frozenset[str]:
    """Return the addresses which some row names; `stays`: the rows of the files are still there, and do not count."""
    if not files:
        return frozenset()
    wanted = {_whole(file.address, folder): file.address for file in files}
    own = {(file.table, file.ident) for file in files} if stays else set()
    found: set[str] = set()
    for records in question.tables().values():
        for record in records:
            for spot in spots(question, record):
                if isinstance(spot.blob, Pattern) and not _is_its_own(spot, spot.blob, files):
                    found.update(_naming(live, spot, spot.blob, wanted, folder, own))
    return frozenset(found)


def _is_its_own(spot: Spot, blob: Pattern, files: Sequence[RowFile]) -> bool:
    """Return whether no other row of the table can lead to the same file: its key stands in the address."""
    mine = all((file.table, file.pattern) == (spot.rows.shape.name, str(blob.pattern)) for file in files)
    return mine and bool(spot.ident) and set(spot.ident) <= set(blob.columns)


def _naming(
    live: Connection, spot: Spot, blob: Pattern, wanted: Mapping[str, str], folder: Path, own: set[tuple[str, Key]]
) -> Iterator[str]:
    """Yield those of the addresses to which some row of a table leads."""
    names = (*spot.ident, *blob.columns)
    asked = sa.select(*[spot.rows.cell(name).label(f"c{at}") for at, name in enumerate(names)])
    for said in _leading(spot, blob, wanted, folder):
        rows: Sequence[Sequence[Any]] = live.execute(asked.where(said)).all()
        for row in rows:
            ident, values = tuple(row[: len(spot.ident)]), tuple(row[len(spot.ident) :])
            found = wanted.get(_whole(address_of(blob, values), folder))
            if found is not None and (spot.rows.shape.name, ident) not in own:
                yield found


def _leading(spot: Spot, blob: Pattern, wanted: Mapping[str, str], folder: Path) -> Iterator[Said]:
    """Yield what a row meets that leads to one of the files, for some of them at a time."""
    before, *between, behind = _GAP.split(str(blob.pattern))[::2]
    values = dict.fromkeys(value for whole, address in wanted.items()
                           for value in _within(whole, address, before, behind, folder))  # fmt: skip
    if not values or not blob.columns:
        return
    cell = spot.rows.cell(blob.columns[0]) if not between else _joined(spot, blob.columns, between)
    number = not between and spot.rows.sort(blob.columns[0], blob.place).sort is Sort.INTEGER
    text = not between and spot.rows.sort(blob.columns[0], blob.place).sort is Sort.TEXT
    some: list[object] = [int(one) for one in values if _is_number(one)] if number else list(values)
    compared = cell if number or text or between else sa.cast(cell, sa.String)
    for at in range(0, len(some), _TOGETHER):
        yield compared.in_(some[at : at + _TOGETHER])


def _within(whole: str, address: str, before: str, behind: str, folder: Path) -> Iterator[str]:
    """Yield what may stand between what a pattern says before and behind, if it leads to an address."""
    start = before if before.startswith(_S3) else _start(before, folder)
    for text in (whole, address):
        for head in {start, before}:
            if text.startswith(head) and text.endswith(behind) and len(text) > len(head) + len(behind):
                value = text[len(head) : len(text) - len(behind)]
                yield value
                if not head.startswith(_S3):
                    yield f"/{value}"


def _start(before: str, folder: Path) -> str:
    """Return what stands before the first brace as a whole path; a name cut short stays so."""
    base, cut, name = before.rpartition("/")
    return f"{_whole(f'{base}{cut}' or '.', folder).rstrip('/')}/{name}"


def _whole(address: str, folder: Path) -> str:
    """Return an address as one and the same text, however it is written."""
    return address if address.startswith(_S3) else os.path.normpath(os.path.abspath(folder / address))


def _joined(spot: Spot, columns: Sequence[str], between: Sequence[str]) -> Cell:
    """Return the columns of a pattern put together with what stands between them."""
    first, *others = (sa.cast(spot.rows.cell(name), sa.String) for name in columns)
    joined: sa.ColumnElement[str] = first
    for text, cell in zip(between, others, strict=True):
        joined = joined + sa.literal(text, sa.String) + cell
    return sa.type_coerce(joined, sa.String)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _DIGITS and str(int(text)) == text
