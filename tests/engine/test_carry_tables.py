"""A plan carried out on a service's own tables: what goes, what is left alone, and what a stop in between leaves."""

from pathlib import Path

import pytest

from jikim.carry import Carrying, Left
from jikim.carry.taking import Taking
from jikim.engine import Drawn, Running, Work, approve_tables, carry_plan, hold, open_holds, take_up, verify_logs
from jikim.engine.chunks import Chunks, State
from jikim.errors import DocumentError, OperatorError, RefusedError
from jikim.ledger import Act, Phase
from jikim.period import Instant, instant_of_text
from jikim.plan import Key
from jikim.tables import Product
from tests.connect.shop import TABLES
from tests.connect.small import Small
from tests.engine.shop import notes
from tests.engine.tables import DATA_OF_TABLES, DAY, TODAY, Shop, known, policy, shop

SLOW = DATA_OF_TABLES + "chunk: 1\n"


@pytest.fixture
def it(running: Running, small: Small) -> Shop:
    """The shop under a policy whose orders no law keeps: six of them are due, and the member who left."""
    return shop(running, small, source=policy(floor=False), orders=6)


def agreed(it: Shop, data: str = DATA_OF_TABLES) -> Drawn:
    """A plan that was made and approved."""
    drawn = it.drawn(data)
    with it.connected(data) as connected:
        approve_tables(connected, drawn.plan, "cpo", TODAY)
    return drawn


def carried(it: Shop, drawn: Drawn, data: str = DATA_OF_TABLES, chunks: int = 1000, now: Instant = TODAY) -> Work:
    """What came of carrying it out; of so many chunks at most."""
    left = iter(range(chunks))
    with it.connected(data) as connected:
        return carry_plan(connected, drawn.plan, now, go_on=lambda: next(left, None) is not None)


def numbers(it: Shop, table: str) -> set[object]:
    return {row[0] for row in it.rows()[table]}


def journal(it: Shop, drawn: Drawn) -> dict[str, set[Key]]:
    """What the journal says was destroyed, by table."""
    found: dict[str, set[Key]] = {}
    for chunk in Chunks(it.running).of_plan(drawn.plan.digest).values():
        found.setdefault(chunk.lot.part.table, set()).update(chunk.lot.keys)
    return found


# To the end


def test_what_a_plan_names_goes_with_its_children_and_nothing_else(it: Shop) -> None:
    before = it.rows()
    work = carried(it, agreed(it))

    after = it.rows()
    assert (work.done, work.skipped, work.gone) == (7, [], 0)
    assert after["members"] == [row for row in before["members"] if row[0] == 2]
    assert (after["orders"], after["payments"]) == ([], [])
    assert after["swaps"] == before["swaps"], "the second of two people is still here"
    assert work.rows == {"members": 1, "orders": 6, "payments": 6}


def test_the_journal_and_the_log_say_what_was_done_and_show_nobody(it: Shop) -> None:
    drawn = agreed(it)
    carried(it, drawn)

    assert journal(it, drawn) == {"members": {(1,)}, "orders": {(number,) for number in range(1, 7)}}
    said = [(each.leaf.act, each.leaf.ph) for each in notes(it.running) if each.leaf.act is Act.DESTROY]
    assert said.count((Act.DESTROY, Phase.INTENDED)) == len(drawn.plan.parts)
    assert said.count((Act.DESTROY, Phase.DONE)) == len(drawn.plan.parts)
    assert verify_logs(it.running)


def test_carrying_out_twice_does_nothing_more(it: Shop) -> None:
    drawn = agreed(it)
    carried(it, drawn)
    after, known = it.rows(), journal(it, drawn)

    assert carried(it, drawn).done == 0
    assert (it.rows(), journal(it, drawn)) == (after, known)


# Refused before a row is touched


def test_a_plan_that_needs_an_approval_and_has_none_is_refused(it: Shop) -> None:
    before, drawn = it.rows(), it.drawn()

    with pytest.raises(RefusedError, match="not been approved"):
        carried(it, drawn)
    assert it.rows() == before


