"""What differs in how long and where: by the lives of the items, so that a rule that changes nothing changes nothing.

A period that a statute lengthens binds whoever is there already; a longer promise counts only for those who agree
again, or come later (`lifecycle/versions.py`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from jikim.change.collecting import COLLECTING
from jikim.change.difference import Ask, Difference, Kind, Subject
from jikim.change.matching import Pair, activity_labels, item_labels
from jikim.change.reach import Reach, compared, grown
from jikim.check import rules_of
from jikim.errors import Place
from jikim.law import Catalogue
from jikim.lifecycle import Place as Rest
from jikim.lifecycle import Strand, strands
from jikim.messages import Message, msg
from jikim.policy import Activity, Keep, Listed, Policy, Statutory, Where

_KINDS = {Reach.LONGER: Kind.WIDENED, Reach.OTHER: Kind.WIDENED, Reach.SHORTER: Kind.NARROWED}
Lives = dict[tuple[str, str, str], Strand]


@dataclass(frozen=True, slots=True)
class _Group:
    """What ties items into one difference: how they compare, where it is said, and how."""

    reach: Reach
    moves: bool
    was: Place
    now: Place
    said: str
    says: str
    matter: str | None
    stays_in_use: bool


def lives_of(policy: Policy, catalogue: Catalogue, on: date) -> Lives:
    """Return the strand of every item, by activity, role and item."""
    return {(one.activity, one.role, item): one for one in strands(policy, catalogue, on) for item in one.items}


def period_differences(
    old: Policy, new: Policy, pairs: Iterable[Pair], catalogue: Catalogue, on: date
) -> Iterator[Difference]:
    """Yield items that are kept longer, shorter or otherwise, or elsewhere, by the law of the day `on`."""
    before, after = lives_of(old, catalogue, on), lives_of(new, catalogue, on)
    together: dict[_Group, list[tuple[str, str, str]]] = {}
    for pair in pairs:
        for (activity, role, item), strand in after.items():
            was = before.get((pair.old.id, role, item))
            if activity == pair.new.id and was is not None:
                group = _group(old, new, pair, was, strand, item)
                if group is not None:
                    together.setdefault(group, []).append((activity, role, item))
    for group, found in together.items():
        yield _difference(new, group, found)


def _group(old: Policy, new: Policy, pair: Pair, was: Strand, now: Strand, item: str) -> _Group | None:
    reach = compared(was.keeping, now.keeping)
    in_use = compared(was.keeping, now.keeping, Rest.LIVE)
    if reach is Reach.SAME and in_use is Reach.SAME:
        return None
    said, place = _said(old, pair.old, was.role, item)
    says, place_now = _said(new, pair.new, now.role, item)
    asked = now.matter if grown(was.keeping, now.keeping) else None
    return _Group(reach, reach is Reach.SAME, place, place_now, said, says, asked, in_use is not Reach.SHORTER)


def _difference(new: Policy, group: _Group, found: list[tuple[str, str, str]]) -> Difference:
    activities = tuple(dict.fromkeys(activity for activity, _, _ in found))
    roles = tuple(sorted({role for _, role, _ in found}))
    items = tuple(sorted({item for _, _, item in found}))
    asks = () if group.matter is None else (Ask(group.matter, (COLLECTING,), tuple(filter(None, roles)), activities),)
    kind = Kind.MOVED if group.moves else _KINDS[group.reach]
    what = _what(group, item_labels(new, items), activity_labels(new, activities))
    return Difference(kind, Subject.PLACE if group.moves else Subject.PERIOD, what, group.was, group.now, activities,
                      roles, items, asks)  # fmt: skip


def _what(group: _Group, items: str, activity: str) -> Message:
    gaps = {"items": items, "activity": activity, "old": group.said, "new": group.says}
    if group.moves and group.stays_in_use:
        return msg("'{items}' of '{activity}' stays in use longer before it is kept apart: '{new}', before '{old}'",
                   **gaps)  # fmt: skip
    if group.moves:
        return msg("'{items}' of '{activity}' is put apart earlier: '{new}', before '{old}'", **gaps)
    if group.reach is Reach.LONGER:
        return msg("'{items}' of '{activity}' is kept longer: '{new}', before '{old}'", **gaps)
    if group.reach is Reach.SHORTER:
        return msg("'{items}' of '{activity}' is kept shorter: '{new}', before '{old}'", **gaps)
    return msg("'{items}' of '{activity}' ends otherwise, later for some: '{new}', before '{old}'", **gaps)


def _said(policy: Policy, activity: Activity, role: str, item: str) -> tuple[str, Place]:
    """Return the rules of an item in the author's own words, and where the first of them stands."""
    lines: list[tuple[str, Place]] = [
        (_words(keep), keep.place)
        for keep in rules_of(policy, activity)
        if _covers(keep.items, keep.leaves_out, item) and _concerns(policy, keep, role)
    ]
    lines += [(_statutory(line), line.place) for line in policy.statutory
              if activity.id in (line.of or ()) and _covers(line.items, (), item)]  # fmt: skip
    if not lines:
        return "-", activity.place
    return " · ".join(dict.fromkeys(words for words, _ in lines)), lines[0][1]


def _words(keep: Keep) -> str:
    ends = ", ".join(str(end.words) for end in keep.ends) or "law"
    apart = " (separate)" if keep.where is Where.SEPARATE else ""
    return ends + apart + (f" [{keep.law}]" if keep.law else "")


def _statutory(line: Statutory) -> str:
    return f"{line.said} after {line.after} [{line.law}]"


def _covers(named: tuple[Listed, ...], left_out: tuple[Listed, ...], item: str) -> bool:
    if any(listed.item == item for listed in left_out):
        return False
    return not named or any(listed.item == item for listed in named)


def _concerns(policy: Policy, keep: Keep, role: str) -> bool:
    named = [str(name) for name in keep.roles]
    return not named or not role or any(name in named for name in policy.widens(role))
