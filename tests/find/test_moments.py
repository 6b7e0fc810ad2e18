"""Whatever a column writes, a comparison finds what happened before a cutoff, and nothing a unit too early."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from jikim.connect import describe
from jikim.connect.rows import rows_of
from jikim.errors import DocumentError, Place
from jikim.find.forms import Form, form_of
from jikim.find.moments import moment_of
from jikim.mapping import Condition, Moment
from jikim.period import Instant, day_of, instant_of
from jikim.policy import Text
from jikim.tables import Column, Product, Schema, Sort
from tests.connect.small import Small
from tests.testapps.people import chance

HERE = Place("data.yaml", 1, 1)
SEOUL = ZoneInfo("Asia/Seoul")
SECOND, DAY = 1_000_000, 86_400_000_000
INSTANTS: list[Instant] = sorted(
    instant + step
    for instant in [
        instant_of(datetime(2020, 1, 1, tzinfo=SEOUL)),
        instant_of(datetime(2024, 2, 29, 12, 30, tzinfo=UTC)),
        *(instant_of(datetime(1990, 1, 1, tzinfo=UTC)) + chance(47 * 365 * DAY, "moment", at) for at in range(30)),
    ]
    for step in (0, -1, 1, SECOND, -DAY)
)


def moment_at(instant: Instant) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=instant)


@dataclass(frozen=True, slots=True)
class Written:
    """A representation: the type by product, the mapping's words, how a moment is written, and what that says."""

    types: Mapping[Product, str]
    form: str | None
    zone: str | None
    value: Callable[[datetime], object]
    said: Callable[[datetime], datetime | date]


def everywhere(kind: str) -> dict[Product, str]:
    return dict.fromkeys(Product, kind)


