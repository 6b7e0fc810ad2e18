import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.messages import Language
from jikim.timeline.chart import chart, summary, ticks
from jikim.timeline.svg import BROAD, NARROW
from tests.timeline.years import decade

NONE = (0,) * 120


@pytest.mark.parametrize("width", [BROAD, NARROW])
def test_the_picture_of_ten_years_is_well_formed_and_speaks(width: int) -> None:
    picture = ET.fromstring(chart(decade(), Language.KOREAN, width))
    assert picture.get("role") == "img"
    assert [child.tag.rpartition("}")[2] for child in picture][:2] == ["title", "desc"]
    assert picture[1].text == summary(decade(), Language.KOREAN)


def test_a_service_that_never_had_anybody_can_be_drawn() -> None:
    names = ("people", "live", "separate", "destroyed", "moved", "returned", "anonymised", "held")
    empty = chart(decade(**dict.fromkeys(names, NONE)), Language.KOREAN, BROAD)
    assert "nan" not in empty
    assert ET.fromstring(empty) is not None


def test_holds_are_drawn_only_where_there_were_any() -> None:
    assert 'class="held"' in chart(decade(), Language.KOREAN, BROAD)
    assert 'class="held"' not in chart(decade(held=NONE), Language.KOREAN, BROAD)


def test_the_summary_counts_everything_ever_collected() -> None:
    short = decade(live=(5, 2000), separate=(0, 300), destroyed=(0, 40), anonymised=(1, 1))
    assert summary(short, Language.ENGLISH) == (
        "After 2 months: 2,342 strands collected, of which 2,000 are in use, 300 are kept apart and 42 are gone"
    )


@given(most=st.integers(0, 10**9), count=st.integers(2, 6))
def test_a_scale_reaches_its_highest_count_in_a_few_equal_steps(most: int, count: int) -> None:
    marks = ticks(most, count)
    assert marks[0] == 0
    assert marks[-1] >= most
    assert len(marks) <= count + 2
    assert len({high - low for low, high in pairwise(marks)}) == 1
