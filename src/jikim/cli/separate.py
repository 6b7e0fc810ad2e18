"""`jikim separate`: make the separate databases ready, hold them against the live tables, show one person's rows."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.connected import connected
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN, FOUND, finding_as_data, finding_in_words
from jikim.cli.files import created, read_file, reference
from jikim.cli.spoken import argument, command, option
from jikim.engine import Shown, check_separate, prepare_separate, show_apart, statements_separate
from jikim.errors import Severity
from jikim.mapping import Use
from jikim.messages import msg
from jikim.period import Instant, text_of

_BOTH = (Use.LIVE, Use.SEPARATE)


@command(msg("ACT is prepare, check (exit code 1 when something differs; SELECT is enough) or show (JSON lines; that "
             "it was read is written down before anything is shown)"))  # fmt: skip
@argument("act", type=click.Choice(["prepare", "check", "show"]))
@option("--data", type=options.FILE, required=True, metavar="DATA", says=msg("the map of the databases"))
@option("--sql", is_flag=True, says=msg("prepare: print the statements, and run none"))
@options.person
@option("--reason-file", type=options.FILE, metavar="FILE",
        says=msg("show: in the first line the statute that lets it be seen, then why; sealed in the log"))  # fmt: skip
@option("-o", "--output", type=options.FILE, metavar="FILE", says=msg("show: where to write, for its owner alone"))
@options.as_of
@options.as_json
@click.pass_obj
def separate(
    face: Face, act: str, data: Path, sql: bool, person_file: Path, reason_file: Path | None, output: Path | None,
    now: Instant,
) -> int:  # fmt: skip
    """Prepare, check or show."""
    if (sql and act != "prepare") or (act == "show") != (reason_file is not None) or (output and act != "show"):
        raise click.UsageError("")
    if act == "check":
        return _check(face, data, now)
    if act == "show" and reason_file is not None:
        return _show(face, data, reference(face, person_file), _reason(reason_file), output, now)
    return _print(face, data, now) if sql else _prepare(face, data, now)


def _prepare(face: Face, data: Path, now: Instant) -> int:
    with connected(face, data, _BOTH) as databases:
        made = prepare_separate(databases, now)
    face.note("prepared", tables=made)
    face.give({"tables": made})
    face.tell(msg("ready: {count} tables, of which what a law keeps can move there", count=made))
    return CLEAN


def _print(face: Face, data: Path, now: Instant) -> int:
    with connected(face, data, _BOTH, acts=False) as databases:
        found = statements_separate(databases, now)
    face.give({name: list(lines) for name, lines in found})
    for name, lines in found if not face.as_json else ():
        face.show(f"-- {name}\n" + "\n".join(f"{line};" for line in lines))
    return CLEAN


def _check(face: Face, data: Path, now: Instant) -> int:
    with connected(face, data, _BOTH, acts=False) as databases:
        found = check_separate(databases, now)
    face.note("checked", findings=len(found))
    face.give([finding_as_data(face, finding) for finding in found])
    for finding in found if not face.as_json else ():
        face.show("\n".join(finding_in_words(face, finding)))
    if not found:
        face.tell(msg("the separate database fits the tables in use"))
    return FOUND if any(finding.severity is not Severity.INFO for finding in found) else CLEAN


# Showing


def _reason(path: Path) -> str:
    return read_file(path).decode(errors="replace").strip()


def _show(face: Face, data: Path, person: str, reason: str, output: Path | None, now: Instant) -> int:
    rows = 0
    with connected(face, data, _BOTH) as databases, _written(face, output) as write:
        for one in show_apart(databases, person, reason, now):
            write(json.dumps(_line(one), ensure_ascii=False))
            rows += 1
    face.note("shown", rows=rows)
    face.warn(face.say(msg("shown, and written down: {count} rows that are kept apart", count=rows)))
    return CLEAN


@contextmanager
def _written(face: Face, output: Path | None) -> Iterator[Callable[[str], object]]:
    if output is None:
        yield face.show
        return
    with created(output, 0o600) as file:
        yield lambda line: file.write(line + "\n")


def _line(one: Shown) -> dict[str, object]:
    rows = [{"table": table, "values": {name: _value(value) for name, value in values.items()}}
            for table, values in one.rows]  # fmt: skip
    until = None if one.until is None else text_of(one.until)
    return {"table": one.table, "key": list(map(str, one.key)), "record": one.record, "until": until, "held": one.held,
            "rows": rows}  # fmt: skip


def _value(value: object) -> object:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
