"""`jikim apply --plan`: carry out a plan on a service's own tables. Loaded only when it is asked for."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from jikim.cli import options
from jikim.cli.connected import EVERY, PLANNED, connected
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN, FOUND
from jikim.cli.plan_file import destroy_plan_file, read_plan_file
from jikim.cli.tables import paced, show_table
from jikim.engine import Left, Work, carry_plan, shadow, unshadowed
from jikim.mapping import Use
from jikim.messages import Message, msg
from jikim.period import Instant
from jikim.plan import Plan, has_expired

_LEFT: dict[Left, Message] = {
    Left.OUTSIDE: msg("it is not in the folder or bucket of the map, and was not touched"),
    Left.FOLDER: msg("a folder stands there"),
    Left.LINKED: msg("the same file has another name besides"),
    Left.VERSION: msg("the bucket keeps older versions"),
    Left.SHARED: msg("a row that stays names it as well; it goes with the last of them"),
}
_SHOWN = 20
"""So many skipped rows are told apart; of more, only how many."""


def apply_file(face: Face, file: Path, data: Path, now: Instant) -> int:
    """Carry out the plan in a file; it is destroyed when that is done, or when it has expired."""
    plan, now = read_plan_file(file), max(now, options.present())
    try:
        with (
            connected(face, data, EVERY) as databases,
            paced(face, msg("carrying out the plan"), plan.rows) as steps,
            _stopping() as go_on,
        ):
            work = carry_plan(databases, plan, now, reached=steps.step, go_on=go_on)
    finally:
        if has_expired(plan, options.present()):
            destroy_plan_file(file)
    if not work.stopped:
        destroy_plan_file(file)
    _answer(face, plan, work)
    if work.stopped:
        face.tell(msg("stopped before the end: what is left is carried out by the same command"))
    else:
        face.tell(msg("next: `jikim verify --data {data}`", data=data))
    return FOUND if work.stopped or work.skipped or work.unread or _lost(work) else CLEAN


def shadow_file(face: Face, file: Path, data: Path) -> int:
    """Show what has become of the plan in a file beside another job; the file stays, and nothing is written."""
    plan = read_plan_file(file)
    with (
        connected(face, data, PLANNED, acts=False, may_lack=(Use.SEPARATE,)) as databases,
        paced(face, msg("looking at what has become of the plan"), plan.rows) as steps,
    ):
        found, unseen = list(shadow(databases, plan, steps.step)), unshadowed(databases, plan)
    left = sum(len(each.left) for each in found)
    face.note("shadowed", gone=sum(each.gone for each in found), left=left)
    face.give([{"database": each.database, "table": each.table, "record": each.record, "gone": each.gone,
                "left": len(each.left), "changed": len(each.changed)} for each in found])  # fmt: skip
    if not face.as_json:
        heads = (
            msg("database"),
            msg("table"),
            msg("no longer there"),
            msg("still there and due"),
            msg("due no longer"),
        )
        rows = [(each.database, each.table, f"{each.gone}", f"{len(each.left)}", f"{len(each.changed)}")
                for each in found]  # fmt: skip
        show_table(face, heads, rows, right=(2, 3, 4))
    for database, count in unseen.items():
        face.warn(face.say(msg("not looked at: {count} rows in the separate database '{database}', of which no address "
                               "is given", count=count, database=database)))  # fmt: skip
    return FOUND if left else CLEAN


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """Let the first interruption end the run after the chunk that is under way; a second one ends it at once."""
    told: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        if told:
            raise KeyboardInterrupt
        told.append(number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: not told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _lost(work: Work) -> int:
    """Return how many files are there though their rows are gone; one that a row still names is not lost."""
    return sum(count for (_, why), count in work.files_left.items() if why is not Left.SHARED)


def _answer(face: Face, plan: Plan, work: Work) -> None:
    face.note("applied", rows=work.done, skipped=len(work.skipped), gone=work.gone, recovered=work.recovered,
              unread=work.unread.total(), files=work.destroyed, lost=_lost(work))  # fmt: skip
    skipped = [{"table": table, "key": [str(value) for value in key]} for table, key in work.skipped]
    face.give({
        "digest": plan.digest.hex(), "planned": plan.rows, "done": work.done, "skipped": len(skipped),
        "gone": work.gone, "recovered": work.recovered, "stopped": work.stopped,
        "changed": dict(sorted(work.rows.items())), "kept": dict(sorted(work.kept.items())),
        "skipped_rows": skipped, "files": work.destroyed,
        "unread": [{"table": table, "column": column, "values": count}
                   for (table, column), count in sorted(work.unread.items())],
        "files_left": [{"folder": folder, "why": why.value, "files": count}
                       for (folder, why), count in sorted(work.files_left.items(), key=str)]})  # fmt: skip
    if face.as_json:
        return
    names = sorted(work.rows.keys() | work.kept.keys())
    if names:
        show_table(face, (msg("table"), msg("destroyed or emptied"), msg("put apart")),
                   [(name, f"{work.rows[name]}", f"{work.kept[name]}") for name in names], right=(1, 2))  # fmt: skip
    face.tell(msg("carried out: {done} of {planned} rows, with what goes with them", done=work.done, planned=plan.rows))
    if work.recovered:
        face.tell(msg("taken up from an interrupted run: {count}", count=work.recovered))
    if work.gone:
        face.tell(msg("gone before their turn came, by another hand: {count}", count=work.gone))
    if work.destroyed:
        face.tell(msg("files destroyed: {count}", count=work.destroyed))
    _tell_skipped(face, work)
    _tell_left(face, work)


def _tell_skipped(face: Face, work: Work) -> None:
    if not work.skipped:
        return
    face.tell(msg("no longer due as planned, and left as they are: {count}", count=len(work.skipped)))
    for table, key in work.skipped[:_SHOWN]:
        face.tell(msg("  '{table}' {key}", table=table, key=", ".join(map(str, key))))


def _tell_left(face: Face, work: Work) -> None:
    """Tell what was to go and still stands somewhere, by its place alone."""
    if work.unread:
        face.tell(msg("values that could not be read, and so were not searched; look at them, or mend them:"))
        show_table(face, (msg("table"), msg("column"), msg("values")),
                   [(table, column, f"{count}") for (table, column), count in sorted(work.unread.items())],
                   right=(2,))  # fmt: skip
    if work.files_left:
        face.tell(msg("files that are still there:"))
        show_table(face, (msg("folder or bucket"), msg("files"), msg("why")),
                   [(folder, f"{count}", face.say(_LEFT[why]))
                    for (folder, why), count in sorted(work.files_left.items(), key=str)], right=(1,))  # fmt: skip
