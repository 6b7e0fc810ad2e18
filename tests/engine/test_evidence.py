"""The log takes over every note exactly once, and whoever changes it afterwards is found."""

import shutil
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from jikim.engine import Running, apply, export_all, seal_logs, verify_logs
from jikim.errors import JikimError, TamperedError
from jikim.ledger import Book
from jikim.settings import Settings
from tests.engine.shop import at, given, left, notes, opened, order, signup, take
from tests.engine.test_crashes import Crash, crash_before
from tests.running import again, renewed

NOW = at("2021-04-01")


def busy(running: Running, people: int = 3) -> Running:
    opened(running)
    for number in range(people):
        take(running, signup(f"kim{number}"), order(f"kim{number}"))
        left(running, f"kim{number}", "2021-03-20")
    apply(running, NOW)
    return running


def pending(running: Running) -> int:
    with running.vault.live.transaction() as connection:
        return int(connection.execute(sa.text("SELECT COUNT(*) FROM log_pending")).scalar_one())


def test_the_log_takes_over_every_note_once(running: Running) -> None:
    busy(running)
    before = [note.leaf for note in notes(running)]

    sizes = seal_logs(running).sizes

    assert pending(running) == 0
    assert sum(sizes.values()) == len(before) > 10
    assert sorted(note.leaf.canonical() for note in notes(running)) == sorted(leaf.canonical() for leaf in before)
    assert seal_logs(running).sizes == sizes == verify_logs(running)


@pytest.mark.parametrize("commit", range(1, 9))
def test_a_crash_while_it_takes_over_neither_loses_nor_doubles_a_note(running: Running, commit: int) -> None:
    busy(running, people=1)
    before = sorted(note.leaf.canonical() for note in notes(running))
    with pytest.raises(Crash), crash_before(running, commit):
        seal_logs(running)

    fresh = renewed(running.vault)
    sizes = seal_logs(fresh).sizes

    assert sum(sizes.values()) == len(before)
    assert sorted(note.leaf.canonical() for note in notes(fresh)) == before
    assert verify_logs(fresh) == sizes


@pytest.mark.parametrize("book", [Book.ACCESS, Book.EVIDENCE])
def test_a_signed_checkpoint_names_its_log_and_size(running: Running, book: Book) -> None:
    busy(running)
    sealed = seal_logs(running)

    lines = sealed.checkpoints[book].splitlines()
    assert lines[0] == f"jikim.example/shop/{book.value}"
    assert int(lines[1]) == sealed.sizes[book]


def _statement(sql: str, **values: object) -> Callable[[Running], None]:
    def tamper(running: Running) -> None:
        with running.vault.ledger.transaction() as connection:
            assert connection.execute(sa.text(sql), values).rowcount > 0

    return tamper


