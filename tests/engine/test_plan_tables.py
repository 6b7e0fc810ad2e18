"""Plans over a service's own tables: what they name, what they never do, when somebody must say yes, and who may."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from jikim.engine import Drawn, Running, approve_tables, enact, happen, hold, plan_tables
from jikim.engine.approving import must_hold
from jikim.engine.planned import PlanShelf
from jikim.errors import DocumentError, RefusedError
from jikim.ledger import Act
from jikim.period import instant_of_text
from jikim.plan import Count, Part, counts
from tests.connect.small import Small
from tests.engine.shop import notes
from tests.engine.tables import DATA_OF_TABLES, DAY, TODAY, Shop, known, policy, shop


def planned(drawn: Drawn) -> dict[str, set[object]]:
    """The keys that a plan names, by table."""
    found: dict[str, set[object]] = {}
    for part in drawn.plan.parts:
        found.setdefault(part.table, set()).update(key[0] for key in part.keys)
    return found


def part_of(drawn: Drawn, table: str) -> list[Part]:
    return [part for part in drawn.plan.parts if part.table == table]


# What it names


def test_a_plan_names_who_left_and_what_was_paid_long_ago_with_reasons_and_owners(
    running: Running, small: Small
) -> None:
    drawn = shop(running, small).drawn()

    assert planned(drawn) == {"members": {1}, "orders": {1, 2, 3, 4}}
    assert counts(drawn.plan.parts) == (
        Count("shop", "members", "destroy", 1), Count("shop", "orders", "preserve", 4)
    )  # fmt: skip
    guests, members = sorted(part_of(drawn, "orders"), key=lambda part: part.owned)
    assert (guests.owned, members.owned) == ((("guest", 2),), (("member", 2),))
    assert {(each.act, each.basis) for each in members.reasons} == {("destroy", ""), ("preserve", "ecommerce/payment")}
    assert all(part.ends for part in drawn.plan.parts)
    assert drawn.plan.expires == TODAY + 14 * DAY


def test_samples_show_no_whole_value(running: Running, small: Small) -> None:
    drawn = shop(running, small).drawn()

    shown = [value for part in drawn.plan.parts for sample in part.samples for _, value in sample.masked]
    assert {"김**", "g***@e***"} <= set(shown)
    assert not [value for value in shown if "*" not in value]
    assert sum(len(part.samples) for part in drawn.plan.parts) <= 10


def test_a_missing_index_is_named(running: Running, small: Small) -> None:
    it = shop(running, small)
    it.run("CREATE INDEX paid ON payments (paid_on)")
    with it.connected() as connected:
        indexes = plan_tables(connected, TODAY, TODAY).indexes

    assert ("shop", "orders", "member_id") in indexes
    assert ("shop", "payments", "paid_on") not in indexes


def test_planning_changes_nothing_in_the_tables(running: Running, small: Small) -> None:
    it = shop(running, small)
    before = it.rows()
    drawn = it.drawn()

    assert drawn.plan.rows == 5
    assert it.rows() == before


def test_the_log_says_that_a_plan_was_made_and_approved(running: Running, small: Small) -> None:
    it = shop(running, small)
    drawn = it.drawn()
    with it.connected() as connected:
        approve_tables(connected, drawn.plan, "cpo", TODAY)

    said = [(each.leaf.act, each.leaf.ref) for each in notes(running) if each.leaf.act in (Act.PLAN, Act.APPROVE)]
    assert said == [(Act.PLAN, drawn.plan.digest.hex()), (Act.APPROVE, drawn.plan.digest.hex())]


def test_a_row_that_another_must_name_is_left_out_and_told_and_the_rest_goes(running: Running, small: Small) -> None:
    it = shop(running, small)
    it.run("UPDATE members SET left_on = '20251201' WHERE id = 2")
    it.run("CREATE TABLE seals (id integer PRIMARY KEY, member_id integer NOT NULL REFERENCES members (id))")
    it.run("INSERT INTO seals VALUES (7, 2), (8, 2)")
    drawn = it.drawn(DATA_OF_TABLES.replace("unmanaged: []", "unmanaged: [seals]"))

    assert planned(drawn)["members"] == {1}
    assert [part.owned for part in part_of(drawn, "members")] == [(("member", 1),)]
    [out] = drawn.left_out
    assert (out.table, out.rows, out.by.table, out.by.rows) == ("members", 1, "seals", 2)


# What the vault knows of the same people


def test_whoever_is_known_to_have_left_is_due_though_no_column_says_so(running: Running, small: Small) -> None:
    it = shop(running, small, source=policy(effective="2019-01-08"))
    known(running, "2")
    happen(running, [("2", None, "left", instant_of_text("2025-09-01"))], TODAY)

    assert planned(it.drawn())["members"] == {1, 2}


def test_a_hold_keeps_the_rows_of_the_person_and_of_no_other(running: Running, small: Small) -> None:
    holds = "holds: {lawsuit: {label: 소송, of: [order]}}\n"
    it = shop(running, small, source=policy(more=holds))
    known(running, "1")
    hold(running, "1", "lawsuit", TODAY)
    drawn = it.drawn()

    own = [part for part in part_of(drawn, "orders") if (1,) in part.keys]
    others = [part for part in part_of(drawn, "orders") if (2,) in part.keys]
    assert [part.destroy for part in own] == [()]
    assert all(part.destroy for part in others)
    assert planned(drawn)["members"] == {1}


# When somebody must say yes


def carried(it: Shop, drawn: Drawn) -> None:
    """Approve a plan and let it count as carried out."""
    with it.connected() as connected:
        approve_tables(connected, drawn.plan, "cpo", TODAY)
    PlanShelf(it.running).carried(drawn.plan.digest, TODAY)


def test_the_first_plan_waits_and_the_next_like_it_does_not(running: Running, small: Small) -> None:
    it = shop(running, small)
    first = it.drawn()
    assert (first.first, first.widened, first.waits) == (True, 5, True)
    carried(it, first)

    second = it.drawn(now=TODAY + DAY)
    assert (second.first, second.widened, second.waits) == (False, 0, False)
    with it.connected() as connected:
        must_hold(connected, second.plan, TODAY + DAY)


def test_a_plan_waits_where_the_policy_names_who_approves(running: Running, small: Small) -> None:
    officer = "officers: [{role: cpo, title: 개인정보 보호책임자}]\ndestruction: {within: 5 days, approval: cpo}\n"
    it = shop(running, small, source=policy(more=officer))
    carried(it, it.drawn())

    again = it.drawn(now=TODAY + DAY)
    assert (again.widened, again.waits, again.approval) == (0, True, "cpo")
    with it.connected() as connected, pytest.raises(RefusedError, match="has not been approved"):
        must_hold(connected, again.plan, TODAY + DAY)


def test_a_floor_taken_out_of_the_policy_shows_as_so_many_rows_wider(running: Running, small: Small) -> None:
    it = shop(running, small)
    carried(it, it.drawn())
    enact(running, policy(2, floor=False), "policy.yaml", TODAY, TODAY + 1)

    wider = it.drawn(now=TODAY + DAY)
    assert counts(wider.plan.parts)[-1] == Count("shop", "orders", "destroy", 4)
    assert (wider.widened, wider.waits) == (4, True)
    with it.connected() as connected, pytest.raises(RefusedError) as refused:
        must_hold(connected, wider.plan, TODAY + DAY)
    assert "4 of its rows were not due" in str(refused.value.why)


def test_a_mapping_that_reaches_one_more_column_is_wider_by_its_rows(running: Running, small: Small) -> None:
    less = DATA_OF_TABLES.replace("items: {name: name, email: email}", "items: {name: name}, elsewhere: [email]")
    it = shop(running, small)
    assert less != DATA_OF_TABLES
    it.run("ALTER TABLE members RENAME COLUMN email TO note")
    less = less.replace("elsewhere: [email]", "elsewhere: [email], plain: [note]")
    more = DATA_OF_TABLES.replace("email: email}", "email: note}")
    first = it.drawn(less)
    with it.connected(less) as connected:
        approve_tables(connected, first.plan, "cpo", TODAY)

    assert it.drawn(less, TODAY + DAY).widened == 0
    assert it.drawn(more, TODAY + DAY).widened == 1


def test_a_shorter_mapping_widens_nothing(running: Running, small: Small) -> None:
    it = shop(running, small)
    carried(it, it.drawn())
    longer = it.drawn(DATA_OF_TABLES + "# a remark\n", TODAY + DAY)

    assert (longer.widened, longer.waits) == (0, False)


def test_ten_times_the_usual_is_stopped(running: Running, small: Small) -> None:
    ceilings = DATA_OF_TABLES + "ceilings: {average: 10}\n"
    it = shop(running, small)
    first = it.drawn(ceilings)
    with it.connected(ceilings) as connected:
        approve_tables(connected, first.plan, "cpo", TODAY)
    for number in range(100, 160):
        it.run(f"INSERT INTO orders VALUES ({number}, 1, '', '2025-12-30 09:00:00', '가온구 가온로 1', '문 앞')")
    assert it.drawn(ceilings, TODAY + DAY).reasons == ()

    it.run("UPDATE orders SET ordered = '2023-01-01 09:00:00' WHERE id >= 100")
    many = it.drawn(ceilings, TODAY + 2 * DAY)
    assert [str(each) for each in many.reasons] == [
        "65 rows are due; the last 1 plans had 5 on average",
        "of 'orders' in 'shop' 64 rows are due; the last 1 plans had 4",
    ]
    assert many.waits
    with it.connected(ceilings) as connected, pytest.raises(RefusedError) as refused:
        must_hold(connected, many.plan, TODAY + 2 * DAY)
    assert "unusual" in str(refused.value.why)


def test_a_plan_over_certain_people_says_nothing_of_what_is_usual_and_approves_no_documents(
    running: Running, small: Small
) -> None:
    it = shop(running, small)
    with it.connected() as connected:
        some = replace(plan_tables(connected, TODAY, TODAY).plan, made=TODAY + 1)
    with running.vault.live.transaction() as connection:
        PlanShelf(running).put(connection, some, 0, unusual=False, whole=False)
    with it.connected() as connected:
        must_hold(connected, some, TODAY + 1)
        approve_tables(connected, some, "cpo", TODAY + 1)

    assert PlanShelf(running).last_approved() is None
    assert (PlanShelf(running).newest(), PlanShelf(running).usual()) == (None, [])
    assert it.drawn().widened == 5


def test_the_ceilings_of_the_mapping_stop_a_plan(running: Running, small: Small) -> None:
    drawn = shop(running, small).drawn(DATA_OF_TABLES + "ceilings: {rows: 3, share: 40%}\n")

    assert [str(each) for each in drawn.reasons] == [
        "5 rows are due; the mapping's ceiling is 3",
        "of 'members' in 'shop' 1 of 2 rows are due; the mapping's ceiling is 40%",
        "of 'orders' in 'shop' 4 of 4 rows are due; the mapping's ceiling is 40%",
    ]


def test_a_table_that_nobody_spoke_of_does_not_stop_a_plan_and_makes_it_wait(running: Running, small: Small) -> None:
    it = shop(running, small)
    carried(it, it.drawn())
    it.run("CREATE TABLE coupons (id integer PRIMARY KEY, owner integer)")

    found = it.drawn(now=TODAY + DAY)
    assert (found.plan.rows, found.waits) == (5, True)
    assert [str(each) for each in found.reasons] == [
        "nothing is said of 1 tables and columns; what stands there is not destroyed"
    ]


def test_what_changed_since_the_plan_before_is_told(running: Running, small: Small) -> None:
    it = shop(running, small)
    it.drawn()
    it.run("UPDATE members SET left_on = '20251201' WHERE id = 2")

    changes = [(each.table, each.act, each.before, each.now) for each in it.drawn(now=TODAY + DAY).changes]
    assert changes == [("members", "destroy", 1, 2), ("swaps", "destroy", 0, 1)]


# Who may say yes, and to what


Refusal = Callable[[Shop, Drawn], object]


def _approve(it: Shop, drawn: Drawn, *, role: str = "cpo", now: int = TODAY, data: str = DATA_OF_TABLES) -> None:
    with it.connected(data) as connected:
        approve_tables(connected, drawn.plan, role, now)


def _other_rows(it: Shop, drawn: Drawn) -> None:
    parts = (replace(drawn.plan.parts[0], keys=((2,),)), *drawn.plan.parts[1:])
    _approve(it, replace(drawn, plan=replace(drawn.plan, parts=parts)))


def _another_schema(it: Shop, drawn: Drawn) -> None:
    it.run("ALTER TABLE members ADD COLUMN nick varchar(20)")
    _approve(it, drawn)


def _another_policy(it: Shop, drawn: Drawn) -> None:
    enact(it.running, policy(2), "policy.yaml", TODAY, TODAY + 1)
    _approve(it, drawn, now=TODAY + 2)


def _twice(it: Shop, drawn: Drawn) -> None:
    _approve(it, drawn)
    _approve(it, drawn)


REFUSED: dict[str, Refusal] = {
    "approved by 'cpo', not by 'intern'": lambda it, drawn: _approve(it, drawn, role="intern"),
    "expired on 2026-01-19": lambda it, drawn: _approve(it, drawn, now=TODAY + 14 * DAY),
    "the policy has changed": _another_policy,
    "'data.yaml' has changed": lambda it, drawn: _approve(it, drawn, data=DATA_OF_TABLES + "# a remark\n"),
    "the tables of 'shop' have changed": _another_schema,
    "was not made in this vault": _other_rows,
    "approved already by 'cpo'": _twice,
}


@pytest.mark.parametrize("what", REFUSED)
def test_an_approval_is_refused_where(running: Running, small: Small, what: str) -> None:
    it = shop(running, small)
    drawn = it.drawn()
    with pytest.raises(RefusedError, match=what):
        REFUSED[what](it, drawn)
    assert what.startswith("approved already") or PlanShelf(running).last_approved() is None


# What cannot be planned


BROKEN = {
    "an activity nobody knows": ("activity: swap", "activity: swop"),
    "no time zone": ("timezone: Asia/Seoul\n", ""),
    "a column that is not there": ("address: address", "address: adress"),
    "a table that is not there": ("  swaps:\n", "  swops:\n"),
}


@pytest.mark.parametrize("why", BROKEN)
def test_a_mapping_that_cannot_be_carried_out_is_refused_and_nothing_is_written(
    running: Running, small: Small, why: str
) -> None:
    it = shop(running, small)
    before = it.rows()
    with pytest.raises(DocumentError):
        it.drawn(DATA_OF_TABLES.replace(*BROKEN[why]))
    assert PlanShelf(running).newest() is None
    assert it.rows() == before


def test_a_plan_that_came_to_nothing_is_forgotten_when_it_expires(running: Running, small: Small) -> None:
    it = shop(running, small)
    first, kept = it.drawn(), it.drawn(now=TODAY + 1)
    carried(it, kept)
    it.drawn(now=TODAY + 15 * DAY)

    assert PlanShelf(running).find(first.plan.digest) is None
    assert PlanShelf(running).find(kept.plan.digest) is not None
