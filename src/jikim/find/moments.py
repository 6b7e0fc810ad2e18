"""A moment of the mapping as SQL: that something happened before a cutoff, that it has not happened, and when it did.

Conditions compare the column itself with a value in its own representation (`forms.py`), so that its index serves.
What happened to other rows (a payment of an order) is asked as `key IN (SELECT ...)`, which may begin at either end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from jikim.connect.rows import Cell, Link, Rows, Said, as_text, bound, is_text
from jikim.errors import DocumentError
from jikim.find.forms import Form, Unreadable, form_of
from jikim.mapping import Moment
from jikim.messages import msg
from jikim.period import Instant
from jikim.tables import Product, Sort

_DATES = {Sort.DATE, Sort.NAIVE, Sort.INSTANT}


@dataclass(frozen=True, slots=True)
class SqlMoment:
    """A moment told by columns of `rows`, to which `links` lead; of several columns, the first not empty.

    `when` speaks of the row itself, `inner` of the rows that go with it.
    """

    moment: Moment
    rows: Rows
    form: Form
    links: tuple[Link, ...] = ()
    when: Said = field(default_factory=sa.true)
    inner: Said = field(default_factory=sa.true)

    def before(self, cutoff: Instant) -> Said:
        """Return that it happened before the cutoff: at least once, if these are many rows."""
        return self._reached(self._before(cutoff))

    def since(self, cutoff: Instant) -> Said:
        """Return that it happened at the cutoff or later: at least once, if these are many rows."""
        happened = sa.or_(*[sa.func.coalesce(self._happened(cell), sa.false()) for cell in self._cells()])
        earlier = sa.func.coalesce(self._before(cutoff), sa.false())
        return sa.func.coalesce(self._reached(sa.and_(happened, sa.not_(earlier))), sa.false())

    def missing(self, now: Instant) -> Said:
        """Return that it has not happened by `now`; what is dated later has not."""
        return sa.not_(sa.func.coalesce(self.before(now + 1), sa.false()))

    def texts(self, now: Instant) -> tuple[sa.ColumnElement[str | None], ...]:
        """Return when it happened, as text: the value, or the first and the last of many rows up to `now`."""
        told = self._told()
        if not self.links:
            return (sa.cast(sa.case((self.when, told), else_=sa.null()), sa.Text),)
        return tuple(self._of_many(most(told), now) for most in (sa.func.min, sa.func.max))

    def read(self, text: str) -> Instant:
        """Return the instant that a text of `texts` says; raises Unreadable."""
        return self.form.read(text)

    @property
    def driven(self) -> tuple[tuple[str, str], ...]:
        """Table and column of every index that finds rows by this moment."""
        ends = (end for link in self.links for end in link.ends)
        return (*((self.rows.shape.name, str(column)) for column in self.moment.columns), *ends)

    def _cells(self) -> tuple[Cell, ...]:
        return tuple(self.rows.cell(column) for column in self.moment.columns)

    def _happened(self, cell: Cell) -> Said:
        zeros = [zero for zero in map(self._zero, self.moment.zero) if zero is not None]
        return sa.and_(cell >= bound(self.form.least), *[cell != bound(zero) for zero in zeros])

    def _zero(self, given: object) -> object:
        """Return a value that means "not yet" as the column would hold it; None where it cannot hold it."""
        if self.form.pattern or self.rows.product is Product.SQLITE:
            number = self.form.sort in {Sort.INTEGER, Sort.DECIMAL}
            return (int(str(given)) if str(given).lstrip("-").isdecimal() else None) if number else str(given)
        try:
            return self.form.bound(self.form.read(str(given)))
        except Unreadable:
            return None

    def _before(self, cutoff: Instant) -> Said:
        """Return that the first column that is not empty says so."""
        cells = self._cells()
        found = [
            sa.and_(*[sa.not_(sa.func.coalesce(self._happened(one), sa.false())) for one in cells[:at]],
                    self._happened(cell), self._less(cell, cutoff))
            for at, cell in enumerate(cells)
        ]  # fmt: skip
        return sa.or_(*found) if len(found) > 1 else found[0]

    def _less(self, cell: Cell, cutoff: Instant) -> Said:
        value = self.form.bound(cutoff)
        less = cell < bound(value)
        if self.rows.product is Product.SQLITE and not self.form.pattern and isinstance(value, str) and " " in value:
            # SQLite keeps text: the same day may be written with a T, which stands after every space.
            day, hour = value.split(" ")
            return sa.or_(sa.and_(less, cell < bound(f"{day}T")),
                          sa.and_(cell >= bound(f"{day}T"), cell < bound(f"{day}T{hour}")))  # fmt: skip
        return less

    def _told(self) -> Cell:
        cells = self._cells()
        return sa.case(*[(self._happened(cell), cell) for cell in cells], else_=sa.null())

    def _reached(self, said: Said) -> Said:
        if not self.links:
            return sa.and_(self.when, said)
        first, *further = self.links
        source: sa.FromClause = first.rows.source
        for link in further:
            source = source.join(link.rows.source, link.on)
        inner = sa.select(_far(first)).select_from(source).where(first.where, self.inner, said)
        return sa.and_(self.when, _near(first).in_(inner))

    def _of_many(self, value: sa.ColumnElement[object], now: Instant) -> sa.ColumnElement[str | None]:
        first, *further = self.links
        source: sa.FromClause = first.rows.source
        for link in further:
            source = source.join(link.rows.source, link.on)
        found = sa.select(value).select_from(source).where(first.on, self.inner, self._before(now + 1))
        one = found.correlate(first.before.source).scalar_subquery()
        return sa.cast(sa.case((self.when, one), else_=sa.null()), sa.Text)


def _near(link: Link) -> Cell:
    """Return the column before a link, written out where the other is a text."""
    mixed = is_text(link.rows, link.far) and not is_text(link.before, link.near)
    return as_text(link.before, link.near) if mixed else link.before.cell(link.near)


def _far(link: Link) -> Cell:
    mixed = is_text(link.before, link.near) and not is_text(link.rows, link.far)
    return as_text(link.rows, link.far) if mixed else link.rows.cell(link.far)


def moment_of(
    moment: Moment,
    rows: Rows,
    zone: str | None,
    links: Sequence[Link] = (),
    when: Said | None = None,
    inner: Said | None = None,
) -> SqlMoment:
    """Return a moment told by `rows`; without `when` or `inner`, its own conditions are about these rows.

    Raises DocumentError for a representation that cannot be compared.
    """
    forms = {
        form_of(rows.product, rows.sort(column, column.place), moment.form, zone, moment.place)
        for column in moment.columns
    }
    if len(forms) != 1:
        raise DocumentError(
            msg("{place}: the columns of one moment are of different kinds", place=str(moment.place)),
            msg("the first that is not empty counts, and days and instants are read differently"),
            msg("name the column that every row has, or give the event to the tables separately"))  # fmt: skip
    outer = rows.meets(moment.when) if when is None and inner is None else when
    return SqlMoment(moment, rows, forms.pop(), tuple(links), _or_true(outer), _or_true(inner))


def _or_true(said: Said | None) -> Said:
    return sa.true() if said is None else said
