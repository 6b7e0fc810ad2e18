"""`jikim import`: the people of a service that is running already, from JSON lines.

Lines are taken in by batches: consecutive lines of one kind, each batch in full or not at all. At the first batch
with a refused line the work stops, and says from which line to go on; with `--continue` it passes over the batch.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN, as_data, in_words, kind_of
from jikim.cli.files import opened_lines
from jikim.cli.given import Consent, Event, Given, given
from jikim.cli.opened import opened
from jikim.cli.spoken import argument, command, option
from jikim.cli.tables import progress
from jikim.consent import Submission
from jikim.engine import (
    Running,
    agree,
    collect,
    happen,
    refused_consents,
    refused_events,
    refused_submissions,
    withdraw,
)
from jikim.errors import DocumentError, JikimError, OperatorError, RefusedError
from jikim.messages import msg
from jikim.period import Instant

BATCH = 500


@dataclass(slots=True)
class _Batch:
    """Consecutive lines of one kind, and those among them that cannot even be read."""

    first: int
    lines: list[tuple[int, Given]] = field(default_factory=list)
    refused: list[tuple[int, JikimError]] = field(default_factory=list)
    last: int = 0

    def fits(self, one: Given | None, size: int) -> bool:
        """Return whether a line may join this batch."""
        kinds = {type(each) for _, each in self.lines}
        return self.last - self.first + 1 < size and (one is None or kinds <= {type(one)})


@dataclass(slots=True)
class _Result:
    """What came of an import."""

    taken: int = 0
    passed_over: int = 0
    refused: list[tuple[int, JikimError]] = field(default_factory=list)
    records: list[tuple[int, bytes]] = field(default_factory=list)
    stopped_at: int = 0


@command(msg('FILE or - for standard input; each line {{"record": ...}}, {{"event": ...}} or {{"consent": ...}}'))
@argument("file", type=options.FILE)
@option("--batch", type=click.IntRange(1, 10_000), default=BATCH, metavar="LINES",
        says=msg("how many lines are taken in together; by default 500"))  # fmt: skip
@option("--from-line", type=click.IntRange(1), default=1, metavar="LINE", says=msg("go on with this line"))
@option("--continue", "going_on", is_flag=True, says=msg("pass over a batch with a refused line, and go on"))
@options.as_of
@options.as_json
@click.pass_obj
def bring_in(face: Face, file: Path, batch: int, from_line: int, going_on: bool, now: Instant) -> int:
    """Take in line after line; say which were refused, and why."""
    result = _Result()
    with opened(face) as running, opened_lines(file) as lines, progress(face, msg("taking in")) as steps:
        for each in _batches(lines, batch, from_line):
            _take_in(running, each, result, now)
            steps.step(each.last - each.first + 1)
            if result.refused and not going_on:
                result.stopped_at = each.first
                break
    face.note("imported", taken=result.taken, passed_over=result.passed_over, refused=len(result.refused))
    _report(face, result)
    return max((kind_of(error)[1] for _, error in result.refused), default=CLEAN)


def _batches(lines: Iterator[bytes] | Sequence[bytes], size: int, first: int) -> Iterator[_Batch]:
    """Yield the lines from `first` on in batches; empty lines are passed over."""
    batch = _Batch(first)
    for number, line in enumerate(lines, 1):
        if number < first or not line.strip():
            continue
        one, error = _understood(line)
        if not batch.fits(one, size):
            yield batch
            batch = _Batch(number)
        batch.last = number
        if one is not None:
            batch.lines.append((number, one))
        if error is not None:
            batch.refused.append((number, error))
    if batch.last:
        yield batch


def _understood(line: bytes) -> tuple[Given | None, JikimError | None]:
    try:
        return given(line), None
    except (DocumentError, OperatorError) as error:
        return None, error


def _take_in(running: Running, batch: _Batch, result: _Result, now: Instant) -> None:
    """Take in a batch in full, or nothing of it."""
    numbers = [number for number, _ in batch.lines]
    refused = batch.refused + [(numbers[at], error) for at, error in _refused(running, batch, now)]
    if refused:
        result.refused += sorted(refused, key=lambda each: each[0])
        result.passed_over += len(batch.lines) + len(batch.refused)
        return
    submissions = [one for _, one in batch.lines if isinstance(one, Submission)]
    if submissions:
        result.records += zip(numbers, collect(running, submissions, now), strict=True)
    events = [one for _, one in batch.lines if isinstance(one, Event)]
    if events:
        happen(running, _plain(events), now, leaving=True)
    for one in (one for _, one in batch.lines if isinstance(one, Consent)):
        (agree if one.agreed else withdraw)(running, one.person, one.matter, one.at, now)
    result.taken += len(batch.lines)


def _refused(running: Running, batch: _Batch, now: Instant) -> list[tuple[int, RefusedError]]:
    """Return which lines of a batch the policy does not allow, by position."""
    submissions = [one for _, one in batch.lines if isinstance(one, Submission)]
    if submissions:
        return refused_submissions(running, submissions, now)
    events = [one for _, one in batch.lines if isinstance(one, Event)]
    if events:
        return refused_events(running, _plain(events), now, leaving=True)
    consents = [one for _, one in batch.lines if isinstance(one, Consent)]
    return refused_consents(running, [(one.person, one.matter) for one in consents], now)


def _plain(events: Sequence[Event]) -> list[tuple[str, bytes | None, str, Instant]]:
    return [(one.person, one.record, one.name, one.at) for one in events]


def _report(face: Face, result: _Result) -> None:
    face.give({
        "taken": result.taken, "passed_over": result.passed_over, "stopped_at": result.stopped_at or None,
        "records": [{"line": line, "record": record.hex()} for line, record in result.records],
        "refused": [{"line": line, **as_data(face, error)} for line, error in result.refused],
    })  # fmt: skip
    if face.as_json:
        return
    for line, error in result.refused:
        face.warn(face.say(msg("line {line}: {what}", line=line, what=in_words(face, error))))
    face.tell(msg("taken in: {taken} lines; not taken in: {passed_over}, {refused} of them refused",
                  taken=result.taken, passed_over=result.passed_over, refused=len(result.refused)))  # fmt: skip
    if result.stopped_at:
        face.tell(msg("stopped: mend the lines named, then go on with --from-line {line}", line=result.stopped_at))
