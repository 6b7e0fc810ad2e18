"""What stands apart, to its end: an order is kept for its law, and goes from there in a plan five years later."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from jikim.engine import (
    Drawn,
    Running,
    Status,
    Work,
    approve_tables,
    carry_plan,
    check_separate,
    enact,
    hold,
    open_holds,
    plan_tables,
    prepare_separate,
    reach_apart,
    release,
    remember,
    replay,
    scripted,
    shadow,
    show_apart,
    unscripted,
    unshadowed,
    verify_tables,
)
from jikim.engine.chunks import Chunks
from jikim.engine.connected import Connected
from jikim.errors import DocumentError, OperatorError, RefusedError
from jikim.ledger import Act
from jikim.period import Instant, instant_of_text
from jikim.plan import Doing, doing
from tests.connect.small import Small
from tests.engine.shop import notes
from tests.engine.tables import DATA_OF_TABLES, DAY, OFFICER, TODAY, Shop, known, policy, shop

HELD = OFFICER + "holds: {lawsuit: {label: 소송, of: [order]}}\n"
OVER = instant_of_text("2029-01-09T09:00")
"""Five years after the payment of 6 January 2024, which end on a Saturday, and so on the Monday after it."""


class Apart:
    """The shop with a separate database that was made ready."""

    def __init__(self, running: Running, small: Small) -> None:
        self.shop = shop(running, small, source=policy(more=HELD))
        self.running, self.url = running, small.url()
        self.there = Shop(running, self.url)
        with self.connected() as connected:
            prepare_separate(connected, TODAY)

    @contextmanager
    def connected(self, url: str = "") -> Iterator[Connected]:
        with self.shop.connected(apart=url or self.url) as connected:
            yield connected

    def planned(self, now: Instant) -> Drawn:
        """A plan that was made, written down, and approved where it is of anything."""
        with self.connected() as connected:
            drawn = plan_tables(connected, now, now)
            remember(connected, drawn)
            if drawn.plan.parts:
                approve_tables(connected, drawn.plan, "cpo", now)
        return drawn

    def carried(self, drawn: Drawn, now: Instant) -> Work:
        with self.connected() as connected:
            return carry_plan(connected, drawn.plan, now)

    def move(self) -> None:
        """Carry out what is due today: the orders move apart."""
        self.carried(self.planned(TODAY), TODAY)


@pytest.fixture
def it(running: Running, small: Small) -> Apart:
    return Apart(running, small)


def apart(drawn: Drawn) -> dict[str, set[object]]:
    """The keys that a plan names in the separate database, by table."""
    found: dict[str, set[object]] = {}
    for part in drawn.plan.parts:
        if part.database == "apart":
            found.setdefault(part.table, set()).update(key[0] for key in part.keys)
    return found


def test_what_a_law_keeps_stands_apart_for_five_years_and_then_the_plan_names_it_and_it_goes(it: Apart) -> None:
    it.move()
    assert it.shop.rows()["orders"] == []
    assert [row[0] for row in it.there.rows()["orders"]] == [1, 2, 3, 4]
    assert {row[4] for row in it.there.rows()["orders"]} == {"가온구 가온로 1"}
    assert {row[5] for row in it.there.rows()["orders"]} == {None}

    assert apart(it.planned(OVER - 5 * DAY)) == {}
    drawn = it.planned(OVER)
    assert apart(drawn) == {"orders": {1, 2, 3, 4}}
    guests, members = (part for part in drawn.plan.parts if part.database == "apart")
    assert {(each.act, each.basis) for each in members.reasons} == {("destroy", "ecommerce/payment")}
    assert (doing(members), members.owned, guests.owned) == (Doing.DESTROY, (("member", 2),), (("unowned", 2),))

    assert it.carried(drawn, OVER).rows == {"orders": 4, "payments": 4}
    there = it.there.rows()
    assert there["orders"] == there["payments"] == there["jikim_kept"] == []
    assert it.carried(drawn, OVER).done == 0


def test_it_is_verified_that_what_ended_apart_is_gone_and_what_moved_is_not_missed(it: Apart) -> None:
    it.move()
    drawn = it.planned(OVER)
    it.carried(drawn, OVER)
    with it.connected() as connected:
        [found] = verify_tables(connected, OVER, drawn.plan.digest)
    assert (found.rows, found.left, found.lost, found.unfinished) == (4, (), (), 0)
    assert found.status is Status.DONE

    it.there.run("INSERT INTO orders (id, address) VALUES (3, '가온구 가온로 1')")
    with it.connected() as connected:
        [found] = verify_tables(connected, OVER, drawn.plan.digest)
    assert (found.left, found.status) == ((("apart", "orders", 1),), Status.FAILED)


def test_a_hold_keeps_what_stands_apart_until_it_is_released(it: Apart) -> None:
    known(it.running, "1")
    it.move()
    drawn = it.planned(OVER)
    number = hold(it.running, "1", "lawsuit", OVER)

    work = it.carried(drawn, OVER)
    assert sorted(work.skipped) == [("orders", (1,)), ("orders", (3,))]
    assert [row[0] for row in it.there.rows()["orders"]] == [1, 3]
    with it.connected() as connected:
        assert reach_apart(connected, 1, OVER) == 2
        assert reach_apart(connected, 1, OVER) == 0
    assert apart(it.planned(OVER + DAY)) == {}

    release(it.running, number, OVER + DAY)
    assert open_holds(it.running) == []
    with it.connected() as connected:
        assert reach_apart(connected, 1, OVER + DAY) == 2
    assert apart(it.planned(OVER + 2 * DAY)) == {"orders": {1, 3}}


@pytest.mark.parametrize("more", [HELD, OFFICER], ids=["something is kept apart still", "nothing is any more"])
def test_a_law_that_is_gone_is_reckoned_with_by_the_plan_and_written_down_by_apply(it: Apart, more: str) -> None:
    it.move()
    shorter = policy(2, floor=False, more=more)
    enact(it.running, shorter, "policy.yaml", TODAY, TODAY + 1)
    before = it.there.rows()

    drawn = it.planned(TODAY + DAY)
    assert apart(drawn) == {"orders": {1, 2, 3, 4}}
    assert drawn.widened == 4, "under what was last approved the law still kept them"
    assert it.there.rows() == before

    assert it.carried(drawn, TODAY + DAY).done == 4
    assert it.there.rows()["jikim_kept"] == it.there.rows()["orders"] == []


def test_what_is_kept_is_written_into_the_log_of_access_before_it_is_shown(it: Apart) -> None:
    known(it.running, "1")
    it.move()
    with it.connected() as connected:
        rows = show_apart(connected, "1", "ecommerce/payment\nthe tax office asks", TODAY)
        first = next(rows)
        [note] = [each.leaf for each in notes(it.running) if each.leaf.act is Act.READ]
        assert len([first, *rows]) == 2
    assert note.why == ("ecommerce/payment",)
    assert first.rows == (("orders", {"address": "가온구 가온로 1"}),)
    assert "가온로" not in repr(first)


def test_what_is_kept_for_a_law_is_shown_for_nothing_else(it: Apart) -> None:
    it.move()
    with it.connected() as connected, pytest.raises(RefusedError, match="for the purpose 'marketing'"):
        list(show_apart(connected, "1", "marketing", TODAY))
    assert [each for each in notes(it.running) if each.leaf.act is Act.READ] == []


def test_a_migration_of_the_service_that_has_no_room_there_stops_the_plan(it: Apart) -> None:
    it.move()
    it.shop.run("ALTER TABLE payments ADD COLUMN method varchar(20)")
    more = DATA_OF_TABLES.replace("events: {paid: paid_on}", "events: {paid: paid_on}, plain: [method]")
    with it.shop.connected(more, apart=it.url) as connected:
        assert [each.rule for each in check_separate(connected, TODAY)] == ["separate-column-missing"]
        with pytest.raises(DocumentError) as refused:
            plan_tables(connected, TODAY, TODAY)
    assert "separate-column-missing" in {each.rule for each in refused.value.faults}


def test_a_separate_database_that_changed_since_the_plan_is_refused(it: Apart) -> None:
    it.move()
    drawn = it.planned(OVER)
    it.there.run("ALTER TABLE orders ADD COLUMN note varchar(20)")
    with pytest.raises(RefusedError, match="the tables of 'apart' have changed"):
        it.carried(drawn, OVER)
    assert len(it.there.rows()["orders"]) == 4


def test_nothing_is_lost_in_use_while_the_separate_database_is_away(it: Apart, tmp_path: Path) -> None:
    drawn, before = it.planned(TODAY), it.shop.rows()
    away = f"sqlite:///{tmp_path}/nowhere/apart.db" if "sqlite" in it.url else it.url.rpartition("/")[0] + "/nowhere"
    with it.connected(away) as connected, pytest.raises(OperatorError):
        carry_plan(connected, drawn.plan, TODAY)
    assert it.shop.rows() == before
    assert it.carried(drawn, TODAY).kept == {"orders": 4, "payments": 4}


def test_what_is_not_reached_is_not_planned_and_said(it: Apart) -> None:
    with it.shop.connected() as connected:
        drawn = plan_tables(connected, TODAY, TODAY)
    assert "separate-unasked" in {each.rule for each in drawn.findings}
    assert [name for name, _ in drawn.plan.schemas] == ["shop"]


def test_a_chunk_apart_that_was_cut_short_is_carried_out_again(it: Apart, monkeypatch: pytest.MonkeyPatch) -> None:
    it.move()
    drawn = it.planned(OVER)

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Chunks, "end", cut)
    with pytest.raises(KeyboardInterrupt):
        it.carried(drawn, OVER)
    monkeypatch.undo()
    assert len(Chunks(it.running).open()) == 1

    it.carried(drawn, OVER)
    assert Chunks(it.running).open() == []
    assert it.there.rows()["orders"] == it.there.rows()["jikim_kept"] == []


def test_after_a_restore_of_what_is_in_use_what_ended_apart_is_not_looked_for_there(it: Apart) -> None:
    it.move()
    it.carried(it.planned(OVER), OVER)
    with it.connected() as connected:
        found = replay(connected, OVER)
    assert (found.back.total(), found.rows.total()) == (0, 0)


# Beside another hand


def test_what_became_of_a_plan_is_seen_in_the_separate_database_too(it: Apart) -> None:
    it.move()
    drawn = it.planned(OVER)
    assert seen_apart(it, drawn) == (0, {1, 2, 3, 4}, set())

    known(it.running, "1")
    hold(it.running, "1", "lawsuit", OVER)
    assert seen_apart(it, drawn) == (0, {2, 4}, {1, 3}), "what is held is due no longer"
    it.carried(drawn, OVER)
    assert seen_apart(it, drawn) == (2, set(), {1, 3})


def seen_apart(it: Apart, drawn: Drawn) -> tuple[int, set[object], set[object]]:
    """How many rows are gone there, and which are left and changed."""
    with it.connected() as connected:
        found = [one for one in shadow(connected, drawn.plan) if one.database == "apart"]
        assert unshadowed(connected, drawn.plan) == {}
    left, changed = ({key[0] for one in found for key in getattr(one, name)} for name in ("left", "changed"))
    return sum(one.gone for one in found), left, changed


def test_rows_of_a_separate_database_that_cannot_be_reached_are_counted(it: Apart) -> None:
    it.move()
    drawn = it.planned(OVER)
    with it.shop.connected() as connected:
        assert [one for one in shadow(connected, drawn.plan) if one.database == "apart"] == []
        assert unshadowed(connected, drawn.plan) == {"apart": 4}


def test_no_statement_is_written_for_what_stands_apart_and_it_is_counted(it: Apart) -> None:
    it.move()
    drawn = it.planned(OVER)
    with it.connected() as connected:
        assert [script for one in scripted(connected, drawn.plan) for script in one.scripts] == []
        assert unscripted(connected, drawn.plan) == {"apart": 4}
