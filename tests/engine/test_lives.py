"""Stories of people in the shop: what is in use, what is kept apart, and when nothing is left."""

import pytest

from jikim.engine import (
    Running,
    apply,
    collect,
    explain,
    freeze,
    happen,
    hold,
    plan_due,
    read_record,
    release,
    sweep,
    thaw,
    withdraw,
)
from jikim.engine.happen import agree
from jikim.engine.reading import records_of
from jikim.engine.sweep import approve, overdue, overview
from jikim.errors import RefusedError
from jikim.ledger import Act, Book, Level, Phase
from jikim.lifecycle import Place
from jikim.vault import LIVE, SEPARATE
from jikim.vault import Act as Due
from tests.engine.shop import (
    DAY,
    POLICY,
    at,
    column,
    contents,
    given,
    kinds_in,
    left,
    notes,
    opened,
    order,
    phases,
    signup,
    tables,
    take,
)

OWN_ROWS = ("person", "record", "event", "consent", "hold", "outbox", "planned", "plan")


def done(running: Running, day: str) -> tuple[int, int, int, int]:
    outcome = apply(running, at(day))
    return outcome.preserved, outcome.returned, outcome.destroyed, outcome.anonymised


def test_she_leaves_and_in_time_nothing_is_left(running: Running) -> None:
    opened(running)
    take(running, signup("kim"), order("kim", paid="2020-04-01"))
    left(running, "kim", "2021-03-10")

    assert done(running, "2021-03-10") == (2, 0, 2, 0)
    assert kinds_in(running, LIVE) == []
    assert kinds_in(running, SEPARATE) == ["order: address", "signup: ci"]
    assert done(running, "2022-03-09") == (0, 0, 0, 0), "one year after leaving is not over"
    assert done(running, "2022-03-11") == (0, 0, 1, 0)
    assert kinds_in(running, SEPARATE) == ["order: address"]
    assert done(running, "2025-03-31") == (0, 0, 0, 0)
    assert done(running, "2025-04-02") == (0, 0, 1, 0)
    counts = tables(running)
    assert [counts[LIVE, table] for table in OWN_ROWS] == [0] * len(OWN_ROWS), "nothing leads to her any more"
    numbers = [int(str(number)) for number in column(running, "keys", "SELECT id FROM key")]
    assert running.vault.keyring.whole(numbers) == set(), "on SQLite a shredded key's row stays, as zeros"
    assert explain(running, "kim", at("2025-04-02")) == []


def test_everything_done_was_intended_first_and_says_how_far_it_went(running: Running) -> None:
    opened(running)
    take(running, signup("kim"))
    left(running, "kim", "2021-03-10")
    apply(running, at("2021-03-10"))
    apply(running, at("2022-03-11"))

    found = notes(running, Act.PRESERVE, Act.DESTROY)
    assert phases(found) == {(Act.PRESERVE, Phase.INTENDED): 1, (Act.PRESERVE, Phase.DONE): 1,
                             (Act.DESTROY, Phase.INTENDED): 2, (Act.DESTROY, Phase.DONE): 2}  # fmt: skip
    for each in found:
        assert each.leaf.t is Book.EVIDENCE
        assert each.leaf.lv == ((Level.E1, Level.E3) if each.leaf.act is Act.DESTROY and each.leaf.ph is Phase.DONE
                                else ())  # fmt: skip
    intended = [each.leaf.rid for each in found if each.leaf.ph is Phase.INTENDED]
    closed = [each.leaf.rid for each in found if each.leaf.ph is Phase.DONE]
    assert sorted(intended) == sorted(closed)
    preserved = next(each for each in found if each.leaf.act is Act.PRESERVE)
    assert (preserved.leaf.itm, preserved.leaf.why) == (("ci",), ("abuse",))


def test_who_is_long_away_is_kept_apart_and_comes_back(running: Running) -> None:
    opened(running)
    take(running, given("course", "kim", education="학사"))

    assert done(running, "2021-03-03") == (1, 0, 0, 0)
    assert done(running, "2021-03-04") == (0, 0, 0, 0)
    happen(running, [("kim", None, "last_active", at("2021-06-01"))], at("2021-06-01"))
    assert done(running, "2021-06-01") == (0, 1, 0, 0)
    assert kinds_in(running, LIVE) == ["course: education"]
    assert list(contents(running).values()) == [{"education": "학사"}]
    left(running, "kim", "2021-07-01")
    assert done(running, "2021-07-01") == (0, 0, 1, 0)


