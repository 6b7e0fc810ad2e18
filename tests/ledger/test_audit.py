"""The tamper campaign: whatever is done to a stored log, the audit finds it, and says where."""

import tracemalloc
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jikim.errors import TamperedError
from jikim.ledger import EMPTY_ROOT, Audit, Head, Log
from jikim.ledger.tiles import bundle_of, entries_of
from tests.ledger.memory import ORIGIN, Memory, entry, filled

SIZES = (1, 2, 255, 256, 257, 600, 1024)
campaign = settings(max_examples=500, deadline=None, derandomize=True)


@cache
def _kept(size: int) -> Memory:
    return filled(size)[1]


def _audited(storage: Memory) -> Audit:
    return Log(ORIGIN, storage).audit()


def _is_found(storage: Memory) -> None:
    with pytest.raises(TamperedError):
        _audited(storage)


@pytest.mark.parametrize("size", [0, *SIZES, 65_536, 70_000])
def test_an_untouched_log_is_found_whole(size: int) -> None:
    log, storage = filled(size)
    assert log.audit() == Audit(size, storage.now.root)


@campaign
@given(size=st.sampled_from(SIZES), data=st.data())
def test_a_turned_byte_of_a_bundle_is_found(size: int, data: st.DataObject) -> None:
    storage = _kept(size).copy()
    index = data.draw(st.sampled_from(sorted(storage.bundles)))
    storage.bundles[index] = _turned(storage.bundles[index], data)
    _is_found(storage)


@campaign
@given(size=st.sampled_from(SIZES), data=st.data())
def test_a_turned_byte_of_a_tile_is_found(size: int, data: st.DataObject) -> None:
    storage = _kept(size).copy()
    key = data.draw(st.sampled_from(sorted(storage.tiles)))
    storage.tiles[key] = _turned(storage.tiles[key], data)
    _is_found(storage)


@campaign
@given(size=st.sampled_from(SIZES), other=st.integers(0, 2**63), root=st.booleans(), data=st.data())
def test_another_head_is_found(size: int, other: int, root: bool, data: st.DataObject) -> None:
    storage = _kept(size).copy()
    if root:
        storage.now = Head(size, _turned(storage.now.root, data))
    elif other != size:
        storage.now = Head(other, storage.now.root)
    else:
        storage.now = Head(-size, storage.now.root)
    _is_found(storage)


@campaign
@given(size=st.sampled_from(SIZES), data=st.data())
def test_a_shortened_bundle_or_tile_is_found(size: int, data: st.DataObject) -> None:
    storage = _kept(size).copy()
    kept = data.draw(st.sampled_from([storage.bundles, storage.tiles]))
    key = data.draw(st.sampled_from(sorted(kept)))
    kept[key] = kept[key][: data.draw(st.integers(0, len(kept[key]) - 1))]
    _is_found(storage)


@campaign
@given(size=st.sampled_from(SIZES), more=st.binary(min_size=1, max_size=40), data=st.data())
def test_a_lengthened_bundle_or_tile_is_found(size: int, more: bytes, data: st.DataObject) -> None:
    storage = _kept(size).copy()
    kept = data.draw(st.sampled_from([storage.bundles, storage.tiles]))
    key = data.draw(st.sampled_from(sorted(kept)))
    kept[key] += more
    _is_found(storage)


Tampering = Callable[[list[bytes], int, int], None]


def _drop(entries: list[bytes], at: int, _: int) -> None:
    del entries[at]


def _duplicate(entries: list[bytes], at: int, to: int) -> None:
    entries.insert(to, entries[at])


def _swap(entries: list[bytes], at: int, other: int) -> None:
    entries[at], entries[other] = entries[other], entries[at]


def _overwrite(entries: list[bytes], at: int, other: int) -> None:
    entries[at] = entries[other]


def _split(entries: list[bytes], at: int, _: int) -> None:
    entries[at : at + 1] = [entries[at][:3], entries[at][3:]]


def _empty(entries: list[bytes], at: int, _: int) -> None:
    entries[at] = b""


