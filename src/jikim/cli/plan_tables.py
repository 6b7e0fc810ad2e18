"""`jikim plan --data` and `approve --plan`: what is due in a service's own tables. Loaded only when it is asked for."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from jikim.cli import options
from jikim.cli.connected import PLANNED, connected
from jikim.cli.face import Face, actor
from jikim.cli.faults import CLEAN, finding_as_data, finding_in_words
from jikim.cli.plan_file import destroy_plan_file, read_plan_file, refuse_taken, write_plan_file
from jikim.cli.plan_sql import left_to_apply, write_scripts
from jikim.cli.plan_words import Words
from jikim.cli.tables import progress, show_table
from jikim.engine import Connected, Drawn, approve_tables, plan_tables, remember
from jikim.errors import OperatorError
from jikim.mapping import Use
from jikim.messages import msg
from jikim.period import Instant, text_of
from jikim.plan import Doing, Part, counts, doing, has_expired

PLAN = Path("plan.json")

_OWNED = {
    "member": msg("members"),
    "guest": msg("guests"),
    "orphan": msg("people no longer there"),
    "unowned": msg("nobody known"),
}
_DOING = {
    Doing.PRESERVE.value: msg("put apart"),
    Doing.DESTROY.value: msg("destroy"),
    Doing.CLEAR.value: msg("empty columns"),
}


def plan_data(
    face: Face, data: Path, output: Path | None, sql: Path | None, now: Instant, *, replace: bool
) -> int:  # fmt: skip
    """Show what is due on the databases of a data.yaml, and freeze it in a file."""
    forecast = now > options.present()
    if forecast and (output is not None or sql is not None):
        raise OperatorError(
            msg("{day} has not come yet", day=text_of(now)),
            msg("a plan that is carried out names what is due, and not what will be"),
            msg("leave out `-o` and `--sql` to see the forecast"))  # fmt: skip
    file = output if output is not None or face.as_json or forecast else PLAN
    if file is not None:
        refuse_taken(file, options.present(), replace=replace)
    with connected(face, data, PLANNED, acts=file is not None, may_lack=(Use.SEPARATE,)) as databases:
        with progress(face, msg("asking what is due")) as steps:
            drawn = plan_tables(databases, now, options.present(), reached=steps.reach)
        if file is not None and drawn.plan.parts:
            write_plan_file(file, drawn.plan)
            remember(databases, drawn)
        scripts = write_scripts(face, databases, drawn, sql) if sql else ()
        face.note("planned", due=drawn.plan.rows, widened=drawn.widened, unusual=len(drawn.reasons))
        written = file if drawn.plan.parts else None
        face.give({**_as_data(face, drawn), "written": None if written is None else str(written),
                   "sql": [str(script) for script in scripts]})  # fmt: skip
        if not face.as_json:
            _show(face, databases, drawn)
            _show_next(face, drawn, written, data)
            for script in scripts:
                face.tell(msg("the statements stand in {file}, to be looked at and run by hand", file=script))
            for sentence in left_to_apply(databases, drawn.plan) if sql else ():
                face.tell(sentence)
    return CLEAN


def approve_file(face: Face, file: Path, data: Path, role: str, now: Instant) -> int:
    """Approve the plan in a file, never as on an earlier day; one that has expired is destroyed."""
    plan = read_plan_file(file)
    try:
        with connected(face, data, PLANNED, may_lack=(Use.SEPARATE,)) as databases:
            approve_tables(databases, plan, role, max(now, options.present()))
    finally:
        if has_expired(plan, options.present()):
            destroy_plan_file(file)
    face.note("approved", rows=plan.rows)
    face.give({"digest": plan.digest.hex(), "role": role, "user": actor(), "approved": plan.rows})
    face.tell(msg("approved by '{user}' as '{role}': {count} rows; digest {digest}", user=actor(), role=role,
                  count=plan.rows, digest=plan.digest.hex()))  # fmt: skip
    face.tell(msg("next: `jikim apply --plan {file} --data {data}`, until {day}", file=file, data=data,
                  day=text_of(plan.expires)))  # fmt: skip
    return CLEAN


# For people


def _show(face: Face, databases: Connected, drawn: Drawn) -> None:
    plan = drawn.plan
    for finding in drawn.findings:
        face.warn("\n".join(finding_in_words(face, finding)))
    if not plan.parts:
        face.tell(msg("nothing is due on {day}", day=text_of(plan.now)))
    else:
        heads = (msg("database"), msg("table"), msg("act"), msg("reason"), msg("rows"), msg("whose they are"))
        show_table(face, heads, _rows(face, databases, drawn), right=(4,))
        _show_samples(face, plan.parts)
        face.tell(msg("due on {day}: {count} rows; digest {digest}", day=text_of(plan.now), count=plan.rows,
                      digest=plan.digest.hex()))  # fmt: skip
    for database, table, column in drawn.indexes:
        face.tell(msg("no index begins with '{column}' of '{table}' in '{database}': the whole table is read",
                      column=column, table=table, database=database))  # fmt: skip
    for database, table, rows in drawn.several:
        face.tell(msg("never due: {count} rows of '{table}' in '{database}', each of which leads to several people",
                      count=rows, table=table, database=database))  # fmt: skip
    for out in drawn.left_out:
        face.tell(msg("left out: {count} rows of '{table}' in '{database}', which {rows} rows of '{other}' must name",
                      count=out.rows, table=out.table, database=out.database, rows=out.by.rows,
                      other=out.by.table))  # fmt: skip
    for sentence in drawn.unseen:
        face.tell(msg("not shown to this login: {what}", what=sentence))
    for change in drawn.changes:
        face.tell(msg("'{table}' in '{database}', {act}: {before} rows in the plan before, now {now}",
                      table=change.table, database=change.database, act=_DOING[change.act], before=change.before,
                      now=change.now))  # fmt: skip


def _rows(face: Face, databases: Connected, drawn: Drawn) -> Iterator[tuple[str, ...]]:
    """Yield one line for all parts of a table that meet the same for the same reasons."""
    said = Words(face, databases, drawn.plan.now)
    together: dict[tuple[str, ...], Counter[str]] = {}
    for part in drawn.plan.parts:
        line = (part.database, part.table, said.act(part), said.reasons(part))
        together.setdefault(line, Counter()).update(dict(part.owned))
    for about, owned in together.items():
        whose = [f"{face.say(words)} {owned[name]}" for name, words in _OWNED.items() if owned[name]]
        yield (*about, f"{sum(owned.values())}", ", ".join(whose))


def _show_samples(face: Face, parts: tuple[Part, ...]) -> None:
    lines = [(part.table, f"{sample.row}", "  ".join(f"{name} {value}" for name, value in sample.masked))
             for part in parts for sample in part.samples]  # fmt: skip
    if lines:
        face.tell(msg("some of the rows, masked:"))
        show_table(face, (msg("table"), msg("row"), msg("what stands in it")), lines, right=(1,))


def _show_next(face: Face, drawn: Drawn, file: Path | None, data: Path) -> None:
    if drawn.widened:
        face.tell(msg("nothing was approved so far: the first plan needs an approval") if drawn.first else msg(
            "it widens by {rows} rows: they were not due, or not for as much, under what was last approved",
            rows=drawn.widened))  # fmt: skip
    if drawn.by_law:
        face.tell(msg("of these, what the law says of {rows} rows has changed since it was last approved",
                      rows=drawn.by_law))  # fmt: skip
    for reason in drawn.reasons:
        face.tell(msg("unusual: {reason}", reason=reason))
    if file is None:
        return
    face.tell(msg("the plan stands in {file}, until {day}", file=file, day=text_of(drawn.plan.expires)))
    if drawn.waits:
        face.tell(msg("next: `jikim approve --plan {file} --data {data} --role {role}`", file=file, data=data,
                      role=drawn.approval or "ROLE"))  # fmt: skip
    else:
        face.tell(msg("next: `jikim apply --plan {file} --data {data}`, until {day}", file=file, data=data,
                      day=text_of(drawn.plan.expires)))  # fmt: skip


# For scripts


def _as_data(face: Face, drawn: Drawn) -> dict[str, object]:
    plan = drawn.plan
    return {
        "as_of": text_of(plan.now),
        "digest": plan.digest.hex(),
        "expires": text_of(plan.expires),
        "due": plan.rows,
        "approval": drawn.approval,
        "waits": drawn.waits,
        "widened": drawn.widened,
        "widened_by_law": drawn.by_law,
        "unusual": [face.say(reason) for reason in drawn.reasons],
        "counts": [{"database": each.database, "table": each.table, "act": each.act, "rows": each.rows}
                   for each in counts(plan.parts)],
        "parts": [{"database": part.database, "table": part.table, "record": part.record,
                   "act": doing(part).value, "rows": len(part.keys), "owned": dict(part.owned),
                   "columns": [".".join(column) for column in part.columns],
                   "reasons": [{"strand": each.strand, "act": each.act, "basis": each.basis}
                               for each in part.reasons]} for part in plan.parts],
        "missing_indexes": [{"database": database, "table": table, "column": column}
                            for database, table, column in drawn.indexes],
        "changes": [{"database": each.database, "table": each.table, "act": each.act, "before": each.before,
                     "now": each.now} for each in drawn.changes],
        "several": [{"database": database, "table": table, "rows": rows} for database, table, rows in drawn.several],
        "left_out": [{"database": each.database, "table": each.table, "rows": each.rows, "by": each.by.table,
                      "columns": list(each.by.columns), "their_rows": each.by.rows} for each in drawn.left_out],
        "unseen": [face.say(what) for what in drawn.unseen],
        "findings": [finding_as_data(face, finding) for finding in drawn.findings],
    }  # fmt: skip
