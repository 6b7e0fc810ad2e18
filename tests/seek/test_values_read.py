"""The values of people as tables have them: a name in two columns, keys of any size, letters that a collation mixes."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from jikim.connect import describe
from jikim.errors import RefusedError
from jikim.find import Question
from jikim.law import holidays
from jikim.mapping import parse_data
from jikim.period import Calendar
from jikim.policy import parse
from jikim.seek import alike, collect_values, export, find_person
from jikim.seek.kept import Keeping
from jikim.seek.values import Form
from tests.connect.small import Small
from tests.find.test_find_traps import POLICY

LARGE = 3_000_000_000
TABLES = f"""
CREATE TABLE members (id bigint NOT NULL PRIMARY KEY, first_name varchar(20), last_name varchar(20), mail varchar(80),
    login varchar(40));
INSERT INTO members VALUES (1, '하늘', '김', 'höng@example.kr', '나래😀님의방'),
    ({LARGE}, '바다', '이', 'sea@example.kr', 'narae01')
"""
DATA = """
jikim: 1
timezone: Asia/Seoul
databases: {shop: env:SHOP}
people: {table: members, key: id, find_by: {email: mail, login_id: login}}
records:
  members: {activity: account, person: id, items: {name: [last_name, first_name], email: mail, login_id: login}}
"""
Asked = tuple[sa.Connection, Question]


@pytest.fixture(scope="module")
def asked(small: Small) -> Iterator[Asked]:
    """Two members, one with a key beyond 2^31."""
    engine = small.made(TABLES)
    data, policy = parse_data({"data.yaml": DATA.encode()}, "data.yaml"), parse(POLICY.encode())
    with engine.connect() as connection:
        yield connection, Question(data, policy, describe(engine), "shop", 0, Calendar(holidays()))


def test_a_name_in_two_columns_is_looked_for_as_a_whole(asked: Asked) -> None:
    names = collect_values(*asked, [1]).of(Form.NAME)
    assert {"김하늘", "하늘김"} <= set(names)


def test_keys_small_and_large_are_asked_for_together(asked: Asked) -> None:
    people = [1, LARGE]
    assert collect_values(*asked, people, people).people == len(people)
    assert {held.person for held in export(*asked, people)} == set(people)
    assert list(alike(*asked, people)) == []
    lawful = Keeping(asked[1]).lawful(asked[0], "members", [(key,) for key in people])
    assert {key for key, _ in lawful} == {(key,) for key in people}


def test_who_has_nearly_the_same_value_is_somebody_else(asked: Asked) -> None:
    for wanted in ({"email": "hong@example.kr"}, {"login_id": "나래😁님의방"}, {"login_id": "NARAE01 x"}):
        with pytest.raises(RefusedError):
            find_person(*asked, wanted)
    assert find_person(*asked, {"email": "SEA@example.kr", "login_id": "narae01"}) == LARGE
    assert find_person(*asked, {"email": "höng@example.kr"}) == 1