@campaign
@given(
    size=st.sampled_from(SIZES[1:]),
    tamper=st.sampled_from([_drop, _duplicate, _swap, _overwrite, _split, _empty]),
    data=st.data(),
)
def test_leaves_dropped_doubled_swapped_or_forged_are_found(size: int, tamper: Tampering, data: st.DataObject) -> None:
    storage = _kept(size).copy()
    entries = [one for index, bundle in sorted(storage.bundles.items()) for one in entries_of(size, bundle, index)]
    at, other = data.draw(st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True))
    tamper(entries, at, other)
    storage.bundles = {n: bundle_of(entries[n * 256 : n * 256 + 256]) for n in range(-(-len(entries) // 256))}
    _is_found(storage)


@campaign
@given(size=st.sampled_from(SIZES), data=st.data())
def test_a_bundle_or_tile_taken_out_or_put_in_is_found(size: int, data: st.DataObject) -> None:
    storage = _kept(size).copy()
    kept = data.draw(st.sampled_from([storage.bundles, storage.tiles]))
    if data.draw(st.booleans()):
        del kept[data.draw(st.sampled_from(sorted(kept)))]
    elif kept is storage.bundles:
        storage.bundles[len(storage.bundles)] = storage.bundles[0]
    else:
        level = data.draw(st.integers(0, 1 + max(level for level, _ in storage.tiles)))
        storage.tiles[level, sum(key[0] == level for key in storage.tiles)] = storage.tiles[0, 0]
    _is_found(storage)


@campaign
@given(size=st.sampled_from([600, 1024]), data=st.data())
def test_bundles_or_tiles_exchanged_are_found(size: int, data: st.DataObject) -> None:
    storage = _kept(size).copy()
    kept = data.draw(st.sampled_from([storage.bundles, storage.tiles]))
    one, other = data.draw(st.lists(st.sampled_from(sorted(kept)), min_size=2, max_size=2, unique=True))
    kept[one], kept[other] = kept[other], kept[one]
    _is_found(storage)


@pytest.mark.parametrize("size", [300, 600])
def test_a_rewritten_leaf_is_named_even_when_its_tile_was_rewritten_too(size: int) -> None:
    forged = [b"forged" if number == 40 else entry(number) for number in range(size)]
    other = Memory()
    Log(ORIGIN, other).append(forged)
    storage = _kept(size).copy()
    storage.bundles[0] = other.bundles[0]
    with pytest.raises(TamperedError, match="leaf 40 and its hash in tile 'tile/0/000'"):
        _audited(storage)
    storage.tiles[0, 0] = other.tiles[0, 0]
    with pytest.raises(TamperedError, match="hash 0 of tile 'tile/1/000"):
        _audited(storage)
    storage.tiles[1, 0] = other.tiles[1, 0]
    with pytest.raises(TamperedError, match="root in the head"):
        _audited(storage)


def test_a_log_rewritten_whole_is_found_by_the_checkpoint_once_signed() -> None:
    signed = filled(600)[0].extend_checkpoint(None)
    forged = Log(ORIGIN, Memory())
    forged.append([b"forged" if number == 40 else entry(number) for number in range(601)])
    assert forged.audit().size == 601
    with pytest.raises(TamperedError, match="last checkpoint of 600 leaves"):
        forged.extend_checkpoint(signed)


def test_an_entry_the_head_does_not_count_is_found() -> None:
    storage = _kept(256).copy()
    storage.bundles[1] = bundle_of([b"never sequenced"])
    with pytest.raises(TamperedError, match="beyond the head"):
        _audited(storage)


def test_a_log_emptied_to_nothing_is_an_empty_log() -> None:
    assert _audited(Memory()) == Audit(0, EMPTY_ROOT)


def _pruned(size: int, minimum: int) -> Memory:
    storage = filled(size)[1]
    storage.bundles = {n: bundle for n, bundle in storage.bundles.items() if (n + 1) * 256 > minimum}
    storage.tiles = {
        (level, n): tile for (level, n), tile in storage.tiles.items() if (n + 1) * 256 ** (level + 1) > minimum
    }
    return storage


@pytest.mark.parametrize("minimum", [0, 256, 1024, 65_536, 66_048, 70_144])
def test_what_a_pruned_log_keeps_is_verified(minimum: int) -> None:
    storage = _pruned(70_200, minimum)
    assert Log(ORIGIN, storage).audit(minimum) == Audit(70_200, storage.now.root)
    storage.tiles[1, 1] = storage.tiles[1, 1][32:] + storage.tiles[1, 1][:32]
    with pytest.raises(TamperedError):
        Log(ORIGIN, storage).audit(minimum)


def test_a_pruned_log_does_not_pass_for_a_whole_one() -> None:
    with pytest.raises(TamperedError):
        _audited(_pruned(600, 256))


@pytest.mark.parametrize("minimum", [1, 255, -256, 768])
def test_a_log_is_pruned_by_whole_tiles_of_its_own(minimum: int) -> None:
    with pytest.raises(TamperedError):
        Log(ORIGIN, filled(600)[1]).audit(minimum)


def test_the_audit_of_a_longer_log_needs_no_more_memory() -> None:
    assert _peak(filled(70_000)[1]) < 2 * _peak(filled(10_000)[1]) < 1_000_000


def _peak(storage: Memory) -> int:
    tracemalloc.start()
    _audited(storage)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def _turned(raw: bytes, data: st.DataObject) -> bytes:
    at = data.draw(st.integers(0, len(raw) - 1))
    return raw[:at] + bytes([raw[at] ^ data.draw(st.integers(1, 255))]) + raw[at + 1 :]
