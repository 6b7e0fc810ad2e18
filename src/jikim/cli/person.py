"""`jikim person`: hand out what the connected databases hold of people, or erase it, at their request."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from jikim.cli import options
from jikim.cli.connected import EVERY, connected
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN, FOUND
from jikim.cli.files import created
from jikim.cli.laws import law_named
from jikim.cli.people_file import people_named
from jikim.cli.plan_file import refuse_taken, write_plan_file
from jikim.cli.spoken import argument, command, option
from jikim.cli.tables import show_table
from jikim.engine import Alike, Connected, Erasure, Held, ask_erasure, carry_plan, find_people, hand_out, plan_erasure
from jikim.messages import Message, msg
from jikim.period import Instant
from jikim.plan import Doing, doing

_ACTS: dict[Doing, Message] = {
    Doing.PRESERVE: msg("put apart"),
    Doing.DESTROY: msg("destroy"),
    Doing.CLEAR: msg("empty columns"),
}


@command(msg("ACT is export (JSON lines) or erase. Each line of the file names one person: the key of their table, or "
             'values as {{"email": "..."}}. That it was done is written down before anything is shown'))  # fmt: skip
@argument("act", type=click.Choice(["export", "erase"]))
@option("--data", type=options.FILE, required=True, metavar="DATA", says=msg("the map of the databases"))
@options.person
@option("-o", "--output", type=options.FILE, metavar="FILE",
        says=msg("export: where to write; erase: write a plan to approve and apply, carry nothing out"))  # fmt: skip
@option("--dry-run", is_flag=True, says=msg("erase: show what would go and what the law keeps; nothing is written"))
@option("--leaving", is_flag=True, says=msg("erase: the person means to leave, so contracts that run end as well"))
@options.as_of
@options.as_json
@click.pass_obj
def person(
    face: Face, act: str, data: Path, person_file: Path, output: Path | None, dry_run: bool, leaving: bool,
    now: Instant,
) -> int:  # fmt: skip
    """Find the people, then hand out or erase."""
    wanted = people_named(face, person_file)
    if act == "export":
        with connected(face, data) as databases:
            return _export(face, databases, find_people(databases, wanted), output, now)
    if output is not None:
        refuse_taken(output, options.present(), replace=False)
    with connected(face, data, EVERY, acts=not dry_run) as databases:
        people = find_people(databases, wanted)
        found = plan_erasure(databases, people, now, options.present(), leaving=leaving)
        _show(face, found)
        if dry_run:
            return CLEAN
        ask_erasure(databases, found, now)
        if output is not None:
            write_plan_file(output, found.plan)
            face.tell(msg("next: `jikim approve --plan {file}`, then `jikim apply --plan {file}`", file=output))
            return CLEAN
        return _carry(face, databases, found, now)


# Export


def _export(face: Face, databases: Connected, people: tuple[object, ...], output: Path | None, now: Instant) -> int:
    rows = others = guests = 0
    with _written(output) as file:
        for one in hand_out(databases, people, now):
            file.write(json.dumps(_line(one), ensure_ascii=False) + "\n")
            rows, guests = rows + isinstance(one, Held), guests + isinstance(one, Alike)
            others += one.others if isinstance(one, Held) else 0
    face.note("exported", people=len(people), rows=rows, alike=guests)
    for sentence in (
        msg("handed out: {rows} rows of {people} people", rows=rows, people=len(people)),
        msg("left out as somebody else's: {count} values", count=others),
        msg("rows of guests with the same mail or number, for somebody to look at: {count}", count=guests),
    ):
        face.warn(face.say(sentence))
    return CLEAN


@contextmanager
def _written(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
        return
    with created(output, 0o600) as file:
        yield file


def _line(one: Held | Alike) -> dict[str, object]:
    place = {"person": str(one.person), "record": one.record, "table": one.table, "key": list(map(str, one.key))}
    if isinstance(one, Alike):
        return {"alike": {**place, "item": one.item}}
    items: dict[str, dict[str, str]] = {}
    for item, column, value in one.items:
        items.setdefault(item, {})[column] = value
    return {"held": {**place, "activity": one.activity, "items": items, "others": one.others,
                     "inside": list(one.inside)}}  # fmt: skip


# Erasure


def _show(face: Face, found: Erasure) -> None:
    parts = [(part.table, doing(part), len(part.keys)) for part in found.plan.parts]
    face.give({
        "digest": found.plan.digest.hex(), "people": len(found.people),
        "taken": [{"table": table, "act": act.value, "rows": rows} for table, act, rows in parts],
        "stays": [{"table": stay.table, "activity": stay.activity, "rows": stay.rows, "apart": stay.apart,
                   "bases": list(stay.bases)} for stay in found.stays],
        "alike": [{"table": one.table, "key": list(map(str, one.key)), "item": one.item} for one in found.alike],
    })  # fmt: skip
    if face.as_json:
        return
    if parts:
        show_table(face, (msg("table"), msg("act"), msg("rows")),
                   [(table, face.say(_ACTS[act]), f"{rows}") for table, act, rows in parts], right=(2,))  # fmt: skip
    for stay in found.stays:
        laws = ", ".join(law_named(face, basis) for basis in stay.bases)
        face.tell(_stays(stay.table, stay.rows, laws, apart=stay.apart))
    if found.alike:
        face.tell(msg("rows of guests with the same mail or number, for somebody to look at: {count}",
                      count=len(found.alike)))  # fmt: skip


def _stays(table: str, rows: int, laws: str, *, apart: bool) -> Message:
    if not laws:
        return msg("stays in '{table}': {rows} rows that are still needed", table=table, rows=rows)
    if apart:
        return msg("kept apart of '{table}': {rows} rows, by {laws}", table=table, rows=rows, laws=laws)
    return msg("stays in '{table}': {rows} rows, by {laws}", table=table, rows=rows, laws=laws)


def _carry(face: Face, databases: Connected, found: Erasure, now: Instant) -> int:
    work = carry_plan(databases, found.plan, now)
    face.note("erased", people=len(found.people), rows=work.done, skipped=len(work.skipped))
    face.tell(
        msg("erased: {done} of {planned} rows, with what goes with them", done=work.done, planned=found.plan.rows)
    )
    return FOUND if work.skipped else CLEAN
