"""The numbers of a change in a small world counted by hand: roles, consents, holds, the frozen, those apart."""

from dataclasses import replace
from datetime import date

from jikim.engine import Moved, Running, agree, apply, enact, freeze, hold, overview, withdraw
from tests.engine.shop import POLICY, at, given, left, opened, order, signup, take
from tests.engine.test_announcing import DAY, counted, everything
from tests.engine.test_versions import SECOND, SHORTER_STORE

# Kim, Lee, Park, Choi left on one day and Jung lately; Han, a child, and Yoon, an expert, are here.
GONE = ("kim", "lee", "park", "choi")
LONGER_NEWS = SECOND.replace("keep: [{until: [withdrew, left]}]", "keep: [{until: [withdrew, 1 year after left]}]")
BY_CONSENT = "    purposes: {show: 소개}\n    basis: consent\n    consent: profile"
MORE_OF_EXPERTS = SECOND.replace("[field, 생년월일]", "[field, 생년월일, 이름]").replace(
    "    purposes: {show: 소개}\n    basis: contract", BY_CONSENT
)


def world(running: Running) -> Running:
    opened(running)
    for person in (*GONE, "jung"):
        take(running, signup(person))
    take(running, replace(signup("han"), born=date(2010, 1, 1), guardian=True))
    take(running, signup("yoon", role="expert"))
    take(running, given("profile", "yoon", role="expert", field="디자인", birth_date="1990-01-01"))
    for person in ("park", "jung", "han", "yoon"):
        agree(running, person, "news", at("2020-03-01"), at("2020-03-01"))
        take(running, given("news", person, mobile="010-0000-0001"))
    withdraw(running, "han", "news", at("2020-05-01"), at("2020-05-01"))
    take(running, order("yoon", "2020-04-01", paid="2020-04-02"))
    hold(running, "lee", "lawsuit", at("2020-06-01"))
    for person in GONE:
        left(running, person, "2022-03-10")
    left(running, "jung", "2022-11-10")
    apply(running, at("2022-12-01"))
    freeze(running, "choi", None, at("2022-12-02"))
    return running


def test_the_held_stay_and_the_frozen_end_with_the_others(running: Running) -> None:
    found = counted(world(running), SHORTER_STORE)
    [gone] = found.moved
    assert gone == Moved("signup", "member", ("ci",), 0, 3, 0, 0, 0), "kim, park, choi; lee is held, jung left lately"
    assert found.people == 7
    enact(running, SHORTER_STORE.encode(), "policy.yaml", at("2022-12-20"))
    assert len(overview(running, at("2022-12-31")).due) == 0
    assert apply(running, DAY).destroyed == 3


def test_only_whose_word_is_yes_and_whose_record_is_there_is_asked(running: Running) -> None:
    found = counted(world(running), LONGER_NEWS)
    assert found.again == (1,), "yoon; han withdrew, and what park and jung gave went when they left"
    assert found.moved == ()


def test_a_ground_that_turns_into_consent_asks_all_whom_it_concerns(running: Running) -> None:
    found = counted(world(running), MORE_OF_EXPERTS)
    assert found.again == (1,)
    assert found.touched == 1


def test_counting_a_whole_world_writes_nothing(running: Running) -> None:
    before = everything(world(running))
    for text in (SHORTER_STORE, LONGER_NEWS, MORE_OF_EXPERTS, POLICY):
        counted(running, text)
    assert everything(running) == before
