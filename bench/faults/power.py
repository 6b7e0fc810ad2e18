"""Power cuts while a vault is swept: what was written and not synced may be lost, torn, or kept, each page by itself.

    python -m bench.faults.power --cuts 200 --seed 1

kill -9 loses nothing that was handed to the kernel, so a sweep is run once under `strace`, which records every write,
truncation, sync and removal on the vault's files, with the bytes. Then, for so many random points of that record, the
files are built as a disk may hold them when the power goes there: everything up to a file's last sync, and of what
came after, a random choice, writes torn between sectors of 512 bytes. Each such vault is opened and looked at, swept,
and looked at again. The shared-memory file of SQLite is not on the disk and is left out; a directory entry is taken
as made.

The negative control is the same with `synchronous=OFF`: it must come to harm, or the harness is broken.
"""

import argparse
import random  # noqa: TID251  (a seed makes a failure repeatable)
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bench.faults.facts import Census, census, wrong_at_rest, wrong_now
from bench.faults.vaults import FILES, NOW, copied, filled, opened
from jikim.engine import apply
from jikim.engine import sweep as sweeping
from jikim.errors import JikimError

SECTOR = 512
CALLS = "pwrite64,ftruncate,fdatasync,fsync,unlink"
_CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += +\d+")
_FILE = re.compile(r'^(?:\d+<([^>]*)>|"([^"]*)")')


@dataclass(frozen=True, slots=True)
class Step:
    """One call on one file: `write` with data at an offset, `truncate` to an offset, `sync` or `unlink`."""

    kind: str
    name: str
    at: int = 0
    data: bytes = b""


def recorded(template: Path, folder: Path, *, durable: bool) -> list[Step]:
    """Sweep a copy of a vault under strace and return what it did to the files."""
    vault, trace = copied(template, folder / "traced"), folder / "trace"
    command = [sys.executable, "-m", "bench.faults.power", "--work", str(vault), *([] if durable else ["--careless"])]
    subprocess.run(
        ["strace", "-f", "-y", "-xx", "-s", "100000000", "-e", f"trace={CALLS}", "-o", str(trace), *command], check=True
    )
    return list(steps(trace.read_text(encoding="ascii", errors="replace").splitlines()))


def steps(lines: Iterable[str]) -> Iterator[Step]:
    """Read the steps on a vault's files out of what strace wrote."""
    for line in lines:
        call = _CALL.match(line)
        file = _FILE.match(call[2]) if call else None
        if not call or not file:
            continue
        name = Path(_bytes(file[1] or file[2]).decode(errors="replace")).name
        if not name.endswith((".db", ".db-wal")):
            continue
        rest = call[2][file.end() :].strip(", ")
        if call[1] == "pwrite64":
            data, _, at = re.split(r", (?=\d)", rest)
            yield Step("write", name, int(at), _bytes(data.strip('"')))
        elif call[1] == "ftruncate":
            yield Step("truncate", name, int(rest))
        else:
            yield Step("unlink" if call[1] == "unlink" else "sync", name)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", "")) if text.startswith("\\x") else text.encode()


@dataclass(slots=True)
class Disk:
    """One file as the disk holds it, and what was done to it since its last sync."""

    held: bytearray
    since: list[Step] = field(default_factory=list)

    def take(self, step: Step) -> None:
        if step.kind == "sync":
            for done in self.since:
                _do(self.held, done)
            self.since.clear()
        else:
            self.since.append(step)

    def cut(self, chance: random.Random) -> bytes:
        """Return the file after a power cut: of what was not synced, each sector may or may not be there."""
        left, mood = bytearray(self.held), chance.random()
        for step in self.since:
            if step.kind == "truncate":
                if chance.random() < mood:
                    _do(left, step)
                continue
            for at in range(0, len(step.data), SECTOR):
                if chance.random() < mood:
                    _do(left, Step("write", step.name, step.at + at, step.data[at : at + SECTOR]))
        return bytes(left)


def _do(held: bytearray, step: Step) -> None:
    if step.kind == "truncate":
        del held[step.at :]
        held.extend(bytes(step.at - len(held)))
        return
    held.extend(bytes(max(0, step.at - len(held))))
    held[step.at : step.at + len(step.data)] = step.data


def cut_at(done: Sequence[Step], template: Path, folder: Path, chance: random.Random) -> None:
    """Build the vault as a power cut after these steps may leave it."""
    copied(template, folder)
    disks = {name: Disk(bytearray((template / name).read_bytes())) for name in FILES if name.endswith(".db")}
    for step in done:
        if step.kind == "unlink":
            disks.pop(step.name, None)
        else:
            disks.setdefault(step.name, Disk(bytearray())).take(step)
    for name, disk in disks.items():
        (folder / name).write_bytes(disk.cut(chance))


def harm(folder: Path, before: Census) -> list[str]:
    """Return what is wrong with a vault after a power cut: as it stands, and after the next sweep."""
    try:
        running = opened(folder)
    except (JikimError, SQLAlchemyError) as error:
        return [f"the vault does not open: {error}"]
    try:
        found = list(wrong_now(running, before))
        apply(running, NOW)
        return found + list(wrong_at_rest(running, before))
    except (JikimError, SQLAlchemyError) as error:
        return [f"the vault cannot be swept: {error}"]
    finally:
        running.vault.close()


def run(cuts: int, people: int, seed: int, folder: Path, *, durable: bool = True) -> list[str]:
    """Cut the power so many times, and return what was wrong."""
    chance, template = random.Random(seed), folder / "template"
    shutil.rmtree(template, ignore_errors=True)
    filled(template, people)
    running = opened(copied(template, folder / "vault"))
    before = census(running)
    running.vault.close()
    done = recorded(template, folder, durable=durable)
    kinds = [step.kind for step in done]
    print(f"  {len(done)} steps recorded: {kinds.count('write')} writes, {kinds.count('sync')} syncs")
    wrong = []
    for _ in range(cuts):
        point = chance.randint(0, len(done))
        cut_at(done[:point], template, folder / "vault", chance)
        wrong += [f"cut after step {point}: {fault}" for fault in harm(folder / "vault", before)]
    return wrong


def _work(vault: Path, *, durable: bool) -> None:
    sweeping.BATCH = 12
    running = opened(vault, durable=durable)
    apply(running, NOW)
    running.vault.close()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="power cuts while a vault is swept")
    parser.add_argument("--cuts", type=int, default=200)
    parser.add_argument("--people", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path, help="only sweep this vault (what is traced)")
    parser.add_argument("--careless", action="store_true", help="with synchronous=OFF")
    chosen = parser.parse_args(arguments)
    if chosen.work:
        _work(chosen.work, durable=not chosen.careless)
        return 0
    print(f"seed {chosen.seed}")
    with tempfile.TemporaryDirectory(prefix="jikim-power-") as folder:
        wrong = run(chosen.cuts, chosen.people, chosen.seed, Path(folder))
        careless = run(max(20, chosen.cuts // 4), chosen.people, chosen.seed, Path(folder), durable=False)
    print(f"{chosen.cuts} power cuts: wrong: {len(wrong)}", *wrong[:20], sep="\n  ")
    if not careless:
        print("negative control: synchronous=OFF came to no harm: THE HARNESS IS BROKEN")
        return 2
    print(f"negative control: synchronous=OFF came to harm {len(careless)} times, as it must; e.g. {careless[0]}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