def test_a_review_stays_without_a_name(running: Running) -> None:
    opened(running)
    take(running, given("review", "kim", nickname="지킴이", review="좋았습니다"))
    left(running, "kim", "2021-03-10")

    assert done(running, "2021-03-10") == (0, 0, 0, 1)
    assert column(running, LIVE, "SELECT COUNT(*) FROM anonymous") == [1]
    assert column(running, LIVE, "SELECT COUNT(*) FROM person") == [0]
    assert column(running, LIVE, "SELECT activity FROM anonymous") == ["review"]
    [note] = [each for each in notes(running, Act.ANONYMISE) if each.leaf.ph is Phase.DONE]
    assert note.leaf.lv == (Level.E1, Level.E3)


def test_a_consent_withdrawn_ends_what_stood_on_it(running: Running) -> None:
    opened(running)
    take(running, signup("kim"))
    agree(running, "kim", "news", at("2020-04-01"), at("2020-04-01"))
    take(running, given("news", "kim", "2020-05-01", mobile="010-0000-0001"))
    withdraw(running, "kim", "news", at("2020-06-01"), at("2020-06-01"))

    assert done(running, "2020-06-01") == (0, 0, 1, 0)
    assert [bool(agreed) for agreed in column(running, LIVE, "SELECT agreed FROM consent ORDER BY id")] == [True, False]
    with pytest.raises(RefusedError, match="without the consent 'news'"):
        take(running, given("news", "kim", "2020-07-01", mobile="010-0000-0001"))


def test_a_consent_in_the_words_of_the_policy_is_withdrawn_too(running: Running) -> None:
    """Its name is no code, so the log holds it sealed."""
    opened(running)
    take(running, signup("kim"))
    withdraw(running, "kim", "사진 이용 동의", at("2020-06-01"), at("2020-06-01"))

    [note] = notes(running, Act.WITHDRAW)
    assert note.leaf.why == ()
    assert note.side["why"] == ["withdrew:사진 이용 동의"]


@pytest.mark.parametrize("reported", [("2021-03-10", "2021-03-10"), ("2021-05-01", "2021-03-10", "2021-03-10")])
def test_events_late_and_doubled_change_nothing_but_the_deadline(running: Running, reported: tuple[str, ...]) -> None:
    opened(running)
    take(running, signup("kim"))
    for day in reported:
        left(running, "kim", "2021-03-10", day)

    assert done(running, "2021-06-01") == (1, 0, 1, 0)
    assert done(running, "2022-03-11") == (0, 0, 1, 0), "counted from the day it happened"


def test_events_out_of_order_give_the_same_end(running: Running) -> None:
    opened(running)
    take(running, given("course", "kim", education="학사"), given("course", "lee", education="석사"))
    days = ["2020-09-01", "2020-06-01", "2020-12-01"]
    for person, order_of_days in (("kim", days), ("lee", sorted(days))):
        for day in order_of_days:
            happen(running, [(person, None, "last_active", at(day))], at("2020-12-31"))

    clocks = [explain(running, person, at("2021-01-01"))[0].row.clock for person in ("kim", "lee")]
    assert clocks[0] == clocks[1]


def test_a_late_report_gives_a_fresh_deadline(running: Running) -> None:
    """Destruction could not have been known to be due before it was reported."""
    opened(running)
    take(running, order("kim"))
    left(running, "kim", "2021-01-01", reported="2021-08-01")

    assert overdue(running, at("2021-08-03")) == 0
    assert overdue(running, at("2021-08-10")) == 2


def test_an_event_to_come_ripens_on_its_day(running: Running) -> None:
    opened(running)
    take(running, signup("kim"))
    happen(running, [("kim", None, "left", at("2021-03-10"))], at("2021-01-01"))

    assert done(running, "2021-03-09") == (0, 0, 0, 0)
    assert done(running, "2021-03-10") == (1, 0, 1, 0)


def test_an_event_of_a_record_needs_the_record(running: Running) -> None:
    opened(running)
    [record] = take(running, given("booking", "kim", name="김지킴"))
    with pytest.raises(RefusedError, match="none is named"):
        happen(running, [("kim", None, "due_day", at("2020-04-01"))], at("2020-04-01"))

    happen(running, [("", record, "due_day", at("2020-04-01"))], at("2020-04-01"))

    assert done(running, "2020-05-02") == (0, 0, 1, 0)


@pytest.mark.parametrize("person", ["nobody", ""])
def test_an_event_of_nobody_is_refused(running: Running, person: str) -> None:
    opened(running)
    before = tables(running)
    with pytest.raises(RefusedError, match="no such person"):
        happen(running, [(person, None, "left", at("2021-01-01"))], at("2021-01-01"))
    assert tables(running) == before


