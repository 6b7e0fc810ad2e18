"""Errors and findings on the terminal: what, why, fix; in the form of the language, or as JSON."""

import json
import traceback

import click

from jikim.cli.face import Face
from jikim.errors import DocumentError, Finding, JikimError, OperatorError, RefusedError, Severity, TamperedError
from jikim.messages import Message, msg

CLEAN, FOUND, BROKEN = 0, 1, 2
_KINDS = ((RefusedError, "refused", FOUND), (TamperedError, "tampered", FOUND), (DocumentError, "document", BROKEN))
SEVERITIES = {
    Severity.ERROR: msg("error"),
    Severity.WARNING: msg("warning"),
    Severity.INFO: msg("info"),
}


def show_error(face: Face, error: JikimError) -> int:
    """Print an error to standard error and return the exit code."""
    kind, code = kind_of(error)
    face.note(kind, code=code)
    if face.as_json:
        face.warn(json.dumps({"error": as_data(face, error)}, ensure_ascii=False, indent=2))
    else:
        face.warn(in_words(face, error))
    return code


def kind_of(error: JikimError) -> tuple[str, int]:
    """Return the code of a kind of error and the exit code it leads to."""
    return next(((name, code) for kind, name, code in _KINDS if isinstance(error, kind)), ("surroundings", BROKEN))


def in_words(face: Face, error: JikimError) -> str:
    """Return an error as lines; a document's faults each with their place."""
    lines = [face.say(error.what), *_reason(face, error.why, error.fix)]
    faults = error.faults if isinstance(error, DocumentError) else ()
    return "\n".join([*(line for fault in faults for line in finding_in_words(face, fault)), *lines])


def finding_in_words(face: Face, finding: Finding) -> list[str]:
    """Return a finding as lines: `policy.yaml:41:18  error  rule  what`, then why and fix."""
    severity = face.say(SEVERITIES[finding.severity])
    head = f"{finding.place}  {severity}  {finding.rule}  {face.say(finding.what)}"
    return [head, *_reason(face, finding.why, finding.fix)]


def _reason(face: Face, why: Message, fix: Message) -> list[str]:
    return [f"  {face.say(msg('why'))}  {face.say(why)}", f"  {face.say(msg('fix'))}  {face.say(fix)}"]


def as_data(face: Face, error: JikimError) -> dict[str, object]:
    """Return an error for a script."""
    data: dict[str, object] = {"kind": kind_of(error)[0], **_said(face, error)}
    if isinstance(error, DocumentError) and error.faults:
        data["findings"] = [finding_as_data(face, fault) for fault in error.faults]
    return data


def finding_as_data(face: Face, finding: Finding) -> dict[str, object]:
    """Return a finding for a script."""
    place = finding.place
    return {"rule": finding.rule, "severity": finding.severity.value, "file": place.file, "line": place.line,
            "column": place.column, "law": list(finding.law), **_said(face, finding)}  # fmt: skip


def _said(face: Face, said: JikimError | Finding) -> dict[str, object]:
    return {"what": face.say(said.what), "why": face.say(said.why), "fix": face.say(said.fix)}


def misused(error: click.UsageError) -> OperatorError:
    """Return what is wrong with a command line; what was typed is not repeated, for it may be personal."""
    path = error.ctx.command_path if error.ctx else "jikim"
    fix = msg("see `{command} --help`", command=path)
    why = msg("personal values come by standard input or a file, never as an argument")
    if isinstance(error, click.NoSuchOption):
        return OperatorError(
            msg("'{command}' has no such option", command=path), msg("only the options of its help are known"), fix
        )
    if isinstance(error, click.MissingParameter) and error.param is not None:
        name = error.param.make_metavar(error.ctx) if error.ctx and not error.param.opts[0].startswith("-") else (
            error.param.opts[-1])  # fmt: skip
        return OperatorError(
            msg("'{name}' is missing", name=name), msg("'{command}' cannot work without it", command=path), fix
        )
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = error.param.opts[-1]
        what = msg("the value of '{name}' cannot be used", name=name if name.startswith("-") else name.upper())
        if isinstance(error.param.type, click.Choice):
            known = msg("use one of: {known}", known=", ".join(map(str, error.param.type.choices)))
            return OperatorError(what, msg("only the values of its help are known"), known)
        return OperatorError(what, why, fix)
    return OperatorError(
        msg("the command line cannot be understood"),
        msg("an argument is missing, too many, or does not belong here; {rule}", rule=why),
        fix,
    )


def unexpected(face: Face, error: BaseException) -> int:
    """Print one line for a fault of our own; where it happened only on demand, and never with a value in it."""
    face.note("unexpected", code=BROKEN)
    show_error(face, OperatorError(
        msg("jikim itself has failed ({kind})", kind=type(error).__name__),
        msg("this is a fault of the program; what was not finished is taken up again by the next run"),
        msg("run it again with `--debug` and report the lines it prints: they hold no values")))  # fmt: skip
    if face.debug:
        for each in _chain(error):
            face.warn(f"{type(each).__name__}")
            face.warn("".join(_frames(each)).rstrip())
    return BROKEN


def _chain(error: BaseException) -> list[BaseException]:
    """Return an error and what caused it, the first cause first."""
    found: list[BaseException] = []
    each: BaseException | None = error
    while each is not None and each not in found:
        found.insert(0, each)
        each = each.__cause__ or each.__context__
    return found


def _frames(error: BaseException) -> list[str]:
    """Return where an error passed: files, lines and functions, without its own words, which may hold a value."""
    return [f"  {frame.filename}:{frame.lineno} {frame.name}\n" for frame in traceback.extract_tb(error.__traceback__)]
