"""Keys of other tables that cannot be emptied when the row goes that they name, whatever the key says."""

from dataclasses import replace

import pytest

from jikim.tables import Check, OnDelete
from tests.mapping.test_drift import SOUND
from tests.mapping.test_preflight import found, refers


@pytest.mark.parametrize("lets", [OnDelete.SET_NULL, OnDelete.NOTHING])
def test_a_column_that_a_check_or_the_table_keeps_filled_is_not_emptied_when_its_row_goes(lets: OnDelete) -> None:
    strict = refers("likes", lets, nullable=False)
    checked = replace(refers("likes", lets, nullable=True), checks=(Check("CHECK ((m IS NOT NULL))"),))
    unclear = replace(checked, checks=(Check("CHECK ((m IS NOT NULL) OR (guest IS NOT NULL))"),))
    for shape in (strict, checked):
        assert [line[:31] for line in found(SOUND, shape)] == ["error 3:3 preflight-reference '"]
    told = [line.split(" ")[2] for line in found(SOUND, unclear)]
    assert told == ["preflight-check", "preflight-reference-emptied"]
