"""The statements of a plan in a file, with comments in words: for a database administrator to look at and to run."""

from collections.abc import Callable, Iterator
from pathlib import Path

from jikim.cli.face import Face
from jikim.cli.files import created
from jikim.cli.plan_words import Words
from jikim.engine import Connected, Drawn, Script, Scripted, scripted, unscripted
from jikim.messages import Message, msg
from jikim.period import text_of
from jikim.plan import Plan
from jikim.tables import Product

_RUN: dict[Product, Message] = {
    Product.SQLITE: msg("run it so that it stops at the first error: sqlite3 -bail DATABASE < FILE"),
    Product.POSTGRESQL: msg("run it so that it stops at the first error: psql -v ON_ERROR_STOP=1 -f FILE"),
    Product.MARIADB: msg("run it so that it stops at the first error: mariadb DATABASE < FILE"),
    Product.MYSQL: msg("run it so that it stops at the first error: mysql DATABASE < FILE"),
}


def write_scripts(face: Face, databases: Connected, drawn: Drawn, file: Path) -> tuple[Path, ...]:
    """Write the statements to a new file, of several databases to one for each; return which."""
    words, found = Words(face, databases, drawn.plan.now), tuple(scripted(databases, drawn.plan))
    written = []
    for one in found:
        path = file if len(found) == 1 else file.with_name(f"{file.stem}.{one.database}{file.suffix}")
        with created(path) as out:
            out.writelines(f"{line}\n" for line in _lines(face, databases, drawn.plan, one, words))
        written.append(path)
    return tuple(written)


def left_to_apply(databases: Connected, plan: Plan) -> Iterator[Message]:
    """Yield what no statement is written for: what stands apart, and what is remembered of it, go together."""
    for database, count in unscripted(databases, plan).items():
        yield msg("left to `jikim apply`: {count} rows in the separate database '{database}'; no statement is written "
                  "for them", count=count, database=database)  # fmt: skip


def _lines(face: Face, databases: Connected, plan: Plan, one: Scripted, words: Words) -> Iterator[str]:
    yield from _head(face, databases, plan, one)
    yield from (f"{setting};" for setting in one.settings)
    for script in one.scripts:
        yield ""
        yield from _comments(face, script, words)
        for chunk in script.chunks:
            yield from ("BEGIN;" if one.product is not Product.SQLITE else "BEGIN IMMEDIATE;",) if script.whole else ()
            yield from (f"{statement};" for statement in chunk)
            yield from ("COMMIT;",) if script.whole else ()


def _head(face: Face, databases: Connected, plan: Plan, one: Scripted) -> Iterator[str]:
    say = _saying(face)
    yield say(msg("database '{database}': what is due on {day}; digest {digest}", database=one.database,
                  day=text_of(plan.now), digest=plan.digest.hex()))  # fmt: skip
    yield say(msg("not to be run after {day}, nor when a hold was opened or the policy has changed since: it names the "
                  "rows that were due when it was written", day=text_of(plan.expires)))  # fmt: skip
    yield say(msg("each statement takes only what is still due; what goes by it is not in jikim's log, and is seen by "
                  "`jikim apply --shadow`"))  # fmt: skip
    yield from map(say, left_to_apply(databases, plan))
    yield say(_RUN[one.product])


def _comments(face: Face, script: Script, words: Words) -> Iterator[str]:
    say, part = _saying(face), script.part
    yield say(msg("table '{table}', {act}: {rows} rows; {reason}", table=part.table, act=words.act(part),
                  rows=len(part.keys), reason=words.reasons(part)))  # fmt: skip
    if words.statutes(part):
        yield say(msg("by law: {statutes}", statutes=words.statutes(part)))
    if script.left is not None:
        yield say(msg("left to `jikim apply`: {why}", why=script.left))
    elif not script.whole:
        yield say(msg("its tables have no transactions: each statement stands for itself"))


def _saying(face: Face) -> Callable[[Message], str]:
    """Return what says a message as one comment; no name in it can end the comment."""

    def say(message: Message) -> str:
        return "-- " + "".join(sign if sign.isprintable() else " " for sign in face.say(message))

    return say
