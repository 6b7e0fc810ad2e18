"""The audit of a demo finds what is planted: each fault turns its counter, and without a fault all are zero.

Faults are broken parts that are handed in, or changes behind the engine's back.
"""

import base64
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from jikim.demo.audit import Findings
from jikim.demo.audit_rows import Witness
from jikim.demo.run import KEY, Demo, open_new
from jikim.demo.values import MARK
from jikim.engine import Outcome, Running, apply
from jikim.keeper import load_key_file
from jikim.law import catalogue, holidays
from jikim.messages import Language
from jikim.period import Calendar, Instant, Period, Reading, day_of
from jikim.settings import Settings
from jikim.vault import Keyring
from tests.running import again

SHOP = """
jikim: 1
service: {id: shop, name: 가게, url: https://shop.example}
version: {id: "2020-01-01", announced: 2019-12-25, effective: 2020-01-01}
roles: {member: 회원, guest: 비회원}
items: {call: {label: 통화 녹음, kind: file}}
events:
  left: {label: 회원 탈퇴, of: person, from: joined}
  last_active: {label: 마지막 이용, of: person, counts: last}
  paid: {label: 대금 결제, of: record, else: collected}
holds: {lawsuit: {label: 소송}}
activities:
  signup:
    label: 회원가입
    roles: [member]
    purposes: {join: 회원 관리}
    basis: contract
    collect: [{required: [이메일 주소, 비밀번호]}, {optional: [닉네임]}]
    keep: [{until: left}, {in: separate, until: 30 days after left, items: 이메일 주소, why: join}]
    dormant: 6 months after last_active
  order:
    label: 주문
    roles: [member]
    purposes: {pay: 결제}
    basis: contract
    collect: [{required: [주소, call]}]
    keep: [{until: [left, 2 months after paid]}, {in: separate, until: 3 months after paid, why: pay}]
  inquiry:
    label: 문의
    roles: [guest]
    purposes: {answer: 답변}
    basis: consent
    collect: [{required: [이름, 휴대폰 번호]}]
    keep: [{until: 3 months after collected}]
""".encode()
PEOPLE, YEARS, SEED = 60, 2, 7


def counters(findings: Findings) -> tuple[int, int, int, int]:
    return findings.early, findings.overdue, findings.unjustified, findings.residue


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The shop after two good years."""
    folder = tmp_path_factory.mktemp("shop") / "vault"
    demo = Demo.of(open_new(SHOP, folder), SHOP, folder)
    demo.live(PEOPLE, YEARS, SEED)
    yield demo
    demo.close()


@pytest.fixture
def copied(lived: Demo, tmp_path: Path) -> Iterator[Demo]:
    """A copy of the shop's vault, to be tampered with."""
    folder = tmp_path / "vault"
    shutil.copytree(lived.folder, folder)
    settings = Settings(folder, folder / KEY, Language.KOREAN)
    witness = Witness(folder, "shop", lived.witness.strands, lived.witness.people, lived.witness.retired)
    copy = replace(lived, folder=folder, running=again(settings), witness=witness)
    yield copy
    copy.close()


def tamper(demo: Demo, database: str, sql: str) -> None:
    """Change a database behind the engine's back."""
    with closing(sqlite3.connect(demo.folder / f"{database}.db")) as connection:
        assert connection.execute(sql).rowcount > 0
        connection.commit()


def test_without_a_fault_every_counter_is_zero_and_the_log_verifies(lived: Demo) -> None:
    findings = lived.audit()
    assert counters(findings) == (0, 0, 0, 0), findings.said
    assert {done.act for done in lived.diary.done} == {"preserve", "return", "destroy"}
    assert findings.stayed > 0
    assert (lived.verify() or 0) > len(lived.diary.given)


# Parts that are broken from the beginning


class Shifted(Calendar):
    """A calendar that thinks it is so many days later, or earlier, when asked what is over."""

    days = 0

    def cutoff(self, now: Instant, period: Period, reading: Reading) -> Instant:
        return super().cutoff(now + self.days * 86_400_000_000 if period.code else now, period, reading)


class OneDayAhead(Shifted):
    days = 1


class SixDaysBehind(Shifted):
    days = -6


