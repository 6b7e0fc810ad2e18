"""A real shop, carried to the end as it is typed: what is left in every table, and what stands apart, by the table.

`oscar_expected.csv` says how many rows of each table are destroyed, preserved, released and left; every table that it
does not name is as it was. After that nobody who left is found by value in any of the 94 tables.
"""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from jikim.cli import run
from tests.testapps import oscar
from tests.testapps.test_plan_oscar import MEMBERS, PRODUCTS, numbers

HERE = Path(__file__).parent
DAY = ("--as-of", "2026-11-09T09:00")
DATA = ("--data", "data.yaml")
TABLES = 94
pytestmark = pytest.mark.testapps


@dataclass(frozen=True, slots=True)
class Carried:
    """The shop before and after, rows by table; what stood apart; and what each command said."""

    before: dict[str, int]
    after: dict[str, int]
    apart: dict[str, int]
    applied: dict[str, object]
    verified: tuple[int, dict[str, object]]
    next_plan: dict[str, object]
    logged: int


@pytest.fixture(scope="module", params=PRODUCTS)
def carried(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Carried:
    """The way from `init` to `verify`."""
    folder = tmp_path_factory.mktemp("carried")
    shop, separate = (f"sqlite:///{folder / name}" for name in ("shop.sqlite", "separate.sqlite"))
    sqlite3.connect(folder / "separate.sqlite").close()
    if request.param == "postgresql":
        make: Callable[[int], tuple[str, ...]] = request.getfixturevalue("postgres_databases")
        shop, separate = make(2)
    oscar.build(shop, MEMBERS)
    before = rows(shop)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        typed = Typed({"SHOP_DB": shop, "SEPARATE_DB": separate}, patch)
        typed("init", "gaon")
        for name in ("policy", "data"):
            Path(f"{name}.yaml").write_text((HERE / f"oscar.{name}.yaml").read_text("utf-8"), encoding="utf-8")
        typed("enact", "policy.yaml")
        typed("separate", "prepare", *DATA)
        typed("plan", *DATA, "-o", "plan.json", *DAY)
        typed("approve", "--plan", "plan.json", *DATA, "--role", "cpo")
        applied = typed.json("apply", "--plan", "plan.json", *DATA)
        verified = typed.ended("verify", *DATA)
        planned = typed.json("plan", *DATA, *DAY)
        logged = typed.ended("log", "verify")[0]
    return Carried(before, rows(shop), rows(separate), applied, verified, planned, logged)


class Typed:
    """Types commands and keeps what they print."""

    def __init__(self, environment: dict[str, str], patch: pytest.MonkeyPatch) -> None:
        self._environment, self._patch = environment, patch

    def __call__(self, *words: str) -> None:
        assert run(words, self._environment) == 0, words

    def ended(self, *words: str) -> tuple[int, dict[str, object]]:
        """Return how a command ended, and its answer for scripts."""
        out = Path("out.json")
        with out.open("w", encoding="utf-8") as file, pytest.MonkeyPatch.context() as patch:
            patch.setattr("sys.stdout", file)
            code = run([*words, "--json"], self._environment)
        said = json.loads(out.read_text("utf-8"))
        return code, said if isinstance(said, dict) else {"answers": said}

    def json(self, *words: str) -> dict[str, object]:
        """Return the answer of a command that succeeds."""
        code, said = self.ended(*words)
        assert code == 0, words
        return said


def rows(url: str) -> dict[str, int]:
    """How many rows every table of a database has."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        names = sa.inspect(connection).get_table_names()
        return {name: connection.execute(sa.select(sa.func.count()).select_from(sa.table(name))).scalar_one()
                for name in names}  # fmt: skip


def test_every_table_is_left_with_the_rows_of_the_hand_written_answer(carried: Carried) -> None:
    expected = dict(carried.before)
    for table, fates in numbers():
        expected[table] = fates["left"] + fates["released"] + fates["emptied"]

    assert carried.after == expected
    assert len([name for name in carried.before if name != "sqlite_sequence"]) == TABLES


def test_exactly_what_the_law_keeps_stands_apart(carried: Carried) -> None:
    expected = {table: fates["preserved"] for table, fates in numbers() if fates["preserved"]}

    assert {table: carried.apart[table] for table in expected} == expected
    assert {table for table, count in carried.apart.items() if count} == expected.keys() | {"jikim_kept"}


def test_the_answer_of_apply_counts_what_went(carried: Carried) -> None:
    gone = {table: fates["destroyed"] + fates["preserved"] for table, fates in numbers()}
    kept = {table: fates["preserved"] for table, fates in numbers() if fates["preserved"]}

    assert carried.applied["kept"] == kept
    changed = carried.applied["changed"]
    assert isinstance(changed, dict)
    assert {table: count for table, count in changed.items() if table != "order_order"} == {
        table: count for table, count in gone.items() if table != "order_order"
    }
    assert (carried.applied["skipped"], carried.applied["gone"]) == (0, 0)


def test_nobody_who_left_is_found_by_value_and_nothing_more_is_due(carried: Carried) -> None:
    assert carried.verified[0] == 0, carried.verified[1]
    assert carried.next_plan["due"] == 0
    assert carried.logged == 0
