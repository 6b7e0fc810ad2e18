"""`jikim check`: hold a policy against the law."""

from pathlib import Path

import click

from jikim.check import check as judge
from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import BROKEN, CLEAN, FOUND, finding_as_data, finding_in_words, show_error
from jikim.cli.files import read_file
from jikim.cli.spoken import argument, command
from jikim.errors import DocumentError, Finding, Severity
from jikim.law import catalogue
from jikim.messages import Message, msg
from jikim.period import Instant, day_of
from jikim.policy import parse


@command(msg("exit code: 0 nothing wrong, 1 an error among the findings, 2 the policy cannot be read"))
@argument("file", type=options.FILE)
@options.as_of
@options.as_json
@click.pass_obj
def check(face: Face, file: Path, now: Instant) -> int:
    """Parse, then judge."""
    try:
        policy = parse(read_file(file), file.name)
    except DocumentError as error:
        face.give({"file": file.name, "readable": False, "findings": _data(face, error.faults)})
        return BROKEN if face.as_json else show_error(face, error)
    found = judge(policy, catalogue(), day_of(now))
    face.give({"file": file.name, "readable": True, "findings": _data(face, found)})
    wrong = _count(found, Severity.ERROR)
    face.note("findings", errors=wrong, warnings=_count(found, Severity.WARNING))
    if not face.as_json:
        for finding in found:
            face.show("\n".join(finding_in_words(face, finding)))
        face.tell(_counted(file.name, found))
    return FOUND if wrong else CLEAN


def _counted(file: str, found: tuple[Finding, ...]) -> Message:
    """Return how many findings of each severity there are, in a sentence."""
    errors, warnings, notes = (_count(found, one) for one in (Severity.ERROR, Severity.WARNING, Severity.INFO))
    return msg("'{file}': {errors}, {warnings}, {notes}", file=file,
        errors=msg("{count} error", count=1) if errors == 1 else msg("{count} errors", count=errors),
        warnings=msg("{count} warning", count=1) if warnings == 1 else msg("{count} warnings", count=warnings),
        notes=msg("{count} note", count=1) if notes == 1 else msg("{count} notes", count=notes))  # fmt: skip


def _count(found: tuple[Finding, ...], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in found)


def _data(face: Face, found: tuple[Finding, ...]) -> list[dict[str, object]]:
    return [finding_as_data(face, finding) for finding in found]
