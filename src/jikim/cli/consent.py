"""`jikim consent`: take in a consent, or its withdrawal, which is as easy; and make the form that asks for it."""

from collections.abc import Callable
from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.files import read_file, reference
from jikim.cli.opened import opened
from jikim.cli.spoken import argument, command, family, option
from jikim.consent import as_data, forms, fragment
from jikim.engine import Running, agree, withdraw
from jikim.law import catalogue
from jikim.messages import Message, msg
from jikim.period import Instant
from jikim.policy import parse

_MATTER = msg("MATTER is what was asked: the id of the activity, or ACTIVITY/optional for its optional items")
_AT = msg("when it was said; by default the moment of --as-of")
HTML, JSON = "html", "json"


@command(_MATTER)
@argument("matter")
@options.person
@option("--at", type=options.DAY, metavar="DAY", says=_AT)
@options.as_of
@options.as_json
@click.pass_obj
def give(face: Face, matter: str, person_file: Path, at: Instant | None, now: Instant) -> int:
    """Write a consent down."""
    _write(face, agree, matter, person_file, now if at is None else at, now)
    face.note("consent.give")
    face.give({"matter": matter, "agreed": True})
    face.tell(msg("given: '{matter}'", matter=matter))
    return CLEAN


@command(_MATTER)
@argument("matter")
@options.person
@option("--at", type=options.DAY, metavar="DAY", says=_AT)
@options.as_of
@options.as_json
@click.pass_obj
def take_back(face: Face, matter: str, person_file: Path, at: Instant | None, now: Instant) -> int:
    """Write a withdrawal down, and let it reach what rests on the consent."""
    _write(face, withdraw, matter, person_file, now if at is None else at, now)
    face.note("consent.withdraw")
    face.give({"matter": matter, "agreed": False})
    face.tell(msg("withdrawn: '{matter}'", matter=matter))
    return CLEAN


def _write(
    face: Face,
    act: Callable[[Running, str, str, Instant, Instant], None],
    matter: str,
    person_file: Path,
    at: Instant,
    now: Instant,
) -> None:
    person = reference(face, person_file)
    with opened(face) as running:
        act(running, person, matter, at, now)


@command(msg("POLICY is a file, and no vault is needed; --language chooses the language of the form"))
@argument("file", type=options.FILE, metavar="POLICY")
@option("--activity", metavar="ID",
        says=msg("the form of this activity alone; `provided` and `overseas` name who receives items"))  # fmt: skip
@option("--format", "form", type=click.Choice([HTML, JSON]), default=HTML,
        says=msg("a piece of HTML for a page of the service, or JSON; by default HTML"))  # fmt: skip
@options.as_json
@click.pass_obj
def make_form(face: Face, file: Path, activity: str | None, form: str) -> int:
    """Compile the forms; what the law demands and the policy does not state is an error."""
    policy = parse(read_file(file), file.name)
    found = forms(policy, catalogue(), activity)
    face.as_json = face.as_json or form == JSON
    face.give(as_data(policy, found, face.language))
    if not face.as_json:
        face.show(fragment(found, face.language).rstrip())
    return CLEAN


_SAYS: dict[str, Message] = {
    "give": msg("write down that a person agreed"),
    "withdraw": msg("write down that a person took a consent back, and let it reach what rests on it"),
    "form": msg("make the form that tells and asks what a policy says, as HTML or JSON"),
}
consent = family(give=(give, _SAYS["give"]), withdraw=(take_back, _SAYS["withdraw"]), form=(make_form, _SAYS["form"]))
