"""Counts what went wrong, from the diary and the databases alone: early, overdue, unjustified, residue.

    early        destroyed while something still kept it, or while a hold was open
    overdue      still in its old place when the policy's deadline had passed
    unjustified  in a place where nothing justifies it, rows of ours about people and records with nothing left
                 included
    residue      readable: planted plaintext in any file, or a destroyed ciphertext that a key left behind opens

All are numbers of items of records (a strand with three items counts three), rows, or findings in files.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path

from jikim.demo.audit_ends import Reckoning, Stretch
from jikim.demo.audit_files import opened_again, plaintext_left
from jikim.demo.audit_own import rows_without_reason
from jikim.demo.audit_rows import LIVE, NOWHERE, SEPARATE, Seen, Witness
from jikim.demo.audit_rules import Bonds, bonds_of
from jikim.demo.diary import Diary, Given, Held
from jikim.keeper import load_key_file
from jikim.law import Catalogue
from jikim.period import AT_ONCE, NEVER, Holidays, Instant, Period, Reading, day_of, instant_of, last_day
from jikim.policy import Policy

_FIVE_DAYS = Period(days=5)


@dataclass(slots=True)
class Findings:
    """What the audit counted; `said` are the first of the findings in words, without anything personal."""

    early: int = 0
    overdue: int = 0
    unjustified: int = 0
    residue: int = 0
    stayed: int = 0
    said: list[str] = field(default_factory=list)

    def add(self, what: str, said: str) -> None:
        """Count one finding."""
        setattr(self, what, getattr(self, what) + 1)
        if len(self.said) < 50:
            self.said.append(f"{what}: {said}")


class Audit:
    """The audit of one vault whose people lived under one policy."""

    def __init__(self, policy: Policy, law: Catalogue, holidays: Holidays, diary: Diary, witness: Witness) -> None:
        self.policy = policy
        self.diary = diary
        self.witness = witness
        self.findings = Findings()
        self.holidays = holidays
        self.reckoning = Reckoning(policy, holidays)
        day = day_of(min((given.at for given in diary.given.values()), default=0))
        self._bonds = cache(lambda *about: bonds_of(policy, law, day, *about))
        within = policy.destruction.within if policy.destruction else None
        self.deadline = _FIVE_DAYS if within is None or within == AT_ONCE else within

    def times(self) -> None:
        """Hold every strand that was ever seen against the days on which it had to come, move and go."""
        for strand, seen in self.witness.strands.items():
            given = self.diary.given.get(seen.record)
            if given is None:
                self.findings.add("unjustified", f"strand {strand.hex()[-8:]} of a record that nobody handed over")
                continue
            reckoned: dict[Bonds, tuple[Stretch, ...]] = {}
            for item in set(seen.items) & set(given.items):
                bonds = self._bonds(given.activity, given.role, given.case, item)
                if bonds not in reckoned:
                    told = self.diary.told[given.person]
                    reckoned[bonds] = self.reckoning.stretches(bonds, given.record, given.at, told)
                self._judge(item, given, seen, reckoned[bonds], bonds)

    def _judge(self, item: str, given: Given, seen: Seen, belonged: Sequence[Stretch], bonds: Bonds) -> None:
        name = f"{given.activity}/{item} of {given.record.hex()[:8]}, in {day_of(given.at)}"
        held = [stay for stay in self.diary.held[given.person] if stay.name in bonds.holds]
        gone = next((at for at, place in seen.places if place == NOWHERE), None)
        duties = self._with_holds(belonged, held, gone if gone is not None else self.diary.ends)
        for what, said in self._held_against(duties, seen.places):
            self.findings.add(what, f"{name}: {said}")
        if gone is not None and any(stay.opened <= gone < stay.closed for stay in held):
            self.findings.add("early", f"{name}: destroyed under a hold on {day_of(gone)}")

    def _with_holds(self, belonged: Sequence[Stretch], held: Sequence[Held], until: Instant) -> list[Stretch]:
        """Put the end off while a hold is open; what is only held is kept apart."""
        dead = belonged[-1].since if belonged[-1].place == NOWHERE else NEVER
        due = dead
        for stay in sorted(held, key=lambda stay: stay.opened):
            if stay.opened <= until and stay.closed > due:
                due = stay.closed
        if due == dead:
            return list(belonged)
        self.findings.stayed += 1
        return [*belonged[:-1], Stretch(dead, SEPARATE), Stretch(due, NOWHERE)]

    def _held_against(
        self, duties: Sequence[Stretch], places: Sequence[tuple[Instant, str]]
    ) -> Iterator[tuple[str, str]]:
        """Yield what is wrong between where something belonged and where it was."""
        ends = self.diary.ends
        for position, duty in enumerate(duties[1:], 1):
            until = duties[position + 1].since if position + 1 < len(duties) else NEVER
            limit = self._limit(duty.since)
            if limit <= min(until, ends) and _at(places, limit - 1) not in (duty.place, NOWHERE):
                yield "overdue", f"not {duty.place} within the time from {day_of(duty.since)}"
                if until > ends and _at(places, ends) != duty.place:
                    yield "unjustified", f"in {_at(places, ends)} at the end, not {duty.place}"
        stretches = [(duty.since, duty.place) for duty in duties]
        for at, place in places[1:]:
            belonged = _at(stretches, at)
            if place == NOWHERE and belonged != NOWHERE:
                yield "early", f"destroyed on {day_of(at)}, belongs {belonged}"
            elif place != NOWHERE and belonged not in (place, NOWHERE):
                yield "unjustified", f"moved to {place} on {day_of(at)}, belongs {belonged}"

    def _limit(self, since: Instant) -> Instant:
        """Return the first instant at which something that was due is late."""
        if since >= NEVER:
            return NEVER
        day = last_day(day_of(since), self.deadline, Reading.CIVIL, self.holidays)
        return instant_of(day + timedelta(days=1))

    def rows(self) -> None:
        """Look at what is in the databases at the end, rows of ours included."""
        self.witness.month(self.diary.ends)
        self.witness.months.pop()
        for said in (*self.witness.faults, *rows_without_reason(self.witness, self.diary.ends)):
            self.findings.add("unjustified", said)

    def files(self, folder: Path, key_file: Path) -> None:
        """Search the files for anything that can still be read by whoever has the key file too."""
        left = plaintext_left(folder)
        self.findings.residue += left
        here = self.witness.ids(LIVE, "SELECT id FROM person")
        gone = [copy for person, copy in self.witness.people.items() if person not in here]
        rows = self.witness.ask("keys", "SELECT id, wrapped FROM key")
        retired = {copy.key for copy in (*self.witness.retired, *gone)}
        living = {bytes(wrapped) for number, wrapped in rows if number not in retired}
        # What is wrapped for look-up, for the log or for signing unwraps for nothing else.
        living |= self.witness.ids("keys", "SELECT wrapped FROM secret")
        opened = opened_again(folder, load_key_file(key_file), (*self.witness.retired, *gone), living)
        self.findings.residue += opened
        if left or opened:
            self.findings.said.append(f"residue: {left} times plaintext, {opened} destroyed ciphertexts that open")


def _at(places: Sequence[tuple[Instant, str]], instant: Instant) -> str:
    """Return the place at an instant."""
    return next((place for since, place in reversed(places) if since <= instant), LIVE)
