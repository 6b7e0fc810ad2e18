"""The days of an edition."""

import pytest

from tests.check.judged import judged
from tests.check.test_parties import SIGNUP


@pytest.mark.parametrize(
    ("announced", "effective", "notice", "found"),
    [
        ("2026-01-01", "2026-01-08", "7 days", False),
        ("2026-01-02", "2026-01-08", "7 days", True),
        ("2026-01-08", "2026-01-08", "without delay", False),
        ("2026-01-09", "2026-01-08", "without delay", True),
        ("2026-01-01", "2026-01-31", "1 month", False),
        ("2026-01-01", "2026-01-15", "1 month", True),
    ],
)
def test_an_edition_is_announced_as_long_before_as_promised(
    announced: str, effective: str, notice: str, found: bool
) -> None:
    document = (
        f'version: {{id: "1", announced: {announced}, effective: {effective}}}\n'
        f"notice: {{changes: {notice}, by: 홈페이지}}"
    )
    assert judged(document + SIGNUP) == ([(1, "announced-late")] if found else [])
