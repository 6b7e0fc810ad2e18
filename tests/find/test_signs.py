"""What a day tells of all its moments is what each of them tells."""

from bisect import bisect_right
from datetime import datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jikim.connect.rows import rows_of
from jikim.errors import Place
from jikim.find.forms import Unreadable
from jikim.find.moments import moment_of
from jikim.find.signs import InRow
from jikim.mapping import Moment
from jikim.policy import Text
from jikim.tables import Column, Product, Schema, Shape, Sort

HERE = Place("data.yaml", 1, 1)
ZONES = ("Asia/Seoul", "UTC", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "+09:00")
WALLS = st.datetimes(datetime(1950, 1, 1), datetime(2037, 12, 31))
SECOND = 1_000_000


def told(zone: str, product: Product = Product.POSTGRESQL) -> InRow:
    column = Column("at", Sort.NAIVE, "timestamp")
    rows = rows_of(Schema(product, "", (Shape("t", (column,)),)), "t", "t", HERE)
    return InRow(moment_of(Moment(HERE, (Text.at("at", HERE),)), rows, zone), 0, {})


@pytest.mark.parametrize("zone", ZONES)
@given(wall=WALLS, others=st.lists(WALLS, max_size=4), near=st.timedeltas(timedelta(days=-1), timedelta(days=1)))
@example(wall=datetime(2024, 3, 10, 3, 30), others=[], near=timedelta(hours=-1))
@example(wall=datetime(2024, 11, 3, 1, 30), others=[], near=timedelta(0))
@example(wall=datetime(2011, 12, 30, 12), others=[], near=timedelta(hours=1))
@example(wall=datetime(1987, 5, 10, 3), others=[], near=timedelta(minutes=1))
def test_a_moment_has_passed_what_its_day_has_passed(
    zone: str, wall: datetime, others: list[datetime], near: timedelta
) -> None:
    one = told(zone)
    read = one.moment.read
    cutoffs = sorted({read(str(each)) for each in (*others, wall + near)} | {read(str(wall)) + 1})
    for text in (str(wall), str(wall.replace(microsecond=0)), f"{wall.date()} 00:00:00", f"{wall.date()} 23:59:59.9"):
        assert one.place((text,), cutoffs) == bisect_right(cutoffs, read(text)), text


@pytest.mark.parametrize("text", ["infinity", "12020-01-01 00:00:00", "0044-03-15 00:00:00 BC", "2020-01-01"])
def test_what_is_no_day_of_ours_is_read_by_itself(text: str) -> None:
    one = told("Asia/Seoul")
    cutoffs = [one.moment.read("2020-06-01 00:00:00")]
    try:
        expected = bisect_right(cutoffs, one.moment.read(text))
    except Unreadable:
        with pytest.raises(Unreadable):
            one.place((text,), cutoffs)
    else:
        assert one.place((text,), cutoffs) == expected


def test_nothing_told_has_passed_nothing() -> None:
    assert told("UTC").place((None,), [0]) == -1


def test_what_sqlite_was_given_is_never_taken_for_a_day() -> None:
    assert told("Asia/Seoul").is_plain
    assert not told("Asia/Seoul", Product.SQLITE).is_plain


@given(walls=st.lists(st.sampled_from([None, *(datetime(2024, 3, day, hour) for day in (1, 2) for hour in (0, 12))])))
def test_what_rows_said_before_changes_nothing_for_the_next(walls: list[datetime | None]) -> None:
    one = told("Asia/Seoul")
    cutoffs = [one.moment.read("2024-03-01 06:00:00")]
    texts = [None if wall is None else str(wall) for wall in walls]
    alone = [told("Asia/Seoul").place((text,), cutoffs) for text in texts]
    assert [one.place((text,), cutoffs) for text in texts] == alone
