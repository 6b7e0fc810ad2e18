"""Nothing is handed out but for a purpose, and never before it was written down."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from jikim.engine import Running, apply, freeze, read_record, thaw
from jikim.engine.reading import find_records
from jikim.errors import OperatorError, RefusedError
from jikim.ledger import Act, Book, Kept
from jikim.settings import Settings
from jikim.vault import LIVE
from tests.engine.shop import at, left, notes, opened, order, signup, tables, take

NOW = at("2020-05-01")


def test_a_reading_is_written_down_with_its_purpose(running: Running) -> None:
    opened(running)
    [record] = take(running, signup("kim"))
    read_record(running, record, "join", NOW)

    [note] = notes(running, Act.READ)
    assert (note.leaf.t, note.leaf.st, note.leaf.why) == (Book.ACCESS, Kept.LIVE, ("join",))
    assert (note.leaf.itm, note.leaf.n, note.side["detail"]) == (("ci", "email"), 1, record.hex())


@pytest.mark.parametrize("purpose", ["", "pay", "marketing"])
def test_another_purpose_opens_nothing(running: Running, purpose: str) -> None:
    opened(running)
    [record] = take(running, signup("kim"))
    before = tables(running)
    with pytest.raises(RefusedError, match="does not open this record"):
        read_record(running, record, purpose, NOW)
    assert tables(running) == before


def test_what_is_kept_apart_opens_only_for_what_keeps_it(running: Running) -> None:
    opened(running)
    [record] = take(running, order("kim", paid="2020-04-01"))
    left(running, "kim", "2021-01-01")
    apply(running, at("2021-01-01"))

    with pytest.raises(RefusedError, match="the purpose 'pay' does not open") as refused:
        read_record(running, record, "pay", at("2021-02-01"))
    assert "ecommerce/payment" in str(refused.value.fix)
    opened_again = read_record(running, record, "ecommerce/payment", at("2021-02-01"))
    assert opened_again.texts == {"address": "kim의 주소"}
    [note] = notes(running, Act.READ)
    assert (note.leaf.st, note.leaf.why) == (Kept.SEPARATE, ("ecommerce/payment",))


def test_what_is_frozen_and_kept_apart_opens_for_a_duty_of_law_alone(running: Running) -> None:
    """The address is kept by the E-Commerce Act, the CI by the shop's own word: against abuse, for a year."""
    opened(running)
    sold, joined = take(running, order("kim", paid="2020-04-01"), signup("kim"))
    left(running, "kim", "2021-01-01")
    apply(running, at("2021-01-01"))
    assert read_record(running, joined, "abuse", at("2021-01-15")).texts == {"ci": "ci-kim"}

    assert freeze(running, "kim", None, at("2021-02-01")) == 2
    with pytest.raises(RefusedError, match="is frozen"):
        read_record(running, joined, "abuse", at("2021-02-02"))
    duty = read_record(running, sold, "ecommerce/payment", at("2021-02-02"))
    assert duty.texts == {"address": "kim의 주소"}

    thaw(running, "kim", None, at("2021-02-03"))
    assert read_record(running, joined, "abuse", at("2021-02-04")).texts == {"ci": "ci-kim"}
    assert len(notes(running, Act.READ)) == 3, "what was refused was not read"


def test_what_was_frozen_in_use_stays_frozen_when_it_is_put_apart(running: Running) -> None:
    opened(running)
    [record] = take(running, signup("kim"))
    freeze(running, "kim", "signup", at("2020-12-01"))
    left(running, "kim", "2021-01-01")
    apply(running, at("2021-01-01"))

    with pytest.raises(RefusedError, match="is frozen"):
        read_record(running, record, "abuse", at("2021-01-02"))


def test_what_is_frozen_is_not_found(running: Running) -> None:
    opened(running)
    [record] = take(running, signup("kim"))
    assert find_records(running, "email", "kim@example.kr", NOW) == [record]
    freeze(running, "kim", None, NOW)
    assert find_records(running, "email", "kim@example.kr", NOW) == []


def test_a_record_that_is_gone_is_nowhere(running: Running) -> None:
    opened(running)
    with pytest.raises(RefusedError, match="there is no record"):
        read_record(running, bytes(16), "join", NOW)


def test_what_was_read_shows_no_value_by_itself(running: Running) -> None:
    opened(running)
    [record] = take(running, signup("kim"))
    assert "kim" not in repr(read_record(running, record, "join", NOW))


def unwritable(running: Running, settings: Settings) -> None:
    """Let the live database refuse whatever this process writes from now on, until its connections are given back."""
    read_only = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"
    with running.vault.live.transaction() as connection:
        connection.exec_driver_sql(read_only if settings.addresses else "PRAGMA query_only = 1")


def test_nothing_is_handed_out_when_it_cannot_be_written_down(running: Running, settings: Settings) -> None:
    opened(running)
    [record] = take(running, signup("kim"))
    try:
        unwritable(running, settings)
        with pytest.raises(OperatorError) as refused:
            read_record(running, record, "join", NOW)
        unwritable(running, settings)
        with pytest.raises(OperatorError):
            find_records(running, "email", "kim@example.kr", NOW)
    finally:
        running.vault.live.close()

    assert "cannot be used" in str(refused.value.what)
    assert "it cannot be written to" in str(refused.value.why)
    assert notes(running, Act.READ, Act.SEARCH) == []


def test_nothing_is_handed_out_when_the_disk_is_full(running: Running, settings: Settings) -> None:
    if settings.addresses:
        assert LIVE in settings.addresses, "a full disk is simulated by SQLite's own limit of pages"
        return
    opened(running)
    [record] = take(running, signup("kim"))
    with running.vault.live.transaction() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    handed_out: list[object] = []
    with pytest.raises(OperatorError) as refused:
        handed_out.extend(read_record(running, record, "join", NOW) for _ in range(1000))

    assert "the disk is full" in str(refused.value.why)
    assert len(notes(running, Act.READ)) == len(handed_out), "each reading has its note, and the last had neither"


def test_a_file_without_write_access_says_so(tmp_path: Path, running: Running) -> None:
    """A message names the database, never the statement or its values."""
    opened(running)
    [record] = take(running, signup("kim"))
    with running.vault.live.transaction() as connection:
        connection.execute(sa.text("DROP TABLE log_pending"))

    with pytest.raises(OperatorError) as refused:
        read_record(running, record, "join", NOW)

    assert "live" in str(refused.value.what)
    assert refused.value.__cause__ is None
    with running.vault.live.transaction() as connection:
        connection.execute(sa.text("CREATE TABLE log_pending (id INTEGER)"))
