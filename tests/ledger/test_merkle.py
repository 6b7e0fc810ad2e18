"""The proofs: equal to the definition for every small tree, refused for every change."""

import json
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikim.errors import TamperedError
from jikim.ledger import EMPTY_ROOT, Log, leaf_hash, verify_consistency, verify_inclusion
from tests.ledger import model
from tests.ledger.memory import ORIGIN, Memory, entry, filled

LARGEST = 130
ENTRIES = tuple(entry(number) for number in range(LARGEST))


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert filled(0)[0].root == EMPTY_ROOT == model.root(())


def test_every_small_tree_has_the_root_of_the_definition() -> None:
    log = Log(ORIGIN, Memory())
    for size, one in enumerate(ENTRIES, start=1):
        log.append([one])
        assert log.root == model.root(ENTRIES[:size])


def test_every_inclusion_proof_of_every_small_tree_is_that_of_the_definition() -> None:
    log, _ = filled(LARGEST)
    for size in range(1, LARGEST + 1):
        root = model.root(ENTRIES[:size])
        for index in range(size):
            proof = log.prove_inclusion(index, size)
            assert proof == model.inclusion(index, ENTRIES[:size])
            verify_inclusion(index, size, leaf_hash(ENTRIES[index]), proof, root)


def test_every_consistency_proof_of_every_small_tree_is_that_of_the_definition() -> None:
    log, _ = filled(LARGEST)
    roots = [model.root(ENTRIES[:size]) for size in range(LARGEST + 1)]
    for later in range(1, LARGEST + 1):
        for earlier in range(1, later + 1):
            proof = log.prove_consistency(earlier, later)
            assert proof == model.consistency(earlier, ENTRIES[:later])
            verify_consistency(earlier, later, roots[earlier], roots[later], proof)


@pytest.mark.parametrize("size", [255, 256, 257, 511, 512, 600, 65_535, 65_536, 65_537, 70_000])
def test_proofs_cross_the_borders_of_tiles(size: int) -> None:
    log, _ = filled(size)
    for index in {0, 1, 254, 255, 256, size // 2, size - 2, size - 1} & set(range(size)):
        verify_inclusion(index, size, leaf_hash(entry(index)), log.prove_inclusion(index), log.root)
    for earlier in {1, 255, 256, 257, size // 2, size - 1, size} & set(range(1, size + 1)):
        verify_consistency(earlier, size, filled(earlier)[0].root, log.root, log.prove_consistency(earlier))


@given(size=st.integers(2, 700), data=st.data())
def test_a_proof_with_one_bit_turned_proves_nothing(size: int, data: st.DataObject) -> None:
    log, _ = filled(size)
    index = data.draw(st.integers(0, size - 1))
    proof = list(log.prove_inclusion(index))
    at, bit = data.draw(st.integers(0, len(proof) - 1)), data.draw(st.integers(0, 255))
    proof[at] = (int.from_bytes(proof[at], "big") ^ 1 << bit).to_bytes(32, "big")
    with pytest.raises(TamperedError):
        verify_inclusion(index, size, leaf_hash(entry(index)), proof, log.root)


@given(size=st.integers(2, 700), data=st.data())
def test_a_proof_shows_no_other_leaf_at_no_other_index(size: int, data: st.DataObject) -> None:
    log, _ = filled(size)
    index, other = data.draw(st.lists(st.integers(0, size - 1), min_size=2, max_size=2, unique=True))
    proof = log.prove_inclusion(index)
    with pytest.raises(TamperedError):
        verify_inclusion(other, size, leaf_hash(entry(index)), proof, log.root)
    with pytest.raises(TamperedError):
        verify_inclusion(index, size, leaf_hash(entry(other)), proof, log.root)


@given(earlier=st.integers(2, 300), more=st.integers(1, 300), data=st.data())
def test_a_changed_past_is_never_consistent(earlier: int, more: int, data: st.DataObject) -> None:
    honest, _ = filled(earlier)
    entries = [entry(number) for number in range(earlier + more)]
    entries[data.draw(st.integers(0, earlier - 1))] = b"rewritten"
    forked = Log(ORIGIN, Memory())
    forked.append(entries)
    with pytest.raises(TamperedError):
        verify_consistency(earlier, forked.size, honest.root, forked.root, forked.prove_consistency(earlier))


def test_an_inner_node_cannot_pose_as_a_leaf() -> None:
    log, _ = filled(4)
    left, right = (model.root(ENTRIES[at : at + 2]) for at in (0, 2))
    with pytest.raises(TamperedError):
        verify_inclusion(0, 2, leaf_hash(left), (right,), log.root)


@pytest.mark.reference
def test_the_public_inclusion_vectors_agree(reference: Path) -> None:
    seen = []
    for file in sorted((reference / "vectors/merkle/testdata/inclusion").rglob("*.json")):
        v = json.loads(file.read_text())
        case = (v["leafIdx"], v["treeSize"], b64decode(v["leafHash"]), _hashes(v["proof"]), b64decode(v["root"]))
        assert _is_refused(verify_inclusion, *case) == v["wantErr"], file
        seen.append(v["wantErr"])
    assert (seen.count(False), seen.count(True)) == (6, 92)


@pytest.mark.reference
def test_the_public_consistency_vectors_agree(reference: Path) -> None:
    seen = []
    for file in sorted((reference / "vectors/merkle/testdata/consistency").rglob("*.json")):
        v = json.loads(file.read_text())
        case = (v["size1"], v["size2"], b64decode(v["root1"]), b64decode(v["root2"]), _hashes(v["proof"]))
        assert _is_refused(verify_consistency, *case) == v["wantErr"], file
        seen.append(v["wantErr"])
    assert (seen.count(False), seen.count(True)) == (6, 92)


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_hash_is_thirty_two_bytes(length: int) -> None:
    log, _ = filled(2)
    right, wrong = leaf_hash(entry(0)), bytes(length)
    proof = log.prove_inclusion(0)
    assert not _is_refused(verify_inclusion, 0, 2, right, proof, log.root)
    assert _is_refused(verify_inclusion, 0, 2, wrong, proof, log.root)
    assert _is_refused(verify_inclusion, 0, 2, right, (wrong,), log.root)
    assert _is_refused(verify_inclusion, 0, 2, right, proof, wrong)
    assert _is_refused(verify_inclusion, 0, 1, wrong, (), wrong)
    assert _is_refused(verify_consistency, 1, 2, wrong, log.root, log.prove_consistency(1))
    assert _is_refused(verify_consistency, 1, 2, right, wrong, log.prove_consistency(1))
    assert _is_refused(verify_consistency, 1, 2, right, log.root, (wrong,))


def test_consistency_with_an_empty_tree_says_nothing_and_is_refused() -> None:
    log, _ = filled(2)
    assert _is_refused(verify_consistency, 0, 2, EMPTY_ROOT, log.root, ())
    assert _is_refused(verify_consistency, 0, 0, EMPTY_ROOT, EMPTY_ROOT, ())


def _is_refused(verify: Callable[..., None], *case: object) -> bool:
    try:
        verify(*case)
    except TamperedError:
        return True
    return False


def _hashes(values: list[str] | None) -> list[bytes]:
    return [b64decode(value) for value in values or []]
