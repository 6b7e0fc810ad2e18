"""A place put back from an old copy: no note is lost, what was destroyed stays destroyed, and the operator is told."""

from contextlib import suppress

import pytest
import sqlalchemy as sa

from bench.faults.facts import wrong_at_rest
from jikim.database import Database
from jikim.engine import Running, apply, happen, hold, open_holds, refuse_restored, seal_logs, verify_logs
from jikim.engine.reading import records_of
from jikim.errors import RefusedError, TamperedError
from jikim.ledger import Act, Book
from jikim.settings import Settings
from jikim.vault import KEYS, LEDGER, LIVE, SEPARATE
from tests.engine.shop import (
    DAY,
    at,
    census,
    contents,
    databases,
    given,
    left,
    notes,
    opened,
    order,
    signup,
    strands,
    take,
)
from tests.engine.test_crashes import Crash, crash_before
from tests.running import renewed

NOW = at("2021-04-01")
Copies = dict[str, dict[str, list[dict[str, object]]]]


class Backup:
    """Copies of some databases of a vault: the files where they are files, else their rows."""

    def __init__(self, running: Running, settings: Settings, *places: str) -> None:
        self.settings = settings
        self.rows: Copies = {}
        self.files: dict[str, bytes] = {}
        for place in places:
            database = databases(running)[place]
            if settings.addresses:
                self.rows[place] = _rows(database)
            else:
                database.checkpoint()
                self.files[place] = (settings.folder / f"{place}.db").read_bytes()
        self.places = places

    def put_back(self, running: Running) -> Running:
        for place in self.places:
            database = databases(running)[place]
            if self.settings.addresses:
                _write(database, self.rows[place])
            else:
                database.checkpoint()
                database.close()
                (self.settings.folder / f"{place}.db").write_bytes(self.files[place])
        return renewed(running.vault)


def _rows(database: Database) -> dict[str, list[dict[str, object]]]:
    with database.transaction() as connection:
        return {name: [dict(row._mapping) for row in connection.execute(sa.text(f'SELECT * FROM "{name}"'))]
                for name in sa.inspect(connection).get_table_names()}  # fmt: skip


def _write(database: Database, tables: dict[str, list[dict[str, object]]]) -> None:
    with database.transaction() as connection:
        names = ", ".join(f'"{name}"' for name in tables)
        connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
        for name, rows in sorted(tables.items(), key=lambda entry: ("keeping", "kind").index(entry[0])
                                 if entry[0] in ("keeping", "kind") else 2):  # fmt: skip
            for row in rows:
                columns, values = ", ".join(row), ", ".join(f":{each}" for each in row)
                connection.execute(sa.text(f'INSERT INTO "{name}" ({columns}) VALUES ({values})'), row)
        for name in ("log_pending", "event", "consent"):
            if name in tables:
                newest = max([int(str(row["id"])) for row in tables[name]], default=0)
                if newest:
                    connection.execute(sa.text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), {newest})"))


def leaves(running: Running) -> list[bytes]:
    return sorted(note.leaf.canonical() for note in notes(running))


@pytest.fixture
def shop(running: Running) -> Running:
    """Three who joined; one will leave and one has bought something."""
    opened(running)
    take(running, signup("kim"), signup("lee"), signup("choi"), order("kim", "2020-04-01", paid="2020-04-01"))
    take(running, given("booking", "kim", name="김지킴"), given("review", "kim", nickname="가", review="나"))
    seal_logs(running)
    return running


def kim_leaves(running: Running) -> None:
    left(running, "kim", "2021-03-20")
    apply(running, NOW)
    seal_logs(running)


def refused(running: Running) -> RefusedError:
    with pytest.raises(RefusedError, match="put back from an old copy") as found:
        apply(running, NOW + DAY)
    return found.value


@pytest.mark.parametrize("drained", [False, True])
def test_notes_of_acts_after_the_restore_reach_the_log(shop: Running, settings: Settings, *, drained: bool) -> None:
    """Their numbers were given out before, to notes that the ledger holds."""
    if not drained:
        take(shop, signup("han", "2020-06-01"))
    backup = Backup(shop, settings, LIVE)
    kim_leaves(shop)
    known = leaves(shop)
    fresh = backup.put_back(shop)

    for number in range(8):
        take(fresh, signup(f"new{number}", "2021-05-01"))
        if number % 3:
            seal_logs(fresh)
    written = [note.leaf for note in notes(fresh, Act.CREATE) if note.leaf.ts == at("2021-05-01")]
    sizes = seal_logs(fresh).sizes

    assert len(written) == 8
    assert sum(sizes.values()) == len(known) + 8
    assert len(leaves(fresh)) == len(known) + 8
    assert verify_logs(renewed(fresh.vault)) == sizes


@pytest.mark.parametrize("commit", range(1, 7))
def test_a_crash_while_they_are_taken_over_neither_loses_nor_doubles_one(
    shop: Running, settings: Settings, commit: int
) -> None:
    backup = Backup(shop, settings, LIVE)
    kim_leaves(shop)
    known = leaves(shop)
    fresh = backup.put_back(shop)
    for number in range(3):
        take(fresh, signup(f"new{number}", "2021-05-01"))
    with suppress(Crash), crash_before(fresh, commit):
        seal_logs(fresh)
    take(fresh, signup("later", "2021-05-01"))

    seal_logs(renewed(fresh.vault))

    assert len(leaves(fresh)) == len(known) + 4
    assert len(set(leaves(fresh))) == len(known) + 4


