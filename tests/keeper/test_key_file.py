"""The key file, through every way it can be wrong and every moment a rotation can end in."""

import os
import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from jikim.errors import OperatorError
from jikim.keeper import KeyEncryption, create_key_file, epoch_of, file_system, load_key_file, new_keys, rotate
from jikim.keeper.file_system import file_system_of
from jikim.keeper.slots import FILE_BYTES, SLOT_BYTES


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create_key_file(tmp_path / "kek")
    return tmp_path / "kek"


class KeyStore:
    """A table of wrapped keys, as a vault would keep it."""

    def __init__(self, path: Path) -> None:
        self.plain = new_keys(20)
        self.wrapped = load_key_file(path).wrap_many(enumerate(self.plain))

    def rewrap(self, _old: KeyEncryption, new: KeyEncryption) -> None:
        self.wrapped = new.rewrap_many(enumerate(self.wrapped))
        assert {epoch_of(wrapped) for wrapped in self.wrapped} == {new.epoch}

    def opens(self, keys: KeyEncryption) -> bool:
        return [keys.unwrap(key_id, wrapped) for key_id, wrapped in enumerate(self.wrapped)] == self.plain


def keys_in(path: Path) -> dict[int, bytes]:
    """Read the file with other eyes: magic, epoch, key, checksum."""
    found = {}
    for start in (0, SLOT_BYTES):
        fields, rest = path.read_bytes()[start : start + 48], path.read_bytes()[start + 48 : start + 80]
        if fields[:8] == b"jikimKEK" and sha256(fields).digest() == rest and any(fields[8:16]):
            found[int.from_bytes(fields[8:16], "big")] = fields[16:]
    return found


def test_a_new_file_holds_epoch_one_and_is_for_its_owner_alone(path: Path) -> None:
    keys = load_key_file(path)
    assert keys.epoch == 1
    assert not keys.weaker
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.stat().st_size == FILE_BYTES == 8192
    assert KeyStore(path).opens(keys)


def test_two_new_files_hold_two_keys(path: Path, tmp_path: Path) -> None:
    create_key_file(tmp_path / "other")
    assert keys_in(path)[1] != keys_in(tmp_path / "other")[1]


