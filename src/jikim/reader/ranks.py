"""Which title stands under which: by the level its form gives, by the form of its number, by how the numbers go on.

Documents mix forms (`제4조` with `1.` under it, `4.` with `①` under it, `1.` again inside `③`), and forms without a
number (`■`). A title belongs to the nearest one whose row of numbers it carries on; one that begins a new row stands
under the title before it, unless its form ranks above.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jikim.document import Heading

_FORMS = (
    re.compile(r"제\s*\d+\s*장|[IVX]{1,5}\.|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{1,5}\.?"),
    re.compile(r"제\s*\d+\s*조\.?"),
    re.compile(r"\d+\s*\.|[■□◆◇●○▣]"),
    re.compile(r"\d+\.\d+\.?|[가-힣]\.|▶|▷|ο|o"),
    re.compile(r"[(（]?\d+[)）]|[⑴-⒇]"),
    re.compile(r"[(（]?[가-힣][)）]"),
    re.compile(r"[①-⑳]"),
)
_HOLLOW = ("□", "◇", "○")
_BARE = 0
_FORMLESS = 3
_SYLLABLES = "가나다라마바사아자차카타파하"


@dataclass(frozen=True, slots=True)
class Rank:
    """How deep a title stands: the level of its form (None where it gives none), the rank of its number, the number.

    `hollow` is whether its sign is one that stands under the same sign filled (`□` under `■`).
    """

    level: int | None
    form: int
    count: int | None
    hollow: bool = False

    def goes_on(self, earlier: "Rank", step: int) -> bool:
        """Whether this title carries on the row of numbers of an earlier one, at most so many further."""
        if self.form != earlier.form or self.count is None or earlier.count is None:
            return False
        return 0 < self.count - earlier.count <= step


def form_of(number: str) -> int:
    """Return the rank of a printed number, 0 (no number) at the top."""
    if not number.strip():
        return _BARE
    return next((rank for rank, form in enumerate(_FORMS, 1) if form.fullmatch(number.strip())), _FORMLESS)


def count_of(number: str) -> int | None:
    """Return what a printed number counts to; None where it does not count."""
    said = number.strip()
    figure = re.findall(r"\d+", said)
    if figure:
        return int(figure[-1])
    if said and "①" <= said[0] <= "⑳":
        return ord(said[0]) - ord("①") + 1
    if said and "⑴" <= said[0] <= "⒇":
        return ord(said[0]) - ord("⑴") + 1
    syllable = said.strip("().（）")
    return _SYLLABLES.index(syllable) + 1 if len(syllable) == 1 and syllable in _SYLLABLES else None


def rank_in_full(heading: Heading) -> Rank:
    """Return how a title stands."""
    number = heading.number.strip()
    return Rank(heading.level, form_of(number), count_of(number), number in _HOLLOW)


def rank_of(heading: Heading) -> int:
    """Return how deep a title stands by itself, 0 the top: the form's own level, else its number as printed."""
    return heading.level if heading.level is not None else form_of(heading.number)


def above(open_titles: Sequence[Rank], title: Rank, *, says: bool) -> int:
    """Return how many of the titles open above still stand above a new one; `says` is whether it tells its subject."""
    if title.form == _BARE and title.level is None:
        return _above_bare(open_titles, says=says)
    for step in (1, 3):  # the next number; else a number may be missing
        for depth in range(len(open_titles) - 1, -1, -1):
            same = _same_level(open_titles[depth], title) or (says and step == 1)  # `## 2.`, then `### 3.`
            if same and title.goes_on(open_titles[depth], step):
                return depth
    if title.count == 1 and title.level is None and title.form >= _FORMLESS and _is_new(open_titles, title):
        return len(open_titles)
    for depth, earlier in enumerate(open_titles):
        if not _is_over(earlier, title) or (_is_aside(earlier) and (title.count not in (1, None) or title.level)):
            return depth
    return len(open_titles)


def _is_aside(title: Rank) -> bool:
    """A title without number and level in the midst of others: the next number is not under it."""
    return title.form == _BARE and title.level is None


def _above_bare(open_titles: Sequence[Rank], *, says: bool) -> int:
    """A title without number and level: a new subject at the top, else a part of what it stands in."""
    for depth, earlier in enumerate(open_titles):
        if earlier.form == _BARE and earlier.level is None:
            return depth
        if says and earlier.form != _BARE and earlier.level is None:
            return depth
    return len(open_titles)


def _is_new(open_titles: Sequence[Rank], title: Rank) -> bool:
    return all(earlier.form != title.form for earlier in open_titles)


def _same_level(one: Rank, other: Rank) -> bool:
    return one.level == other.level or one.level is None or other.level is None


def _is_over(earlier: Rank, title: Rank) -> bool:
    if earlier.level is not None and title.level is not None and earlier.level != title.level:
        return earlier.level < title.level
    if earlier.form == _BARE and earlier.level is not None and earlier.level == title.level:
        return False
    if earlier.form == title.form:
        if title.hollow and not earlier.hollow and earlier.count is None:
            return True
        later_row = title.count == 1 and earlier.count not in (1, None)
        return later_row or (title.form != _BARE and title.level is None and earlier.level is not None)
    return title.form != _BARE and earlier.form < title.form
