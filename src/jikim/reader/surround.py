"""What stands around the rules of collecting: names, dates, safeguards, cookies, children, notice, promises."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from jikim.document import Document
from jikim.reader import dates
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
    return Around(
        Source(document.name, document.title or None, complete=True),
        Service(),
        Controller(),
        dates.read(document, parts, notes),
    )
