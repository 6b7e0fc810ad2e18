"""One strand that does not open stops none of the others: it stays as it was, is reported, and is tried again."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from bench.faults.facts import wrong_at_rest
from jikim.engine import Running, apply, collect, enact, happen
from jikim.engine import sweep as sweeping
from jikim.errors import TamperedError
from jikim.ledger import Act as Noted
from jikim.ledger import Phase
from jikim.vault import LIVE, SEPARATE, Act, Shelf, StrandRow
from tests.engine.shop import (
    DAY,
    POLICY,
    at,
    census,
    column,
    databases,
    given,
    kinds_in,
    left,
    notes,
    opened,
    order,
    signup,
    strands,
    take,
)
from tests.engine.test_crashes import STEPS, Crash, Stopped, crash_before
from tests.engine.test_versions import CARD_SHORTER
from tests.running import renewed

NOW = at("2021-04-01")


def run(running: Running, place: str, sql: str, **binds: object) -> None:
    with databases(running)[place].transaction() as connection:
        assert connection.execute(sa.text(sql), binds).rowcount > 0


def kind_of(running: Running, activity: str, item: str) -> int:
    return next(kind.id for kind in running.kinds.kinds.values() if kind.activity == activity and item in kind.items)


def strand_of(running: Running, place: str, activity: str, item: str) -> bytes:
    number = kind_of(running, activity, item)
    [found, *_] = column(running, place, f"SELECT id FROM strand WHERE kind = {number} ORDER BY id")
    return bytes(found)  # type: ignore[call-overload, no-any-return]  # a blob of either driver


def altered(running: Running, place: str, strand: bytes) -> Callable[[], None]:
    """One bit of the ciphertext is another; call what is returned to put it back from the backup."""
    with databases(running)[place].transaction() as connection:
        body = bytes(connection.execute(sa.text("SELECT body FROM sealed WHERE strand = :id AND part = 0"),
                                        {"id": strand}).scalar_one())  # fmt: skip
    sql = "UPDATE sealed SET body = :body WHERE strand = :id AND part = 0"
    run(running, place, sql, id=strand, body=body[:-1] + bytes([body[-1] ^ 1]))
    return lambda: run(running, place, sql, id=strand, body=body)


def emptied(running: Running, place: str, strand: bytes) -> Callable[[], None]:
    """The row of the ciphertext is gone."""
    with databases(running)[place].transaction() as connection:
        row = connection.execute(sa.text("SELECT * FROM sealed WHERE strand = :id"), {"id": strand}).one()._mapping
    run(running, place, "DELETE FROM sealed WHERE strand = :id", id=strand)
    put = "INSERT INTO sealed (strand, part, item, body) VALUES (:strand, :part, :item, :body)"
    return lambda: run(running, place, put, **row)


def key_altered(running: Running, strand: bytes, epoch: bytes | None) -> int:
    """The wrapped key has another epoch, or another last byte; return its number."""
    [number] = (row.key for row in _rows_of(running, strand))
    with running.vault.keys.transaction() as connection:
        wrapped = bytes(connection.execute(sa.text("SELECT wrapped FROM key WHERE id = :id"),
                                           {"id": number}).scalar_one())  # fmt: skip
    other = wrapped[:-1] + bytes([wrapped[-1] ^ 1]) if epoch is None else wrapped[:1] + epoch + wrapped[5:]
    run(running, "keys", "UPDATE key SET wrapped = :to WHERE id = :id", id=number, to=other)
    return number


def _rows_of(running: Running, strand: bytes) -> list[StrandRow]:
    with running.vault.live.transaction() as connection:
        return list(Shelf(running.vault, LIVE, connection).rows([strand]).values())


def keyless(running: Running, place: str, strand: bytes) -> Callable[[], None]:
    """The key is gone."""
    with databases(running)[place].transaction() as connection:
        number = connection.execute(sa.text("SELECT key FROM strand WHERE id = :id"), {"id": strand}).scalar_one()
    with running.vault.keys.transaction() as connection:
        wrapped = connection.execute(sa.text("SELECT wrapped FROM key WHERE id = :id"), {"id": number}).scalar_one()
    run(running, "keys", "DELETE FROM key WHERE id = :id", id=number)
    put = "INSERT INTO key (id, wrapped) VALUES (:id, :wrapped)"
    return lambda: run(running, "keys", put, id=number, wrapped=bytes(wrapped))


DAMAGES = [altered, emptied, keyless]


def failed(running: Running, act: Noted) -> list[tuple[bytes, ...]]:
    """The strands that the log says an act came to nothing for, note by note."""
    return [note.strands for note in notes(running, act) if note.leaf.ph is Phase.DONE and not note.leaf.ok]


def preserving(running: Running) -> tuple[str, bytes]:
    for name in ("kim", "lee", "choi"):
        take(running, signup(name))
        left(running, name, "2021-03-20")
    return LIVE, strand_of(running, LIVE, "signup", "ci")


def returning(running: Running) -> tuple[str, bytes]:
    people = ["kim", "lee", "choi"]
    collect(running, [given("course", name, education="학사") for name in people], at("2020-03-01"))
    assert apply(running, at("2021-03-10")).preserved == 3
    happen(running, [(name, None, "last_active", at("2021-03-20")) for name in people], at("2021-03-20"))
    return SEPARATE, strand_of(running, SEPARATE, "course", "education")


def anonymising(running: Running) -> tuple[str, bytes]:
    for name in ("kim", "lee", "choi"):
        take(running, given("review", name, nickname="지킴이", review="좋았습니다"))
        left(running, name, "2021-03-20")
    return LIVE, strand_of(running, LIVE, "review", "review")


CASES = [
    (preserving, Act.PRESERVE, Noted.PRESERVE, "preserved"),
    (returning, Act.RETURN, Noted.RETURN, "returned"),
    (anonymising, Act.ANONYMISE, Noted.ANONYMISE, "anonymised"),
]


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize(("fill", "act", "noted", "count"), CASES)
def test_the_others_go_on_and_it_is_tried_again(
    running: Running,
    fill: Callable[[Running], tuple[str, bytes]],
    act: Act,
    noted: Noted,
    count: str,
    damage: Callable[[Running, str, bytes], Callable[[], None]],
) -> None:
    opened(running)
    place, strand = fill(running)
    before = census(running)
    mend = damage(running, place, strand)

    outcome = apply(running, NOW)

    assert (outcome.aside, getattr(outcome, count)) == ({strand: act}, 2)
    assert strands(running)[strand] == place
    assert failed(running, noted) == [(strand,)]
    again = apply(renewed(running.vault), NOW + DAY)
    assert (again.aside, getattr(again, count), len(again.released)) == ({strand: act}, 0, 0)
    assert failed(running, noted) == [(strand,)] * 2

    mend()
    mended = apply(renewed(running.vault), NOW + 2 * DAY)
    assert (mended.aside, getattr(mended, count)) == ({}, 1)
    assert list(wrong_at_rest(running, before)) == []


def test_it_is_said_in_words_what_does_not_open(running: Running) -> None:
    opened(running)
    _, strand = preserving(running)
    altered(running, LIVE, strand)

    said = apply(running, NOW).damage()

    assert isinstance(said, TamperedError)
    assert strand.hex()[-8:] in str(said.what)
    assert "backup" in str(said.fix)


def test_damaged_strands_of_one_person_are_told_apart(running: Running) -> None:
    """The ids of a person's strands begin like the person's own: the first digits name the person."""
    opened(running)
    take(running, signup("kim"), order("kim", paid="2020-04-01"))
    left(running, "kim", "2021-03-20")
    run(running, LIVE, "DELETE FROM sealed")

    outcome = apply(running, NOW)
    said = outcome.damage()

    assert said is not None
    assert len(outcome.aside) > 1
    assert len(set(str(said.what).rpartition(": ")[2].split(", "))) == len(outcome.aside)
    assert all(strand.hex()[:8] not in str(said.what) for strand in outcome.aside)


@pytest.mark.parametrize("altered", [b"\x00\x01\x00\x01", b"\x00\x00\x00\x00", None])
def test_a_damaged_key_sets_its_strand_aside_whichever_byte_is_wrong(running: Running, altered: bytes | None) -> None:
    """The first four bytes after the form are the epoch: it is one that there never was."""
    opened(running)
    take(running, signup("kim"), order("kim", paid="2020-04-01"), given("booking", "kim", name="김지킴"))
    left(running, "kim", "2021-03-20")
    strand = strand_of(running, LIVE, "signup", "ci")
    key_altered(running, strand, altered)

    outcome = apply(running, NOW)

    assert list(outcome.aside) == [strand]
    assert (outcome.preserved > 0, outcome.destroyed > 0) == (True, True)


def test_many_damaged_strands_do_not_fill_the_batch(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "BATCH", 2)
    opened(running)
    people = [f"kim{number}" for number in range(9)]
    collect(running, [given("review", name, nickname="가", review="나") for name in people], at("2020-03-01"))
    happen(running, [(name, None, "left", at("2021-03-20")) for name in people], at("2021-03-20"))
    damaged = [bytes(each) for each in column(running, LIVE, "SELECT id FROM strand ORDER BY id")][:7]  # type: ignore[call-overload]  # blobs
    for strand in damaged:
        altered(running, LIVE, strand)

    outcome = apply(running, NOW)

    assert (set(outcome.aside), outcome.anonymised) == (set(damaged), 2)


def test_what_does_not_open_is_still_destroyed_when_its_time_has_come(running: Running) -> None:
    opened(running)
    take(running, given("booking", "kim", name="김지킴"))
    left(running, "kim", "2021-03-20")
    altered(running, LIVE, strand_of(running, LIVE, "booking", "name"))

    outcome = apply(running, NOW)

    assert (outcome.destroyed, outcome.aside) == (1, {})
    assert strands(running) == {}


@pytest.mark.parametrize("commit", range(1, 34, 2))
def test_a_run_that_sets_a_strand_aside_may_be_stopped_anywhere(running: Running, commit: int) -> None:
    opened(running)
    _, strand = preserving(running)
    before = census(running)
    mend = altered(running, LIVE, strand)
    try:
        with crash_before(running, commit):
            apply(running, NOW)
    except Crash:
        pass

    assert apply(renewed(running.vault), NOW).aside == {strand: Act.PRESERVE}
    mend()
    apply(renewed(running.vault), NOW)

    assert strands(running)[strand] == SEPARATE
    assert list(wrong_at_rest(running, before)) == []


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", [step for step in STEPS if step != "_remove"])
def test_a_source_damaged_after_its_copy_was_made_loses_nothing(running: Running, step: str, *, after: bool) -> None:
    """The crash came between the steps, and the damage after the crash: what opens is what stays."""
    opened(running)
    fill = anonymising if step == "_put_anonymous" else preserving
    _, strand = fill(running)
    held = census(running).texts[strand]
    running.carrier = Stopped(running, step, after=after)
    with pytest.raises(Crash):
        apply(running, NOW)
    if strand in {bytes(each) for each in column(running, LIVE, "SELECT id FROM strand")}:  # type: ignore[call-overload]
        mend = altered(running, LIVE, strand)
    fresh = renewed(running.vault)

    outcome = apply(fresh, NOW)
    if strand in outcome.aside:
        mend()
        apply(fresh, NOW)

    if fill is preserving:
        assert (strands(fresh)[strand], census(fresh).texts[strand]) == (SEPARATE, held)
    else:
        assert len(column(fresh, LIVE, "SELECT id FROM anonymous")) == 3


def test_a_copy_that_does_not_read_back_is_made_anew(running: Running) -> None:
    opened(running)
    _, strand = preserving(running)
    before = census(running)
    running.carrier = Stopped(running, "_copy", after=True)
    with pytest.raises(Crash):
        apply(running, NOW)
    altered(running, SEPARATE, strand)
    fresh = renewed(running.vault)

    first, second = apply(fresh, NOW), apply(fresh, NOW)

    assert (first.aside, second.aside, second.preserved) == ({strand: Act.PRESERVE}, {}, 1)
    assert list(wrong_at_rest(fresh, before)) == []


def test_a_strand_that_cannot_be_split_stops_no_other(running: Running) -> None:
    together = POLICY.replace(", items: [주소]}", "}")
    opened(running, together)
    collect(
        running, [order(name, "2022-03-01", paid="2022-03-01") for name in ("kim", "lee", "choi")], at("2022-03-01")
    )
    damaged = strand_of(running, LIVE, "order", "card_no")
    mend = altered(running, LIVE, damaged)
    enact(running, CARD_SHORTER.encode(), "policy.yaml", at("2022-12-20"))

    outcome = apply(running, at("2023-01-02"))

    assert outcome.aside == {damaged: Act.SPLIT}
    assert sum(kind.startswith("order") for kind in kinds_in(running, LIVE)) == 5, "the others were split in two"
    [told] = [note for note in notes(running, Noted.UPDATE) if not note.leaf.ok]
    assert damaged.hex() in str(told.side["detail"])
    assert apply(renewed(running.vault), at("2023-01-03")).aside == {damaged: Act.SPLIT}
    mend()
    assert apply(renewed(running.vault), at("2023-01-04")).aside == {}
    assert damaged not in strands(running)
    assert len(strands(running)) == 6


def test_a_version_reaches_every_strand_but_the_damaged_page_by_page(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jikim.engine.engage.CHUNK", 2)
    opened(running, POLICY.replace(", items: [주소]}", "}"))
    collect(running, [order(f"kim{number}", "2022-06-01") for number in range(7)], at("2022-06-01"))
    before = column(running, LIVE, "SELECT id FROM strand ORDER BY id")
    for strand in before[2:5]:
        altered(running, LIVE, bytes(strand))  # type: ignore[call-overload]  # a blob of either driver
    enact(running, CARD_SHORTER.encode(), "policy.yaml", at("2022-12-20"))

    outcome = apply(running, at("2023-01-02"))

    assert sorted(outcome.aside) == sorted(map(bytes, before[2:5]))  # type: ignore[arg-type]  # blobs of either driver
    assert len(strands(running)) == 3 + 2 * 4
