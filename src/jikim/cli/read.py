"""`jikim read`: an existing policy as facts, and as a draft to go on from."""

import json
from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.files import read_file
from jikim.cli.spoken import argument, command, option
from jikim.document import read as read_document
from jikim.messages import msg
from jikim.reader import Question, Reading, as_json, read_facts


@command(msg("FILE is a policy as it is published: HTML, Markdown, text, DOCX, HWPX, or PDF with `jikim[read]`"))
@argument("file", type=options.FILE)
@option("--facts", is_flag=True, says=msg("print what was read as JSON, and write nothing"))
@click.pass_obj
def read(face: Face, file: Path, facts: bool) -> int:
    """Read a document."""
    reading = read_facts(read_document(read_file(file), file.name))
    face.note("read", activities=len(reading.facts.activities), questions=len(reading.questions))
    face.show(json.dumps(_facts(face, reading), ensure_ascii=False, indent=2))
    return CLEAN


def _facts(face: Face, reading: Reading) -> dict[str, object]:
    """Return the facts in the schema `kpp-gold/1`."""
    read = as_json(reading.facts)
    assert isinstance(read, dict)  # noqa: S101  (a dataclass becomes an object)
    return {**read, "ambiguities": [_asked(face, each) for each in reading.questions]}


def _asked(face: Face, question: Question) -> dict[str, object]:
    options = [face.say(option) for option in question.options]
    return {"line": question.spot.number, "question": face.say(question.what), "options": options,
            "gold": options[question.chosen]}  # fmt: skip