def by_format(kind: str, form: str, zone: str | None, pattern: str, cut: int) -> Written:
    """A text in a pattern, in Seoul's clock."""
    return Written(everywhere(kind), form, zone, lambda at: at.astimezone(SEOUL).strftime(pattern),
                   lambda at: moment_at(instant_of(at) // cut * cut))  # fmt: skip


NAIVE = {Product.SQLITE: "timestamp", Product.POSTGRESQL: "timestamp", Product.MARIADB: "datetime(6)"}
TO_SECOND = {Product.SQLITE: "datetime", Product.POSTGRESQL: "timestamp(0)", Product.MARIADB: "datetime"}
AWARE = {Product.POSTGRESQL: "timestamptz", Product.MARIADB: "timestamp(6) NULL"}
FORMS = {
    "instant": Written(AWARE, None, None, lambda at: at.replace(tzinfo=None).isoformat(" "), lambda at: at),
    "naive": Written(
        NAIVE, None, "Asia/Seoul", lambda at: at.astimezone(SEOUL).replace(tzinfo=None).isoformat(" "), lambda at: at
    ),
    "naive_utc": Written(NAIVE, None, "UTC", lambda at: at.replace(tzinfo=None).isoformat(" "), lambda at: at),
    "to_second": Written(
        TO_SECOND, None, "UTC", lambda at: f"{at:%Y-%m-%d %H:%M:%S}", lambda at: at.replace(microsecond=0)
    ),
    "day": Written(
        everywhere("date"),
        None,
        None,
        lambda at: at.astimezone(SEOUL).date().isoformat(),
        lambda at: at.astimezone(SEOUL).date(),
    ),
    "ymd": Written(
        everywhere("varchar(8)"),
        "Ymd",
        None,
        lambda at: f"{at.astimezone(SEOUL):%Y%m%d}",
        lambda at: at.astimezone(SEOUL).date(),
    ),
    "ymd_number": Written(
        everywhere("integer"),
        "Ymd",
        None,
        lambda at: int(f"{at.astimezone(SEOUL):%Y%m%d}"),
        lambda at: at.astimezone(SEOUL).date(),
    ),
    "dashes": Written(
        everywhere("varchar(10)"),
        "Y-m-d",
        None,
        lambda at: f"{at.astimezone(SEOUL):%Y-%m-%d}",
        lambda at: at.astimezone(SEOUL).date(),
    ),
    "text_second": by_format("varchar(19)", "Y-m-d H:i:s", "Asia/Seoul", "%Y-%m-%d %H:%M:%S", SECOND),
    "text_minute": by_format("char(12)", "YmdHi", "+09:00", "%Y%m%d%H%M", 60 * SECOND),
    "text_hour": by_format("varchar(10)", "YmdH", "Asia/Seoul", "%Y%m%d%H", 3600 * SECOND),
    "number_second": Written(
        everywhere("bigint"),
        "YmdHis",
        "Asia/Seoul",
        lambda at: int(f"{at.astimezone(SEOUL):%Y%m%d%H%M%S}"),
        lambda at: at.replace(microsecond=0),
    ),
    "unix": Written(
        everywhere("bigint"), "unix", None, lambda at: instant_of(at) // SECOND, lambda at: at.replace(microsecond=0)
    ),
    "unix_ms": Written(
        everywhere("bigint"),
        "unix_ms",
        None,
        lambda at: instant_of(at) // 1000,
        lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000),
    ),
}
ZEROS: Mapping[str, Mapping[Product, object]] = {
    "day": {Product.SQLITE: "0000-00-00", Product.MARIADB: "0000-00-00"},
    "ymd": dict.fromkeys(Product, ""),
    "dashes": dict.fromkeys(Product, "0000-00-00"),
    "unix": dict.fromkeys(Product, 0),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A database with every representation as a column, and every instant as a row."""

    engine: Engine
    product: Product

    def before(self, name: str, cutoff: Instant) -> set[int]:
        """The rows whose moment lies before the cutoff, as the database finds them."""
        return self.ids(name, lambda told: told.before(cutoff))

    def ids(self, name: str, said: Callable[..., sa.ColumnElement[bool]]) -> set[int]:
        written = FORMS[name]
        rows = rows_of(describe_once(self.engine), "moments", "m", HERE)
        moment = Moment(HERE, (Text.at(name, HERE),), None if written.form is None else Text.at(written.form, HERE))
        asked = sa.select(rows.cell("id")).where(said(moment_of(moment, rows, written.zone)))
        with self.engine.connect() as connection:
            return {int(str(row[0])) for row in connection.execute(asked)}


_SEEN: dict[Engine, Schema] = {}


def describe_once(engine: Engine) -> Schema:
    if engine not in _SEEN:
        _SEEN[engine] = describe(engine)
    return _SEEN[engine]


def forms_of(product: Product) -> dict[str, Written]:
    return {name: written for name, written in FORMS.items() if product in written.types}


@pytest.fixture(scope="module")
def table(small: Small) -> Table:
    """The table, on each product in turn; its last row but one has nothing, the last what means not yet."""
    forms = forms_of(small.product)
    mode = "SET SESSION sql_mode='';" if small.product is Product.MARIADB else ""
    columns = ", ".join(f"{name} {written.types[small.product]}" for name, written in forms.items())
    lines = []
    for number, instant in enumerate(INSTANTS):
        lines.append([number, *(written.value(moment_at(instant)) for written in forms.values())])
    lines.append([len(INSTANTS), *(None for _ in forms)])
    zeros = [ZEROS[name].get(small.product) if name in ZEROS else None for name in forms]
    lines.append([len(INSTANTS) + 1, *zeros])
    values = ", ".join("(" + ", ".join(literal(value) for value in line) + ")" for line in lines)
    made = f"{mode} CREATE TABLE moments (id integer PRIMARY KEY, {columns}); INSERT INTO moments VALUES {values}"
    return Table(small.made(made), small.product)


def literal(value: object) -> str:
    return "NULL" if value is None else str(value) if isinstance(value, int) else f"'{value}'"


cutoffs = st.builds(
    lambda instant, unit, times: instant + unit * times,
    st.sampled_from(INSTANTS), st.sampled_from([1, 1000, SECOND, 60 * SECOND, 3600 * SECOND, DAY]), st.integers(-2, 2),
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cutoff=cutoffs)
def test_before_finds_what_lies_before_and_nothing_else(table: Table, cutoff: Instant) -> None:
    for name, written in forms_of(table.product).items():
        expected = {
            number for number, instant in enumerate(INSTANTS) if instant_of(written.said(moment_at(instant))) < cutoff
        }
        assert table.before(name, cutoff) == expected, name


def test_at_the_very_instant_it_has_not_yet_happened_before(table: Table) -> None:
    for name, written in forms_of(table.product).items():
        said = [instant_of(written.said(moment_at(instant))) for instant in INSTANTS]
        for cutoff in said[::16]:
            assert table.before(name, cutoff) == {at for at, one in enumerate(said) if one < cutoff}, name
            assert table.before(name, cutoff + 1) == {at for at, one in enumerate(said) if one <= cutoff}, name


def test_what_is_empty_zero_or_later_is_missing(table: Table) -> None:
    now = INSTANTS[len(INSTANTS) // 2]
    for name, written in forms_of(table.product).items():
        later = {number for number, at in enumerate(INSTANTS) if instant_of(written.said(moment_at(at))) > now}
        missing = table.ids(name, lambda told: told.missing(now))
        assert missing == {*later, len(INSTANTS), len(INSTANTS) + 1}, name


def test_what_the_product_writes_is_read_as_it_was_meant(table: Table) -> None:
    for name, written in forms_of(table.product).items():
        rows = rows_of(describe_once(table.engine), "moments", "m", HERE)
        form = None if written.form is None else Text.at(written.form, HERE)
        told = moment_of(Moment(HERE, (Text.at(name, HERE),), form), rows, written.zone)
        asked = sa.select(rows.cell("id"), *told.texts(INSTANTS[-1])).order_by(rows.cell("id"))
        with table.engine.connect() as connection:
            texts = [row[1] for row in connection.execute(asked)]
        assert texts[-2:] == [None, None], name
        read = [told.read(str(text)) for text in texts[:-2]]
        assert read == [instant_of(written.said(moment_at(at))) for at in INSTANTS], name


# Several columns, conditions, zeros


def two(small: Small, values: str) -> Engine:
    return small.made(f"CREATE TABLE t (id integer PRIMARY KEY, a varchar(8), b varchar(8), gone integer);"
                      f"INSERT INTO t VALUES {values}")  # fmt: skip


def found(engine: Engine, moment: Moment, cutoff: Instant) -> set[object]:
    rows = rows_of(describe(engine), "t", "m", HERE)
    with engine.connect() as connection:
        asked = sa.select(rows.cell("id")).where(moment_of(moment, rows, None).before(cutoff))
        return {row[0] for row in connection.execute(asked)}


def text(word: str) -> Text:
    return Text.at(word, HERE)


def test_the_first_column_that_is_not_empty_counts(small: Small) -> None:
    engine = two(small, "(1, '20200101', '20240101', 1), (2, '', '20200101', 1), (3, '20240101', '20200101', 1), "
                        "(4, NULL, NULL, 1)")  # fmt: skip
    moment = Moment(HERE, (text("a"), text("b")), text("Ymd"))
    assert found(engine, moment, instant_of(date(2022, 1, 1))) == {1, 2}


def test_a_row_that_does_not_meet_when_has_no_moment_and_a_stated_zero_is_none(small: Small) -> None:
    engine = two(small, "(1, '20200101', NULL, 1), (2, '20200101', NULL, 0), (3, '19000101', NULL, 1)")
    moment = Moment(HERE, (text("a"),), text("Ymd"), zero=("19000101",), when=(Condition(HERE, text("gone"), (1,)),))
    assert found(engine, moment, instant_of(date(2022, 1, 1))) == {1}


# SQLite keeps a moment as whatever text it is given


@pytest.mark.parametrize(
    "written",
    ["2020-01-01", "2020-01-01 00:00", "2020-01-01 00:00:00", "2020-01-01T00:00:00", "2020-01-01 00:00:00.000"],
)
def test_midnight_is_midnight_however_sqlite_was_given_it(written: str) -> None:
    form = Form(Product.SQLITE, Sort.NAIVE, "", SEOUL)
    midnight = instant_of(date(2020, 1, 1))
    assert form.read(written) == midnight
    assert not written < str(form.bound(midnight))
    assert written < str(form.bound(midnight + DAY))


def test_a_t_between_day_and_hour_is_compared_like_a_space(tmp_path: object) -> None:
    rows = "(1, '2020-01-01T08:00:00'), (2, '2020-01-01 08:00:00'), (3, '2020-01-01T12:00'), (4, '2020-01-01 12:00'),"
    rows += "(5, '2020-01-02T01:00'), (6, '2019-12-31T23:59:59.9'), (7, 1577800000), (8, '0000-00-00'), (9, '')"
    small = Small(Product.SQLITE, lambda: _file(tmp_path), [])
    engine = small.made(f"CREATE TABLE t (id integer PRIMARY KEY, a datetime); INSERT INTO t VALUES {rows}")
    shape = rows_of(describe(engine), "t", "m", HERE)
    told = moment_of(Moment(HERE, (text("a"),)), shape, "UTC")
    noon = instant_of(datetime(2020, 1, 1, 12, tzinfo=UTC))
    with engine.connect() as connection:
        assert {row[0] for row in connection.execute(sa.select(shape.cell("id")).where(told.before(noon)))} == {1, 2, 6}
    engine.dispose()


def _file(folder: object) -> str:
    path = f"{folder}/t.db"
    open(path, "w").close()
    return f"sqlite:///{path}"


# Zones that turn their clocks


@given(
    wall=st.datetimes(datetime(2000, 1, 1), datetime(2035, 1, 1)).map(lambda at: at.replace(microsecond=0)),
    ahead=st.integers(-7200, 7200),
)
def test_of_an_hour_that_clocks_show_twice_the_later_is_meant(wall: datetime, ahead: int) -> None:
    zone = ZoneInfo("America/New_York")
    form = Form(Product.POSTGRESQL, Sort.NAIVE, "", zone)
    cutoff = instant_of(wall.replace(tzinfo=zone)) + ahead * SECOND
    latest = max(instant_of(wall.replace(tzinfo=zone, fold=fold)) for fold in (0, 1))
    bound = form.bound(cutoff)
    exists = wall.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None, fold=0) == wall
    assert isinstance(bound, datetime)
    if exists:
        assert not (wall < bound and latest >= cutoff)  # never early
        assert wall < bound or latest >= cutoff - 2 * 3600 * SECOND  # nor late by more than the hour


# What is refused


@pytest.mark.parametrize(
    ("column", "form", "zone", "why"),
    [
        (Column("c", Sort.TEXT, "varchar(10)"), "d.m.Y", None, "does not go from the year down"),
        (Column("c", Sort.TEXT, "varchar(10)"), "unix", None, "are not in order"),
        (Column("c", Sort.TEXT, "varchar(10)"), None, None, "nothing says how it writes a date"),
        (Column("c", Sort.INTEGER, "integer"), "Y-m-d", None, "a number cannot be written as"),
        (Column("c", Sort.NAIVE, "timestamp"), None, None, "it has no time zone"),
        (Column("c", Sort.TEXT, "varchar(19)"), "Y-m-d H:i:s", None, "it has no time zone"),
        (Column("c", Sort.NAIVE, "timestamp"), None, "Asia/Gaon", "there is no time zone"),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(
    column: Column, form: str | None, zone: str | None, why: str
) -> None:
    with pytest.raises(DocumentError) as raised:
        form_of(Product.POSTGRESQL, column, form, zone, HERE)
    assert why in str(raised.value.why)
    assert str(raised.value.fix)


def test_a_day_is_over_with_the_day_in_korea() -> None:
    form = Form(Product.POSTGRESQL, Sort.DATE, "", None)
    midnight = instant_of(date(2020, 1, 1))
    assert (form.bound(midnight), form.bound(midnight + 1)) == (date(2020, 1, 1), date(2020, 1, 2))
    assert day_of(form.read("2020-01-01")) == date(2020, 1, 1)


def test_a_cutoff_before_all_calendars_is_before_every_moment() -> None:
    for sort in (Sort.DATE, Sort.NAIVE, Sort.INSTANT):
        form = Form(Product.POSTGRESQL, sort, "", SEOUL)
        assert str(form.least) < str(form.bound(instant_of(date(1, 1, 1)))) < "0002-01-03"
