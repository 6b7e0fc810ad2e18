"""`jikim diff`: what a change of a policy, or of the law, means; in numbers where a vault or a database is at hand.

    jikim diff OLD NEW              two files: in words
    jikim diff NEW                  against the version in force: in words, and in numbers against the vault
    jikim diff NEW --data FILE      and against the tables that data.yaml names
    jikim diff FILE --law DAY DAY   one policy under the law of two days

Nothing is written, neither to the vault nor to a database.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import click

from jikim.change import Law, law_change
from jikim.cli import options
from jikim.cli.diff_law import law_as_data, show_law
from jikim.cli.diff_words import as_data, show, told_of
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.files import read_file
from jikim.cli.spoken import argument, command, option
from jikim.cli.table import loaded
from jikim.errors import OperatorError
from jikim.law import catalogue
from jikim.messages import msg
from jikim.period import Instant, day_of
from jikim.policy import Policy, parse


@command(msg("FILES: the old and the new policy; or the new one alone, against the version in force, with the people, "
             "strands and rows it bears on in numbers. Nothing is written"))  # fmt: skip
@argument("files", type=options.FILE, nargs=-1, metavar="[OLD] NEW")
@option("--law", type=options.DAY, nargs=2, metavar="DAY DAY",
        says=msg("what the law changes for one policy from one day to another, the policy standing still"))  # fmt: skip
@option("--data", type=options.FILE, metavar="DATA",
        says=msg("count too the rows in this data.yaml that would be due by one version alone"))  # fmt: skip
@options.as_of
@options.as_json
@click.pass_obj
def diff(
    face: Face, files: tuple[Path, ...], law: tuple[Instant, Instant] | None, data: Path | None, now: Instant
) -> int:
    """Compare, and say what follows."""
    _refuse_half(files, law, data)
    if law:
        return _of_law(face, files[0], day_of(law[0]), day_of(law[1]))
    if len(files) == 1:
        return cast(Callable[..., int], loaded("diff_numbers", "against_vault"))(face, files[0], data, now)
    old, new = (_read(file) for file in files)
    told = told_of(old, new, day_of(now))
    face.note("compared", differences=len(told.differences))
    face.give(as_data(face, told))
    if not face.as_json:
        show(face, told)
    return CLEAN


def _read(file: Path) -> Policy:
    return parse(read_file(file), str(file))


def _of_law(face: Face, file: Path, before: date, after: date) -> int:
    policy = _read(file)
    found = law_change(policy, Law(catalogue(), before), Law(catalogue(), after))
    face.note("compared", differences=len(found.lives), findings=len(found.appeared) + len(found.vanished))
    face.give(law_as_data(face, found, before, after))
    if not face.as_json:
        show_law(face, found, before, after)
    return CLEAN


def _refuse_half(files: tuple[Path, ...], law: object, data: Path | None) -> None:
    if not files:
        raise OperatorError(
            msg("'{name}' is missing", name="NEW"),
            msg("'{command}' cannot work without it", command="jikim diff"),
            msg("see `{command} --help`", command="jikim diff"))  # fmt: skip
    if len(files) > (1 if law or data else 2):
        raise OperatorError(
            msg("the command line cannot be understood"),
            msg("two policies are compared at most; with --law and --data there is one, the other being in force"),
            msg("see `{command} --help`", command="jikim diff"))  # fmt: skip
