"""A database goes away at each moment of a move in turn: what stands in both places stands in an open chunk."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from bench.tables.facts import Golden, wrong_at_rest, wrong_now
from bench.tables.products import OfPostgres
from bench.tables.shop import Size
from bench.tables.worlds import Template, World, carried, copied, found, template
from jikim.errors import OperatorError

Listener = Callable[..., None]
pytestmark = pytest.mark.postgres
LIVE, SEPARATE = "live", "separate"
MOMENTS = ("begin", "commit", "savepoint", "release_savepoint", "rollback_savepoint")
MOVING = "SET LOCAL timezone"
CONFIRMING = 4
"""The copy stands there and is about to be confirmed: it was begun, written and committed, and is asked for again."""
ONCE, AGAIN = 8, 11
"""Moments of a move by one statement and the beginning of the next; of one that is taken up in the careful way."""


@dataclass
class Ground:
    """What each run starts from, and who can take a database away."""

    shops: OfPostgres
    template: Template
    golden: Golden
    server: sa.Engine
    folder: Path

    def fresh(self) -> World:
        return copied(self.shops, self.template, self.folder / "world")

    def wrong(self, world: World) -> list[str]:
        return list(wrong_now(self.golden, found(world, self.template.plan)))

    def run(self, world: World, who: str = "", moment: int = 0) -> bool:
        """Carry the plan out; a database goes at a moment after the first move began. Return whether it went."""
        went = False
        with self.going(world, who, moment) as left:
            try:
                carried(world, self.template.plan)
            except OperatorError:
                went = True
            assert went == (next(left) > moment > 0), "a run ends early where a database goes, and only there"
        return went

    @contextmanager
    def going(self, world: World, who: str, moment: int) -> Iterator[Iterator[int]]:
        """Count the moments of both databases, and let one of them be away from one of these moments on."""
        names = {str(sa.make_url(url).database) for url in (world.live, world.separate)}
        gone = str(sa.make_url(world.live if who == LIVE else world.separate).database)
        count, begun = itertools.count(1), [False]

        def passed(connection: sa.Connection, *_: object) -> None:
            if begun[0] and connection.engine.url.database in names and next(count) == moment:
                self.let(gone, go=True)

        def asked(connection: sa.Connection, _: object, statement: str, *__: object) -> None:
            begun[0] |= connection.engine.url.database in names and statement.startswith(MOVING)

        heard: list[tuple[str, Listener]] = [*((name, passed) for name in MOMENTS), ("before_cursor_execute", asked)]
        for name, listener in heard:
            sa.event.listen(sa.Engine, name, listener)
        try:
            yield count
        finally:
            for name, listener in heard:
                sa.event.remove(sa.Engine, name, listener)
            self.let(gone, go=False)

    def let(self, database: str, *, go: bool) -> None:
        """Let nobody in, and end whoever is; or let everybody in again."""
        with self.server.connect() as connection:
            connection.exec_driver_sql(f'ALTER DATABASE "{database}" ALLOW_CONNECTIONS {not go}')
            if go:
                ended = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = %s"
                connection.exec_driver_sql(ended, (database,)).all()


@pytest.fixture(scope="module")
def ground(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """A small shop with an approved plan."""
    folder, shops = tmp_path_factory.mktemp("away"), OfPostgres(postgres_url)
    pristine = template(shops, folder / "template", size=Size(12, orders=1, lines=1, history=1))
    world = copied(shops, pristine, folder / "golden")
    before = found(world, pristine.plan)
    carried(world, pristine.plan)
    golden = Golden(pristine.plan, before, found(world, pristine.plan), whole=True)
    server = sa.create_engine(postgres_url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
    return Ground(shops, pristine, golden, server, folder)


@pytest.mark.parametrize("who", [SEPARATE, LIVE])
@pytest.mark.parametrize("again", [False, True], ids=["once", "again while it is taken up"])
def test_wherever_a_database_goes_what_stands_in_both_places_stands_in_an_open_chunk(
    ground: Ground, who: str, again: bool
) -> None:
    wrong: dict[int, list[str]] = {}
    for moment in range(1, (AGAIN if again else ONCE) + 1):
        world = ground.fresh()
        if again:
            assert ground.run(world, SEPARATE, CONFIRMING)
        assert ground.run(world, who, moment)
        wrong[moment] = ground.wrong(world)
        assert not ground.run(world)
        wrong[moment] += wrong_at_rest(world, ground.golden)

    assert {moment: found for moment, found in wrong.items() if found} == {}


def test_a_copy_that_was_made_of_a_row_that_is_due_no_longer_is_taken_back(ground: Ground) -> None:
    world, plan = ground.fresh(), ground.template.plan
    assert ground.run(world, SEPARATE, CONFIRMING)
    seen = found(world, plan)
    both = sorted(key for key in seen.journal.open if key in seen.kept() and key[0] == "disputes")
    assert both
    live = sa.create_engine(world.live, poolclass=sa.NullPool)
    with live.begin() as connection:  # the service opens the matter again
        connection.exec_driver_sql(f"UPDATE disputes SET settled_at = '2026-05-30' WHERE id = {both[0][1]}")

    work = carried(world, plan)

    after = found(world, plan)
    assert both[0] in {(table, key[0]) for table, key in work.skipped}
    assert both[0] in after.roots
    assert both[0] not in after.kept()
    assert not after.journal.open
    separate = sa.create_engine(world.separate, poolclass=sa.NullPool)
    with separate.connect() as connection:
        left = set(connection.exec_driver_sql("SELECT id FROM disputes").scalars())
    assert left == {key for table, key in after.kept() if table == "disputes"}