def test_a_request_for_erasure_asks_before_it_ends_a_contract(running: Running) -> None:
    opened(running)
    take(running, signup("kim"), order("kim", paid="2020-04-01"))
    asked = [("kim", None, "erasure_requested", at("2020-06-01"))]
    with pytest.raises(RefusedError, match="contract that still runs"):
        happen(running, asked, at("2020-06-01"))

    happen(running, asked, at("2020-06-01"), leaving=True)

    assert done(running, "2020-06-02")[2] >= 2
    assert kinds_in(running, SEPARATE) == ["order: address"], "a duty of law holds against the request"


def test_a_hold_stays_destruction_also_of_what_comes_later(running: Running) -> None:
    opened(running)
    take(running, signup("kim"))
    lawsuit = hold(running, "kim", "lawsuit", at("2020-03-15"), "사건번호 1")
    take(running, order("kim"))
    left(running, "kim", "2020-05-01")

    assert done(running, "2020-05-02") == (4, 0, 0, 0), "held: out of use, and not destroyed"
    assert done(running, "2030-05-02") == (0, 0, 0, 0)
    assert all(each.row.held == 1 for each in explain(running, "kim", at("2020-05-02")))
    release(running, lawsuit, at("2030-05-03"))
    assert overdue(running, at("2030-05-04")) == 0, "a fresh deadline from the release"
    assert overdue(running, at("2030-05-20")) == 4
    assert done(running, "2030-05-03") == (0, 0, 4, 0)
    assert column(running, LIVE, "SELECT COUNT(*) FROM hold") == [0]
    assert "사건번호" not in str([note.leaf for note in notes(running)])


def test_a_hold_alone_keeps_the_person_and_its_release_lets_them_go(running: Running) -> None:
    opened(running)
    take(running, given("booking", "kim", name="김지킴"))
    lawsuit = hold(running, "kim", "lawsuit", at("2020-03-15"))
    left(running, "kim", "2020-05-01")
    apply(running, at("2020-05-02"))

    assert column(running, LIVE, "SELECT COUNT(*) FROM person") == [1], "the hold names somebody"
    release(running, lawsuit, at("2020-06-01"))
    assert column(running, LIVE, "SELECT COUNT(*) FROM person") == [0]
    with pytest.raises(RefusedError, match="no hold"):
        release(running, lawsuit, at("2020-06-01"))


def test_two_holds_are_two(running: Running) -> None:
    opened(running)
    take(running, signup("kim"))
    first, second = (hold(running, "kim", "lawsuit", at("2020-03-15")) for _ in range(2))
    left(running, "kim", "2020-05-01")
    release(running, first, at("2020-06-01"))

    assert done(running, "2022-06-01") == (2, 0, 0, 0)
    release(running, second, at("2022-06-01"))
    assert done(running, "2022-06-01") == (0, 0, 2, 0)


def test_a_hold_the_policy_does_not_know_is_refused(running: Running) -> None:
    opened(running)
    take(running, signup("kim"))
    with pytest.raises(RefusedError, match="no hold called 'whim'"):
        hold(running, "kim", "whim", at("2020-03-15"))


def test_what_is_frozen_is_not_read_until_it_is_thawed(running: Running) -> None:
    opened(running)
    [record] = take(running, signup("kim"))

    assert freeze(running, "kim", "signup", at("2020-04-01")) == 1
    with pytest.raises(RefusedError, match="is frozen"):
        read_record(running, record, "join", at("2020-04-02"))
    assert thaw(running, "kim", None, at("2020-04-03")) == 1
    assert read_record(running, record, "join", at("2020-04-04")).texts["ci"] == "ci-kim"
    assert [each.leaf.act for each in notes(running, Act.FREEZE, Act.THAW)] == [Act.FREEZE, Act.THAW]


def test_a_frozen_record_is_destroyed_on_its_day_all_the_same(running: Running) -> None:
    opened(running)
    take(running, given("booking", "kim", name="김지킴"))
    freeze(running, "kim", None, at("2020-04-01"))
    left(running, "kim", "2020-05-01")

    assert done(running, "2020-05-01") == (0, 0, 1, 0)


def test_explaining_and_sweeping_agree(running: Running) -> None:
    opened(running)
    take(running, signup("kim"), order("kim", paid="2020-04-01"), given("course", "kim", education="학사"))
    left(running, "kim", "2021-03-10")
    now = at("2021-03-12")
    apply(running, now)

    assert plan_due(running, now) == []
    for each in explain(running, "kim", now):
        assert each.justification.place is Place(each.place), each.kind.name


