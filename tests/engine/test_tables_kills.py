"""A few real kills of a run on a service's tables; `python -m bench.tables.kill` does three hundred on each storage."""

import random  # noqa: TID251  (a seed makes a failure repeatable)
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.tables.kill import Ground, lost_late, measured, run
from bench.tables.products import OfFiles, OfMariaDb, OfPostgres

STORAGES = [
    "sqlite",
    pytest.param("postgresql", marks=pytest.mark.postgres),
    pytest.param("innodb", marks=pytest.mark.mariadb),
    pytest.param("myisam", marks=pytest.mark.mariadb),
]


@pytest.fixture(scope="module", params=STORAGES)
def ground(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """A shop with an approved plan, on each storage in turn."""
    folder = tmp_path_factory.mktemp("kills")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a fork beside threads: the child only works and ends
        yield measured(_shops(request, folder), request.param, folder)


def _shops(request: pytest.FixtureRequest, folder: Path) -> OfFiles | OfPostgres | OfMariaDb:
    if request.param == "sqlite":
        return OfFiles(folder / "databases")
    if request.param == "postgresql":
        return OfPostgres(str(request.getfixturevalue("postgres_url")))
    return OfMariaDb(str(request.getfixturevalue("mariadb_url")))


def test_killed_anywhere_it_loses_no_row_and_ends_as_if_nobody_had_stopped_it(ground: Ground) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        figures = run(ground, 5, random.Random(1))

    assert figures.wrong == []
    assert figures.kills == 5
    assert figures.rows > 0


def test_the_same_kills_lose_rows_where_the_copy_is_committed_last(ground: Ground) -> None:
    """The negative control: what never finds harm shows nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        kills, rows = lost_late(ground, 100, random.Random(1))

    assert set(rows) == {"disputes", "orders"}, f"{kills} kills with the copy committed last lost {rows} only"
