"""`jikim read`: an existing policy as a draft of policy.yaml, with its questions and the source of each value."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.files import STDIN, opened_lines, replaced
from jikim.cli.proposed import Heard, hear
from jikim.cli.proposer import program_of
from jikim.cli.spoken import argument, command, option
from jikim.document import read as read_document
from jikim.draft import Draft, draft, page, sidecar
from jikim.errors import RefusedError
from jikim.messages import Message, msg
from jikim.policy import parse
from jikim.reader import Facts, Question, Reading, as_json, read_facts
from jikim.reprint import reprinted

POLICY = Path("policy.yaml")
_MOST_BYTES = 128 * 2**20
"""What is taken from a file at most; a document larger than the reader takes is refused by it, with its reasons."""


@dataclass(frozen=True, slots=True)
class _Output:
    """The files to write: the draft, its sidecar, and the page if one is wanted."""

    policy: Path
    page: Path | None

    @property
    def readings(self) -> Path:
        """Return where the sidecar stands: `policy.readings.yaml` beside `policy.yaml`."""
        return self.policy.with_name(f"{self.policy.stem}.readings.yaml")

    def paths(self) -> tuple[Path, ...]:
        """Return all of them."""
        return (self.policy, self.readings, *((self.page,) if self.page else ()))


@command(
    msg("FILE is a policy as it is published: HTML, Markdown, text, DOCX, HWPX, or PDF with `jikim[read]`; it works "
        "by rules alone, and asks what only a person can decide")
)  # fmt: skip
@argument("file", type=options.FILE)
@option("-o", "--output", type=options.FILE, default=POLICY, metavar="POLICY",
        says=msg("where the draft goes, its source lines and questions beside it; by default policy.yaml"))  # fmt: skip
@option("--html", "html", type=options.FILE, metavar="PAGE",
        says=msg("also write a page that shows the document beside the draft"))  # fmt: skip
@option("--force", is_flag=True, says=msg("write over files that are there already"))
@option("--proposer", metavar="COMMAND",
        says=msg("ask a program of your own about the lines that no rule read; what it proposes stands apart, and "
                 "never in the draft"))  # fmt: skip
@option("--facts", is_flag=True, says=msg("print what was read as JSON, and write nothing"))
@options.as_json
@click.pass_obj
def read(
    face: Face, file: Path, output: Path, html: Path | None, force: bool, proposer: str | None, facts: bool
) -> int:
    """Read a document, and write the draft."""
    asked = _Output(output, html)
    program = None if proposer is None else program_of(proposer)
    if not facts:
        _refuse(asked, file, force=force)
    with opened_lines(file) as source:
        data = source.read(_MOST_BYTES)
    reading = read_facts(read_document(data, file.name))
    face.note("read", activities=len(reading.facts.activities), questions=len(reading.questions))
    if facts:
        face.show(json.dumps(_facts(face, reading), ensure_ascii=False, indent=2))
        return CLEAN
    ours = reprinted(reading)
    reading, made = (ours.reading, ours.draft) if ours else (reading, draft(reading))
    told = hear(face, program, reading) if program else Heard()
    over = [path for path in asked.paths() if path.exists()]
    _write(face, asked, reading, made, told)
    face.give({**_data(face, asked, reading, made), **told.as_data(face)})
    if not face.as_json:
        _show(face, asked, reading, made, over)
        told.show(face, asked.readings)
        face.tell(msg("next: answer the questions in {policy}, then `jikim check {policy}` and `jikim demo {policy}`",
                      policy=asked.policy))  # fmt: skip
    return CLEAN


def _refuse(asked: _Output, file: Path, *, force: bool) -> None:
    """Refuse to write over the document itself, and over files that somebody may have worked on."""
    for path in asked.paths():
        if file != STDIN and file.exists() and path.exists() and path.samefile(file):
            raise RefusedError(
                msg("'{file}' is the document that is read", file=path.name),
                msg("it would be lost under its own draft"),
                msg("name another file with `-o` or `--html`"))  # fmt: skip
        if path.exists() and not force:
            raise RefusedError(
                msg("'{file}' is there already", file=path.name),
                msg("somebody may have worked on it, and a draft is made anew each time"),
                msg("name another file with `-o` or `--html`, or add `--force` to write over it"))  # fmt: skip


def _write(face: Face, asked: _Output, reading: Reading, made: Draft, told: Heard) -> None:
    """Write all files; the draft is read back first, for a file that cannot be read helps nobody."""
    policy = made.text(face.language).encode()
    parse(policy, asked.policy.name)
    replaced(asked.policy, policy)
    replaced(asked.readings, sidecar(reading, made, face.language, told.proposed).encode())
    if asked.page is not None:
        replaced(asked.page, page(reading, made, face.language, told.proposed).encode())


# For people


def _show(face: Face, asked: _Output, reading: Reading, made: Draft, over: Sequence[Path]) -> None:
    face.tell(msg("'{file}' was read: {counts}", file=reading.document.name, counts=_counted(reading.facts)))
    _show_missing(face, reading)
    if made.questions:
        face.tell(msg("{count} questions; the draft runs with what was chosen:", count=len(made.questions)))
    for each in made.questions:
        where = f" ({face.say(msg('line {line}', line=each.spot))})" if each.spot else ""
        face.show(f"  {each.number}. {face.say(each.what)}{where}")
        face.show(f"     → {face.say(each.options[each.chosen])}")
    for path in over:
        face.tell(msg("'{file}' was written over", file=path))
    face.tell(msg("the draft stands in {policy}, where each value came from in {readings}", policy=asked.policy,
                  readings=asked.readings))  # fmt: skip
    if asked.page is not None:
        face.tell(msg("the document beside the draft stands in {file}", file=asked.page))


def _show_missing(face: Face, reading: Reading) -> None:
    """Say what stands in no fact, and what did not even arrive."""
    face.tell(msg("{share} of its letters stand in no value of the draft ({lines} lines)",
                  share=f"{reading.unread.share:.0%}", lines=len(reading.unread.lines)))  # fmt: skip
    for gap in (*reading.unread.lost, *reading.unread.left_out):
        face.tell(msg("not read, line {line}: {what} ({share})", line=gap.spot, what=gap.what,
                      share=f"{gap.share:.0%}"))  # fmt: skip


def _counts(facts: Facts) -> dict[str, int]:
    groups = [each for activity in facts.activities for each in activity.items]
    rules = [rule for activity in facts.activities for rule in activity.retention]
    machine = len(facts.auto_collected.items) if facts.auto_collected else 0
    return {
        "activities": len(facts.activities),
        "items": sum(len(group.items) for group in groups) + machine,
        "retention": len({rule.id for rule in rules}) + len(facts.retention_default) + len(facts.retention_special),
        "statutory": len(facts.statutory_retention),
        "entrusted": len(facts.processors),
        "officers": len(facts.officers),
    }


def _counted(facts: Facts) -> Message:
    found = _counts(facts)
    return msg("{activities} activities, {items} items, {retention} rules of retention, {statutory} records by law, "
               "{entrusted} entrusted parties, {officers} officers", activities=found["activities"],
               items=found["items"], retention=found["retention"], statutory=found["statutory"],
               entrusted=found["entrusted"], officers=found["officers"])  # fmt: skip


# For scripts


def _data(face: Face, asked: _Output, reading: Reading, made: Draft) -> dict[str, object]:
    gaps = [{"line": str(gap.spot), "reason": gap.reason.value, "what": face.say(gap.what), "share": gap.share}
            for gap in (*reading.unread.lost, *reading.unread.left_out)]  # fmt: skip
    questions = [{"number": each.number, "line": str(each.spot) if each.spot else None, "about": each.about,
                  "question": face.say(each.what), "options": [face.say(option) for option in each.options],
                  "chosen": each.chosen} for each in made.questions]  # fmt: skip
    return {"policy": str(asked.policy), "readings": str(asked.readings),
            "page": str(asked.page) if asked.page else None, "read": _counts(reading.facts),
            "unread": reading.unread.share, "gaps": gaps, "questions": questions}  # fmt: skip


def _facts(face: Face, reading: Reading) -> dict[str, object]:
    """Return the facts in the schema `kpp-gold/1`."""
    read = as_json(reading.facts)
    found = dict(read) if isinstance(read, dict) else {}
    return {**found, "ambiguities": [_asked(face, each) for each in reading.questions]}


def _asked(face: Face, question: Question) -> dict[str, object]:
    options = [face.say(option) for option in question.options]
    return {"line": question.spot.number, "question": face.say(question.what), "options": options,
            "gold": options[question.chosen]}  # fmt: skip
