"""The sections of a document, each with what its title says it is about.

A title is compared by letters only, against the spellings of `titles.toml` (`kinds.py`); one that says nothing is about
what the title above it is about (`ranks.py`). Titles that the form did not show are found by `titled.py`, a table of
contents by `contents.py`, what stands without or under a wrong title by `headless.py`. Blocks before the first title
are the preamble.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from jikim.document import Block, Document, Heading, Line, ListItem, Paragraph, Spot, Table, lines_of
from jikim.reader.contents import run_of
from jikim.reader.headless import parts_of
from jikim.reader.kinds import Kind, kind_of
from jikim.reader.letters import letters
from jikim.reader.overlong import without_overlong
from jikim.reader.ranks import above, rank_in_full, rank_of
from jikim.reader.run_together import apart
from jikim.reader.side_by_side import on_their_own
from jikim.reader.titled import with_titles
from jikim.reader.tongues import in_korean
from jikim.reader.upright import upright

__all__ = ["Kind", "Section", "cut", "kind_of", "of_kind", "rank_of", "sections", "titled_blocks"]


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


def titled_blocks(document: Document) -> tuple[Block, ...]:
    """Return what a document says in Korean, with the titles that its form did not show."""
    blocks = on_their_own(with_titles(apart(without_overlong(in_korean(document.blocks)))))
    return tuple(upright(block) if isinstance(block, Table) else block for block in blocks)


def sections(document: Document) -> tuple[Section, ...]:
    """Return the sections of a whole document."""
    return cut(titled_blocks(document))


def cut(blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    """Cut blocks at their titles, then where the content turns to something else."""
    listed = run_of(blocks)
    if listed is None:
        found = _cut(blocks, [])
    else:
        begin, end = listed
        before = _cut(blocks[:begin], [])
        contents = Section(Kind.TOC, True, None, blocks[begin:end], (), len(before))
        found = [*before, contents, *_cut(blocks[end:], [one for one in before if one.own])]
    divided = [part for section in found for part in _divided(section)]
    return tuple(replace(section, order=order) for order, section in enumerate(divided))


def _cut(blocks: Sequence[Block], before: Sequence[Section]) -> list[Section]:
    """Cut at the titles; `before` are sections that already said what they are about."""
    found: list[Section] = []
    open_titles: list[tuple[Heading, Kind]] = []
    section = Section(Kind.OTHER if before else Kind.PREAMBLE, False, None, ())
    for block in blocks:
        if not isinstance(block, Heading):
            section = replace(section, blocks=(*section.blocks, block))
            continue
        if section.heading or section.blocks:
            found.append(section)
        said = _said(block)
        if _is_article_after(open_titles, block) and _is_apart(said, open_titles):
            open_titles.pop()
        whole = _of_whole(open_titles)
        ranks = [rank_in_full(heading) for heading, _ in open_titles[whole:]]
        del open_titles[whole + above(ranks, rank_in_full(block), says=_is_apart(said, open_titles)) :]
        over = open_titles[-1][1] if open_titles else Kind.PREAMBLE
        own = said is not None and said in _UNDER.get(over, {said})
        kind = said if said is not None and own else _unsaid(over, [*before, *found])
        section = Section(kind, own, block, (), tuple(heading for heading, _ in open_titles))
        open_titles.append((block, kind))
    return [*found, section] if section.heading or section.blocks else found


def _is_article_after(open_titles: Sequence[tuple[Heading, Kind]], title: Heading) -> bool:
    """Whether a title with a number and no level follows one of a part, with a level and no number, of an earlier."""
    if len(open_titles) < 2 or title.level is not None or not title.number:
        return False
    last = open_titles[-1][0]
    return last.level is not None and not last.number


def _of_whole(open_titles: Sequence[tuple[Heading, Kind]]) -> int:
    """Count the title of the whole document where another stands under it: nothing stands beside that one."""
    if len(open_titles) < 2:
        return 0
    heading, kind = open_titles[0]
    return int(kind is Kind.PREAMBLE and not heading.number and heading.level is None)


def _said(heading: Heading) -> Kind | None:
    """What a title is about; only a title without a number is that of the whole document."""
    said = kind_of(heading.text)
    if said is Kind.CHILDREN and _PEOPLE.search(letters(heading.text)):
        return None
    return None if said is Kind.PREAMBLE and heading.number else said


def _is_apart(said: Kind | None, open_titles: Sequence[tuple[Heading, Kind]]) -> bool:
    """Whether a title is about something that does not belong under the one before it."""
    over = open_titles[-1][1] if open_titles else Kind.PREAMBLE
    return said is not None and said not in _UNDER.get(over, {said})


def _divided(section: Section) -> tuple[Section, ...]:
    """A section cut where its content is plainly about something else than its title."""
    parts = parts_of(section.kind, section.blocks)
    if len(parts) == 1 and parts[0][0] is section.kind:
        return (section,)
    first = [replace(section, blocks=parts[0][1])] if parts[0][0] is section.kind else []
    if not first and section.heading:
        first = [replace(section, blocks=())]
    rest = parts[1:] if parts[0][0] is section.kind else parts
    return (*first, *(Section(kind, kind is section.kind, None, blocks, section.path) for kind, blocks in rest))


_PEOPLE = re.compile(r"^(?!.*(?:개인정보|보호|동의)).*(?:회원|이용자|고객|사용자)$")
"""Titles that name people by their age, and say nothing of how children are protected."""
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
    Kind.REMEDIES: {Kind.REMEDIES, Kind.OFFICER},
    Kind.OFFICER: {Kind.OFFICER, Kind.REMEDIES, Kind.RIGHTS},
    Kind.COOKIES: {Kind.COOKIES},
    Kind.CCTV: {Kind.CCTV},
}
"""What a title under another may be about; another word (`정보 제공` among purposes) does not count."""


def of_kind(all_of: Iterable[Section], *kinds: Kind) -> tuple[Section, ...]:
    """Return the sections of these kinds, in order."""
    return tuple(one for one in all_of if one.kind in kinds)


def _unsaid(over: Kind, found: Sequence[Section]) -> Kind:
    """Return what a title that says nothing is about: what the one above it is; else it is the preamble's, if first."""
    if over not in (Kind.PREAMBLE, Kind.OTHER):
        return over
    return (
        Kind.OTHER if any(one.own and one.kind not in (Kind.OTHER, Kind.PREAMBLE) for one in found) else Kind.PREAMBLE
    )
