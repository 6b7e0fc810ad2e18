"""What came of a plan over a service's tables: receipts, rows, and values of people who are gone."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from jikim.apart.kept_table import COLUMNS, KEPT, KEPT_STATEMENTS, KeptStrand
from jikim.engine import Drawn, Running, Status, trace, verify_tables
from jikim.engine.chunks import Chunk, Chunks
from jikim.engine.sweep import apply
from jikim.engine.trace import KEPT_DAYS, end_traces, keep_trace, open_trace
from jikim.errors import RefusedError, TamperedError
from jikim.keeper import new_id
from jikim.ledger import Act
from jikim.plan import Lot
from tests.connect.small import Small
from tests.engine.shop import notes
from tests.engine.tables import DATA_OF_TABLES, DAY, TODAY, Shop, policy, shop

GONE = (
    "DELETE FROM payments", "DELETE FROM orders", "DELETE FROM members WHERE id = 1",
    "UPDATE swaps SET one_id = NULL WHERE one_id = 1",
)  # fmt: skip


def carried(it: Shop, drawn: Drawn, *statements: str, done: bool = True) -> bytes:
    """Do by hand what carrying out a plan does: keep the trace, write each chunk down, take the rows out."""
    with it.connected() as connected:
        trace(connected, drawn.plan, TODAY)
    chunks = Chunks(it.running)
    for number, part in enumerate(drawn.plan.parts):
        chunk = Chunk(new_id(), drawn.plan.digest, number, 0, chunks.new_key(),
                      Lot(TODAY, replace(part, samples=())), TODAY)  # fmt: skip
        chunks.begin(chunk)
        if done:
            chunks.end(chunk, part.keys, (), 0, TODAY, [])
    for statement in statements:
        it.run(statement)
    return drawn.plan.digest


def apart(it: Shop) -> None:
    """Give the members names and mail of their own, and make a table that no mapping knows."""
    it.run("UPDATE members SET name = '이다온', email = 'Leaver@example.kr' WHERE id = 1")
    it.run("CREATE TABLE notes (id integer PRIMARY KEY, body varchar(200))")


def test_a_plan_that_left_nothing_is_done_and_its_trace_ends(running: Running, small: Small) -> None:
    it = shop(running, small, source=policy(floor=False))
    apart(it)
    plan = carried(it, it.drawn(), *GONE)
    assert open_trace(running, plan) is not None

    with it.connected() as connected:
        [found] = verify_tables(connected, TODAY)

    assert (found.plan, found.rows, found.left, found.sought, found.residue) == (plan, 5, (), 1, ())
    assert (found.status, found.kept) == (Status.DONE, ())
    assert open_trace(running, plan) is None


def test_a_value_left_in_a_table_that_nobody_mapped_is_residue_and_fails(running: Running, small: Small) -> None:
    it = shop(running, small, source=policy(floor=False))
    apart(it)
    plan = carried(it, it.drawn(), *GONE, "INSERT INTO notes VALUES (1, '이다온님 leaver@example.kr')")

    with it.connected() as connected:
        [found] = verify_tables(connected, TODAY, plan)

    assert found.status is Status.FAILED
    assert {(one.table, one.column, one.item, one.keys) for one in found.residue} == {
        ("notes", "body", "email", ((1,),)),
        ("notes", "body", "name", ((1,),)),
    }
    assert open_trace(running, plan) is not None  # to be looked for again when it is mended
    it.run("DELETE FROM notes")
    with it.connected() as connected:
        assert verify_tables(connected, TODAY, plan)[0].status is Status.DONE


def test_a_key_that_still_stands_in_a_row_of_somebody_else_is_told(running: Running, small: Small) -> None:
    it = shop(running, small, source=policy(floor=False))
    apart(it)
    carried(it, it.drawn(), *GONE[:3])
    with it.connected() as connected:
        [found] = verify_tables(connected, TODAY)

    [place] = [one for one in found.places if one.table == "swaps"]
    assert (place.column, place.item, place.keys, place.kept) == ("one_id", "key", ((1,),), "swaps")


def test_rows_that_are_still_there_and_chunks_that_never_ended_fail(running: Running, small: Small) -> None:
    it = shop(running, small, source=policy(floor=False))
    plan = carried(it, it.drawn())
    with it.connected() as connected:
        [found] = verify_tables(connected, TODAY, plan)
    assert found.status is Status.FAILED
    assert {table: count for _, table, count in found.left} == {"members": 1, "orders": 4}

    other = carried(it, it.drawn(now=TODAY + 1), *GONE, done=False)
    with it.connected() as connected:
        [found] = verify_tables(connected, TODAY, other)
    assert (found.status, found.rows, found.unfinished) == (Status.FAILED, 0, 3)


def test_it_looks_through_the_eyes_that_are_given_for_it(running: Running, small: Small) -> None:
    it = shop(running, small, source=policy(floor=False))
    apart(it)
    eyes = "databases: {shop: env:SHOP, eyes: {url: env:EYES, role: verify},"
    data = DATA_OF_TABLES.replace("databases: {shop: env:SHOP,", eyes)
    carried(it, it.drawn(), *GONE)
    with it.connected(data, eyes=it.url) as connected:
        [found] = verify_tables(connected, TODAY)
        assert connected.engine("eyes").pool.checkedin() == 1
    assert found.status is Status.DONE


def test_the_log_has_the_outcome_with_numbers_and_no_value(running: Running, small: Small) -> None:
    it = shop(running, small, source=policy(floor=False))
    apart(it)
    plan = carried(it, it.drawn(), *GONE, "INSERT INTO notes VALUES (1, 'leaver@example.kr')")
    with it.connected() as connected:
        verify_tables(connected, TODAY)

    [said] = [each for each in notes(running) if each.leaf.act is Act.DESTROY and each.leaf.ref == plan.hex()]
    assert not said.leaf.ok
    assert "leaver" not in repr(said)


def test_a_trace_ends_after_fourteen_days_unverified(running: Running, small: Small) -> None:
    it = shop(running, small, source=policy(floor=False))
    apart(it)
    plan = carried(it, it.drawn())
    assert end_traces(running, TODAY + KEPT_DAYS * DAY - 1) == 0
    kept = open_trace(running, plan)
    assert kept is not None
    assert end_traces(running, TODAY + KEPT_DAYS * DAY) == 1
    assert open_trace(running, plan) is None


def test_a_trace_ends_on_the_day_by_the_daily_run_alone(running: Running, small: Small) -> None:
    it = shop(running, small, source=policy(floor=False))
    apart(it)
    plan = carried(it, it.drawn())
    apply(running, TODAY + KEPT_DAYS * DAY)
    assert open_trace(running, plan) is None


def test_a_trace_is_bound_to_its_plan(running: Running, small: Small) -> None:
    it = shop(running, small, source=policy(floor=False))
    apart(it)
    plan = carried(it, it.drawn())
    kept = open_trace(running, plan)
    assert kept is not None
    other = bytes(32)
    keep_trace(running, other, kept, TODAY)
    assert open_trace(running, other) == kept
    with running.vault.live.transaction() as connection:
        connection.execute(sa.text("DELETE FROM connected_trace WHERE plan = :plan"), {"plan": other})
        connection.execute(sa.text("UPDATE connected_trace SET plan = :plan"), {"plan": other})
    with pytest.raises(TamperedError):
        open_trace(running, other)


def test_what_was_never_carried_out_cannot_be_verified(running: Running, small: Small) -> None:
    it = shop(running, small, source=policy(floor=False))
    with it.connected() as connected, pytest.raises(RefusedError):
        verify_tables(connected, TODAY)


def test_what_was_moved_apart_must_be_there(running: Running, small: Small) -> None:
    it = shop(running, small)
    apart(it)
    beside = sa.create_engine(small.url(), poolclass=sa.NullPool)
    kept = [KeptStrand("orders", (number,), "orders", "order", "", "order", ("address",), None, {}, False, TODAY,
                       None, "")
            for number in range(1, 5)]  # fmt: skip
    with beside.begin() as connection:
        for statement in KEPT_STATEMENTS[small.product]:
            connection.exec_driver_sql(statement)
        connection.execute(sa.insert(KEPT), [dict(zip(COLUMNS, each.values(), strict=True)) for each in kept[:3]])
    plan = carried(it, it.drawn(), *GONE)
    url = beside.url.render_as_string(hide_password=False)

    with it.connected(apart=url) as connected:
        [found] = verify_tables(connected, TODAY)
    assert (found.status, found.lost) == (Status.FAILED, (("shop", "orders", 1),))

    with beside.begin() as connection:
        connection.execute(sa.insert(KEPT), [dict(zip(COLUMNS, kept[3].values(), strict=True))])
    with it.connected(apart=url) as connected:
        [found] = verify_tables(connected, TODAY, plan)
    assert (found.status, found.lost, found.kept) == (Status.KEPT, (), ("ecommerce/payment",))
