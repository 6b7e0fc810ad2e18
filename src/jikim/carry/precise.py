"""Where one condition says for certain that rows are due, as planned: for destruction, or to be moved apart.

Then nothing has to be judged of them first: a statement that finds every row of a chunk by its key and this condition
has asked and acted in one. It is tried only where dates of the product's own have a say, those of the row or of its one
person, and no hold; a chunk in which it does not find every row is asked about in the ordinary way. The condition is
what follows from the rules of every strand (`all_over`, `live_over`), whosever the row is; it may miss rows, and never
adds one. Of what is moved apart it says as well that something still keeps it, which only columns can say that alone
tell their event.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo
from functools import cache

import sqlalchemy as sa

from jikim.connect.rows import Rows, Said, bound
from jikim.find.clocks import meanings, sql_moment, told_by_person, told_by_rows
from jikim.find.due import Question
from jikim.find.keyed import keyed
from jikim.find.leaning import needed
from jikim.find.lens import Lens
from jikim.find.links import Aliases, Whose, whose
from jikim.find.moments import SqlMoment
from jikim.find.steps import MYSQL
from jikim.lifecycle import COLLECTED, AllOf, Occurs, Strand, Way, all_over, live_over, ways
from jikim.mapping import Data, Ending, Moment, Record
from jikim.period import Instant, day_of, instant_of
from jikim.plan import Key, Part
from jikim.tables import Product, Sort

_FIRST_NAME = 8000
_STEADY = date(1990, 1, 1)  # summer time in Korea ended in 1988


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
    plain = not others and part.ends and record.destroy.ending is Ending.DELETE and lens.single is None
    held = question.held.get(part.table) or question.stays.get(str(record.activity)) or needed(question, part.table)
    if not plain or held or not _is_all(part, lens) or not _is_readable(question, record):
        return None
    aliases = Aliases(question.schema, _FIRST_NAME)
    rows = _bare(aliases.rows(record.table))
    clocks = _Clocks(question, record, aliases, rows)
    over = clocks.over(lens.strands, frozenset(part.preserve))
    kept = [clocks.kept(strand) for strand in lens.strands if strand.name in part.preserve]
    if over is None or any(one is None for one in kept):
        return None
    still = [one for one in kept if one is not None]
    return Precise(rows, key, sa.and_(rows.meets(record.contents.where), clocks.is_collected(), over, *still))


def _is_all(part: Part, lens: Lens) -> bool:
    """Return whether a part speaks of every strand that a row of the record can have."""
    names = {strand.name for strand in lens.strands}
    if not part.preserve:
        return bool(names) and set(part.destroy) <= names
    return all({strand.name for strand in chosen} == {*part.destroy, *part.preserve} for chosen in lens.sets())


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
    """What the columns of the row itself tell, and those of its person."""

    def __init__(self, question: Question, record: Record, names: Aliases, rows: Rows) -> None:
        self._question, self._rows = question, rows
        self._own = told_by_rows(names, question.data, record, rows)
        owners = whose(names, question.data, record, rows)
        self._owner = owners[0] if len(owners) == 1 and owners[0].person is not None else None
        self._theirs = told_by_person(names, question.data, self._owner) if self._owner else {}
        collected = record.collected
        self._collected = (
            sql_moment(names, question.data, record.table, collected, rows, ())
            if collected is not None and collected.columns
            else None
        )

    def over(self, strands: Sequence[Strand], preserved: frozenset[str]) -> Said | None:
        """Return that nothing keeps these any more, and those that are to be preserved no longer in use."""
        now, calendar = self._question.now, self._question.calendar
        rules = [(live_over if one.name in preserved else all_over)(one.keeping, now, calendar) for one in strands]
        events = {each.event: each for one in strands for each in one.keeping.events}
        found = [said for way in ways(AllOf(tuple(rules))) if (said := self._way(way, events)) is not None]
        return sa.or_(*found) if found else None

    def kept(self, strand: Strand) -> Said | None:
        """Return that something keeps a strand; None where that is not for these columns to say."""
        events = {each.event: each for each in strand.keeping.events}
        never = {event for event, each in events.items() if not each.begins and self._is_untold(each)}
        if any(each.personal or not self._is_only(each) for event, each in events.items() if event not in never):
            return None
        predicate = all_over(strand.keeping, self._question.now, self._question.calendar)
        some = [way for way in ways(predicate) if not any(way.events.get(event) for event in never)]
        found = [self._way(way, events) for way in some]
        over = [said for said in found if said is not None]
        return sa.not_(sa.func.coalesce(sa.or_(sa.false(), *over), sa.false())) if len(over) == len(found) else None

    def _way(self, way: Way, events: dict[str, Occurs]) -> Said | None:
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
        if occurs is not None and occurs.personal:
            return self._left(occurs, cutoff)
        moment = self._moment(event, occurs)
        told = self._handed_in(occurs, cutoff) if occurs is not None else None
        if moment is None:
            return told
        if told is not None:
            return sa.or_(told, moment.before(cutoff))
        if occurs is None or not occurs.begins or self._collected is None or not self._is_only(occurs):
            return moment.before(cutoff)
        began = sa.and_(self._collected.before(cutoff), moment.missing(self._question.until))
        return sa.or_(moment.before(cutoff), began)

    def _handed_in(self, occurs: Occurs, cutoff: Instant) -> Said | None:
        """Return that what was handed in of the row's one person (they asked for erasure) came before the cutoff.

        Only of an event whose first occurrence counts, in whatever spell: then nothing that others tell undoes it. Keys
        must be ones that a product compares as Python does, which texts are not.
        """
        people, owner, told = self._question.data.people, self._owner, self._question.told
        if occurs.personal or occurs.last or occurs.begins or owner is None or owner.person is None or people is None:
            return None
        handed = (one for name in meanings(self._question.policy, occurs.source) for one in told.get(name, {}).items())
        came = {key for key, instants in handed if any(at < cutoff and at <= self._question.until for at in instants)}
        keys = [(key,) for key in came if isinstance(key, int)]
        exact = owner.person.sort(str(people.key), people.place).sort is Sort.INTEGER
        if not keys or not exact:
            return None
        said = sa.and_(owner.named, keyed(owner.person, (str(people.key),), keys))
        return said if owner.person is self._rows else self._exists(owner, said)

    def _left(self, occurs: Occurs, cutoff: Instant) -> Said | None:
        """Return that an event of the person came before the cutoff, and ended the spell in which they came.

        No spell begins after the row was collected that was collected in it; so what came later ended it.
        """
        names = meanings(self._question.policy, occurs.source)
        theirs = [moment for name in names for moment in self._theirs.get(name, ())]
        others = any(self._own.get(name) or self._question.told.get(name) for name in names)
        owner, collected = self._owner, self._collected
        if owner is None or collected is None or len(theirs) != 1 or others or occurs.source not in self._theirs:
            return None
        since = _no_earlier(theirs[0], collected, self._question.until)
        if since is None:
            return None
        said = sa.and_(theirs[0].before(cutoff), collected.before(self._question.now + 1), since, owner.named)
        return said if owner.person is self._rows else self._exists(owner, said)

    def _exists(self, owner: Whose, said: Said) -> Said | None:
        """Return that a row leads to its person, of whom something holds."""
        first, *further = owner.links
        if any(link.rows.shape.name == self._rows.shape.name for link in owner.links):
            return None  # a table that is asked while it is written to
        source: sa.FromClause = first.rows.source
        for link in further:
            source = source.join(link.rows.source, link.on)
        found: sa.Select[int] = sa.select(sa.literal_column("1", sa.Integer)).select_from(source).where(first.on, said)
        return found.correlate(self._rows.source).exists()

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
        elif occurs is None or (occurs.last and not self._is_only(occurs)):
            return None
        else:
            found = list(self._own.get(occurs.source, ()))
        return next((moment for moment in found if not moment.links), None)

    def _is_untold(self, occurs: Occurs) -> bool:
        """Return whether nobody tells an event, of the row or of a person, so that it has not come."""
        question = self._question
        return not any(
            self._own.get(name) or question.told.get(name) or name in self._of_people()
            for name in meanings(question.policy, occurs.source)
        )

    def _of_people(self) -> frozenset[str]:
        people = self._question.data.people
        return frozenset(str(event) for event, _ in people.events) if people else frozenset()

    def _is_only(self, occurs: Occurs) -> bool:
        """Return whether one column of the row is all that can tell an event, so that it has no second occurrence."""
        names = meanings(self._question.policy, occurs.source)
        own = [moment for name in names for moment in self._own.get(name, ())]
        told = any(name in self._of_people() or self._question.told.get(name) for name in names)
        return len(own) == 1 and not own[0].links and occurs.source in self._own and not told


def _no_earlier(later: SqlMoment, before: SqlMoment, until: Instant) -> Said | None:
    """Return that a moment did not come before another; None where two columns cannot be compared as they are."""
    form = later.form
    if later.links or before.links or form != before.form or form.pattern:
        return None
    if len(later.moment.columns) != 1 or len(before.moment.columns) != 1:
        return None
    cell, since = later.rows.cell(later.moment.columns[0]), before.rows.cell(before.moment.columns[0])
    if form.sort is Sort.DATE or (form.sort is Sort.INSTANT and form.product is Product.POSTGRESQL):
        return cell >= since
    if form.sort is not Sort.NAIVE or not _is_steady(form.zone, until):
        return None
    return sa.and_(cell >= since, since >= bound(form.bound(instant_of(_STEADY))))


@cache
def _is_steady(zone: tzinfo | None, until: Instant) -> bool:
    """Return whether clocks were never put forward or back since `_STEADY`, so that what they show is in order."""
    years = range(_STEADY.year, day_of(until).year + 2)
    days = [datetime(year, month, day) for year in years for month in range(1, 13) for day in (1, 15)]  # noqa: DTZ001  (what clocks show)
    return zone is None or len({zone.utcoffset(day) for day in days}) == 1


def _bare(rows: Rows) -> Rows:
    """Return rows under the table's own name on MariaDB and MySQL, which take no other in a plain DELETE."""
    source: sa.FromClause = rows.source
    if rows.product in MYSQL and isinstance(source, sa.Alias) and isinstance(source.element, sa.TableClause):
        return replace(rows, source=source.element)
    return rows