def test_a_schema_that_has_changed_since_is_refused(it: Shop) -> None:
    drawn = agreed(it)
    it.run("ALTER TABLE orders ADD COLUMN note varchar(20)")
    before = it.rows()

    with pytest.raises(RefusedError, match="have changed"):
        carried(it, drawn)
    assert it.rows() == before


def test_an_expired_plan_is_refused(it: Shop) -> None:
    drawn = agreed(it)

    with it.connected() as connected, pytest.raises(RefusedError, match="expired"):
        carry_plan(connected, drawn.plan, drawn.plan.expires + DAY)
    assert len(numbers(it, "orders")) == 6


def test_nothing_is_planned_while_nothing_says_where_what_a_law_keeps_would_go(running: Running, small: Small) -> None:
    it = shop(running, small)
    alone = DATA_OF_TABLES.replace(", apart: {url: env:APART, role: separate}", "")

    with pytest.raises(DocumentError) as refused:
        it.drawn(alone)
    assert [each.rule for each in refused.value.faults] == ["separate-nowhere"]


def test_nothing_goes_while_the_separate_database_has_no_room_for_what_is_kept(running: Running, small: Small) -> None:
    it, apart = shop(running, small), small.url()
    drawn = agreed(it)
    before = it.rows()

    with it.connected(apart=apart) as connected, pytest.raises(DocumentError) as refused:
        carry_plan(connected, drawn.plan, TODAY)
    assert {each.rule for each in refused.value.faults} == {"separate-table-missing"}
    assert it.rows() == before


# What has changed since the plan


def test_an_order_that_was_paid_again_is_skipped_and_listed(it: Shop) -> None:
    drawn = agreed(it)
    it.run("INSERT INTO payments VALUES (77, 3, '2026-01-02')")
    work = carried(it, drawn)

    assert work.skipped == [("orders", (3,))]
    assert numbers(it, "orders") == {3}
    assert (3,) not in journal(it, drawn)["orders"]


def test_a_member_who_is_back_is_left_alone(it: Shop) -> None:
    drawn = agreed(it)
    it.run("UPDATE members SET left_on = '' WHERE id = 1")
    work = carried(it, drawn)

    assert ("members", (1,)) in work.skipped
    assert numbers(it, "members") == {1, 2}


def test_a_row_that_somebody_else_removed_is_counted_apart(it: Shop) -> None:
    drawn = agreed(it)
    it.run("DELETE FROM orders WHERE id = 5")
    work = carried(it, drawn)

    assert (work.gone, work.done) == (1, 6)


def test_who_was_here_after_the_plan_was_made_is_not_taken_for_a_sleeper(running: Running, small: Small) -> None:
    it = shop(running, small, source=policy(floor=False, account="[{until: 1 year after seen}]"), orders=0)
    it.run("UPDATE members SET seen = '2024-01-01 10:00:00'")
    drawn = agreed(it)
    it.run("UPDATE members SET seen = '2026-01-06 10:00:00' WHERE id = 2")
    work = carried(it, drawn, now=TODAY + 2 * DAY)

    assert work.skipped == [("members", (2,))]
    assert numbers(it, "members") == {2}


def test_an_order_that_is_paid_at_last_after_the_plan_was_made_stays(it: Shop) -> None:
    it.run("DELETE FROM payments")
    drawn = agreed(it)
    it.run("INSERT INTO payments VALUES (77, 1, '2026-01-06')")
    work = carried(it, drawn, now=TODAY + 2 * DAY)

    assert work.skipped == [("orders", (1,))]
    assert numbers(it, "orders") == {1}


# Stopped in between


def test_a_run_that_was_told_to_stop_is_taken_up_where_it_stopped(it: Shop) -> None:
    drawn = agreed(it, SLOW)
    first = carried(it, drawn, SLOW, chunks=3)
    assert (first.stopped, first.done, len(numbers(it, "orders"))) == (True, 3, 3)

    second = carried(it, drawn, SLOW)
    assert (second.stopped, second.done) == (False, 4)
    assert (numbers(it, "orders"), numbers(it, "members")) == (set(), {2})


