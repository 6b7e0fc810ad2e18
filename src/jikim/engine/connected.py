"""A service whose own databases are connected: the mapping, the policy in force, and a way into each database.

Whatever is opened here is opened so that nothing can be written. People are the same on both sides by what the service
calls them: the reference that the vault keeps sealed is the key of the people table, as text. So an event that was
reported, and a hold that was opened, for somebody whom the vault knows counts for their rows as well.
"""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import ExitStack
from decimal import Decimal, InvalidOperation
from types import TracebackType
from typing import Any
from uuid import UUID

from sqlalchemy.engine import Engine

from jikim.connect import describe, open_read_only
from jikim.database import queries
from jikim.engine.mapped import Mapped
from jikim.engine.running import Enacted, Running
from jikim.errors import OperatorError
from jikim.find import Question
from jikim.lifecycle import strands
from jikim.mapping import Data, Database, Use
from jikim.messages import msg
from jikim.period import Instant, day_of
from jikim.policy import Policy
from jikim.tables import Column, Product, Schema, Sort

_STATEMENT_SECONDS = 3600
"""A plan may read a whole table where an index is missing; what it reads waits for nobody, and locks nothing."""


class Connected:
    """A running service and the databases that its mapping names; `addresses` are their URLs by name.

    To be used in a `with`, at whose end every connection is given back.
    """

    def __init__(self, running: Running, mapped: Mapped, addresses: Mapping[str, str]) -> None:
        self.running = running
        self.mapped = mapped
        self._addresses = addresses
        self._engines: dict[str, Engine] = {}
        self._schemas: dict[str, Schema] = {}
        self._open = ExitStack()

    def __enter__(self) -> "Connected":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open.close()

    @property
    def data(self) -> Data:
        """The mapping."""
        return self.mapped.data

    def enacted(self, now: Instant) -> Enacted:
        """Return the policy in force; refuses when none is yet."""
        return self.running.in_force(now)

    # Databases

    def address(self, name: str) -> str:
        """Return the URL of a database, with what it takes to get in: never to be shown. Raises OperatorError."""
        if name not in self._addresses:
            raise OperatorError(
                msg("the address of the database '{name}' is not given", name=name),
                msg("what is asked for stands there, or depends on it"),
                msg("set it as data.yaml says"))  # fmt: skip
        return self._addresses[name]

    def reaches(self, name: str) -> bool:
        """Return whether the address of a database is known."""
        return name in self._addresses

    def engine(self, name: str) -> Engine:
        """Return a database opened for reading. Raises OperatorError."""
        if name not in self._engines:
            engine = open_read_only(name, self.address(name), statement_seconds=_STATEMENT_SECONDS)
            self._open.callback(engine.dispose)
            self._engines[name] = engine
        return self._engines[name]

    def beside(self, live: str, use: Use) -> Database | None:
        """Return the database that keeps (`SEPARATE`) or shows (`VERIFY`) the rows of a live one, if there is one."""
        found = [one for one in self.data.databases if one.use is use]
        own = [one for one in found if one.of == live]
        return next(iter(own or [one for one in found if one.of is None and len(self.data.live) == 1]), None)

    def live_of(self, name: str) -> str | None:
        """Return the live database whose rows the separate one of that name keeps; None where it is none."""
        lives = (str(one.name) for one in self.data.live)
        sides = ((live, self.beside(live, Use.SEPARATE)) for live in lives)
        return next((live for live, beside in sides if beside is not None and beside.name == name), None)

    def schema(self, name: str) -> Schema:
        """Return the look of a database, as it was when first asked for."""
        if name not in self._schemas:
            self._schemas[name] = describe(self.engine(name), name)
        return self._schemas[name]

    def schemas(self) -> dict[str, Schema]:
        """Return the look of every live database, by name."""
        return {str(one.name): self.schema(str(one.name)) for one in self.data.live}

    def look_again(self) -> None:
        """Forget how the databases looked."""
        self._schemas.clear()

    # Questions

    def question(
        self,
        name: str,
        now: Instant,
        policy: Policy | None = None,
        mapped: Mapped | None = None,
        known: Instant | None = None,
    ) -> Question:
        """Return what is asked of a live database at `now`; by default under the policy in force and this mapping.

        `known`: until when it is known what happened, where that is later.
        """
        policy, data = policy or self.enacted(now).policy, (mapped or self.mapped).data
        schema = self.schema(name)
        return Question(data, policy, schema, name, now, self.running.calendar,
                        told=self.told(data, schema, max(now, known or now)),
                        stays=self.stays(data, schema, policy, now), known=known)  # fmt: skip

    def told(self, data: Data, schema: Schema, now: Instant) -> dict[str, dict[object, list[Instant]]]:
        """Return what the vault knows to have happened to people, by event and by their key in the people table."""
        column = _key_column(data, schema)
        found: dict[str, dict[object, list[Instant]]] = defaultdict(lambda: defaultdict(list))
        for reference, row in self._people("people_told", {"now": now}):
            for key in _keys(reference, column, schema.product)[:1]:
                found[row.name][key].append(row.at)
        return {event: dict(people) for event, people in found.items()}

    def stays(self, data: Data, schema: Schema, policy: Policy, now: Instant) -> dict[str, set[object]]:
        """Return the keys of people whom an open hold covers, by activity.

        Of an activity whose items it covers in part, and of every activity where the policy knows it no longer, it
        covers whole rows: what a hold might mean is not destroyed.
        """
        column = _key_column(data, schema)
        covered: dict[str, set[str]] = defaultdict(set)
        for strand in strands(policy, self.running.law, day_of(now)):
            for hold in strand.holds:
                covered[hold].add(strand.activity)
        known = {kind.id for kind in policy.holds}
        every = {activity.id for activity in policy.activities}
        found: dict[str, set[object]] = defaultdict(set)
        for reference, row in self._people("people_held", {}):
            for activity in covered[row.name] if row.name in known else every:
                found[activity].update(_keys(reference, column, schema.product))
        return dict(found)

    def _people(self, name: str, binds: dict[str, object]) -> list[tuple[str, Any]]:
        """Return the rows of a question about people, each with what the service calls the person."""
        live = self.running.vault.live
        with live.transaction() as connection:
            rows = connection.execute(queries("connected", live.dialect)[name], binds).all()
        references = self.running.people.references(rows)
        return [(references[bytes(row.id)], row) for row in rows]


def _key_column(data: Data, schema: Schema) -> Column | None:
    """Return the column that tells people apart: the key of their table, or what a record names them by."""
    if data.people is not None:
        shape = schema.table(data.people.table.name)
        return shape.column(data.people.key) if shape else None
    named = ((schema.table(record.table.name), owner) for record in data.records for owner in record.owners)
    return next((shape.column(owner.column) for shape, owner in named if shape and owner.column), None)


def _keys(reference: str, column: Column | None, product: Product) -> tuple[object, ...]:
    """Return a reference as the driver would give it from the column, then as text; empty first where it cannot be."""
    key = _key(reference, column, product)
    return () if key is None else tuple(dict.fromkeys((key, reference)))


def _key(reference: str, column: Column | None, product: Product) -> object | None:
    if column is None or column.sort is Sort.TEXT:
        return reference
    try:
        if column.sort is Sort.INTEGER:
            return int(reference) if str(int(reference)) == reference else None
        if column.sort is Sort.DECIMAL:
            return Decimal(reference)
        if product is Product.POSTGRESQL and column.declared == "uuid":
            return UUID(reference)
        return bytes.fromhex(reference) if column.sort is Sort.BYTES else reference
    except (ValueError, InvalidOperation):
        return None
