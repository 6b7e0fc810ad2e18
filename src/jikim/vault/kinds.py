"""The kinds of strand that a vault knows: which items, by which rules; numbered once, the same in every place.

A strand carries the number of its kind and of its keeping, and no number is ever given out twice: a place that was put
back from an old copy lacks the newest ones, and learns them from the other (`agree_on_kinds`). Where the two give one
number to different things, nothing may be destroyed by it, and the vault is refused.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from jikim.database import Database, queries
from jikim.errors import OperatorError
from jikim.lifecycle import Keeping, Strand, read_keeping, write_keeping
from jikim.messages import msg
from jikim.vault.home import Vault
from jikim.vault.rows import SLOTS


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of strand as the vault numbers it."""

    id: int
    policy: int
    activity: str
    role: str
    name: str
    items: tuple[str, ...]
    holds: tuple[str, ...]
    keeping: int

    @property
    def brought_to(self) -> int:
        """Return the newest policy that strands of this kind were brought to, or were collected under."""
        return max(self.policy, *(int(part.partition(".")[0]) for part in self.name.split("~")[1:]), 0)


@dataclass(frozen=True)
class Kinds:
    """Every kind and every keeping of a vault, by number."""

    kinds: Mapping[int, Kind]
    keepings: Mapping[int, Keeping]

    def of(self, policy: int, activity: str, role: str) -> tuple[Kind, ...]:
        """Return the kinds of strand that a record of an activity has under a policy."""
        return self._by_occasion.get((policy, activity, role), ())

    def original(self, kind: Kind) -> Kind:
        """Return the kind under which a strand was collected, before any later version was brought to it."""
        return self._by_name[kind.policy, kind.name.partition("~")[0]]

    def named(self, policy: int, name: str) -> Kind | None:
        """Return the kind that bears this name under a policy; no two do."""
        return self._by_name.get((policy, name))

    @cached_property
    def _by_name(self) -> dict[tuple[int, str], Kind]:
        return {(kind.policy, kind.name): kind for kind in self.kinds.values()}

    @cached_property
    def _by_occasion(self) -> dict[tuple[int, str, str], tuple[Kind, ...]]:
        found: dict[tuple[int, str, str], tuple[Kind, ...]] = {}
        for kind in (kind for kind in self.kinds.values() if "~" not in kind.name):
            key = (kind.policy, kind.activity, kind.role)
            found[key] = (*found.get(key, ()), kind)
        return found


def load_kinds(vault: Vault) -> Kinds:
    """Return what was installed; what only one place knows still counts, for the other may have been put back."""
    specs, kinds = _known(vault)
    return Kinds(kinds, {number: read_keeping(spec) for number, spec in specs.items()})


def install_kinds(vault: Vault, strands: Iterable[Strand], after: int) -> int:
    """Number a policy and its strands, write them into both places, and return the policy's number, above `after`.

    Safe to repeat: a policy whose enactment was cut short, or lost with an old copy, gets the number it had.
    """
    new = [
        (Kind(0, 0, strand.activity, strand.role, strand.name, strand.items, strand.holds, 0), strand.keeping)
        for strand in strands
    ]
    number = _number(load_kinds(vault), new, after)
    add_kinds(vault, [(replace(kind, policy=number), keeping) for kind, keeping in new])
    return number


def _number(known: Kinds, new: Iterable[tuple[Kind, Keeping]], after: int) -> int:
    """Return the number under which exactly these kinds are known, above `after`; else one that was never given out."""
    wanted = {(kind.name, kind.items, kind.holds, keeping) for kind, keeping in new}
    for number in sorted({kind.policy for kind in known.kinds.values() if kind.policy > after}):
        own = [kind for kind in known.kinds.values() if kind.policy == number and "~" not in kind.name]
        if {(kind.name, kind.items, kind.holds, known.keepings[kind.keeping]) for kind in own} == wanted:
            return number
    return max([after, *(kind.brought_to for kind in known.kinds.values())]) + 1


def agree_on_kinds(vault: Vault) -> None:
    """Write what either place knows into both; safe to repeat."""
    add_kinds(vault, ())


