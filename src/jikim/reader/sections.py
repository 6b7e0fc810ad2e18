"""The sections of a document, each with what its title says it is about.

A title is compared by letters only, against the spellings of `titles.toml`; one that says nothing is about what the
title above it is about. Blocks before the first title are the preamble. A table of contents is kept apart as `toc`:
its titles stand again in the body.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files

from jikim.document import Block, Document, Heading, Line, ListItem, Paragraph, Spot, Table, lines_of
from jikim.reader.letters import letters


class Kind(Enum):
    """What a section is about."""

    PREAMBLE = "preamble"
    COLLECTION = "collection"  # purposes, items and periods in one place
    PURPOSE = "purpose"
    ITEMS = "items"
    AUTOMATIC = "automatic"
    METHOD = "method"
    RETENTION = "retention"
    THIRD_PARTY = "third_party"
    ENTRUSTED = "entrusted"
    OVERSEAS = "overseas"
    DESTRUCTION = "destruction"
    RIGHTS = "rights"
    OFFICER = "officer"
    COOKIES = "cookies"
    SAFEGUARDS = "safeguards"
    TRAINING = "training"
    REMEDIES = "remedies"
    CHANGE = "change"
    CHILDREN = "children"
    CCTV = "cctv"
    LOCATION = "location"
    PSEUDONYM = "pseudonym"
    EXTRA_USE = "extra_use"
    SERVICE = "service"
    DATES = "dates"
    TOC = "toc"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Section:
    """A title with the blocks under it, up to the next title of any rank.

    `own` is whether the title itself says what it is about; `path` are the titles above it, from the top; `order`
    counts the sections of a document from 0.
    """

    kind: Kind
    own: bool
    heading: Heading | None
    blocks: tuple[Block, ...]
    path: tuple[Heading, ...] = ()
    order: int = 0

    @property
    def title(self) -> str:
        """The words of the title, without its number."""
        return self.heading.text if self.heading else ""

    @property
    def spot(self) -> Spot:
        """Where it begins."""
        if self.heading:
            return self.heading.spot
        return self.blocks[0].spot if self.blocks else Spot(1)

    def lines(self) -> Iterator[Line]:
        """Every line under the title, in order; those of a table cell by cell."""
        for block in self.blocks:
            yield from lines_of(block)

    def tables(self) -> tuple[Table, ...]:
        """The tables of the section."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    def texts(self) -> tuple[Paragraph | ListItem, ...]:
        """What is no table."""
        return tuple(block for block in self.blocks if isinstance(block, (Paragraph, ListItem)))


@cache
def _titles() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    words: dict[str, list[str]] = tomllib.loads(files("jikim.reader").joinpath("titles.toml").read_text("utf-8"))
    return tuple((Kind(kind), re.compile("|".join(spellings))) for kind, spellings in words.items())


def kind_of(title: str) -> Kind | None:
    """Return what a title is about, or None where it does not say; the first spelling of the list that fits."""
    said = letters(title)
    return next((kind for kind, spelling in _titles() if spelling.search(said)), None)


def sections(document: Document) -> tuple[Section, ...]:
    """Cut a document at its titles."""
    found: list[Section] = []
    above: list[tuple[int, Heading, Kind]] = []
    heading: Heading | None = None
    kind, own, blocks = Kind.PREAMBLE, False, list[Block]()

    def end() -> None:
        if heading or blocks:
            path = tuple(one for _, one, _ in above if one is not heading)
            found.append(Section(kind, own, heading, tuple(blocks), path, len(found)))

    for block in document.blocks:
        if not isinstance(block, Heading):
            blocks.append(block)
            continue
        end()
        heading, blocks = block, []
        rank = rank_of(block)
        above = [one for one in above if one[0] < rank]
        over = above[-1][2] if above else Kind.PREAMBLE
        said = kind_of(block.text)
        own = said is not None and said in _UNDER.get(over, {said})
        kind = said if said is not None and own else _unsaid(over, found)
        above.append((rank, block, kind))
    end()
    return tuple(found)


_WHAT = {Kind.COLLECTION, Kind.PURPOSE, Kind.ITEMS, Kind.AUTOMATIC, Kind.METHOD, Kind.RETENTION}
_PARTIES = {Kind.ENTRUSTED, Kind.THIRD_PARTY, Kind.OVERSEAS}
_UNDER = {
    **dict.fromkeys((Kind.COLLECTION, Kind.PURPOSE, Kind.ITEMS), _WHAT),
    Kind.AUTOMATIC: {Kind.AUTOMATIC, Kind.COOKIES},
    Kind.METHOD: {Kind.METHOD},
    Kind.RETENTION: {Kind.RETENTION, Kind.DESTRUCTION},
    Kind.DESTRUCTION: {Kind.DESTRUCTION},
    **dict.fromkeys(_PARTIES, _PARTIES),
    Kind.SAFEGUARDS: {Kind.SAFEGUARDS, Kind.TRAINING},
    Kind.TRAINING: {Kind.TRAINING},
    Kind.REMEDIES: {Kind.REMEDIES},
    Kind.COOKIES: {Kind.COOKIES},
    Kind.CCTV: {Kind.CCTV},
}
"""What a title under another may be about; another word (`정보 제공` among purposes) does not count."""

_RANKS = (
    re.compile(r"제\s*\d+\s*장|[IVX]+\.|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+"),
    re.compile(r"제\s*\d+\s*조"),
    re.compile(r"\d+\.|[■□◆◇●○▣]"),
    re.compile(r"[가-힣]\.|▶|▷"),
    re.compile(r"[(（]?\d+[)）]|[⑴-⒇]"),
    re.compile(r"[(（]?[가-힣][)）]"),
    re.compile(r"[①-⑳]"),
)


def rank_of(heading: Heading) -> int:
    """Return how deep a title stands, 0 the top: by its number as printed, else by the form's own level."""
    if heading.level is not None:
        return heading.level
    number = heading.number.strip()
    if not number:
        return 0
    return next((rank for rank, form in enumerate(_RANKS, 1) if form.fullmatch(number)), 3)


def of_kind(all_of: Iterable[Section], *kinds: Kind) -> tuple[Section, ...]:
    """Return the sections of these kinds, in order."""
    return tuple(one for one in all_of if one.kind in kinds)


def _unsaid(over: Kind, found: list[Section]) -> Kind:
    """Return what a title that says nothing is about: what the one above it is; else it is the preamble's, if first."""
    if over is not Kind.PREAMBLE or not any(one.own for one in found):
        return over
    return Kind.OTHER
