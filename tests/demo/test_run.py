"""A demo lives whole years: it begins with the first of January and ends with a thirty-first of December."""

from pathlib import Path

import pytest

from jikim.demo import days_in, demo, open_new
from tests.demo.test_faults import SHOP

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("years", "days"), [(1, 366), (2, 731), (4, 1461), (10, 3653), (30, 10958)])
def test_a_year_has_the_days_of_the_calendar(years: int, days: int) -> None:
    assert days_in(years) == days, "2020 has 366, and so has every fourth after it"


def test_two_years_are_twenty_four_months(tmp_path: Path) -> None:
    reached: list[tuple[int, int]] = []
    result = demo(SHOP, 2, 2, 7, tmp_path / "vault", lambda done, of: reached.append((done, of)))
    assert len(result.decade.live) == 24
    assert len(reached) == 24
    assert reached[-1] == (731, 731), "the last day is the last of its month"


@pytest.mark.parametrize("page", ["README.md", "README.ko.md"])
def test_the_demo_does_not_wait_for_the_disk_and_a_readme_says_so(page: str, tmp_path: Path) -> None:
    vault = open_new(SHOP, tmp_path / "vault").vault
    with vault.live.transaction() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 0
    vault.close()
    assert "fsync" in (ROOT / page).read_text("utf-8")
