"""Random strings: the right size, never the same twice, not even after a fork."""

import subprocess
import sys
from itertools import islice

from jikim.keeper import new_id, new_ids, new_ids_beside, new_keys
from jikim.keeper.fresh import draws


def test_keys_have_thirty_two_bytes_and_never_repeat() -> None:
    keys = new_keys(10_000)
    assert {len(key) for key in keys} == {32}
    assert len(set(keys)) == 10_000
    assert new_keys(0) == []


def test_ids_have_sixteen_bytes_and_never_repeat() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert {len(each) for each in ids} == {16}


def test_ids_in_bulk_are_as_those_drawn_one_by_one() -> None:
    ids = new_ids(1000)
    assert len(set(ids)) == 1000
    assert {len(each) for each in ids} == {16}
    assert new_ids(0) == []


def test_ids_beside_people_begin_like_theirs_and_never_repeat() -> None:
    people = new_ids(500) * 2
    ids = new_ids_beside(people)
    assert [each[:8] for each in ids] == [person[:8] for person in people]
    assert len({each[8:] for each in ids}) == 1000
    assert {len(each) for each in ids} == {16}


def test_draws_go_on_past_a_block() -> None:
    drawn = list(islice(draws(12), 3000))
    assert len(set(drawn)) == 3000
    assert {len(each) for each in drawn} == {12}


FORK = """
import os, sys
from jikim.keeper import new_id, new_ids, new_ids_beside, new_keys
new_id(), new_keys(1)
child = os.fork()
sys.stdout.write(new_keys(1)[0].hex() + new_id().hex() + chr(10))
sys.stdout.flush()
if child:
    os.waitpid(child, 0)
"""


def test_a_forked_process_draws_its_own() -> None:
    drawn = subprocess.run([sys.executable, "-c", FORK], capture_output=True, text=True, check=True).stdout.split()
    assert len(set(drawn)) == 2
