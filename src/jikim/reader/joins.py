"""Contexts of one name brought together: purposes here, items there, periods in a third place.

Names are compared by letters; one that stands whole inside another counts as the same where nothing else has it. Where
names are missing on one side and both sides count the same, they are joined in order. Each is an assumption.
"""

from collections.abc import Sequence
from dataclasses import replace

from jikim.document import Spot
from jikim.messages import msg
from jikim.reader.contexts import Context
from jikim.reader.facts import Need, Tie
from jikim.reader.letters import spaceless
from jikim.reader.notes import Notes
from jikim.reader.sections import Section

_LEAST = 6
_MOST = 300  # names that are held against each other; no policy has so many


def joined(
    found: Sequence[Context], periods: Sequence[Context], notes: Notes, parts: Sequence[Section] = ()
) -> tuple[Context, ...]:
    """Return contexts with everything of their name; of `periods` only what belongs to one of them.

    `parts` are the sections they come from.
    """
    whole = _by_name(found, notes)
    whole = _by_order(whole, notes)
    _ask_untied(whole, parts, notes)
    known = _Known()
    for place, one in enumerate(whole):
        known.add(one.key, place)
    for one in periods:
        at = known.same(one.key)
        if at is not None and not whole[at].periods:
            _say_spelling(one, whole[at], notes)
            whole[at] = whole[at].with_(one)
    return tuple(whole)


def _by_name(found: Sequence[Context], notes: Notes) -> list[Context]:
    whole: list[Context] = []
    known = _Known()
    for one in found:
        at = known.same(one.key) if one.name and not one.group else None
        free = at is not None and whole[at].place != one.place and not whole[at].holding() & one.holding()
        if at is None or not free:
            known.add(one.key, len(whole))
            whole.append(one)
        else:
            _say_spelling(one, whole[at], notes)
            whole[at] = replace(whole[at].with_(one), tie=Tie.LABEL)
    return whole


class _Known:
    """Names by their letters, with the place of the first of each."""

    def __init__(self) -> None:
        self._first: dict[str, int] = {}
        self._count: dict[str, int] = {}

    def add(self, key: str, at: int) -> None:
        """Take in a name."""
        self._first.setdefault(key, at)
        self._count[key] = self._count.get(key, 0) + 1

    def same(self, key: str) -> int | None:
        """Return which place has this name; else the only one whose name holds it, or stands in it."""
        if key and key in self._first:
            return self._first[key]
        if len(self._first) > _MOST:
            return None
        close = [known for known in self._first if _is_within(key, known)]
        return self._first[close[0]] if len(close) == 1 and self._count[close[0]] == 1 else None


def _is_within(one: str, other: str) -> bool:
    short, long = sorted((one.removesuffix("시"), other.removesuffix("시")), key=len)
    return len(short) >= _LEAST and short in long


def _say_spelling(one: Context, other: Context, notes: Notes) -> None:
    if spaceless(one.name) == spaceless(other.name) and one.name == other.name:
        return
    what = msg("'{one}' and '{other}' are taken for one and the same", one=one.name, other=other.name)
    notes.assume("label", what, one.spot)
    notes.ask("label", one.name, msg("are '{one}' and '{other}' the same?", one=one.name, other=other.name),
              (msg("the same"), msg("two things")), one.spot)  # fmt: skip


def _by_order(whole: list[Context], notes: Notes) -> list[Context]:
    """Join purposes that have names to items that have none, where both count the same."""
    free = [(at, one) for at, one in enumerate(whole) if not one.automatic]
    with_purposes = [at for at, one in free if one.name and one.holding() == {"purposes"}]
    nameless = [at for at, one in free if not one.name and one.holding() == {"items"}]
    unnamed = any(not one.name and one.holding() == {"purposes"} for _, one in free)
    by_need = len(nameless) > 1 and all(_needs(whole[at]) for at in nameless)  # `필수 항목`, `선택 항목`: no order
    if not nameless or unnamed or by_need or len(with_purposes) != len(nameless):
        return whole
    for at, other in zip(with_purposes, nameless, strict=True):
        whole[at] = replace(whole[at].with_(whole[other]), tie=Tie.ORDER)
    first = whole[nameless[0]].spot
    what = msg("{count} lists of items without a name are tied to the {count} purposes in order", count=len(nameless))
    notes.assume("order", what, first)
    notes.ask("order", whole[with_purposes[0]].name, msg("which purpose does each list of items serve?"),
              (msg("in the order of the purposes"), msg("it is not known")), first)  # fmt: skip
    return [one for at, one in enumerate(whole) if at not in nameless]


def _needs(one: Context) -> bool:
    """Whether all the items of a context have one need, as those under a title that says it."""
    needs = {given.need for given in one.items}
    return len(needs) == 1 and Need.UNSPECIFIED not in needs


def _ask_untied(whole: Sequence[Context], parts: Sequence[Section], notes: Notes) -> None:
    """Ask, once, where purposes and items stand apart and nothing ties them; the section of the purposes is meant."""
    purposes = [one for one in whole if one.holding() == {"purposes"}]
    items = [one for one in whole if "items" in one.holding() and "purposes" not in one.holding() and not one.automatic]
    if len(purposes) > 1 and items:
        notes.ask(
            "untied", items[0].name, msg("which purposes do the items serve? the document ties them by nothing"),
            (msg("they are not tied: purposes and items stand each by themselves"),
             msg("every item serves every purpose")), _section_of(purposes[0].spot, parts),
        )  # fmt: skip


def _section_of(spot: Spot, parts: Sequence[Section]) -> Spot:
    """Return where the section begins in which a line stands, with all that stands beside it under one title."""
    found = next((part for part in parts if part.spot == spot or any(line.spot == spot for line in part.lines())), None)
    if found is None:
        return spot
    return found.path[0].spot if found.path else found.spot
