"""The demo itself: open a vault in a folder, enact the policy, live, and let the audit count.

demo        everything, for the command line
Demo        the same in steps, so that a broken part can be handed in between
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Self

from jikim.demo.audit import Audit, Findings
from jikim.demo.audit_rows import Witness
from jikim.demo.days import Days, Progress, Sweep, nobody_counts
from jikim.demo.diary import Diary
from jikim.demo.lives import lives
from jikim.demo.result import Result
from jikim.demo.script import script_of
from jikim.demo.series import decade_of
from jikim.engine import Running, apply, enact, open_running, verify_logs
from jikim.errors import TamperedError
from jikim.messages import Language
from jikim.period import instant_of
from jikim.policy import Policy, parse
from jikim.settings import Settings

BEGINS = date(2020, 1, 1)
KEY = "kek.key"


def days_in(years: int) -> int:
    """Return how many days the first `years` years have, by the calendar: ten are 3653."""
    return (BEGINS.replace(year=BEGINS.year + years) - BEGINS).days


def demo(
    source: bytes,
    people: int,
    years: int,
    seed: int,
    folder: Path,
    progress: Progress = nobody_counts,
    clock: Callable[[], float] = time.perf_counter,
) -> Result:
    """Let `people` live `years` with the policy `source` in a new vault in `folder`; return what came of it.

    The days begin on 2020-01-01 and end with a year. `progress` is called with days done and days in all; `clock`
    counts seconds.
    """
    began = clock()
    played = Demo.of(open_new(source, folder), source, folder)
    played.live(people, years, seed, progress)
    lived = clock()
    findings = played.audit()
    verified = played.verify()
    audited = clock()
    seconds = {"living": round(lived - began, 1), "audit": round(audited - lived, 1)}
    result = played.result(people, findings, verified, seconds)
    played.close()
    return result


def open_new(source: bytes, folder: Path) -> Running:
    """Open a new vault in `folder` for the service of a policy.

    Not durable: everything is written as in earnest, but nobody waits for the disk. What a power cut would take from
    a vault that holds invented people is no loss, and ten years are thirty thousand commits.
    """
    service = parse(source, "policy.yaml").service.id
    settings = Settings(folder, folder / KEY, Language.KOREAN)
    return open_running(settings, service, "demo", create=True, durable=False)


@dataclass(slots=True)
class Demo:
    """One demo over a running service; `sweep` is what every night does."""

    running: Running
    folder: Path
    policy: Policy
    witness: Witness
    sweep: Sweep = apply
    diary: Diary = field(default_factory=Diary)

    @classmethod
    def of(cls, running: Running, source: bytes, folder: Path, sweep: Sweep = apply) -> Self:
        """Put a policy in force on the first day."""
        policy = enact(running, source, "policy.yaml", instant_of(BEGINS), instant_of(BEGINS),
                       instant_of(BEGINS)).policy  # fmt: skip
        return cls(running, folder, policy, Witness(folder, policy.service.id), sweep)

    def live(self, people: int, years: int, seed: int, progress: Progress = nobody_counts) -> Diary:
        """Let so many people live so many years."""
        agenda = lives(script_of(self.policy, self.running.law), people, days_in(years), Random(seed))
        days = Days(self.running, agenda, BEGINS, self.witness, self.sweep, self.diary)
        return days.live(days_in(years), progress)

    def audit(self) -> Findings:
        """Count what went wrong."""
        audit = Audit(self.policy, self.running.law, self.running.calendar.holidays, self.diary, self.witness)
        audit.times()
        audit.rows()
        audit.files(self.folder, self.folder / KEY)
        return audit.findings

    def verify(self) -> int | None:
        """Return how many leaves the logs hold; None when they do not verify."""
        try:
            return sum(verify_logs(self.running).values())
        except TamperedError:
            return None

    def result(self, people: int, findings: Findings, verified: int | None, seconds: dict[str, float]) -> Result:
        """Return everything in one value."""
        diary = self.diary
        acts = [done.act for done in diary.done]
        return Result(
            people=people, records=len(diary.given), strands=len(self.witness.strands),
            moved=acts.count("preserve"), returned=acts.count("return"), destroyed=acts.count("destroy"),
            anonymised=acts.count("anonymise"), held=findings.stayed, approved=diary.approved,
            overdue=findings.overdue, early=findings.early, unjustified=findings.unjustified,
            residue=findings.residue, log_size=verified or 0, log_verified=verified is not None, seconds=seconds,
            decade=decade_of(BEGINS, diary, self.witness.months), said=tuple(findings.said),
        )  # fmt: skip

    def close(self) -> None:
        """Close the vault and whatever looked into it."""
        self.witness.close()
        self.running.vault.close()
