"""`jikim publish`: the files that the public reads, from a policy in hand or from the one in force."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import cast

import click

from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.files import read_file, replaced
from jikim.cli.spoken import argument, command, option
from jikim.cli.table import loaded
from jikim.errors import OperatorError, RefusedError
from jikim.law import catalogue
from jikim.messages import msg
from jikim.period import Instant
from jikim.policy import Policy, parse
from jikim.publish import RENDERERS, Edition, File, Publication, Renderer

FORMATS = dict(RENDERERS)
"""What a document can be published as with what everybody installs, by the ending of its files."""
PAPER, MACHINES, ALL = ("pdf", "docx"), "jsonld", "all"
FOLDER = Path("published")


@command(
    msg("FILE is a policy, and no vault is needed; without it, the policy in force and those before it are published")
)
@argument("file", type=options.FILE, required=False)
@option("-o", "--output", "folder", type=options.FILE, default=FOLDER, metavar="FOLDER",
        says=msg("where the files go; by default the folder 'published'"))  # fmt: skip
@option("--format", "formats", type=click.Choice([*FORMATS, *PAPER, MACHINES, ALL]), multiple=True, default=(ALL,),
        says=msg("which files to write; may be given several times; all: html, md and jsonld"))  # fmt: skip
@option("--before", type=options.FILE, metavar="OLD",
        says=msg("the policy before FILE: it is published as well, and set beside FILE"))  # fmt: skip
@options.as_of
@options.as_json
@click.pass_obj
def publish(
    face: Face, file: Path | None, folder: Path, formats: Sequence[str], before: Path | None, now: Instant
) -> int:
    """Make the files, and write them."""
    asked = _renderers(set(formats))
    machines = bool({MACHINES, ALL} & set(formats))
    if file is not None:
        files = _of_files(face, file, before).files(asked, machines=machines)
        _write(folder, files)
    elif before is not None:
        raise OperatorError(
            msg("'{name}' is missing", name="FILE"),
            msg("`--before` names the policy before another"),
            msg("name both, or neither: a vault knows its earlier policies"))  # fmt: skip
    else:
        files = _in_force(face, asked, folder, now, machines=machines)
    face.note("published", files=len(files))
    face.give({"folder": str(folder), "files": [each.name for each in files]})
    face.tell(msg("{count} files stand in '{folder}'; begin with '{first}'", count=len(files), folder=folder,
                  first=files[0].name))  # fmt: skip
    return CLEAN


def _in_force(
    face: Face, asked: Mapping[str, Renderer], folder: Path, now: Instant, *, machines: bool
) -> tuple[File, ...]:
    """Publish from the vault; whoever publishes a file need not wait until what opens a vault is loaded."""
    from_vault = cast(Callable[..., tuple[File, ...]], loaded("published", "in_force"))
    return from_vault(face, asked, partial(_write, folder), now, machines=machines)


def _renderers(formats: set[str]) -> dict[str, Renderer]:
    """Return what prints the forms asked for; what prints on paper is loaded only then."""
    asked = {name: renderer for name, renderer in FORMATS.items() if {name, ALL} & formats}
    if formats.intersection(PAPER):
        paper = cast(dict[str, Renderer], loaded("paper", "PAPER"))
        asked.update({name: paper[name] for name in PAPER if name in formats})
    return asked


def _of_files(face: Face, file: Path, before: Path | None) -> Publication:
    policy = parse(read_file(file), file.name)
    earlier = (_earlier(policy, before),) if before is not None else ()
    return Publication(policy, earlier, catalogue(), face.language)


def _earlier(policy: Policy, before: Path) -> Edition:
    """Return the edition before a policy; refuses one of another service, the same one twice, and one that is later."""
    old = parse(read_file(before), before.name)
    if old.service.id != policy.service.id:
        raise RefusedError(
            msg("the two policies are of the services '{one}' and '{other}'", one=old.service.id,
                other=policy.service.id),
            msg("a comparison shows what changed for the people of one service"),
            msg("name two editions of one policy"))  # fmt: skip
    if old.version.id == policy.version.id:
        raise RefusedError(
            msg("both policies are edition '{version}'", version=policy.version.id),
            msg("each edition is one text, and has a page of its own"),
            msg("give the changed policy a new `version: {{id: ...}}`"))  # fmt: skip
    start, end = old.version.effective, policy.version.effective
    if start and end and start >= end:
        raise RefusedError(
            msg("edition '{version}' is in force from {day}, which is not before {other}", version=old.version.id,
                day=start, other=end),
            msg("a comparison goes from the earlier edition to the later one"),
            msg("name the later policy first, and the earlier one after `--before`"))  # fmt: skip
    return Edition(old, end - timedelta(days=1) if end else None)


def _write(folder: Path, files: Sequence[File]) -> None:
    """Write the files, each whole or not at all; the index comes last, so that what it leads to is there."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(files, key=lambda each: each.name.startswith("index.")):
        replaced(folder / file.name, file.content)
