"""What people give is stored whole, or not at all and with a reason."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from jikim.consent import Submission
from jikim.engine import Running, apply, collect, explain, import_password, read_record
from jikim.engine.reading import find_records, records_of
from jikim.errors import RefusedError
from jikim.keeper import LARGEST_FILE_BYTES, verify_password
from jikim.ledger import Act, Book
from jikim.vault import LIVE
from tests.engine.shop import at, column, contents, given, left, notes, opened, order, signup, tables, take

NOW = at("2020-05-01")
HASH = "$2b$12$" + "a" * 53
RRN = {"rrn": "800101-1234567"}
WRITTEN = (" Kim@Example.KR ", "kim@example.kr", "Lee@example.kr", "lee@example.kr")
PROFILE = {"field": "사진", "birth_date": "1990-01-01"}

REFUSED = {
    "an activity the policy does not have": (replace(signup("kim"), activity="spying"), "has no activity called"),
    "an item that was not declared": (
        replace(signup("kim"), values={"email": "kim@example.kr", "ci": "1", "income": "3"}),
        "'income' is not collected in 'signup'",
    ),
    "an item of another case": (replace(order("kim"), cases=()), "'card_no' is not collected in 'order'"),
    "a required item that is missing": (replace(signup("kim"), values={"email": "kim@example.kr"}), "CI"),
    "nothing at all": (Submission("news", "member", NOW, "kim"), "nothing is given"),
    "a role from which nothing is collected": (replace(signup("kim"), role="guest"), "from the role 'guest'"),
    "a role that is none": (replace(signup("kim"), role="robot"), "from the role 'robot'"),
    "an optional item without its consent": (given("news", "kim", mobile="010-0000-0001"), "without the consent"),
    "a consent nobody asks for": (replace(signup("kim"), agreed=frozenset({"spying"})), "no consent called 'spying'"),
    "a case the policy does not have": (replace(order("kim"), cases=("cash",)), "no case called 'cash'"),
    "an event no rule counts": (replace(signup("kim"), events=(("married", NOW),)), "no event called 'married'"),
    "a child by the birth date collected": (
        given("profile", "kim", role="expert", field="사진", birth_date="2010-01-01"),
        "under 14",
    ),
    "a child by the birth date handed in": (replace(signup("kim"), born=date(2010, 1, 1)), "under 14"),
    "a resident number without a statute": (given("raffle", "kim", role="expert", **RRN), "names no statute"),
    "a day to come": (signup("kim", "2020-05-02"), "dated in the future"),
    "a day before any policy": (signup("kim", "2019-05-02"), "no policy is in force"),
    "a password as a file": (
        Submission("login", "member", NOW, "kim", files={"password": b"secret"}),
        "'비밀번호' cannot be handed in as a file",
    ),
    "a hash of what is no password": (
        Submission("signup", "member", NOW, "kim", {"ci": "1"}, hashed={"email": "x"}),
        "is no password",
    ),
    "a plain text as a hash": (
        Submission("login", "member", NOW, "kim", hashed={"password": "secret"}),
        "password",
    ),
    "a file beyond eight mebibytes": (
        Submission("login", "member", NOW, "kim", {"password": "long enough"},
                   {"profile_photo": bytes(LARGEST_FILE_BYTES + 1)}, agreed=frozenset({"사진 이용 동의"})),
        "too large",
    ),
}  # fmt: skip


def test_what_is_refused_says_why_and_leaves_nothing_behind(running: Running) -> None:
    opened(running)
    take(running, signup("lee"))
    before = tables(running)
    for name, (refused, said) in REFUSED.items():
        with pytest.raises(RefusedError) as error:
            collect(running, [signup("choi"), refused], NOW)

        assert said in str(error.value.what), name
        assert str(error.value.why), name
        assert str(error.value.fix), name
        assert tables(running) == before, f"{name}: not even what came before it in the batch"


def test_what_is_dead_at_birth_is_refused_and_leaves_nothing_behind(running: Running) -> None:
    opened(running)
    take(running, signup("kim"), order("kim"))
    left(running, "kim", "2020-06-01")
    before = tables(running)

    with pytest.raises(RefusedError, match="due for destruction at once"):
        take(running, given("booking", "kim", "2020-07-01", name="김지킴"))

    assert tables(running) == before


def test_what_is_collected_reads_back(running: Running) -> None:
    opened(running)
    [record] = take(running, signup("kim"))

    assert read_record(running, record, "join", NOW).texts == {"email": "kim@example.kr", "ci": "ci-kim"}
    assert records_of(running, "kim") == [(record, "signup")]


def test_items_may_be_named_by_the_words_of_the_policy(running: Running) -> None:
    opened(running)
    words = {"이메일 주소": "kim@example.kr", "CI": "1", "닉네임": "지킴이"}
    submission = replace(signup("kim"), values=words, agreed=frozenset({"signup/optional"}))

    [record] = take(running, submission)

    assert read_record(running, record, "join", NOW).texts["nickname"] == "지킴이"


def test_two_ways_of_writing_a_reference_are_one_person(running: Running) -> None:
    opened(running)
    take(running, signup("kim@example.kr"))
    collect(running, [signup(who) for who in WRITTEN], NOW)

    assert column(running, "live", "SELECT count(*) FROM person") == [2]


def test_a_guest_is_known_to_nobody(running: Running) -> None:
    opened(running)
    [first, second] = collect(running, [order(None, role="guest"), order(None, role="guest")], NOW)

    people = {bytes(str(each), "latin-1") if isinstance(each, str) else each
              for each in column(running, LIVE, "SELECT person FROM record")}  # fmt: skip
    assert len(people) == 2, "two guests are two people"
    assert read_record(running, first, "pay", NOW).texts["address"] == "None의 주소"
    assert column(running, LIVE, "SELECT digest FROM person") == [None, None]
    assert first != second


def test_a_child_is_taken_in_with_a_guardian(running: Running) -> None:
    opened(running)
    submission = replace(signup("kim"), born=date(2010, 1, 1), guardian=True)

    assert take(running, submission)
    assert take(running, replace(signup("lee"), born=date(2006, 3, 1))), "fourteen on that very day"


def test_a_resident_number_stands_on_its_statute(running: Running) -> None:
    opened(running)
    [record] = take(running, given("tax", "kim", role="expert", **RRN))

    assert read_record(running, record, "invoice", NOW).texts == RRN


def test_a_password_is_kept_as_a_hash_only(running: Running) -> None:
    opened(running)
    take(running, given("login", "kim", password="correct horse"),
         Submission("login", "member", at("2020-03-01"), "lee", hashed={"password": HASH}))  # fmt: skip

    kept = [texts["password"] for texts in contents(running).values()]
    assert not any("correct horse" in each for each in kept)
    assert any(each.startswith("$argon2id$") and verify_password("correct horse", each) for each in kept)
    assert import_password(HASH) in kept


@pytest.mark.parametrize("size", [0, 1, 70_000, LARGEST_FILE_BYTES])
def test_a_file_reads_back_whole_from_either_place(running: Running, size: int) -> None:
    opened(running)
    photo = bytes(range(256)) * (size // 256) + bytes(size % 256)
    submission = Submission("login", "member", at("2020-03-01"), "kim", hashed={"password": HASH},
                            files={"profile_photo": photo}, agreed=frozenset({"사진 이용 동의"}))  # fmt: skip
    [record] = take(running, submission)

    assert read_record(running, record, "join", NOW).files == {"profile_photo": photo}


def test_a_blind_lookup_finds_by_value_and_writes_the_search_down(running: Running) -> None:
    opened(running)
    [record, _] = take(running, signup("kim"), signup("lee"))

    assert find_records(running, "email", " KIM@example.kr ", NOW) == [record]
    assert find_records(running, "email", "nobody@example.kr", NOW) == []
    assert len(notes(running, Act.SEARCH)) == 2
    assert len(set(column(running, LIVE, "SELECT digest FROM lookup"))) == 4, "kept as digests, two items a person"


def test_what_hardly_tells_people_apart_is_not_looked_up(running: Running) -> None:
    opened(running)
    with pytest.raises(RefusedError, match="'address' cannot be looked up"):
        find_records(running, "address", "서울", NOW)


def test_collecting_is_written_down_with_items_and_no_values(running: Running) -> None:
    opened(running)
    collect(running, [signup("kim"), signup("lee")], NOW)

    [note] = notes(running, Act.CREATE)
    assert (note.leaf.t, note.leaf.itm, note.leaf.n) == (Book.ACCESS, ("ci", "email"), 2)
    assert note.leaf.why == ("join", "abuse")
    assert "example.kr" not in str(note)


def test_no_value_stands_in_any_table(running: Running) -> None:
    opened(running)
    take(running, signup("kim"), order("kim"))
    apply(running, NOW)

    for name, database in {"live": running.vault.live, "separate": running.vault.separate,
                           "keys": running.vault.keys, "ledger": running.vault.ledger}.items():  # fmt: skip
        with database.transaction() as connection:
            for table in sa.inspect(connection).get_table_names():
                if table == "policy":
                    continue
                raw = str(connection.execute(sa.text(f'SELECT * FROM "{table}"')).all())
                assert not any(secret in raw for secret in ("kim", "4000-0000", "의 주소")), (name, table)


def test_a_later_submission_lives_under_the_version_of_its_day(running: Running) -> None:
    opened(running)
    take(running, signup("kim"))

    [strand, _] = explain(running, "kim", NOW)

    assert strand.row.version == "2020-01-01"
    assert strand.row.held == 0
