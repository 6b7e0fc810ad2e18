"""`jikim map`: a first data.yaml for a service's own database, from its tables and some rows of each."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.files import created, read_file
from jikim.cli.spoken import argument, command, option
from jikim.cli.tables import progress, show_table
from jikim.detect import ProposedEvent, ProposedKey, Relation, Unplaced
from jikim.engine import DjangoProject, Survey, survey
from jikim.law import vocabulary
from jikim.mapping import Detected
from jikim.messages import Language, msg
from jikim.policy import parse
from jikim.settings import database_address

DATA = Path("data.yaml")


@command(msg("URL is env:NAME, file:PATH, or an address without a password: sqlite:///shop.db. The database is only "
             "read; a login with SELECT is enough. No value of a row is shown or written"))  # fmt: skip
@argument("url", metavar="URL")
@option("--policy", type=options.FILE, metavar="FILE",
        says=msg("the policy, whose activities and events the map then names"))  # fmt: skip
@option("-o", "--output", type=options.FILE, metavar="FILE",
        says=msg("where to write the map; by default data.yaml, and nowhere with --json"))  # fmt: skip
@option("--rows", type=click.IntRange(1, 10_000), default=200, metavar="NUMBER",
        says=msg("how many rows of a table to look at; 200"))  # fmt: skip
@option("--django", metavar="SETTINGS",
        says=msg("hear the models of the Django project in this folder too; no row is asked for"))  # fmt: skip
@option("--python", default="python", metavar="PYTHON",
        says=msg("with --django: the project's own Python; python"))  # fmt: skip
@options.as_json
@click.pass_obj
def propose_map(  # as many as the command has options
    face: Face, url: str, policy: Path | None, output: Path | None, rows: int, django: str | None, python: str
) -> int:
    """Look, propose, write; a file that is there may hold what a person confirmed, and stays."""
    file = output if output is not None or face.as_json else DATA
    if file is not None:
        _refuse_unwritable(file)
    address = database_address(url, face.environment, Path())
    parsed = parse(read_file(policy), policy.name) if policy else None
    with progress(face, msg("looking at the tables")) as steps:
        project = DjangoProject(django, python, Path.cwd(), face.environment) if django else None
        found = survey(address, _written(url, file), policy=parsed, language=face.language, rows=rows, django=project,
                       reached=steps.reach)  # fmt: skip
    if file is not None:
        with created(file, 0o644) as written:
            written.write(found.text)
    detected = found.detected
    face.note("mapped", tables=len(detected.schema.tables), columns=len(detected.columns),
              unplaced=len(detected.unplaced))  # fmt: skip
    face.give({**_data(face, found), "written": None if file is None else str(file)})
    if not face.as_json:
        _show(face, found)
        face.tell(msg("the map stands in {file}", file=file))
        face.tell(msg("next: confirm each line of it, then `jikim check FILE --data {file} --live`", file=file))
    return CLEAN


def _refuse_unwritable(file: Path) -> None:
    """Say before the database is looked at what would be said after it."""
    if os.path.lexists(file):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
    if not file.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(file.parent))
    if not os.access(file.parent, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file.parent))


def _written(url: str, file: Path | None) -> str:
    """Return the address as the map names it: its paths start from its own folder."""
    kind, _, path = url.partition(":")
    if kind != "file" or file is None or Path(path).is_absolute():
        return url
    return f"file:{os.path.relpath(path, file.parent)}"


# For people


def _show(face: Face, found: Survey) -> None:
    detected = found.detected
    heads = (msg("table"), msg("column"), msg("what it seems to be"), msg("sure"), msg("why"))
    show_table(face, heads, _rows(face, detected), right=(3,))
    tables = {one.table for one in detected.columns} | {key.table for key in detected.keys}
    face.tell(msg("{tables} tables; {holding} seem to hold something personal, in {columns} columns",
                  tables=len(detected.schema.tables), holding=len(tables), columns=len(detected.columns)))  # fmt: skip
    if not detected.people:
        face.tell(msg("no table seems to say who the people are: add `people:` by hand"))
    if detected.unplaced:
        face.tell(msg("{count} columns could not be placed; look at them:", count=len(detected.unplaced)))
        _show_unplaced(face, detected.unplaced)
    if found.unread:
        face.tell(msg("no row could be read of: {tables}", tables=", ".join(found.unread)))
    for sentence in found.unseen:
        face.tell(msg("not shown to this login: {what}", what=sentence))


def _show_unplaced(face: Face, columns: tuple[Unplaced, ...]) -> None:
    heads = (msg("table"), msg("column"), msg("texts of the sample that name somebody"))
    show_table(face, heads, [(one.table, one.column, f"{one.naming}") for one in columns], right=(2,))


def _rows(face: Face, detected: Detected) -> Iterator[tuple[str, ...]]:
    """Yield the lines of the tables that matter, each table named once."""
    for table in detected.schema.tables:
        for number, line in enumerate(_lines(face, detected, table.name)):
            yield ("" if number else table.name, *line)


def _lines(face: Face, detected: Detected, table: str) -> Iterator[tuple[str, ...]]:
    for people in detected.people[:1]:
        if people.table == table:
            yield people.key, face.say(msg("the people")), _percent(people.confidence), face.say(people.why)
    for relation in detected.relations:
        if relation.table == table:
            whose = face.say(msg("whose: {table}", table=relation.people))
            yield relation.column, whose, _percent(relation.confidence), face.say(relation.why)
    for one in detected.columns:
        if one.table == table:
            yield one.column, _item(face, one.item), _percent(one.confidence), face.say(one.why)
    for key in detected.keys:
        if key.table == table:
            yield f"{key.column} ({key.key})", _item(face, key.item), _percent(key.confidence), face.say(key.why)
    for event in detected.events:
        if event.table == table:
            told = face.say(msg("the event '{event}'", event=event.event))
            yield event.column, told, _percent(event.confidence), face.say(event.why)


def _item(face: Face, item: str) -> str:
    return item if face.language is Language.ENGLISH else f"{vocabulary().items[item].label} ({item})"


def _percent(confidence: float) -> str:
    return f"{round(100 * confidence)}%"


# For scripts


def _data(face: Face, found: Survey) -> dict[str, object]:
    detected = found.detected
    return {
        "product": detected.schema.product.value,
        "version": detected.schema.version,
        "tables": len(detected.schema.tables),
        "people": [{"table": one.table, "key": one.key, "names": list(one.names), "confidence": one.confidence,
                    "why": face.say(one.why)} for one in detected.people],
        "columns": [{"table": one.table, "column": one.column, "item": one.item, "confidence": one.confidence,
                     "why": face.say(one.why)} for one in detected.columns],
        "keys": [_key(face, one) for one in detected.keys],
        "relations": [_relation(face, one) for one in detected.relations],
        "events": [_event(face, one) for one in detected.events],
        "unplaced": [{"table": one.table, "column": one.column, "naming": one.naming} for one in detected.unplaced],
        "unread": list(found.unread),
        "unseen": [face.say(sentence) for sentence in found.unseen],
    }  # fmt: skip


def _key(face: Face, one: ProposedKey) -> dict[str, object]:
    return {"table": one.table, "column": one.column, "key_column": one.key_column, "key": one.key,
            "item": one.item, "confidence": one.confidence, "why": face.say(one.why)}  # fmt: skip


def _relation(face: Face, one: Relation) -> dict[str, object]:
    pairs = [link.pair for link in one.path]
    path = [{"table": pair.table, "column": pair.column, "to_table": pair.to_table, "to_column": pair.to_column}
            for pair in pairs]  # fmt: skip
    return {"table": one.table, "column": one.column, "people": one.people, "path": path,
            "confidence": one.confidence, "why": face.say(one.why)}  # fmt: skip


def _event(face: Face, one: ProposedEvent) -> dict[str, object]:
    return {"table": one.table, "column": one.column, "event": one.event, "written": one.written.value,
            "zero": one.zero, "flag": one.flag, "confidence": one.confidence, "why": face.say(one.why)}  # fmt: skip