def test_an_existing_file_is_never_overwritten(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(OperatorError, match="exists already"):
        create_key_file(path)
    assert path.read_bytes() == before


def missing(path: Path) -> None:
    path.unlink()


def readable_by_the_group(path: Path) -> None:
    path.chmod(0o640)


def readable_by_all(path: Path) -> None:
    path.chmod(0o644)


def not_writable(path: Path) -> None:
    path.chmod(0o400)


def cut_short(path: Path) -> None:
    os.truncate(path, FILE_BYTES - 1)


def grown(path: Path) -> None:
    os.truncate(path, FILE_BYTES + 1)


def empty(path: Path) -> None:
    os.truncate(path, 0)


def one_bit_in_the_key(path: Path) -> None:
    _flip(path, 20)


def one_bit_in_the_epoch(path: Path) -> None:
    _flip(path, 15)


def one_bit_in_the_checksum(path: Path) -> None:
    _flip(path, 79)


def overwritten_with_zeros(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(FILE_BYTES))


def _flip(path: Path, at: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[at] ^= 1
    with path.open("r+b") as file:
        file.write(raw)


@pytest.mark.parametrize(
    "spoil",
    [
        missing,
        readable_by_the_group,
        readable_by_all,
        not_writable,
        cut_short,
        grown,
        empty,
        one_bit_in_the_key,
        one_bit_in_the_epoch,
        one_bit_in_the_checksum,
        overwritten_with_zeros,
    ],
)
def test_a_file_that_is_not_as_it_must_be_is_refused_and_left_alone(path: Path, spoil: Callable[[Path], None]) -> None:
    spoil(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(OperatorError) as refusal:
        load_key_file(path)
    with pytest.raises(OperatorError):
        rotate(path, lambda _old, _new: None)
    assert str(refusal.value.what)
    assert str(refusal.value.why)
    assert str(refusal.value.fix)
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_folder_is_not_a_key_file(tmp_path: Path) -> None:
    with pytest.raises(OperatorError):
        load_key_file(tmp_path)


def test_a_folder_that_is_not_there_holds_no_key_file(tmp_path: Path) -> None:
    with pytest.raises(OperatorError):
        create_key_file(tmp_path / "nowhere" / "kek")


def test_forty_rotations_leave_no_old_key_in_the_file(path: Path) -> None:
    store = KeyStore(path)
    inode = path.stat().st_ino
    ended = []
    for epoch in range(2, 42):
        before = load_key_file(path)
        ended.extend(keys_in(path).values())
        keys = rotate(path, store.rewrap)
        assert keys.epoch == load_key_file(path).epoch == epoch
        assert store.opens(load_key_file(path))
        with pytest.raises(OperatorError):
            store.opens(before)
    raw = path.read_bytes()
    assert len(set(ended)) == 40
    # Not even a quarter of one.
    assert not [key for key in ended for part in range(0, 32, 8) if key[part : part + 8] in raw]
    assert path.stat().st_ino == inode
    assert len(raw) == FILE_BYTES


def test_the_callback_gets_the_old_key_and_one_that_opens_both(path: Path) -> None:
    wrapped = load_key_file(path).wrap(1, bytes(range(32)))
    seen = []

    def look(old: KeyEncryption, new: KeyEncryption) -> None:
        assert old.unwrap(1, wrapped) == new.unwrap(1, wrapped)
        seen.append((old.epoch, new.epoch))

    rotate(path, look)
    assert seen == [(1, 2)]


def test_two_rotations_at_once_are_refused(path: Path) -> None:
    def again(_old: KeyEncryption, _new: KeyEncryption) -> None:
        with pytest.raises(OperatorError, match="another process"):
            rotate(path, lambda _old, _new: None)

    rotate(path, again)
    assert load_key_file(path).epoch == 2


def test_a_rewrap_that_fails_keeps_both_epochs_and_the_next_rotation_finishes(path: Path) -> None:
    store = KeyStore(path)

    def half(_old: KeyEncryption, new: KeyEncryption) -> None:
        store.wrapped[:10] = new.rewrap_many(enumerate(store.wrapped[:10]))
        raise ConnectionError("the database went away")

    with pytest.raises(ConnectionError):
        rotate(path, half)
    assert sorted(keys_in(path)) == [1, 2]
    assert store.opens(load_key_file(path))
    assert load_key_file(path).epoch == 2
    ended = keys_in(path).values()
    assert rotate(path, store.rewrap).epoch == 3
    assert list(keys_in(path)) == [3]
    assert store.opens(load_key_file(path))
    assert not any(key in path.read_bytes() for key in ended)


class Crash(BaseException):
    """The machine stops here."""


class Disk:
    """Counts the writes and syncs that reach the operating system, and stops at the n-th, in the middle of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, stop_at: int, torn_at: int, fault: BaseException) -> None:
        self.done = 0
        self.stop_at = stop_at
        self.torn_at = torn_at
        self.fault = fault
        self._pwrite, self._fsync = os.pwrite, os.fsync
        monkeypatch.setattr(os, "pwrite", self.pwrite)
        monkeypatch.setattr(os, "fsync", self.fsync)

    def pwrite(self, fd: int, raw: bytes, at: int) -> int:
        if self._stops():
            self._pwrite(fd, raw[: self.torn_at], at)
            raise self.fault
        return self._pwrite(fd, raw, at)

    def fsync(self, fd: int) -> None:
        if self._stops():
            raise self.fault
        self._fsync(fd)

    def _stops(self) -> bool:
        self.done += 1
        return self.done == self.stop_at


# Write and sync of the new epoch, of the first random, of the second.
STEPS = 6


def test_a_rotation_takes_so_many_steps(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(monkeypatch, stop_at=0, torn_at=0, fault=Crash())
    rotate(path, KeyStore(path).rewrap)
    # One sync is the loading's, for the store.
    assert disk.done == STEPS + 1


@pytest.mark.parametrize("torn_at", [0, 4, 12, 24, 48, 60, 80, 2048, SLOT_BYTES])
@pytest.mark.parametrize("step", range(1, STEPS + 1))
@pytest.mark.parametrize("fault", [Crash(), OSError(28, "no space")], ids=["crash", "error"])
def test_a_rotation_that_stops_at_any_step_loses_no_key(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: int, torn_at: int, fault: BaseException
) -> None:
    store = KeyStore(path)
    ended = list(keys_in(path).values())
    with monkeypatch.context() as patch:
        Disk(patch, step, torn_at, fault)
        with pytest.raises((Crash, OperatorError)):
            rotate(path, store.rewrap)
    ended.extend(keys_in(path).values())
    assert store.opens(load_key_file(path))
    keys = rotate(path, store.rewrap)
    assert store.opens(keys)
    assert store.opens(load_key_file(path))
    assert keys.epoch == load_key_file(path).epoch == max(keys_in(path))
    raw = path.read_bytes()
    assert len(keys_in(path)) == 1
    assert not [key for key in ended for part in range(0, 32, 8) if key[part : part + 8] in raw]


@pytest.mark.parametrize("torn_at", [0, 24, SLOT_BYTES])
@pytest.mark.parametrize("step", range(1, 2 * STEPS + 1))
def test_a_recovery_that_stops_as_well_loses_no_key(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: int, torn_at: int
) -> None:
    for first in range(1, STEPS + 1):
        store = KeyStore(path)
        for stop_at in (first, step):
            with monkeypatch.context() as patch:
                Disk(patch, stop_at, torn_at, Crash())
                try:
                    rotate(path, store.rewrap)
                except Crash:
                    assert store.opens(load_key_file(path))
        keys = rotate(path, store.rewrap)
        assert store.opens(keys)
        assert list(keys_in(path)) == [keys.epoch]


def test_a_disk_that_only_pretends_to_write_is_found_out(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = KeyStore(path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", lambda _fd, raw, _at: len(raw))
        with pytest.raises(OperatorError, match="read back"):
            rotate(path, store.rewrap)
    assert load_key_file(path).epoch == 1
    assert store.opens(load_key_file(path))


def test_a_file_of_another_account_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    with pytest.raises(OperatorError, match="open to others"):
        load_key_file(path)


def test_a_creation_syncs_three_slots_and_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(monkeypatch, stop_at=0, torn_at=0, fault=Crash())
    create_key_file(tmp_path / "kek")
    assert disk.done == 2 * 3 + 1


def test_a_creation_that_stops_leaves_no_file_that_passes_for_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in range(1, 6):
        path = tmp_path / f"kek{step}"
        with monkeypatch.context() as patch:
            Disk(patch, step, 24, Crash())
            with pytest.raises(Crash):
                create_key_file(path)
        with pytest.raises(OperatorError):
            load_key_file(path)


MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:21 / /srv rw shared:2 master:1 - btrfs /dev/sdb rw
24 23 0:22 / /srv/keys rw - xfs /dev/sdc rw
25 22 0:23 / /mnt/with\040space rw - zfs tank rw
26 22 0:24 / /proc rw - proc proc rw
""".strip()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/etc/kek", "ext4"),
        ("/srv/kek", "btrfs"),
        ("/srv/keys/kek", "xfs"),
        ("/srv/keysmith/kek", "btrfs"),
        ("/mnt/with space/kek", "zfs"),
    ],
)
def test_the_file_system_of_a_path_is_that_of_the_nearest_mount(path: str, kind: str) -> None:
    assert file_system_of(Path(path), MOUNTS) == kind


@pytest.mark.parametrize("kind", ["btrfs", "zfs", "f2fs", "bcachefs", "nilfs2"])
def test_a_file_system_that_never_overwrites_is_refused_unless_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"22 1 8:1 / / rw - {kind} /dev/sda1 rw\n")
    monkeypatch.setattr(file_system, "_MOUNTS", mounts)
    path = tmp_path / "kek"
    with pytest.raises(OperatorError, match=kind):
        create_key_file(path)
    assert not path.exists()
    create_key_file(path, copy_on_write=True)
    with pytest.raises(OperatorError, match=kind):
        load_key_file(path)
    assert load_key_file(path, copy_on_write=True).epoch == 1
