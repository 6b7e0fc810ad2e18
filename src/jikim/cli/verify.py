"""`jikim verify`: look, independently of who carried it out, at what a plan over connected databases left behind."""

from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.connected import EVERY, connected
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN, FOUND
from jikim.cli.laws import law_named
from jikim.cli.spoken import command, option
from jikim.cli.tables import progress, show_table
from jikim.engine import Status, Verified, verify_tables
from jikim.engine.verifying import Place
from jikim.errors import DocumentError
from jikim.messages import Message, msg
from jikim.period import Instant

_SAID: dict[Status, Message] = {
    Status.DONE: msg("done: nothing of it is left"),
    Status.NOTHING: msg("nothing was found that was due"),
    Status.KEPT: msg("done; part of it is kept by law"),
    Status.FAILED: msg("failed: something is left, or could not be looked at"),
}
_KEYS = 5


@command(msg("reads only, through the database with `role: verify` where there is one; exit code 1 when something is "
             "left. What is in base64, percent-encoded, compressed or encrypted is not read"))  # fmt: skip
@option("--data", type=options.FILE, required=True, metavar="DATA", says=msg("the map of the databases"))
@option("--plan", "digest", metavar="DIGEST", says=msg("this plan alone; else every plan of the last fourteen days"))
@options.as_of
@options.as_json
@click.pass_obj
def verify(face: Face, data: Path, digest: str | None, now: Instant) -> int:
    """Look, tell, and write the outcome down."""
    plan = _digest(digest) if digest else None
    with connected(face, data, EVERY) as databases, progress(face, msg("looking for what is left")):
        found = verify_tables(databases, now, plan)
        if not face.as_json:
            for each in found:
                _show(face, each)
    failed = [each for each in found if each.status is Status.FAILED]
    face.note("verified", plans=len(found), failed=len(failed))
    face.give([_as_data(each) for each in found])
    return FOUND if failed else CLEAN


def _digest(text: str) -> bytes:
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b""
    if len(found) != 32:
        raise DocumentError(
            msg("this is no digest of a plan"),
            msg("a plan is named by what it names"),
            msg("copy the 64 hexadecimal digits that `jikim plan` shows"))  # fmt: skip
    return found


# For people


def _show(face: Face, found: Verified) -> None:
    face.tell(msg("plan {digest}: {outcome}", digest=found.plan.hex(), outcome=_SAID[found.status]))
    face.tell(msg("rows that the journal says were dealt with: {rows}", rows=found.rows))
    for database, table, count in found.left:
        face.tell(msg("still there and due: {count} rows of '{table}' in '{database}'", count=count, table=table,
                      database=database))  # fmt: skip
    for database, table, count in found.lost:
        face.tell(msg("moved apart and not found there: {count} rows of '{table}' in '{database}'", count=count,
                      table=table, database=database))  # fmt: skip
    if found.unfinished:
        face.tell(msg("chunks that were begun and not ended, or refused: {count}; run `jikim apply` again",
                      count=found.unfinished))  # fmt: skip
    if found.sought is None:
        face.tell(msg("values of people are no longer kept, so they were not looked for"))
    else:
        face.tell(msg("looked for in every table: values of {count} people", count=found.sought))
    if found.places:
        heads = (msg("table"), msg("column"), msg("item"), msg("rows"), msg("what it is"), msg("rows by key"))
        show_table(face, heads, [_row(face, place) for place in found.places], right=(3,))
    for database, table in found.unread:
        face.tell(msg("could not be read: '{table}' in '{database}'", table=table, database=database))
    for statute in found.kept:
        face.tell(msg("kept apart: {statute}", statute=law_named(face, statute)))


def _row(face: Face, place: Place) -> tuple[str, ...]:
    keys = "; ".join("-".join(map(str, key)) for key in place.keys[:_KEYS])
    more = " ..." if place.rows > _KEYS else ""
    return (place.table, place.column, place.item, f"{place.rows}", face.say(_why(face, place)), keys + more)


def _why(face: Face, place: Place) -> Message:
    if place.kept and place.bases:
        laws = ", ".join(law_named(face, basis) for basis in place.bases)
        return msg("kept as '{record}': {laws}", record=place.kept, laws=laws)
    if place.kept:
        return msg("kept as '{record}', which is not due", record=place.kept)
    return msg("left behind") if place.strong else msg("perhaps somebody else: look at it")


# For scripts


def _as_data(found: Verified) -> dict[str, object]:
    return {
        "plan": found.plan.hex(), "status": found.status.name.lower(), "rows": found.rows,
        "left": [{"database": database, "table": table, "rows": count} for database, table, count in found.left],
        "lost": [{"database": database, "table": table, "rows": count} for database, table, count in found.lost],
        "unfinished": found.unfinished, "people": found.sought, "kept": list(found.kept),
        "unread": [{"database": database, "table": table} for database, table in found.unread],
        "places": [_place_as_data(place) for place in found.places]}  # fmt: skip


def _place_as_data(place: Place) -> dict[str, object]:
    return {"database": place.database, "table": place.table, "column": place.column, "item": place.item,
            "rows": place.rows, "people": place.people, "residue": place.strong and not place.kept,
            "kept": place.kept or None, "bases": list(place.bases),
            "keys": [[str(value) for value in key] for key in place.keys]}  # fmt: skip
