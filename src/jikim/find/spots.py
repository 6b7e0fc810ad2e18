"""Where a part has something that is no column's value by itself: each blob, with the rows it is looked for in."""

from collections.abc import Iterator
from dataclasses import dataclass

from jikim.connect.rows import Link, Rows
from jikim.find.clocks import with_children
from jikim.find.due import Question
from jikim.find.links import Aliases
from jikim.mapping import Blob, Contents, Files, Record
from jikim.mapping.lives import lives
from jikim.plan import Part
from jikim.policy import Text


@dataclass(frozen=True, slots=True)
class Spot:
    """One blob of a table; `links` lead to its rows from those of the record."""

    rows: Rows
    root: Rows
    links: tuple[Link, ...]
    contents: Contents
    blob: Blob

    @property
    def ident(self) -> tuple[str, ...]:
        """The columns that tell a row apart; where there is no key, by which it goes with the row above."""
        key = tuple(map(str, self.contents.key)) or self.rows.shape.primary
        return key or tuple(link.far for link in self.links[-1:])

    @property
    def column(self) -> Text:
        """The column that the blob stands in; files stand in none."""
        return self.blob.pattern if isinstance(self.blob, Files) else self.blob.column

    @property
    def name(self) -> str:
        """The name of that column."""
        return str(self.column)


def spots(question: Question, record: Record) -> Iterator[Spot]:
    """Yield every blob of a record and of its children."""
    names = Aliases(question.schema)
    root = names.rows(record.table)
    for contents, links in with_children(names, record.contents, root):
        for blob in contents.blobs:
            yield Spot(links[-1].rows if links else root, root, links, contents, blob)


def key_of(question: Question, part: Part) -> tuple[str, ...]:
    """Return the columns of the keys of a part."""
    records = question.tables()[part.table]
    said = next((one.contents.key for one in records if one.contents.key), ())
    return tuple(map(str, said)) or Aliases(question.schema).rows(records[0].table).shape.primary


def ended_items(question: Question, part: Part, record: Record) -> frozenset[str]:
    """Return the items of a record of which a part leaves nothing in use."""
    strands = lives(question.kinds(), record, question.policy)
    over, stays = {*part.destroy, *part.preserve}, set(part.remaining)
    ended = {str(item) for one in strands if one.name in over for item in one.items}
    return frozenset(ended - {str(item) for one in strands if one.name in stays for item in one.items})
