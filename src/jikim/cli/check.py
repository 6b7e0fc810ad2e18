"""`jikim check`: hold policies against the law, or a mapping against a policy and the database it speaks of."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

import click

from jikim.check import check as judge
from jikim.cli import options
from jikim.cli.annotations import annotations
from jikim.cli.checked import Checked, exit_code
from jikim.cli.face import Face
from jikim.cli.faults import finding_as_data, finding_in_words, show_error
from jikim.cli.files import STDIN, read_file, trouble
from jikim.cli.sarif import sarif
from jikim.cli.spoken import argument, command, option
from jikim.cli.table import loaded
from jikim.errors import DocumentError, Finding, OperatorError, Place, Severity
from jikim.law import catalogue
from jikim.messages import Message, msg
from jikim.period import Instant, day_of
from jikim.policy import parse

POLICY = Path("policy.yaml")
TEXT, JSON, SARIF, GITHUB = "text", "json", "sarif", "github"


@command(
    msg("exit code: 0 nothing wrong, 1 an error among the findings, 2 the policy, the map or a database cannot be read")
)
@argument("files", type=options.FILE, nargs=-1, metavar="[FILE]...")
@option("--data", type=options.FILE, metavar="DATA",
        says=msg("hold this data.yaml against the policy (policy.yaml), not the policy against the law"))  # fmt: skip
@option("--live", is_flag=True,
        says=msg("with --data: look at the databases too, read only; say where they and the map differ"))  # fmt: skip
@option("--format", "form", type=click.Choice([TEXT, JSON, SARIF, GITHUB]),
        says=msg("how to answer: for people, as JSON, as SARIF 2.1.0, or as annotations of GitHub"))  # fmt: skip
@options.as_of
@options.as_json
@click.pass_obj
def check(face: Face, files: Sequence[Path], data: Path | None, live: bool, form: str | None, now: Instant) -> int:
    """Parse, then judge; one file that cannot be read keeps no other from being judged."""
    _refuse_half(files, data, live=live)
    form = _form(face, form)
    if data is not None:
        checked = [_with_data(face, files[0] if files else POLICY, data, form, live=live)]
    else:
        named = tuple(dict.fromkeys(files))
        alone = len(named) == 1 and form in (TEXT, JSON)
        checked = [_judged(file, now) if alone else _opened(file, now) for file in named]
    if len(checked) > 1 or form in (SARIF, GITHUB):
        checked = [each.from_here() for each in checked]
    _FORMS[form](face, checked)
    for each in checked:
        face.note("findings", errors=each.count(Severity.ERROR), warnings=each.count(Severity.WARNING))
    return exit_code(checked)


def _refuse_half(files: Sequence[Path], data: Path | None, *, live: bool) -> None:
    """Refuse a call that names nothing to check, or a database without the file that speaks of it."""
    missing = "FILE" if not files and data is None else "--data" if live and data is None else ""
    if missing:
        raise OperatorError(
            msg("'{name}' is missing", name=missing),
            msg("'{command}' cannot work without it", command="jikim check"),
            msg("see `{command} --help`", command="jikim check"))  # fmt: skip
    if data is not None and len(files) > 1:
        raise OperatorError(
            msg("a map is held against one policy, and {count} are named", count=len(files)),
            msg("the ids of a map are those of one policy"),
            msg("name one policy, or leave `--data` out"))  # fmt: skip


def _form(face: Face, form: str | None) -> str:
    """Return how to answer; `--json` is `--format json` by its older name."""
    if face.as_json and form not in (None, JSON):
        raise OperatorError(
            msg("'{one}' and '{other}' ask for two answers", one="--json", other=f"--format {form}"),
            msg("standard output holds one document"),
            msg("leave one of them out"))  # fmt: skip
    face.as_json = face.as_json or form == JSON
    return JSON if face.as_json else form or TEXT


def _judged(file: Path, now: Instant) -> Checked:
    name = str(STDIN) if file == STDIN else file.name
    try:
        return Checked(file.parent, name, judge(parse(read_file(file), name), catalogue(), day_of(now)))
    except DocumentError as error:
        return Checked(file.parent, name, error.faults, error)


def _opened(file: Path, now: Instant) -> Checked:
    """Judge a file; that it cannot be opened is a finding, so that the others and whoever reads the log learn of it."""
    try:
        return _judged(file, now)
    except OSError as error:
        return _unusable(file, error)


def _unusable(file: Path, error: OSError) -> Checked:
    told = trouble(error)
    found = Finding("file-unusable", Severity.ERROR, Place(file.name, 1, 1), told.what, told.why, told.fix, ())
    return Checked(file.parent, file.name, (found,), DocumentError(told.what, told.why, told.fix, ()))


def _with_data(face: Face, policy_file: Path, data: Path, form: str, *, live: bool) -> Checked:
    """Hold a map against a policy; whoever checks a policy alone need not wait until what reads maps is loaded."""
    look = cast(Callable[[Face, Path, Path, bool], Checked], loaded("check_data", "with_data"))
    try:
        return look(face, policy_file, data, live)
    except OSError as error:
        named = [file for file in (policy_file, data) if error.filename == str(file)]
        if form in (TEXT, JSON) or not named:
            raise
        return _unusable(named[0], error)


def _in_words(face: Face, checked: Sequence[Checked]) -> None:
    for each in checked:
        if each.error is not None:
            show_error(face, each.error)
            continue
        for finding in each.found:
            face.show("\n".join(finding_in_words(face, finding)))
        face.tell(_counted(each))


def _counted(checked: Checked) -> Message:
    """Return how many findings of each severity there are, in a sentence."""
    errors, warnings, notes = (checked.count(one) for one in (Severity.ERROR, Severity.WARNING, Severity.INFO))
    return msg("'{file}': {errors}, {warnings}, {notes}", file=checked.file,
        errors=msg("{count} error", count=1) if errors == 1 else msg("{count} errors", count=errors),
        warnings=msg("{count} warning", count=1) if warnings == 1 else msg("{count} warnings", count=warnings),
        notes=msg("{count} note", count=1) if notes == 1 else msg("{count} notes", count=notes))  # fmt: skip


def _as_json(face: Face, checked: Sequence[Checked]) -> None:
    """One file is answered by itself; several as a list under `files`."""
    found = [{"file": each.file, "readable": each.error is None,
              "findings": [finding_as_data(face, finding) for finding in each.found]} for each in checked]  # fmt: skip
    face.give(found[0] if len(found) == 1 else {"files": found})


def _as_sarif(face: Face, checked: Sequence[Checked]) -> None:
    face.show(sarif(checked, catalogue(), face.language))


def _as_annotations(face: Face, checked: Sequence[Checked]) -> None:
    for line in annotations(checked, face.language):
        face.show(line)
    for each in checked:
        face.tell(_counted(each))


_FORMS: dict[str, Callable[[Face, Sequence[Checked]], None]] = {
    TEXT: _in_words,
    JSON: _as_json,
    SARIF: _as_sarif,
    GITHUB: _as_annotations,
}