def living_by(calendar: Calendar, folder: Path) -> Findings:
    running = Running(open_new(SHOP, folder).vault, calendar, catalogue(), "demo")
    return findings_of(Demo.of(running, SHOP, folder))


def findings_of(demo: Demo) -> Findings:
    demo.live(PEOPLE, YEARS, SEED)
    findings = demo.audit()
    demo.close()
    return findings


def test_a_cutoff_one_day_ahead_destroys_early(tmp_path: Path) -> None:
    assert living_by(OneDayAhead(holidays()), tmp_path).early > 0


def test_a_cutoff_behind_by_more_than_the_deadline_is_overdue(tmp_path: Path) -> None:
    findings = living_by(SixDaysBehind(holidays()), tmp_path)
    assert findings.overdue > 0
    assert findings.early == 0


def test_weeks_without_a_sweep_are_overdue(tmp_path: Path) -> None:
    def on_holiday(running: Running, now: Instant) -> Outcome:
        return Outcome() if day_of(now).month == 8 else apply(running, now)

    findings = findings_of(Demo.of(open_new(SHOP, tmp_path), SHOP, tmp_path, on_holiday))
    assert findings.overdue > 0
    assert findings.early == 0


class Forgetful(Keyring):
    """A keyring that keeps every seventh key it should shred, and says that it is gone."""

    def shred(self, numbers: Iterable[int]) -> None:
        super().shred(number for number in numbers if number % 7)

    def whole(self, numbers: Iterable[int]) -> set[int]:
        return super().whole(number for number in numbers if number % 7)


def test_a_key_left_behind_is_residue(tmp_path: Path) -> None:
    whole = open_new(SHOP, tmp_path)
    keyring = Forgetful(whole.vault.keys, load_key_file(tmp_path / KEY))
    running = Running(replace(whole.vault, keyring=keyring), whole.calendar, whole.law, "demo")
    findings = findings_of(Demo.of(running, SHOP, tmp_path))
    assert findings.residue > 0


# Changes behind the engine's back


def test_a_row_in_both_places_is_unjustified(copied: Demo) -> None:
    columns = "id, record, person, kind, keeping, version, revision, key, collected, since, not_before"
    with closing(sqlite3.connect(copied.folder / "live.db")) as live:
        row = live.execute(f"SELECT {columns} FROM strand LIMIT 1").fetchone()
    with closing(sqlite3.connect(copied.folder / "separate.db")) as separate:
        separate.execute(f"INSERT INTO strand ({columns}) VALUES ({','.join('?' * len(row))})", row)
        separate.commit()
    assert copied.audit().unjustified > 0


@pytest.mark.parametrize("table", ["person", "record", "event", "consent"])
def test_a_row_of_ours_about_nobody_is_unjustified(copied: Demo, table: str) -> None:
    columns = {"person": "id = randomblob(16)", "record": "id = randomblob(16)"}
    tamper(copied, "live", f"UPDATE {table} SET {columns.get(table, 'person = randomblob(16)')}")
    assert copied.audit().unjustified > 0


def test_a_leaf_that_was_dropped_breaks_the_log(copied: Demo) -> None:
    assert copied.verify() is not None
    tamper(copied, "ledger", "UPDATE bundle SET entries = substr(entries, 1, length(entries) / 2)")
    assert copied.verify() is None


@pytest.mark.parametrize("written", ["utf-8", "utf-16-le", "base64"])
def test_plaintext_in_a_file_is_residue(copied: Demo, written: str) -> None:
    text = f"a note about {MARK}000007 that nobody sealed"
    raw = base64.b64encode(text.encode()) if written == "base64" else text.encode(written)
    (copied.folder / "export.tmp").write_bytes(raw)
    assert copied.audit().residue > 0


def test_a_wrapped_key_in_a_forgotten_file_is_residue(copied: Demo) -> None:
    gone = copied.witness.retired[0]
    encryption = load_key_file(copied.folder / KEY)
    (copied.folder / "old-backup").write_bytes(b"..." + encryption.wrap(gone.key, bytes(32)))
    assert copied.audit().residue == 0  # a key, but not the one that opened it
    assert gone.body
