"""`jikim check`: hold a policy against the law, or a mapping against a policy and the database it speaks of."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import click

from jikim.check import check as judge
from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import BROKEN, CLEAN, FOUND, finding_as_data, finding_in_words, show_error
from jikim.cli.files import read_file
from jikim.cli.mapped import read_mapping
from jikim.cli.spoken import argument, command, option
from jikim.cli.table import loaded
from jikim.errors import DocumentError, Finding, OperatorError, Severity
from jikim.law import catalogue
from jikim.mapping import Data, ties
from jikim.messages import Message, msg
from jikim.period import Instant, day_of
from jikim.policy import Policy, parse

POLICY = Path("policy.yaml")


@command(
    msg("exit code: 0 nothing wrong, 1 an error among the findings, 2 the policy, the map or a database cannot be read")
)
@argument("file", type=options.FILE, required=False)
@option("--data", type=options.FILE, metavar="DATA",
        says=msg("hold this data.yaml against the policy (policy.yaml), not the policy against the law"))  # fmt: skip
@option("--live", is_flag=True,
        says=msg("with --data: look at the databases too, read only; say where they and the map differ"))  # fmt: skip
@options.as_of
@options.as_json
@click.pass_obj
def check(face: Face, file: Path | None, data: Path | None, live: bool, now: Instant) -> int:
    """Parse, then judge."""
    _refuse_half(file, data, live=live)
    policy_file = file or POLICY
    shown = data or policy_file
    try:
        policy = parse(read_file(policy_file), policy_file.name)
        mapping = read_mapping(data) if data else None
    except DocumentError as error:
        face.give({"file": shown.name, "readable": False, "findings": _data(face, error.faults)})
        return BROKEN if face.as_json else show_error(face, error)
    if mapping is None:
        return _report(face, shown.name, judge(policy, catalogue(), day_of(now)))
    found = (*ties(mapping, policy), *(_drifted(face, shown.parent, mapping, policy) if live else ()))
    return _report(face, shown.name, tuple(sorted(found, key=lambda finding: finding.place)))


def _refuse_half(file: Path | None, data: Path | None, *, live: bool) -> None:
    """Refuse a call that names nothing to check, or a database without the file that speaks of it."""
    missing = "FILE" if file is None and data is None else "--data" if live and data is None else ""
    if missing:
        raise OperatorError(
            msg("'{name}' is missing", name=missing),
            msg("'{command}' cannot work without it", command="jikim check"),
            msg("see `{command} --help`", command="jikim check"))  # fmt: skip


def _drifted(face: Face, folder: Path, data: Data, policy: Policy) -> tuple[Finding, ...]:
    """Look at the databases; whoever checks a document alone need not wait until what opens them is loaded."""
    look = cast(Callable[[Face, Path, Data, Policy], tuple[Finding, ...]], loaded("live", "drifted"))
    return look(face, folder, data, policy)


def _report(face: Face, file: str, found: tuple[Finding, ...]) -> int:
    face.give({"file": file, "readable": True, "findings": _data(face, found)})
    wrong = _count(found, Severity.ERROR)
    face.note("findings", errors=wrong, warnings=_count(found, Severity.WARNING))
    if not face.as_json:
        for finding in found:
            face.show("\n".join(finding_in_words(face, finding)))
        face.tell(_counted(file, found))
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
