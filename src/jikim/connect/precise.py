"""Where one condition on a table's own columns says for certain that rows are due for destruction, as planned.

Then nothing has to be read of them first: a statement that finds every row of a chunk by its key and this condition
has asked and acted in one. It is tried only where no person, no other table and no text that might be unreadable has
a say, and no hold; a chunk in which it does not find every row is asked about in the ordinary way. The condition is
what follows from the rules of every strand (`all_over`), whosever the row is; it may miss rows, and never adds one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import sqlalchemy as sa

from jikim.connect.clocks import meanings, sql_moment, told_by_rows
from jikim.connect.due import Question
from jikim.connect.keyed import keyed
from jikim.connect.lens import Lens
from jikim.connect.links import Aliases
from jikim.connect.moments import SqlMoment
from jikim.connect.rows import Rows, Said
from jikim.connect.steps import MYSQL
from jikim.lifecycle import COLLECTED, AllOf, Occurs, Way, all_over, ways
from jikim.mapping import Data, Ending, Moment, Record
from jikim.period import Instant
from jikim.plan import Key, Part
from jikim.tables import Product

_FIRST_NAME = 8000


class Precise:
    """The rows of a part that are due for certain."""

    def __init__(self, rows: Rows, key: tuple[str, ...], said: Said) -> None:
        self.rows, self._key, self._said = rows, key, said

    def due(self, keys: Sequence[Key]) -> Said:
        """Return that a row is one of these, and due."""
        return sa.and_(keyed(self.rows, self._key, keys), self._said)

    def asked(self, keys: Sequence[Key]) -> sa.Select[*tuple[object, ...]]:
        """Return the question which of these rows are due."""
        return sa.select(*[self.rows.cell(name).label(name) for name in self._key]).where(self.due(keys))


def precise(question: Question, part: Part, lenses: Sequence[Lens], key: tuple[str, ...]) -> Precise | None:
    """Return what is due for certain; None where only the rows themselves can tell."""
    [lens, *others] = lenses
    record = lens.record
    plain = not others and part.ends and not part.preserve and record.destroy.ending is Ending.DELETE
    names = {strand.name for strand in lens.strands}
    held = question.held.get(part.table) or question.stays.get(str(record.activity))
    if not plain or held or not names or not set(part.destroy) <= names or not _is_readable(question, record):
        return None
    aliases = Aliases(question.schema, _FIRST_NAME)
    rows = _bare(aliases.rows(record.table))
    clocks = _Clocks(question, record, aliases, rows)
    predicate = AllOf(tuple(all_over(one.keeping, question.now, question.calendar) for one in lens.strands))
    events = {each.event: each for strand in lens.strands for each in strand.keeping.events}
    found = [said for way in ways(predicate) if (said := clocks.way(way, events)) is not None]
    if not found:
        return None
    return Precise(rows, key, sa.and_(rows.meets(record.contents.where), clocks.is_collected(), sa.or_(*found)))


def _is_readable(question: Question, record: Record) -> bool:
    """Return whether every moment that a row is judged by is a date of the product's own."""
    if question.schema.product is Product.SQLITE:
        return False
    return all(moment.form is None for moment in _moments(question.data, record))


def _moments(data: Data, record: Record) -> Iterator[Moment]:
    if record.collected is not None:
        yield record.collected
    for contents in record.contents.all():
        yield from (moment for _, moment in contents.events)
    if data.people is not None:
        yield from (moment for _, moment in data.people.events)


class _Clocks:
    """What the columns of the row itself tell."""

    def __init__(self, question: Question, record: Record, names: Aliases, rows: Rows) -> None:
        self._question, self._rows = question, rows
        self._own = told_by_rows(names, question.data, record, rows)
        collected = record.collected
        self._collected = (
            sql_moment(names, question.data, record.table, collected, rows, ())
            if collected is not None and collected.columns
            else None
        )

    def way(self, way: Way, events: dict[str, Occurs]) -> Said | None:
        """Return that things came to pass in one way; None where that is not for these columns to say."""
        parts: list[Said] = []
        for event, counts in way.events.items():
            now, calendar = self._question.now, self._question.calendar
            cutoffs = [calendar.cutoff(now, period, reading) for period, reading in counts]
            said = self._before(event, events.get(event), min(cutoffs)) if cutoffs else None
            if said is None:
                return None
            parts.append(said)
        return sa.and_(*parts) if parts else None

    def _before(self, event: str, occurs: Occurs | None, cutoff: Instant) -> Said | None:
        """Return that an event, or what stands in for it, came before the cutoff."""
        moment = self._moment(event, occurs)
        if moment is None:
            return None
        if occurs is None or not occurs.begins or self._collected is None or not self._is_only(occurs):
            return moment.before(cutoff)
        began = sa.and_(self._collected.before(cutoff), moment.missing(self._question.until))
        return sa.or_(moment.before(cutoff), began)

    def is_collected(self) -> Said:
        """Return that the row was not collected at a day to come."""
        if self._collected is None:
            return sa.true()
        empty = [self._rows.cell(column).is_(None) for column in self._collected.moment.columns]
        if self._collected.links:
            return sa.false()
        return sa.or_(sa.and_(*empty), self._collected.before(self._question.now + 1))

    def _moment(self, event: str, occurs: Occurs | None) -> SqlMoment | None:
        """Return what tells an event; of the person, or of one that counts by its last, others may tell more."""
        if event == COLLECTED:
            found = [self._collected] if self._collected else []
        elif occurs is None or occurs.personal or (occurs.last and not self._is_only(occurs)):
            return None
        else:
            found = list(self._own.get(occurs.source, ()))
        return next((moment for moment in found if not moment.links), None)

    def _is_only(self, occurs: Occurs) -> bool:
        """Return whether one column of the row is all that can tell an event, so that it has no second occurrence."""
        names = meanings(self._question.policy, occurs.source)
        own = [moment for name in names for moment in self._own.get(name, ())]
        people = self._question.data.people
        others = {str(event) for event, _ in people.events} if people else set[str]()
        told = any(name in others or self._question.told.get(name) for name in names)
        return len(own) == 1 and not own[0].links and occurs.source in self._own and not told


def _bare(rows: Rows) -> Rows:
    """Return rows under the table's own name on MariaDB and MySQL, which take no other in a plain DELETE."""
    source: sa.FromClause = rows.source
    if rows.product in MYSQL and isinstance(source, sa.Alias) and isinstance(source.element, sa.TableClause):
        return replace(rows, source=source.element)
    return rows
