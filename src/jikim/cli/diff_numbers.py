"""`jikim diff NEW`: a version held against the one in force, in numbers. Loaded only when a vault is asked."""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from jikim.cli.connected import PLANNED, connected
from jikim.cli.diff_words import (
    Told,
    again_in_words,
    as_data,
    differences_in_words,
    duty_in_words,
    refused_in_words,
    told_of,
)
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN, finding_as_data, finding_in_words
from jikim.cli.files import read_file
from jikim.cli.opened import opened
from jikim.cli.tables import show_table
from jikim.engine import Between, Connected, Enacted, Reached, Running, between, reached
from jikim.errors import Finding, Severity
from jikim.mapping import Use, ties
from jikim.messages import msg
from jikim.period import Instant, day_of, instant_of, text_of
from jikim.policy import Policy, parse


@dataclass(frozen=True, slots=True)
class _Counted:
    """What was counted: in the vault, and in a service's own tables."""

    at: Instant
    reached: Reached
    rows: tuple[Between, ...]
    findings: tuple[Finding, ...]


def against_vault(face: Face, file: Path, data: Path | None, now: Instant) -> int:
    """Compare a policy with the one in force, and count whom and what it reaches; nothing is written."""
    source = read_file(file)
    new = parse(source, str(file))
    with ExitStack() as stack:
        databases = None
        if data is None:
            running = stack.enter_context(opened(face, acts=False))
        else:
            databases = stack.enter_context(connected(face, data, PLANNED, acts=False, may_lack=(Use.SEPARATE,)))
            running = databases.running
        told = told_of(running.in_force(now).policy, new, day_of(now))
        counted = _counted(running, databases, told, source, now)
    face.note("compared", differences=len(told.differences), people=counted.reached.people)
    face.give({**as_data(face, told), "numbers": _as_data(face, told, counted)})
    if not face.as_json:
        _show(face, told, counted)
    return CLEAN


def _counted(running: Running, databases: Connected | None, told: Told, source: bytes, now: Instant) -> _Counted:
    new, effective = told.new, told.new.version.effective
    at = max(now, instant_of(effective)) if effective else now
    activities = {name for one in told.differences for name in one.activities}
    found = reached(running, new, sorted(activities), told.consequence.again, at)
    rows: tuple[Between, ...] = ()
    findings: tuple[Finding, ...] = ()
    if databases is not None:
        findings = tuple(ties(databases.data, new))
        if not any(one.severity is Severity.ERROR for one in findings):
            version = Enacted(0, str(new.version.id), hashlib.sha256(source).digest(), new, at)
            rows = between(databases, running.in_force(now), version, at)
    return _Counted(at, found, rows, findings)


def _show(face: Face, told: Told, counted: _Counted) -> None:
    for line in _lines(face, told, counted):
        face.show(line)
    day = text_of(counted.at)
    if counted.reached.moved:
        face.tell(msg("what it does on {day} to what is there, counted in strands:", day=day))
        heads = (msg("activity"), msg("items"), msg("put apart"), msg("destroy"), msg("anonymise"),
                 msg("stays by law"), msg("contradicts itself"))  # fmt: skip
        show_table(face, heads, _moved(told.new, counted.reached), right=(2, 3, 4, 5, 6))
    elif told.differences:
        face.tell(msg("nothing that is there moves or ends by it on {day}", day=day))
    for finding in counted.findings:
        face.warn("\n".join(finding_in_words(face, finding)))
    if counted.rows:
        face.tell(msg("rows of your tables on {day}:", day=day))
        show_table(face, (msg("database"), msg("table"), msg("due only by the new version"),
                          msg("due only by the old one")), _rows(counted), right=(2, 3))  # fmt: skip


def _lines(face: Face, told: Told, counted: _Counted) -> Iterator[str]:
    versions = {"old": told.old.version.id, "new": told.new.version.id}
    if not told.differences:
        yield face.say(msg("versions '{old}' and '{new}' say the same", **versions))
        return
    yield face.say(msg("from version '{old}' to '{new}': {count} differences", count=len(told.differences), **versions))
    yield from differences_in_words(face, told.differences)
    yield ""
    found = counted.reached
    yield face.say(msg("to be told: {people} people; {touched} of them have something in what changes",
                       people=found.people, touched=found.touched))  # fmt: skip
    for duty in told.consequence.duties:
        yield f"  {duty_in_words(face, duty)}"
    yield from refused_in_words(face, told)
    yield ""
    if told.consequence.again:
        yield face.say(msg("whose consent is needed again:"))
    else:
        yield face.say(msg("no consent is needed again"))
    for again, people in zip(told.consequence.again, found.again, strict=True):
        yield from again_in_words(face, told.new, again, people)
    yield ""


def _moved(new: Policy, found: Reached) -> Iterator[tuple[str, ...]]:
    for one in found.moved:
        activity = new.activity(one.activity)
        items = ", ".join(item.label if (item := new.item(name)) else name for name in one.items)
        counts = (one.preserve, one.destroy, one.anonymise, one.stay, one.crossing)
        yield (str(activity.label) if activity else one.activity, items, *map(str, counts))


def _rows(counted: _Counted) -> Iterator[tuple[str, ...]]:
    for one in counted.rows:
        yield one.database, one.table, str(one.more), str(one.fewer)


def _as_data(face: Face, told: Told, counted: _Counted) -> dict[str, object]:
    found = counted.reached
    return {
        "at": text_of(counted.at),
        "people": found.people,
        "touched": found.touched,
        "again": [{"matter": again.matter, "people": people}
                  for again, people in zip(told.consequence.again, found.again, strict=True)],
        "strands": [{"activity": one.activity, "role": one.role, "items": list(one.items), "preserve": one.preserve,
                     "destroy": one.destroy, "anonymise": one.anonymise, "stay": one.stay, "crossing": one.crossing}
                    for one in found.moved],
        "rows": [{"database": one.database, "table": one.table, "more": one.more, "fewer": one.fewer}
                 for one in counted.rows],
        "findings": [finding_as_data(face, one) for one in counted.findings],
    }  # fmt: skip
