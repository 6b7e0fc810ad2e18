"""The log grows, proves, and refuses to grow over damage."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.errors import OperatorError, TamperedError
from jikim.ledger import (
    EMPTY_ROOT,
    Checkpoint,
    Head,
    Log,
    bundle_path,
    leaf_hash,
    parse_checkpoint,
    parse_note,
    tile_path,
    verify_consistency,
    verify_inclusion,
)
from tests.ledger.memory import ORIGIN, Memory, entry, filled


def test_entries_get_the_next_indices_in_order() -> None:
    log, _ = filled(3)
    assert log.append([b"four", b"five"]) == range(3, 5)
    assert list(log.entries(3)) == [b"four", b"five"]


def test_nothing_appended_writes_nothing() -> None:
    log, storage = filled(3)
    writes = len(storage.written)
    assert log.append([]) == range(3, 3)
    assert len(storage.written) == writes


@given(st.lists(st.integers(0, 700), max_size=8))
def test_how_the_entries_were_batched_leaves_no_trace(batches: list[int]) -> None:
    storage = Memory()
    log = Log(ORIGIN, storage)
    for batch in batches:
        log.append([entry(log.size + n) for n in range(batch)])
    _, at_once = filled(sum(batches))
    assert (storage.tiles, storage.bundles, storage.now) == (at_once.tiles, at_once.bundles, at_once.now)


def test_one_more_leaf_rewrites_the_right_edge_only() -> None:
    log, storage = filled(70_000)
    log.append([entry(70_000)])
    assert storage.written[-1] == 2  # one tile, one bundle: no tile was filled, so none above changes


def test_entries_are_read_from_anywhere_to_anywhere() -> None:
    log, _ = filled(600)
    for start, stop in [(0, 600), (0, 0), (255, 257), (256, 512), (599, 600), (300, 9_999), (600, 600)]:
        assert list(log.entries(start, stop)) == [entry(n) for n in range(start, min(stop, 600))]


def test_an_entry_too_long_is_refused_and_nothing_is_written() -> None:
    log, storage = filled(3)
    before = storage.copy()
    with pytest.raises(OperatorError):
        log.append([b"fits", b"x" * 65_536])
    assert (storage.tiles, storage.bundles, storage.now) == (before.tiles, before.bundles, before.now)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 4), (0, 0)])
def test_a_proof_of_what_the_log_does_not_hold_is_refused(index: int, size: int) -> None:
    log, _ = filled(3)
    with pytest.raises(OperatorError):
        log.prove_inclusion(index, size)


@pytest.mark.parametrize(("size1", "size2"), [(0, 3), (3, 2), (1, 4), (-1, 3)])
def test_a_proof_between_sizes_the_log_never_had_is_refused(size1: int, size2: int) -> None:
    log, _ = filled(3)
    with pytest.raises(OperatorError):
        log.prove_consistency(size1, size2)


@pytest.mark.parametrize("place", ["tile", "bundle", "head", "upper tile"])
def test_a_damaged_edge_is_not_built_upon(place: str) -> None:
    log, storage = filled(600)
    match place:
        case "tile":
            storage.tiles[0, 2] = b"\x00" * len(storage.tiles[0, 2])
        case "bundle":
            storage.bundles[2] = storage.bundles[2].replace(b"entry 599", b"entry 000")
        case "head":
            storage.now = Head(600, filled(599)[0].root)
        case "upper tile":
            storage.tiles[1, 0] = storage.tiles[1, 0][32:] + storage.tiles[1, 0][:32]
    before = storage.copy()
    with pytest.raises(TamperedError):
        log.append([b"one more"])
    assert (storage.tiles, storage.bundles, storage.now) == (before.tiles, before.bundles, before.now)


def test_a_missing_tile_is_named_when_a_proof_needs_it() -> None:
    log, storage = filled(600)
    del storage.tiles[0, 1]
    with pytest.raises(TamperedError, match="tile/0/001"):
        log.prove_inclusion(300)


def test_a_grown_log_may_sign_its_next_checkpoint() -> None:
    log, _ = filled(300)
    first = log.extend_checkpoint(None)
    log.append([b"one more"])
    assert log.extend_checkpoint(first) == Checkpoint(ORIGIN, 301, log.root)
    assert log.extend_checkpoint(Checkpoint(ORIGIN, 0, EMPTY_ROOT)).size == 301


def test_a_log_restored_from_an_old_copy_may_not_sign() -> None:
    log, storage = filled(300)
    old = storage.copy()
    log.append([b"lost when the copy is restored"])
    signed = log.extend_checkpoint(None)
    restored = Log(ORIGIN, old)
    with pytest.raises(TamperedError, match="does not begin with"):
        restored.extend_checkpoint(signed)
    restored.append([b"another 301st", b"and a 302nd"])
    with pytest.raises(TamperedError, match="does not begin with"):
        restored.extend_checkpoint(signed)


def test_a_log_does_not_continue_the_checkpoint_of_another() -> None:
    log, _ = filled(3)
    with pytest.raises(TamperedError):
        log.extend_checkpoint(Checkpoint("shop.example.kr/grants", 3, log.root))


@pytest.mark.reference
def test_the_public_test_log_of_tessera_is_built_again(reference: Path) -> None:
    folder = reference / "vectors/tessera/testdata/log"
    storage = Memory()
    log = Log("example.com/log/testdata", storage)
    for size in range(16):
        if size:
            published = (folder / bundle_path(0, size)).read_bytes()
            whole = [*_entries(published)]
            log.append(whole[size - 1 :])
            assert storage.bundle(0) == published
            assert storage.tile(0, 0) == (folder / tile_path(0, 0, size)).read_bytes()
        stated = parse_checkpoint(parse_note((folder / f"checkpoint.{size}").read_bytes()).text)
        assert log.extend_checkpoint(stated) == stated
    assert log.audit().size == 15


@pytest.mark.reference
def test_the_checkpoints_of_tessera_prove_each_other(reference: Path) -> None:
    folder = reference / "vectors/tessera/testdata/log"
    log = Log("example.com/log/testdata", Memory())
    entries = [*_entries((folder / bundle_path(0, 15)).read_bytes())]
    log.append(entries)
    roots = [parse_checkpoint(parse_note((folder / f"checkpoint.{size}").read_bytes()).text).root for size in range(16)]
    for later in range(1, 16):
        for earlier in range(1, later + 1):
            proof = log.prove_consistency(earlier, later)
            verify_consistency(earlier, later, roots[earlier], roots[later], proof)
        for index in range(later):
            proof = log.prove_inclusion(index, later)
            verify_inclusion(index, later, leaf_hash(entries[index]), proof, roots[later])
    assert log.root == roots[15]


def _entries(bundle: bytes) -> list[bytes]:
    entries = []
    while bundle:
        length = int.from_bytes(bundle[:2], "big")
        entries.append(bundle[2 : 2 + length])
        bundle = bundle[2 + length :]
    return entries