def _flipped(table: str, column: str, where: str) -> Callable[[Running], None]:
    def tamper(running: Running) -> None:
        with running.vault.ledger.transaction() as connection:
            body = bytearray(connection.execute(sa.text(f"SELECT {column} FROM {table} WHERE {where}")).scalar_one())
            body[len(body) // 2] ^= 1
            connection.execute(sa.text(f"UPDATE {table} SET {column} = :body WHERE {where}"), {"body": bytes(body)})

    return tamper


def _forged(running: Running) -> None:
    """A checkpoint that claims one leaf less, under the signature of the true one."""
    with running.vault.ledger.transaction() as connection:
        note = str(connection.execute(sa.text(f"SELECT note FROM signed WHERE {EVIDENCE}")).scalar_one()).split("\n")
        note[1] = str(int(note[1]) - 1)
        connection.execute(sa.text(f"UPDATE signed SET note = :note WHERE {EVIDENCE}"), {"note": "\n".join(note)})


EVIDENCE = "origin = 'jikim.example/shop/evidence'"
TAMPERED: dict[str, Callable[[Running], None]] = {
    "a leaf is changed": _flipped("bundle", "entries", EVIDENCE),
    "a leaf is dropped": _statement(f"DELETE FROM bundle WHERE {EVIDENCE}"),
    "a tile is rewritten": _flipped("tile", "hashes", f"{EVIDENCE} AND level = 0"),
    "the root is replaced": _flipped("log", "root", EVIDENCE),
    "the log is cut short": _statement(f"UPDATE log SET size = size - 1 WHERE {EVIDENCE}"),
    "the log is emptied": _statement(f"DELETE FROM log WHERE {EVIDENCE}"),
    "a side record is changed": _flipped("side", "body", f"{EVIDENCE} AND leaf = 2"),
    "a side record is dropped": _statement(f"DELETE FROM side WHERE {EVIDENCE} AND leaf = 2"),
    "the last side record is dropped": _statement(
        f"DELETE FROM side WHERE {EVIDENCE} AND leaf = (SELECT MAX(leaf) FROM side WHERE {EVIDENCE})"
    ),
    "a checkpoint is forged": _forged,
}


@pytest.mark.parametrize("name", TAMPERED)
def test_tampering_is_found(running: Running, name: str) -> None:
    busy(running)
    seal_logs(running)
    verify_logs(running)
    TAMPERED[name](running)

    with pytest.raises(TamperedError) as found:
        verify_logs(renewed(running.vault))
    assert str(found.value.fix)


def test_two_side_records_that_changed_places_are_found(running: Running) -> None:
    busy(running)
    seal_logs(running)
    with running.vault.ledger.transaction() as connection:
        for old, new in ((1, -1), (2, 1), (-1, 2)):
            connection.execute(sa.text(f"UPDATE side SET leaf = {new} WHERE {EVIDENCE} AND leaf = {old}"))

    with pytest.raises(TamperedError, match="side record of leaf 1"):
        verify_logs(running)


def test_an_old_copy_of_the_ledger_is_found_and_not_built_upon(running: Running, settings: Settings) -> None:
    """It verifies by itself, checkpoints and all; the places remember how far it had come."""
    busy(running)
    seal_logs(running)
    copy = _copied(running, settings)
    take(running, signup("lee", "2021-05-01"))
    seal_logs(running)
    _put_back(running, settings, copy)
    fresh = renewed(running.vault)

    with pytest.raises(TamperedError, match="does not begin with its last checkpoint"):
        verify_logs(fresh)
    take(fresh, signup("choi", "2021-06-01"))
    with pytest.raises(TamperedError):
        seal_logs(fresh)
    assert pending(fresh) > 0, "what it should have taken over stays where it was"


Copy = dict[str, list[dict[str, object]]]


def _copied(running: Running, settings: Settings) -> Copy:
    """The ledger's file where it is one, else its rows."""
    if not settings.addresses:
        running.vault.ledger.checkpoint()
        shutil.copyfile(settings.folder / "ledger.db", settings.folder / "old")
        return {}
    with running.vault.ledger.transaction() as connection:
        tables = [name for name in sa.inspect(connection).get_table_names() if name != "meta"]
        return {name: [dict(row._mapping) for row in connection.execute(sa.text(f"SELECT * FROM {name}"))]
                for name in tables}  # fmt: skip


def _put_back(running: Running, settings: Settings, copy: Copy) -> None:
    if not settings.addresses:
        running.vault.ledger.checkpoint()
        running.vault.ledger.close()
        shutil.copyfile(settings.folder / "old", settings.folder / "ledger.db")
        return
    with running.vault.ledger.transaction() as connection:
        for name, rows in copy.items():
            connection.execute(sa.text(f"DELETE FROM {name}"))
            if rows:
                names = ", ".join(rows[0])
                values = ", ".join(f":{each}" for each in rows[0])
                connection.execute(sa.text(f"INSERT INTO {name} ({names}) VALUES ({values})"), rows)


def test_a_sealed_value_that_was_moved_does_not_open(running: Running) -> None:
    opened(running)
    take(running, signup("kim"), signup("lee"))
    with running.vault.live.transaction() as connection:
        bodies = connection.execute(sa.text("SELECT strand, body FROM sealed")).all()
        swapped = zip(bodies, bodies[1:] + bodies[:1], strict=True)
        connection.execute(
            sa.text("UPDATE sealed SET body = :body WHERE strand = :strand"),
            [{"strand": one.strand, "body": other.body} for one, other in swapped],
        )

    with pytest.raises(JikimError):
        list(export_all(running, NOW))


def test_everything_that_was_given_can_be_taken_away_again(running: Running) -> None:
    opened(running)
    take(running, signup("kim"), order("kim", paid="2020-04-01"), given("course", "lee", education="학사"))
    left(running, "kim", "2021-03-20")
    apply(running, NOW)

    found = {(one["person"], one["activity"]): one["values"] for one in export_all(running, NOW)}

    assert found == {("kim", "signup"): {"ci": "ci-kim"}, ("kim", "order"): {"address": "kim의 주소"},
                     ("lee", "course"): {"education": "학사"}}  # fmt: skip


def test_another_process_sees_the_same_vault(running: Running, settings: Settings) -> None:
    busy(running)
    seal_logs(running)
    other = again(settings)

    assert verify_logs(other) == verify_logs(running)
    other.vault.close()
