"""Whether rows can be found again: by a key of their own, and from the row with which they go."""

from collections.abc import Iterator

from jikim.errors import Finding
from jikim.mapping.live import Live
from jikim.mapping.model import Child, Contents
from jikim.messages import msg
from jikim.tables import Shape


def rows(live: Live) -> Iterator[Finding]:
    """Yield tables that are views, have no key, or are not tied to the table they go with."""
    for record in live.data.records:
        for contents in record.contents.all():
            yield from _keyed(live, contents)
            for child in contents.children:
                yield from _tied(live, contents, child)


def _keyed(live: Live, contents: Contents) -> Iterator[Finding]:
    for shape in live.shapes(contents.table):
        if shape.view:
            yield live.error(contents.table.place, "table-view",
                msg("'{table}' is a view", table=shape.name),
                msg("rows are destroyed in the tables that hold them"),
                msg("map those tables"))  # fmt: skip
        elif not shape.primary and not contents.key:
            yield live.error(contents.table.place, "key-missing",
                msg("the table '{table}' has no primary key", table=shape.name),
                msg("a plan names each row by its key, so that no other row is ever taken"),
                msg("name the columns that tell its rows apart: `key: [column, column]`"))  # fmt: skip


def _tied(live: Live, parent: Contents, child: Child) -> Iterator[Finding]:
    for above in live.shapes(parent.table)[:1]:
        for below in live.shapes(child.contents.table)[:1]:
            keys = parent.key or above.primary
            if child.tie is None and _ties(above, below) != 1:
                yield live.error(child.place, "child-untied",
                    msg("nothing says which rows of '{child}' go with a row of '{table}'",
                        child=below.name, table=above.name),
                    msg("the database has no foreign key between the two, or several"),
                    msg("name the column: `children: {{{child}: column}}`", child=below.name))  # fmt: skip
            elif child.tie is not None and child.tie.parent is None and len(keys) != 1:
                yield live.error(child.place, "child-untied",
                    msg("'{column}' of '{child}' is to equal the key of '{table}', which is not one column",
                        column=child.tie.column, child=below.name, table=above.name),
                    msg("the rows that go with a row are found by one column"),
                    msg("write both: `by: {column} -> column`", column=child.tie.column))  # fmt: skip


def _ties(above: Shape, below: Shape) -> int:
    """Return how many foreign keys lead from one table to the other, either way."""
    return sum(key.table == above.name for key in below.foreign) + sum(key.table == below.name for key in above.foreign)