def test_nothing_is_destroyed_without_the_officer_where_the_policy_wants_one(running: Running) -> None:
    officer = "officers: [{role: cpo, title: 개인정보 보호책임자, phone: 02-0000-0000, email: cpo@shop.example}]\n"
    opened(running, POLICY.replace("{within: 5 days}", "{within: 5 days, approval: cpo}") + officer)
    take(running, signup("kim"))
    left(running, "kim", "2021-03-10")
    now = at("2021-03-10")

    assert (apply(running, now).preserved, apply(running, now).waiting) == (1, 1)
    plan = overview(running, now)
    assert [act for _, act, _, _ in plan.counts] == [Due.DESTROY]
    with pytest.raises(RefusedError, match="not by 'clerk'"):
        approve(running, plan.digest, "clerk", now)
    with pytest.raises(RefusedError, match="has changed"):
        approve(running, bytes(32), "cpo", now)
    assert approve(running, plan.digest, "cpo", now) == 1
    outcome = apply(running, now + DAY)
    assert (outcome.destroyed, outcome.waiting) == (1, 0)
    assert tables(running)[LIVE, "plan"] == 0, "a plan that was carried out is gone"


def test_to_approve_a_move_is_not_to_approve_a_destruction(running: Running) -> None:
    officer = "officers: [{role: cpo, title: 개인정보 보호책임자, phone: 02-0000-0000, email: cpo@shop.example}]\n"
    opened(running, POLICY.replace("{within: 5 days}", "{within: 5 days, approval: cpo}") + officer)
    take(running, given("course", "kim", education="학사"))
    plan = overview(running, at("2021-03-03"))
    assert [act for _, act, _, _ in plan.counts] == [Due.PRESERVE]
    approve(running, plan.digest, "cpo", at("2021-03-03"))
    left(running, "kim", "2021-03-04")

    outcome = apply(running, at("2021-03-04"))

    assert (outcome.destroyed, outcome.waiting) == (0, 1)


def test_an_approved_plan_expires(running: Running) -> None:
    officer = "officers: [{role: cpo, title: 개인정보 보호책임자, phone: 02-0000-0000, email: cpo@shop.example}]\n"
    opened(running, POLICY.replace("{within: 5 days}", "{within: 5 days, approval: cpo}") + officer)
    take(running, given("booking", "kim", name="김지킴"))
    left(running, "kim", "2021-03-10")
    approve(running, overview(running, at("2021-03-10")).digest, "cpo", at("2021-03-10"))

    assert apply(running, at("2021-03-10") + 15 * DAY).waiting == 1
    assert tables(running)[LIVE, "planned"] == 0


def test_who_joins_again_begins_anew(running: Running) -> None:
    opened(running)
    take(running, signup("kim"))
    left(running, "kim", "2021-03-10")
    apply(running, at("2021-03-10"))
    take(running, signup("kim", "2021-06-01"))

    assert kinds_in(running, LIVE) == ["signup: ci", "signup: email"]
    assert len(records_of(running, "kim")) == 2
    assert done(running, "2022-03-11") == (0, 0, 1, 0), "the old membership's is over, the new one's is not"
    assert kinds_in(running, LIVE) == ["signup: ci", "signup: email"]


def test_a_run_does_all_that_is_due_however_much_and_in_how_many_ways(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each order is due because she left, and because five years have passed: asked twice, done once."""
    opened(running)
    monkeypatch.setattr(sweep, "BATCH", 7)
    collect(running, [order(f"kim{number}", paid="2020-04-01") for number in range(20)], at("2020-04-01"))
    for number in range(20):
        left(running, f"kim{number}", "2025-03-01", reported="2025-05-01")

    assert done(running, "2025-05-01") == (0, 0, 40, 0)
    assert plan_due(running, at("2025-05-01")) == []


def test_who_came_back_has_a_contract_that_runs_again(running: Running) -> None:
    """Having left once does not let a later contract's information be erased unasked."""
    opened(running)
    take(running, signup("kim", "2020-03-01"))
    left(running, "kim", "2021-03-01")
    take(running, signup("kim", "2022-03-01"))
    record = records_of(running, "kim")[-1][0]

    with pytest.raises(RefusedError, match="contract that still runs"):
        happen(running, [("kim", record, "erasure_requested", at("2022-04-01"))], at("2022-04-01"))


def test_that_somebody_else_left_erases_nothing(running: Running) -> None:
    opened(running)
    take(running, signup("kim"), signup("lee"))
    events = [("lee", None, "left", at("2020-04-01")), ("kim", None, "erasure_requested", at("2020-04-01"))]

    with pytest.raises(RefusedError, match="contract that still runs"):
        happen(running, events, at("2020-04-01"))
