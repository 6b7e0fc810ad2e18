"""A service's own database, looked at: what its tables hold, proposed; and where a mapping has drifted from it.

Nothing is written to the database, and no value of a row leaves this file: proposals and findings speak of tables and
columns, of shares and counts. `survey` looks at the tables and at some rows of each; `live_findings` at tables alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from sqlalchemy.engine import Connection

from jikim.connect import DjangoProject, describe, open_read_only, overlap, sample, unseen
from jikim.detect import (
    Models,
    Overlap,
    Pair,
    People,
    candidates,
    people_tables,
    propose_columns,
    propose_events,
    propose_keys,
    relations,
    unplaced,
    with_ties,
    with_users,
)
from jikim.errors import Finding, OperatorError, Severity
from jikim.mapping import Data, Database, Detected, drift, preflight, propose, write
from jikim.messages import Language, Message, msg
from jikim.policy import Policy
from jikim.tables import Sample, Schema

LIVE = "live"  # what a proposed mapping calls its database
_MOST_PAIRS = 2000
_MOST_VALUES = 50


@dataclass(frozen=True, slots=True)
class Survey:
    """What was proposed of one database. `text` is a data.yaml; `unread` are tables whose rows could not be sampled,
    `unseen` says what the login is not shown."""

    detected: Detected
    text: str
    unread: tuple[str, ...] = ()
    unseen: tuple[Message, ...] = ()


def survey(
    address: str,
    written: str,
    *,
    policy: Policy | None = None,
    language: Language = Language.KOREAN,
    rows: int = 200,
    django: DjangoProject | None = None,
    reached: Callable[[int, int], None] = lambda done, total: None,
) -> Survey:
    """Look at the database at `address` (a URL) and propose its mapping, in which the address stands as `written`.

    `rows` are sampled of each table at most; the models of a project in `django` are heard beside them; `reached` is
    told how many tables of how many are done. Raises OperatorError.
    """
    models = django.models() if django else Models()
    with _opened(LIVE, address) as connection:
        schema = describe(connection, LIVE)
        if not schema.tables:
            raise _empty()
        samples = tuple(_samples(connection, schema, rows, reached))
        tied = with_ties(schema, models)
        people = with_users(people_tables(tied), schema, models)
        overlaps = dict(_overlaps(connection, tied, people, samples))
        hidden = unseen(connection)
    columns = propose_columns(tied, samples, models)
    detected = Detected(
        schema=schema,
        people=people,
        columns=columns,
        keys=propose_keys(tied, samples),
        relations=relations(tied, people, overlaps),
        events=propose_events(tied, samples, people),
        unplaced=unplaced(tied, samples, columns),
        policy=policy,
        language=language,
    )
    seen = {one.table for one in samples if one.rows}
    unread = tuple(one.name for one in schema.tables if one.rows > 0 and not one.view and one.name not in seen)
    return Survey(detected, write(propose(detected, [(LIVE, written)])), unread, hidden)


def live_findings(data: Data, policy: Policy, addresses: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return where the mapping, the policy and the live databases differ, and what would stand in a plan's way.

    `addresses` are the URLs of the databases by name.

    Raises OperatorError for a database that cannot be read.
    """
    found: list[Finding] = []
    for database in data.live:
        with _opened(database.name, addresses[database.name]) as connection:
            schema = describe(connection, database.name)
            hidden = unseen(connection)
        found += drift(data, schema, policy, database.name)
        found += preflight(data, policy, schema, database.name)  # as `plan` asks it: no plan is needed to hear of it
        found += [_hidden(database, what) for what in hidden]
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: (finding.place, finding.rule, str(finding.what))))


@contextmanager
def _opened(name: str, address: str) -> Iterator[Connection]:
    engine = open_read_only(name, address)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _samples(
    connection: Connection, schema: Schema, rows: int, reached: Callable[[int, int], None]
) -> Iterator[Sample]:
    for done, table in enumerate(schema.tables, 1):
        yield from sample(connection, schema, (table.name,), most=rows)
        reached(done, len(schema.tables))


def _overlaps(
    connection: Connection, schema: Schema, people: tuple[People, ...], samples: Iterable[Sample]
) -> Iterator[tuple[Pair, Overlap]]:
    """Count shared values where nothing declares a key, for pairs of like names and types, and no more than so many."""
    values = {(one.table, one.column): one.values for one in samples if one.values}
    declared = {(table.name, key.columns[0]) for table in schema.tables for key in table.foreign}
    pairs = (
        pair
        for pair in candidates(schema, people)
        if (pair.table, pair.column) in values and (pair.table, pair.column) not in declared
    )
    for pair in islice(pairs, _MOST_PAIRS):
        asked = tuple(value for value in values[pair.table, pair.column] if value.strip())[:_MOST_VALUES]
        found = overlap(connection, schema, pair.to_table, pair.to_column, asked)
        if found is not None and asked:
            yield pair, Overlap(len(asked), found)


def _hidden(database: Database, what: Message) -> Finding:
    return Finding("schema-unseen", Severity.INFO, database.place, what,
        msg("what the login is not shown cannot be compared"),
        msg("give the login the right to see it, or have it looked at by one that may"))  # fmt: skip


def _empty() -> OperatorError:
    return OperatorError(
        msg("no table is seen in the connected database"),
        msg("it is empty, or the login is shown none of its tables"),
        msg("name the right database, or give the login SELECT on its tables"))  # fmt: skip
