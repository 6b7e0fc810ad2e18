"""What stands around the rules of collecting: names, dates, safeguards, cookies, children, notice, promises."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from jikim.document import Document
from jikim.messages import msg
from jikim.reader import children, cookies, dates, names, notice, promises, safeguards, training
from jikim.reader.facts import (
    ChangeNotice,
    Children,
    Controller,
    Cookies,
    Dates,
    Promise,
    Safeguards,
    Service,
    Source,
    Training,
)
from jikim.reader.kinds import Kind
from jikim.reader.letters import letters
from jikim.reader.notes import Notes
from jikim.reader.sections import Section


@dataclass(frozen=True, slots=True)
class Around:
    """What was found."""

    source: Source
    service: Service
    controller: Controller
    dates: Dates
    legal_frame: tuple[str, ...] = ()
    safeguards: Safeguards | None = None
    training: Training | None = None
    cookies: Cookies | None = None
    children: Children = field(default_factory=Children)
    change_notice: ChangeNotice | None = None
    promises: tuple[Promise, ...] = ()


def read(document: Document, parts: Sequence[Section], notes: Notes) -> Around:
    """Read all of it."""
    asked_about_contents(parts, notes)
    return Around(
        source=names.source(document, parts),
        service=names.service(parts),
        controller=names.controller(parts, notes),
        dates=dates.read(document, parts, notes),
        legal_frame=names.legal_frame(parts, notes),
        safeguards=safeguards.safeguards(parts, notes),
        training=training.training(parts, notes),
        cookies=cookies.cookies(parts, notes),
        children=children.children(parts, notes),
        change_notice=notice.change_notice(parts, notes),
        promises=promises.promises(parts, notes),
    )


def asked_about_contents(parts: Sequence[Section], notes: Notes) -> None:
    """Ask about a table of contents that does not list the articles of the body."""
    listed = next((part for part in parts if part.kind is Kind.TOC), None)
    if listed is None:
        return
    said = {letters(line.text) for line in listed.lines()}
    missing = [
        part
        for part in parts
        if part.heading
        and not part.path
        and part.own
        and part.order > listed.order
        and part.kind is not Kind.PREAMBLE
        and not any(letters(part.title).replace("의", "") in one.replace("의", "") for one in said)
    ]
    for line in listed.lines():
        notes.use(line, "toc")
    if missing:
        notes.ask(
            "contents-partial",
            missing[0].title,
            msg(
                "The table of contents does not list '{title}': were parts lost, or is it partial?",
                title=missing[0].title,
            ),
            (msg("it is partial"), msg("parts were lost")),
            missing[0].spot if 2 * len(missing) < len(said) else listed.spot,
        )