def test_what_is_left_is_taken_up_whatever_the_size_of_the_chunks_was(
    it: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = agreed(it)
    monkeypatch.setattr("jikim.engine.carrying.CHUNK", 1)
    assert carried(it, drawn, chunks=2).done == 2
    monkeypatch.undo()

    assert carried(it, drawn).done == 5
    assert (numbers(it, "orders"), numbers(it, "members")) == (set(), {2})
    assert journal(it, drawn) == {"members": {(1,)}, "orders": {(number,) for number in range(1, 7)}}


def test_two_runs_at_once_write_each_row_down_once(it: Shop) -> None:
    drawn, second = agreed(it, SLOW), list[Work]()

    def in_between() -> bool:
        if not second:
            second.append(Work())
            second[0] = carried(it, drawn, SLOW, chunks=2)
        return True

    with it.connected(SLOW) as connected:
        first = carry_plan(connected, drawn.plan, TODAY, go_on=in_between)
    rows = [key for each in Chunks(it.running).of_plan(drawn.plan.digest).values() for key in each.lot.keys]
    assert (first.done, second[0].done, first.gone, second[0].gone) == (5, 2, 0, 0)
    assert len(rows) == 7


def test_a_hold_that_is_opened_while_a_part_is_carried_out_holds_what_is_left(running: Running, small: Small) -> None:
    holds = "holds: {lawsuit: {label: 소송, of: [order]}}\n"
    it = shop(running, small, source=policy(floor=False, more=holds), orders=3)
    known(running, "1")
    drawn = agreed(it, SLOW)

    def opened() -> bool:
        left = numbers(it, "orders")
        if len(left) == 2 and not open_holds(running):
            hold(running, "1", "lawsuit", TODAY)
        return True

    with it.connected(SLOW) as connected:
        carry_plan(connected, drawn.plan, TODAY, go_on=opened)
    assert len(open_holds(running)) == 1
    assert numbers(it, "orders") & {1, 3}


@pytest.mark.parametrize("before_commit", [True, False], ids=["before the commit", "after the commit"])
def test_a_chunk_that_was_cut_short_is_carried_out_again(
    it: Shop, monkeypatch: pytest.MonkeyPatch, before_commit: bool
) -> None:
    drawn = agreed(it, SLOW)

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    where, name = (Carrying, "carry") if before_commit else (Chunks, "end")
    monkeypatch.setattr(where, name, cut)
    with pytest.raises(KeyboardInterrupt):
        carried(it, drawn, SLOW)
    monkeypatch.undo()
    [left] = Chunks(it.running).open()
    assert left.state is State.BEGUN

    with it.connected(SLOW) as connected:
        work = take_up(connected, TODAY)
    assert work.recovered == 1
    assert carried(it, drawn, SLOW).done == 6
    assert journal(it, drawn) == {"members": {(1,)}, "orders": {(number,) for number in range(1, 7)}}


def test_what_the_database_refuses_is_not_done_and_said(it: Shop, small: Small) -> None:
    if small.product is Product.MARIADB:
        it.run("CREATE TRIGGER no BEFORE DELETE ON orders FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'")
    elif small.product is Product.SQLITE:
        it.run("CREATE TRIGGER no BEFORE DELETE ON orders BEGIN SELECT RAISE(ABORT, 'no'); END")
    else:
        it.run("CREATE FUNCTION no() RETURNS trigger AS $$ BEGIN RAISE 'no'; END $$ LANGUAGE plpgsql")
        it.run("CREATE TRIGGER no BEFORE DELETE ON orders FOR EACH ROW EXECUTE FUNCTION no()")
    drawn = agreed(it)

    with pytest.raises(OperatorError):
        carried(it, drawn)
    assert len(numbers(it, "orders")) == 6
    assert {chunk.state for chunk in Chunks(it.running).of_plan(drawn.plan.digest).values()} >= {State.FAILED}
    assert Chunks(it.running).open() == []


def test_a_long_ago_journal_ends_with_its_keys(it: Shop) -> None:
    drawn = agreed(it)
    carried(it, drawn)
    shelf = Chunks(it.running)

    assert shelf.expire(TODAY + 399 * DAY) == 0
    gone = len(shelf.of_plan(drawn.plan.digest))
    assert shelf.expire(TODAY + 401 * DAY) == gone > 0
    assert shelf.of_plan(drawn.plan.digest) == {}


def test_a_hold_outlives_the_row_of_the_person(running: Running, small: Small) -> None:
    holds = "holds: {lawsuit: {label: 소송, of: [order]}}\n"
    it = shop(running, small, source=policy(floor=False, more=holds), orders=1)
    it.run("UPDATE payments SET paid_on = '2025-12-20'")
    known(running, "1")
    hold(running, "1", "lawsuit", TODAY)
    carried(it, agreed(it))
    assert (numbers(it, "members"), numbers(it, "orders")) == ({2}, {1})

    later = it.drawn(now=instant_of_text("2026-11-01T09:00"))
    assert [(part.destroy, bool(part.preserve)) for part in later.plan.parts if part.table == "orders"] == [((), True)]


def test_what_the_database_refuses_only_at_the_end_is_said_in_the_same_words(it: Shop, small: Small) -> None:
    if small.product is not Product.POSTGRESQL:
        it.run("CREATE TABLE notes (number integer REFERENCES orders (id) DEFERRABLE INITIALLY DEFERRED)")
        it.run("CREATE TRIGGER late AFTER DELETE ON orders BEGIN INSERT INTO notes VALUES (old.id); END")
    else:
        it.run("CREATE FUNCTION late() RETURNS trigger AS $$ BEGIN RAISE 'no'; END $$ LANGUAGE plpgsql")
        it.run("CREATE CONSTRAINT TRIGGER late AFTER DELETE ON orders DEFERRABLE INITIALLY DEFERRED"
               " FOR EACH ROW EXECUTE FUNCTION late()")  # fmt: skip
    drawn = agreed(it)

    with pytest.raises(OperatorError):
        carried(it, drawn)
    assert len(numbers(it, "orders")) == 6
    assert Chunks(it.running).open() == []


@pytest.mark.parametrize("gone", ["ON DELETE SET NULL", ""])
def test_whose_orders_are_held_stays_where_nothing_else_would_name_them(
    running: Running, small: Small, monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    tables = TABLES.replace("member_id integer,", f"member_id integer REFERENCES members (id) {gone},")
    monkeypatch.setattr("tests.connect.shop.TABLES", tables)
    holds = "holds: {lawsuit: {label: 소송, of: [order]}}\n"
    it = shop(running, small, source=policy(floor=False, more=holds), orders=1)
    it.run("UPDATE payments SET paid_on = '2025-12-20'")
    known(running, "1")
    drawn = agreed(it)
    hold(running, "1", "lawsuit", TODAY)
    work = carried(it, drawn)

    assert work.skipped == [("members", (1,))]
    assert [row[:2] for row in it.rows()["orders"]] == [(1, 1)]


def test_a_table_that_the_mapping_names_no_longer_stops_what_is_open_and_says_so(
    it: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = agreed(it, SLOW)

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Carrying, "carry", cut)
    with pytest.raises(KeyboardInterrupt):
        carried(it, drawn, SLOW)
    monkeypatch.undo()
    at, end = SLOW.index("  orders:"), SLOW.index("  swaps:")
    without = SLOW[:at] + SLOW[end:].replace("    columns: {memo: blank}\n", "")

    with it.connected(without) as connected, pytest.raises(RefusedError, match="no longer names"):
        take_up(connected, TODAY)
    assert len(Chunks(it.running).open()) == 1


# Files


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a file of each order."""
    (tmp_path / "up").mkdir()
    for number in range(1, 7):
        (tmp_path / f"up/{number}.pdf").write_bytes(b"%PDF")
    return tmp_path / "up"


def with_files(folder: Path, data: str = DATA_OF_TABLES) -> str:
    blobs = f"    blobs: [{{files: '{folder}/{{id}}.pdf'}}]\n"
    return data.replace("    children: {payments:", f"{blobs}    children: {{payments:")


def left_in(folder: Path) -> set[int]:
    return {int(one.stem) for one in folder.iterdir()}


def test_files_go_with_their_rows_and_those_of_a_row_that_is_skipped_stay(it: Shop, files: Path) -> None:
    data = with_files(files)
    drawn = agreed(it, data)
    it.run("INSERT INTO payments VALUES (77, 3, '2026-01-02')")
    work = carried(it, drawn, data)

    assert (work.destroyed, work.files_left, left_in(files)) == (5, {}, {3})
    said = [str(each.side["detail"]) for each in notes(it.running) if each.leaf.ph is Phase.DONE]
    assert sum(int(one.partition("files: ")[2] or 0) for one in said) == 5


def test_values_that_could_not_be_read_are_counted_and_noted(it: Shop) -> None:
    data = DATA_OF_TABLES.replace("memo: blank}\n    children", "memo: blank}\n    destroy: clear\n"
        "    blobs: [{column: memo, path: [$.memo], item: delivery_memo}]\n    children")  # fmt: skip
    data = data.replace("items: {address: address, delivery_memo: memo,", "items: {address: address,")
    it.run("UPDATE orders SET memo = 'no JSON' WHERE id < 3")
    it.run("UPDATE orders SET memo = '{\"memo\": 1}' WHERE id > 2")
    work = carried(it, agreed(it, data), data)

    assert work.unread == {("orders", "memo"): 2}
    said = [str(each.side["detail"]) for each in notes(it.running) if each.leaf.ph is Phase.DONE]
    assert sum(one.count("not read in orders.memo: 1") for one in said) == 2


def test_a_row_that_is_not_destroyed_after_all_keeps_its_file(
    it: Shop, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = with_files(files, SLOW)
    drawn = agreed(it, data)

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Taking, "steps", cut)
    with pytest.raises(KeyboardInterrupt):
        carried(it, drawn, data)
    monkeypatch.undo()
    assert left_in(files) == numbers(it, "orders") == {1, 2, 3, 4, 5, 6}

    [left] = Chunks(it.running).open()
    assert len(left.lot.files) == 1, "it was written down before anything was taken"
    [[number]] = left.lot.keys
    it.run(f"INSERT INTO payments VALUES (77, {number!r}, '2026-01-02')")
    carried(it, drawn, data)
    assert left_in(files) == numbers(it, "orders") == {number}


@pytest.mark.parametrize("after", ["the commit", "the files"])
def test_files_of_rows_that_are_gone_are_destroyed_by_the_next_run(
    it: Shop, files: Path, monkeypatch: pytest.MonkeyPatch, after: str
) -> None:
    data = with_files(files, SLOW)
    drawn = agreed(it, data)

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    if after == "the commit":
        monkeypatch.setattr("jikim.engine.carrying.destroy_files", cut)
    else:
        monkeypatch.setattr(Chunks, "end", cut)
    with pytest.raises(KeyboardInterrupt):
        carried(it, drawn, data)
    monkeypatch.undo()
    assert len(numbers(it, "orders")) == 5
    assert len(left_in(files)) == (6 if after == "the commit" else 5)

    with it.connected(data) as connected:
        take_up(connected, TODAY)
    assert left_in(files) == numbers(it, "orders")
    assert all(chunk.lot.files == () for chunk in Chunks(it.running).of_plan(drawn.plan.digest).values())


def test_a_file_that_cannot_be_destroyed_leaves_its_chunk_open_until_it_can(it: Shop, files: Path) -> None:
    data = with_files(files)
    drawn = agreed(it, data)
    files.rename(files.parent / "unmounted")

    with pytest.raises(OperatorError, match="could not be destroyed"):
        carried(it, drawn, data)
    assert len(Chunks(it.running).open()) == 1
    (files.parent / "unmounted").rename(files)
    assert carried(it, drawn, data).destroyed == 6
    assert (left_in(files), Chunks(it.running).open()) == (set(), [])


def test_files_that_are_still_there_are_counted_by_folder_and_reason(it: Shop, files: Path) -> None:
    (files / "2.pdf").unlink()
    (files / "2.pdf").mkdir()
    (files / "4.pdf").unlink()
    (files / "4.pdf").symlink_to("/dev/null")
    data = with_files(files)
    work = carried(it, agreed(it, data), data)

    assert work.files_left == {(str(files), Left.FOLDER): 1, (str(files), Left.OUTSIDE): 1}
    assert work.destroyed == 4
