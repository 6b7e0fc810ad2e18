"""`jikim demo`: ten years with invented people, as numbers and as a picture."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.examples import example_or_file
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN, FOUND
from jikim.cli.spoken import argument, command, option
from jikim.cli.tables import progress, show_table
from jikim.demo import BEGINS, Result, days_in
from jikim.demo import demo as live
from jikim.errors import RefusedError
from jikim.law import catalogue, holidays
from jikim.messages import Message, msg
from jikim.period import Calendar
from jikim.policy import Policy, parse
from jikim.timeline import example, lives, page

PICTURES = Path("jikim-demo")

_COUNTERS: dict[str, Message] = {
    "people": msg("people"),
    "records": msg("records taken in"),
    "strands": msg("pieces kept, each with its own period"),
    "moved": msg("put apart"),
    "returned": msg("come back"),
    "destroyed": msg("destroyed"),
    "anonymised": msg("anonymised"),
    "held": msg("ends put off by a hold"),
    "approved": msg("acts approved by the officer"),
    "overdue": msg("destroyed or moved too late"),
    "early": msg("destroyed or moved too early"),
    "unjustified": msg("kept without a reason"),
    "residue": msg("still readable after destruction"),
    "log_size": msg("entries in the log"),
}


@command(
    msg("POLICY is a policy file, or the id of an example; the vault is thrown away, unless --folder names a place")
)
@argument("policy", metavar="POLICY")
@option("--people", type=click.IntRange(1, 100_000), default=1000, metavar="NUMBER", says=msg("how many; 1000"))
@option("--years", type=click.IntRange(1, 30), default=10, metavar="NUMBER", says=msg("how long; 10"))
@option("--seed", type=int, default=1, metavar="NUMBER", says=msg("the same number tells the same lives; 1"))
@option("--folder", type=options.FILE, metavar="FOLDER", says=msg("keep the vault in this new folder"))
@option("-o", "--output", type=options.FILE, metavar="FILE",
        says=msg("where to write the picture; by default jikim-demo/ID.html"))  # fmt: skip
@options.as_json
@click.pass_obj
def demo(face: Face, policy: str, people: int, years: int, seed: int, folder: Path | None, output: Path | None) -> int:
    """Let them live, then count and draw."""
    source, name = example_or_file(policy)
    parsed = parse(source, name)
    with ExitStack() as stack:
        vault = _vault(folder, stack)
        with progress(face, msg("living"), days_in(years)) as steps:
            result = live(source, people, years, seed, vault, lambda done, _: steps.reach(done))
    picture = output or PICTURES / f"{parsed.service.id}.html"
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_text(_page(face, parsed, result), encoding="utf-8")
    face.note("demo", people=people, years=years, overdue=result.overdue, early=result.early,
              unjustified=result.unjustified, residue=result.residue)  # fmt: skip
    face.give({**result.counters(), "clean": result.clean, "picture": str(picture)})
    if not face.as_json:
        _show(face, result)
    face.tell(msg("the picture stands in {file}", file=picture))
    return CLEAN if result.clean else FOUND


def _vault(folder: Path | None, stack: ExitStack) -> Path:
    """Return the folder for the vault: the one named, which must be new, or one that is thrown away."""
    if folder is None:
        return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jikim-demo-"))) / "vault"
    if folder.exists():
        raise RefusedError(
            msg("'{folder}' is there already", folder=folder.name),
            msg("the demo begins with an empty vault, and touches no other"),
            msg("name a new folder"))  # fmt: skip
    return folder


def _page(face: Face, policy: Policy, result: Result) -> str:
    story = example(policy, BEGINS)
    drawn = lives(policy, catalogue(), Calendar(holidays()), story)
    title = str(policy.service.name or policy.service.id)
    return page(title, drawn, face.language, dict(_figures(face, result)), result.decade, story)


def _figures(face: Face, result: Result) -> list[tuple[str, int]]:
    counted = result.counters()
    return [(face.say(label), count) for name, label in _COUNTERS.items() if isinstance(count := counted[name], int)]


def _show(face: Face, result: Result) -> None:
    show_table(face, (msg("what was counted"), msg("count")),
               [(label, f"{count:,}") for label, count in _figures(face, result)], right=(1,))  # fmt: skip
    face.tell(msg("the log verifies") if result.log_verified else msg("the log does not verify"))
    for line in result.said:
        face.warn(line)
