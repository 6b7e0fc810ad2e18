"""Activities -> `activities:` and `automatic:`: who, what for, which items, until when.

Two activities that share their purposes and periods are written once: the later one is `like` the earlier, or takes
its `keep`. The ground of an activity is hardly ever printed; the draft chooses and asks.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from jikim.document import Spot
from jikim.draft.desk import Desk, speaks_of
from jikim.draft.ends import listed
from jikim.draft.gaps import are_strangers, of_activity, of_machines, of_strangers
from jikim.draft.ids import Ids
from jikim.draft.keep import keeps
from jikim.draft.tree import Node, Series, Table, Word, bare, clean, names, said, series, table, word, words
from jikim.law import normal
from jikim.messages import msg
from jikim.reader import Activity, Items, Need

_KEYS = {Need.REQUIRED: "required", Need.OPTIONAL: "optional", Need.UNSPECIFIED: "items"}
_HEAVY = ("purposes", "collect", "keep")  # what makes an activity worth being like another


def activities(desk: Desk) -> Table | None:
    """Return `activities:` of a draft."""
    marketing = _marketing(desk)
    each_one = zip(desk.activities, desk.labels, desk.facts.activities, strict=True)
    made = {name: _activity(desk, label, activity, marketing) for name, label, activity in each_one}
    return table(*_shortened({name: node for name, node in made.items() if node}), block=True)


def purposes_first(desk: Desk) -> None:
    """Give all purposes their ids, because rules of any activity may name them as their reason."""
    for each in desk.facts.activities:
        desk.purposes.update(_purpose_ids(each))


def _purpose_ids(activity: Activity) -> dict[str, str]:
    """Return the ids of purposes by their words as they are compared."""
    ids, found = Ids.beside(), dict[str, str]()
    for label in filter(None, map(clean, activity.purposes)):
        if normal(label) not in found:
            found[normal(label)] = ids.of(label, "purpose")
    return found


def _purposes(activity: Activity) -> Table | None:
    own = _purpose_ids(activity)
    printed = {own[normal(label)]: Word(label, activity.spot) for label in filter(None, map(clean, activity.purposes))}
    return table(*printed.items())


def _activity(desk: Desk, label: str, each: Activity, marketing: str | None) -> Table | None:
    theirs = of_strangers(desk) if are_strangers(desk, each) else ()
    return table(
        ("label", word(label, each.spot)),
        ("group", word(each.group, each.spot) if not desk.roles_of(each.roles) else None),
        ("roles", names(desk.roles_of(each.roles), each.spot)),
        ("purposes", _purposes(each)),
        ("basis", _basis(desk, each)),
        ("consent", word(_agreed(desk, each), each.spot)),
        ("collect", series(_collects(desk, each, marketing))),
        ("note", word(" / ".join(map(clean, each.notes)), each.spot)),
        ("keep", keeps(desk, (*each.retention, *theirs), of_activity(desk, each))),
        block=True,
    )


def _basis(desk: Desk, each: Activity) -> Node | None:
    """Return the ground: the law that the text names, else a choice."""
    law = next((basis for basis in each.legal_basis if basis.law and clean(basis.text)), None)
    if law is not None:
        return table(("law", word(law.text, each.spot)))
    if not each.items:
        return None
    key = desk.asks.ask("basis", "", msg("on which ground of PIPA Art. 15 (1) does each activity rest?"),
        (msg("marketing, events, surveys and what is optional on consent, the rest on the contract"),
         msg("another ground; items processed by law name it")))  # fmt: skip
    asked = all(group.need is Need.OPTIONAL for group in each.items) or speaks_of(each, "basis", "consent",
                                                                                  purposes=False)  # fmt: skip
    return bare("consent" if asked else "contract", asks=(key,))


def _is_optional(desk: Desk, each: Activity) -> bool:
    """Return whether nobody has to give anything, or it comes from people who have no contract."""
    return all(group.need is Need.OPTIONAL for group in each.items) or are_strangers(desk, each)


def _agreed(desk: Desk, each: Activity) -> str | None:
    """Return what people agree to in an activity that others ask for."""
    if not speaks_of(each, "basis", "marketing", purposes=False):
        return None
    return next((text for other in desk.facts.activities for group in other.items for text in group.consents), None)


def _marketing(desk: Desk) -> str | None:
    found = zip(desk.activities, desk.facts.activities, strict=True)
    return next((name for name, each in found if speaks_of(each, "basis", "marketing", purposes=False)), None)


def _collects(desk: Desk, each: Activity, marketing: str | None) -> Iterator[Table | None]:
    for group in each.items:
        found = words(desk.items.group(group.items, group.spot), group.spot)
        roles = [role for role in desk.roles_of((group.role,)) if desk.roles_of(each.roles) != (role,)]
        said = table(
            ("from", _one(names(roles, group.spot))),
            ("when", _case(desk, group, each)),
            (_KEYS[group.need], found),
            ("etc", bare("true", group.spot) if group.etc else None),
        )
        yield said if found else None
        if group.consents:
            yield _asked_for(group, marketing)


def _one(found: Series | None) -> Node | None:
    return found.nodes[0] if found and len(found.nodes) == 1 else found


def _case(desk: Desk, group: Items, each: Activity) -> Node | None:
    name = desk.case(group.when or each.when, group.spot)
    return bare(name, group.spot) if name else None


def _asked_for(group: Items, marketing: str | None) -> Table | None:
    """Return the entry that asks for a consent which is no item; without an activity for it, nothing can be asked."""
    return table(("ask", bare(marketing, group.spot))) if marketing else None


def automatic(desk: Desk) -> Table | None:
    """Return `automatic:` of a draft: what machines write down, and how to refuse it."""
    found, cookies = desk.facts.auto_collected, desk.facts.cookies
    entries: list[tuple[str, Node | None]] = []
    if found is not None:
        ids = Ids.beside()
        purposes = dict.fromkeys(filter(None, map(clean, found.purposes)))
        listed = words(desk.items.group(found.items, found.spot), found.spot)
        group = table(("items", listed), ("etc", bare("true", found.spot) if found.etc else None)) if listed else None
        entries += [
            ("label", word(found.context, found.spot)),
            ("purposes", table(*((ids.of(label, "purpose"), Word(label, found.spot)) for label in purposes))),
            ("collect", series((group,))),
            ("keep", keeps(desk, found.retention, of_machines(desk))),
        ]
    if cookies is not None and cookies.uses is not False:
        entries += [
            ("cookies", word(cookies.purpose, cookies.spot)),
            ("refusal", _refusal(cookies.refusal, cookies.spot)),
            ("consequence", word(cookies.consequence, cookies.spot)),
            ("analytics", series(
                table(("name", word(each.name, cookies.spot)), ("opt_out", word(each.opt_out, cookies.spot)))
                for each in cookies.third_party_analytics if clean(each.name))),
        ]  # fmt: skip
    return table(*entries, block=True)


def _refusal(ways: Sequence[str], spot: Spot) -> Table | None:
    """Return ways to refuse by what they are for: the words before a colon; else the browser, and a number."""
    found: dict[str, Word] = {}
    for way in map(clean, ways):
        head, colon, rest = way.partition(": ")
        nameless = listed("refusal", "browser")[0] + (f" {len(found) + 1}" if found else "")
        name = head if colon and len(head) <= 40 and "//" not in head else nameless
        text = rest if name == head else way
        if clean(text) and name not in found:
            found[name] = Word(clean(text), spot)
    return table(*found.items())


@dataclass(frozen=True, slots=True)
class _Shape:
    """What an activity says, to be held against others: its keys, its heavy parts, all but its label."""

    keys: frozenset[str]
    heavy: Mapping[str, object]
    keep: object
    unlabelled: object

    @classmethod
    def of(cls, node: Table) -> "_Shape":
        told = {key: said(value) for key, value in node.entries}
        heavy = {key: told[key] for key in _HEAVY if key in told}
        rest = tuple(pair for pair in told.items() if pair[0] != "label")
        return cls(frozenset(told), heavy, told.get("keep"), rest)

    def pairs(self) -> Iterator[object]:
        """Yield its heavy parts two by two."""
        return combinations(self.heavy.items(), 2)

    def is_like(self, base: "_Shape") -> bool:
        """Whether it says at least what the other says, and two heavy parts are the same."""
        if not base.keys <= self.keys:
            return False
        return sum(self.heavy[key] == value for key, value in base.heavy.items()) >= 2


def _shortened(made: Mapping[str, Table]) -> Iterator[tuple[str, Table]]:
    """Yield activities with what they share with another left to `like` or `keep`."""
    shapes = {name: _Shape.of(node) for name, node in made.items()}
    bases = _bases(shapes)
    full = [name for name in made if bases.get(name, name) == name]
    owners: dict[object, str] = {}
    for name in sorted(full, key=lambda name: name not in bases):  # what another is like says everything itself
        owners.setdefault(shapes[name].keep, name)
    for name, node in made.items():
        base = bases.get(name, name)
        if base != name:
            yield name, _like(node, base, made[base])
        else:
            yield name, node if name in bases else _with_keep_of(node, owners[shapes[name].keep], name)


def _bases(shapes: Mapping[str, _Shape]) -> dict[str, str]:
    """Return by activity which other says most of it: of those alike, the one that most are the same as."""
    found: dict[str, str] = {}
    shared, place = _sharing(shapes), {name: at for at, name in enumerate(shapes)}
    for name, shape in shapes.items():
        if name in found:
            continue
        others = sorted({other for pair in shape.pairs() for other in shared[pair]}, key=place.__getitem__)
        alike = [other for other in others if other not in found and shapes[other].is_like(shape)] or [name]
        counted = Counter(shapes[one].unlabelled for one in alike)
        best = max(alike, key=lambda one: counted[shapes[one].unlabelled])
        group = [other for other in alike if shapes[other].is_like(shapes[best])]
        found.update(dict.fromkeys(group if len(group) > 1 and name in group else (), best))
    return found


def _sharing(shapes: Mapping[str, _Shape]) -> Mapping[object, list[str]]:
    """Return by two heavy parts which activities say both; only those can be alike."""
    found: dict[object, list[str]] = {}
    for name, shape in shapes.items():
        for pair in shape.pairs():
            found.setdefault(pair, []).append(name)
    return found


def _like(node: Table, name: str, base: Table) -> Table:
    kept = [(key, value) for key, value in node.entries
            if key not in dict(base.entries) or said(base.get(key)) != said(value)]  # fmt: skip
    label = [pair for pair in kept if pair[0] != "like"]
    return Table((("like", bare(name)), *label), block=any(key in _HEAVY for key, _ in kept), asks=node.asks)


def _with_keep_of(node: Table, owner: str, name: str) -> Table:
    """Return an activity with the name of another in place of the same rules, if they are more than one."""
    keep = node.get("keep")
    if owner == name or not isinstance(keep, Series) or len(keep.nodes) < 2:
        return node
    return replace(node, entries=tuple((key, bare(owner) if key == "keep" else value) for key, value in node.entries))
