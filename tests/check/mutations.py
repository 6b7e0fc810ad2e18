"""Small wrongs done to a sound policy, one at a time: what an editor leaves out, moves or mistypes.

A document is held as a tree of tables, lists and scalars that keep their quotes, so that what is not touched is
written as it was. Each mutation has a name that says what was done, and stands alone: the tree is copied for it.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

import yaml

Tree = dict[str, "Tree"] | list["Tree"] | yaml.ScalarNode
Path = tuple[str | int, ...]
LENGTH = re.compile(r"(\d+) (year|month|day)s?")
MATTERS = ("name", "alias", "url", "does", "place", "says", "note", "approval", "until", "store")


@dataclass(frozen=True, slots=True)
class Mutation:
    """What was done, and the document it makes."""

    name: str
    document: str


def mutations(text: str) -> Iterator[Mutation]:
    """Yield every mutation of a document, in the order of the kinds below."""
    root = yaml.compose(text)
    assert root is not None
    tree = _tree(root)
    for kind in (_sections, _periods, _purposes, _items, _moved, _made_optional, _roles, _contacts, _parties):
        for name, changed in kind(tree):
            yield Mutation(name, yaml.serialize(_node(changed), allow_unicode=True, width=100000))


# Kinds of mutation


def _sections(tree: Tree) -> Iterator[tuple[str, Tree]]:
    for section in _table(tree):
        yield f"drop {section}", _without(tree, (section,))


def _periods(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """Halve and double what is held against a figure of the law."""
    places: list[Path] = [("destruction", "within"), ("rights", "within")]
    places += [("statutory", at, "for") for at, _ in enumerate(_series(_get(tree, ("statutory",))))]
    for name, activity in _activities(tree):
        for at, rule in enumerate(_series(activity.get("keep", []))):
            if "law" in _table(rule):
                places.append((*name, "keep", at, "until"))
    for place in places:
        said = _text(_get(tree, place))
        if LENGTH.search(said):
            if place[0] not in ("destruction", "rights"):
                yield f"halve {_called(place)}", _put(tree, place, _scaled(said, 1, 2))
            yield f"treble {_called(place)}", _put(tree, place, _scaled(said, 3, 1))


def _purposes(tree: Tree) -> Iterator[tuple[str, Tree]]:
    for name, activity in _activities(tree):
        for purpose in _table(activity.get("purposes", {})):
            yield f"drop {_called((*name, 'purposes', purpose))}", _without(tree, (*name, "purposes", purpose))


def _items(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """Drop the items of an activity, each group of them, and what keeps them."""
    for name, activity in _activities(tree):
        groups = _series(activity.get("collect", []))
        for at, _ in enumerate(groups if len(groups) > 1 else []):
            yield f"drop {_called((*name, 'collect', at))}", _without(tree, (*name, "collect", at))
        for key in ("collect", "keep", "basis"):
            if key in activity:
                yield f"drop {_called((*name, key))}", _without(tree, (*name, key))
    for at, line in enumerate(_series(_get(tree, ("statutory",)))):
        for key in ("items", "of", "law", "for"):
            if key in _table(line):
                yield f"drop {_called(('statutory', at, key))}", _without(tree, ("statutory", at, key))


def _moved(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """Move each item to the next activity, and ask for it there like for what stands there."""
    places = [name for name, _ in _activities(tree)]
    for number, (name, activity) in enumerate(_activities(tree)):
        to = (*places[(number + 1) % len(places)], "collect", 0)
        for place in _listed((*name, "collect"), activity.get("collect", [])):
            need = next(key for key in ("required", "optional") if key in _table(_get(tree, to)))
            changed = _without(tree, place)
            _series(_get(changed, (*to, need))).append(_get(tree, place))
            yield f"move {_called(place, tree)} to {_called(to)}", changed


def _made_optional(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """Let people leave out an item that they had to give; what stands on consent they may leave out anyway."""
    for name, activity in _activities(tree):
        consent = isinstance(activity.get("basis"), yaml.ScalarNode) and _text(activity["basis"]) == "consent"
        for place in [] if consent else _listed((*name, "collect"), activity.get("collect", [])):
            if place[-2] == "required":
                changed = _without(tree, place)
                group = _table(_get(changed, place[:-2]))
                _series(group.setdefault("optional", [])).append(_get(tree, place))
                if not group["required"]:
                    del group["required"]
                yield f"make {_called(place, tree)} optional", changed


def _roles(tree: Tree) -> Iterator[tuple[str, Tree]]:
    for role in _table(_get(tree, ("roles",))):
        yield f"drop roles.{role}", _without(tree, ("roles", role))
    for name, activity in _activities(tree):
        if name == ("automatic",):  # what is collected by itself is everybody's
            continue
        for at, had in enumerate(_series(activity.get("roles", []))):
            yield f"drop {_called((*name, 'roles'))} {_text(had)}", _without(tree, (*name, "roles", at))


def _contacts(tree: Tree) -> Iterator[tuple[str, Tree]]:
    for section in ("officers", "remedies"):
        for at, one in enumerate(_series(_get(tree, (section,)))):
            for key in ("department", "phone", "email"):
                if key in _table(one):
                    yield f"drop {_called((section, at, key))}", _without(tree, (section, at, key))
    for section in ("rights", "destruction", "automatic", "safeguards", "notice"):
        for key in _table(_get(tree, (section,))):
            if (key not in MATTERS and section != "automatic") or key in ("purposes", "refusal"):
                yield f"drop {section}.{key}", _without(tree, (section, key))


def _parties(tree: Tree) -> Iterator[tuple[str, Tree]]:
    parties: list[Path] = [(section, at) for section in ("entrusted", "overseas")
                           for at, _ in enumerate(_series(_get(tree, (section,))))]  # fmt: skip
    to = _table(_get(tree, ("provided",))).get("to", [])
    parties += [("provided", "to", at) for at, _ in enumerate(_series(to))]
    for place in parties:
        for key in _table(_get(tree, place)):
            if key != "when":  # a condition, none of the matters that must be told
                yield f"drop {_called((*place, key))}", _without(tree, (*place, key))


# The tree


def _tree(node: yaml.Node) -> Tree:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _tree(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_tree(each) for each in node.value]
    assert isinstance(node, yaml.ScalarNode)
    return node


def _node(tree: Tree) -> yaml.Node:
    if isinstance(tree, dict):
        pairs = [(_scalar(key), _node(value)) for key, value in tree.items()]
        return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=not pairs)
    if isinstance(tree, list):
        return yaml.SequenceNode("tag:yaml.org,2002:seq", [_node(each) for each in tree], flow_style=not tree)
    return tree


def _scalar(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text)


def _activities(tree: Tree) -> Iterator[tuple[Path, dict[str, Tree]]]:
    for name, activity in _table(_get(tree, ("activities",))).items():
        yield ("activities", name), _table(activity)
    yield ("automatic",), _table(_get(tree, ("automatic",)))


def _listed(place: Path, groups: Tree) -> list[Path]:
    return [(*place, at, need, number) for at, group in enumerate(_series(groups)) for need in ("required", "optional")
            for number, _ in enumerate(_series(_table(group).get(need, [])))]  # fmt: skip


def _get(tree: Tree, path: Path) -> Tree:
    for key in path:
        tree = _series(tree)[key] if isinstance(key, int) else _table(tree)[key]
    return tree


def _without(tree: Tree, path: Path) -> Tree:
    """Return a copy of a tree without what stands at a path."""
    changed = deepcopy(tree)
    around, last = _get(changed, path[:-1]), path[-1]
    if isinstance(last, int):
        del _series(around)[last]
    else:
        del _table(around)[last]
    return changed


def _put(tree: Tree, path: Path, text: str) -> Tree:
    changed = deepcopy(tree)
    _table(_get(changed, path[:-1]))[str(path[-1])] = _scalar(text)
    return changed


def _scaled(said: str, times: int, parts: int) -> str:
    """Return a length, or an end with a length, `times` as long divided by `parts`."""
    found = LENGTH.search(said)
    assert found
    months = int(found[1]) * (12 if found[2] == "year" else 1) * times // parts
    return said.replace(found[0], f"{months} days" if found[2] == "day" else f"{months} months")


def _called(path: Path, tree: Tree | None = None) -> str:
    """Return the name of a place; of an item, with its words."""
    shown = path if tree is None else path[:-2]
    name = ".".join(str(key) for key in shown)
    return name if tree is None else f"{_text(_get(tree, path))} of {name}"


def _table(tree: Tree) -> dict[str, Tree]:
    assert isinstance(tree, dict)
    return tree


def _series(tree: Tree) -> list[Tree]:
    assert isinstance(tree, list)
    return tree


def _text(tree: Tree) -> str:
    assert isinstance(tree, yaml.ScalarNode)
    return str(tree.value)
