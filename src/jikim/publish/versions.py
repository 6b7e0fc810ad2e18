"""Which edition this is, how changes are announced, and the editions before it with their days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jikim.errors import Place
from jikim.messages import msg
from jikim.policy import Policy
from jikim.publish.document import Block, Cell, Line, Run, Section
from jikim.publish.wording import Wording, cell, printed, printed_if

_HEADS = (
    msg("edition"),
    msg("announced on"),
    msg("in force from"),
    msg("in force until"),
    msg("compared with the next"),
)


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition before the one that is published: where it is read, and until which day it was in force.

    `file` and `comparison` are names of files beside the document; "" where there is none.
    """

    policy: Policy
    until: date | None
    file: str = ""
    comparison: str = ""
    effective: date | None = None

    @property
    def start(self) -> date | None:
        """The day from which it was in force: as enacted, or as it says itself."""
        return self.effective or self.policy.version.effective


def versions(wording: Wording, earlier: tuple[Edition, ...]) -> Section:
    """Return the part on changes: notice, this edition, the earlier ones."""
    version = wording.policy.version
    blocks: list[Block | None] = [
        wording.definitions([
            (msg("edition"), (printed(version.id),)),
            (msg("announced on"), _days(wording, version.announced, version.place)),
            (msg("in force from"), _days(wording, version.effective, version.place)),
            (msg("words of the policy"), printed_if(version.says)),
        ]),
        *_notice(wording),
        wording.grid(msg("earlier editions"), _HEADS, (_row(wording, each) for each in earlier)),
    ]  # fmt: skip
    return wording.part("", "changes", msg("changes of this policy"), blocks)


def _notice(wording: Wording) -> Iterator[Block | None]:
    notice = wording.policy.notice
    if notice is None:
        return
    before: tuple[Line, ...] = ()
    if notice.changes is not None:
        said = msg("{length} before", length=wording.length(notice.changes))
        before = (wording.frame(said, notice.changes_says.place if notice.changes_says else notice.place),)
    pairs = wording.definitions([
        (msg("announced how long before"), before or printed_if(notice.changes_says)),
        (msg("announced where"), printed_if(notice.by)),
        (msg("words of the policy"), printed_if(notice.says)),
    ])  # fmt: skip
    if pairs:
        yield wording.part("", "notice", msg("how changes are announced"), [pairs])


def _row(wording: Wording, edition: Edition) -> tuple[Cell, ...]:
    version = edition.policy.version
    place = version.place
    name = Line((Run(str(version.id), (version.id.place,), None, edition.file),))
    compared = msg("before and after")
    return (
        cell((name,)),
        cell(_days(wording, version.announced, place)),
        cell(_days(wording, edition.start, place)),
        cell(_days(wording, edition.until, place)),
        cell((wording.frame(compared, place, link=edition.comparison),) if edition.comparison else ()),
    )


def _days(wording: Wording, day: date | None, place: Place) -> tuple[Line, ...]:
    return (wording.day(day, place),) if day else ()