def add_kinds(vault: Vault, kinds: Sequence[tuple[Kind, Keeping]]) -> list[Kind]:
    """Number kinds, each with the keeping it has, and write them into both places; safe to repeat."""
    specs, known = _known(vault)
    numbers = {spec: number for number, spec in specs.items()}
    names = {(kind.policy, kind.name): number for number, kind in known.items()}
    numbered = []
    for kind, keeping in kinds:
        _check_slots(kind.name, keeping)
        of_keeping = numbers.setdefault(write_keeping(keeping), max(numbers.values(), default=0) + 1)
        of_kind = names.setdefault((kind.policy, kind.name), max(names.values(), default=0) + 1)
        numbered.append(replace(kind, id=of_kind, keeping=of_keeping))
    known |= {kind.id: kind for kind in numbered}
    for database in (vault.live, vault.separate):
        _write(database, numbers, known, {kind.id for kind in numbered})
    return numbered


def _known(vault: Vault) -> tuple[dict[int, str], dict[int, Kind]]:
    """Return the keepings, as they are written, and the kinds that the places know, by number; they must agree."""
    specs, kinds = _written(vault.separate)
    in_use, kinds_in_use = _written(vault.live)
    if not (_is_one_story(specs, in_use) and _is_one_story(_names(kinds), _names(kinds_in_use))):
        raise OperatorError(
            msg("'live' and 'separate' give the same number to different kinds of strand"),
            msg("a strand knows its rules by their number, and would be destroyed by those of another"),
            msg("put back copies of both that belong together: the newest of each"))  # fmt: skip
    return specs | in_use, kinds | kinds_in_use


def _is_one_story(one: Mapping[int, object], other: Mapping[int, object]) -> bool:
    """Return whether both give each thing one number, and each number to one thing."""
    both = {**one, **other}
    return both.items() >= one.items() and len(set(both.values())) == len(both)


def _names(kinds: Mapping[int, Kind]) -> dict[int, object]:
    return {number: (kind.policy, kind.name) for number, kind in kinds.items()}


def _written(database: Database) -> tuple[dict[int, str], dict[int, Kind]]:
    sql = queries("place", database.dialect)
    with database.transaction() as connection:
        specs = {row.id: row.spec for row in connection.execute(sql["keepings"])}
        kinds = {
            row.id: Kind(row.id, row.policy, row.activity, row.role, row.name, tuple(json.loads(row.items)),
                         tuple(json.loads(row.holds)), row.keeping)
            for row in connection.execute(sql["kinds"])
        }  # fmt: skip
    return specs, kinds


def _write(database: Database, keepings: Mapping[str, int], kinds: Mapping[int, Kind], anew: Set[int]) -> None:
    """Write into a place what it lacks, and the kinds whose numbers are in `anew`."""
    specs_there, kinds_there = _written(database)
    sql = queries("place", database.dialect)
    specs = [
        {"id": number, "digest": hashlib.sha256(spec.encode()).digest(), "spec": spec,
         "by_age": int(read_keeping(spec).by_age)}
        for spec, number in keepings.items() if number not in specs_there
    ]  # fmt: skip
    rows = [
        {"id": kind.id, "policy": kind.policy, "activity": kind.activity, "role": kind.role, "name": kind.name,
         "items": json.dumps(kind.items), "holds": json.dumps(kind.holds), "keeping": kind.keeping}
        for kind in kinds.values() if kind.id in anew or kind.id not in kinds_there
    ]  # fmt: skip
    with database.transaction() as connection:
        if specs:
            connection.execute(sql["put_keeping"], specs)
        if rows:
            connection.execute(sql["put_kind"], rows)


def _check_slots(name: str, keeping: Keeping) -> None:
    if len(keeping.events) > SLOTS:
        raise OperatorError(
            msg("the strand '{name}' counts {count} events; a strand has room for {most}",
                name=name, count=len(keeping.events), most=SLOTS),
            msg("each strand carries the instants that its rules use, so that every place can be swept alone"),
            msg("split the activity, or let fewer events end its rules"))  # fmt: skip