def test_the_operator_is_told_once_and_goes_on(shop: Running, settings: Settings) -> None:
    backup = Backup(shop, settings, LIVE)
    kim_leaves(shop)
    fresh = backup.put_back(shop)

    said = refused(fresh)

    assert "'live'" in str(said.what)
    assert "report again" in str(said.fix)
    [restored] = notes(fresh, Act.RESTORE)
    assert restored.leaf.ok
    assert apply(renewed(fresh.vault), NOW + DAY).aside == {}
    assert len(notes(fresh, Act.RESTORE)) == 1
    assert verify_logs(fresh)


@pytest.mark.parametrize("keys", [False, True])
@pytest.mark.parametrize("place", [LIVE, SEPARATE])
def test_what_was_destroyed_or_moved_stays_so(shop: Running, settings: Settings, place: str, *, keys: bool) -> None:
    """Also where the keys come from the same day as the copy: then it would open again."""
    if place == SEPARATE:
        kim_leaves(shop)
    backup = Backup(shop, settings, *[place, KEYS][: 1 + keys])
    if place == LIVE:
        kim_leaves(shop)
    else:
        apply(shop, at("2022-04-01"))  # what was kept apart for a year ends
        seal_logs(shop)
    wanted, rested = contents(shop), strands(shop)
    fresh = backup.put_back(shop)
    if keys and place == LIVE:  # the keys of what was put apart are not in the copy
        rested = dict.fromkeys(rested, LIVE)

    with pytest.raises(RefusedError):
        refuse_restored(fresh, at("2022-04-02"))

    assert (strands(fresh), contents(fresh)) == (rested, wanted)
    refuse_restored(fresh, at("2022-04-03"))


def test_who_had_gone_does_not_come_back(shop: Running, settings: Settings) -> None:
    take(shop, given("booking", "han", name="한지킴"))
    backup = Backup(shop, settings, LIVE, KEYS)
    left(shop, "han", "2021-03-20")
    apply(shop, NOW)
    seal_logs(shop)
    fresh = backup.put_back(shop)
    refused(fresh)

    with pytest.raises(RefusedError, match="knows no such person"):
        happen(fresh, [("han", None, "left", NOW)], NOW)


def test_a_hold_opened_since_is_open_again(shop: Running, settings: Settings) -> None:
    backup = Backup(shop, settings, LIVE)
    hold(shop, "kim", "lawsuit", NOW)
    seal_logs(shop)
    fresh = backup.put_back(shop)

    said = refused(fresh)
    left(fresh, "kim", "2021-04-02")
    outcome = apply(fresh, at("2021-04-03"))

    assert "holds opened again: 1" in str(said.what)
    assert [(name, since) for _, name, since in open_holds(fresh)] == [("lawsuit", NOW)]
    assert (outcome.destroyed, outcome.anonymised) == (1, 0), "no hold covers the booking; the rest it does"


@pytest.mark.parametrize("commit", range(1, 24, 2))
def test_settling_may_be_stopped_anywhere(shop: Running, settings: Settings, commit: int) -> None:
    before = census(shop)
    backup = Backup(shop, settings, LIVE)
    kim_leaves(shop)
    moved = strands(shop)
    fresh = backup.put_back(shop)
    with suppress(Crash, RefusedError), crash_before(fresh, commit):
        refuse_restored(fresh, NOW)
    with suppress(RefusedError):
        refuse_restored(renewed(fresh.vault), NOW)

    assert strands(fresh) == moved
    apply(renewed(fresh.vault), NOW)
    assert list(wrong_at_rest(fresh, before)) == []


def test_an_ordinary_crash_is_not_taken_for_a_restore(shop: Running) -> None:
    for commit in range(1, 9):
        take(shop, signup(f"kim{commit}", "2020-06-01"))
        with suppress(Crash), crash_before(shop, commit):
            seal_logs(shop)
        refuse_restored(renewed(shop.vault), NOW)


def test_a_ledger_put_back_is_found_and_every_note_waits(shop: Running, settings: Settings) -> None:
    backup = Backup(shop, settings, LEDGER)
    kim_leaves(shop)
    fresh = backup.put_back(shop)

    apply(fresh, NOW + DAY)
    take(fresh, signup("new", "2021-05-01"))

    with pytest.raises(TamperedError, match="does not begin with its last checkpoint") as found:
        seal_logs(fresh)
    assert "newest copy" in str(found.value.fix)
    assert len(notes(fresh, Act.CREATE)) > 0


def test_a_newer_copy_of_the_ledger_lets_it_go_on(shop: Running, settings: Settings) -> None:
    """What the operator does then: the notes that had waited are taken over, each once."""
    old = Backup(shop, settings, LEDGER)
    kim_leaves(shop)
    shop_leaves = leaves(shop)
    newest = Backup(shop, settings, LEDGER)
    fresh = old.put_back(shop)
    take(fresh, signup("new", "2021-05-01"))
    fresh = newest.put_back(fresh)

    sizes = seal_logs(fresh).sizes

    assert sum(sizes.values()) == len(shop_leaves) + 1
    assert verify_logs(fresh) == sizes


def test_people_of_lost_strands_stay_until_the_right_copy_is_put_back(shop: Running, settings: Settings) -> None:
    """The operator takes the wrong copy, is refused, and takes the right one."""
    old = Backup(shop, settings, SEPARATE)
    kim_leaves(shop)
    newest = Backup(shop, settings, SEPARATE)
    known, apart = records_of(shop, "kim"), [each for each, place in strands(shop).items() if place == SEPARATE]
    fresh = old.put_back(shop)
    said = refused(fresh)

    seal_logs(fresh)
    [restored] = [told for told in fresh.vault.journal.told(Book.EVIDENCE) if told.leaf.act is Act.RESTORE]
    assert not restored.leaf.ok
    assert len(apart) == 2
    assert all(f"lost {strand.hex()}" in restored.detail for strand in apart)
    assert "newer copy" in str(said.fix)
    assert records_of(newest.put_back(fresh), "kim") == known
