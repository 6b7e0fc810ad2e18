"""The kinds of strand that a vault knows: which items, by which rules; numbered once, the same in every place."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
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
    """Return what was installed."""
    sql = queries("place", vault.live.dialect)
    with vault.live.transaction() as connection:
        keepings = {row.id: read_keeping(row.spec) for row in connection.execute(sql["keepings"])}
        kinds = {
            row.id: Kind(row.id, row.policy, row.activity, row.role, row.name, tuple(json.loads(row.items)),
                         tuple(json.loads(row.holds)), row.keeping)
            for row in connection.execute(sql["kinds"])
        }  # fmt: skip
    return Kinds(kinds, keepings)


def install_kinds(vault: Vault, policy: int, strands: Iterable[Strand]) -> None:
    """Number the strands of a policy and write them into both places; safe to repeat."""
    kinds = [
        (Kind(0, policy, strand.activity, strand.role, strand.name, strand.items, strand.holds, 0), strand.keeping)
        for strand in strands
    ]
    add_kinds(vault, kinds, anew=policy)


def add_kinds(vault: Vault, kinds: Sequence[tuple[Kind, Keeping]], anew: int | None = None) -> list[Kind]:
    """Number kinds, each with the keeping it has, and write them into both places; safe to repeat.

    In use first: numbers are drawn from what stands there, so that a crash in between cannot give one out twice.
    `anew` is a policy whose kinds an enactment that was cut short may have left: they go.
    """
    known = load_kinds(vault)
    keepings = {write_keeping(keeping): number for number, keeping in known.keepings.items()}
    newest = max(known.kinds, default=0)
    numbered = []
    for at, (kind, keeping) in enumerate(kinds, 1):
        _check_slots(kind.name, keeping)
        number = keepings.setdefault(write_keeping(keeping), len(keepings) + 1)
        old = known.named(kind.policy, kind.name)
        numbered.append(replace(kind, id=old.id if old else newest + at, keeping=number))
    for database in (vault.live, vault.separate):
        _write(database, keepings, numbered, anew)
    return numbered


def _write(database: Database, keepings: Mapping[str, int], kinds: Sequence[Kind], anew: int | None) -> None:
    sql = queries("place", database.dialect)
    specs = [
        {"id": number, "digest": hashlib.sha256(spec.encode()).digest(), "spec": spec,
         "by_age": int(read_keeping(spec).by_age)}
        for spec, number in keepings.items()
    ]  # fmt: skip
    rows = [
        {"id": kind.id, "policy": kind.policy, "activity": kind.activity, "role": kind.role, "name": kind.name,
         "items": json.dumps(kind.items), "holds": json.dumps(kind.holds), "keeping": kind.keeping}
        for kind in kinds
    ]  # fmt: skip
    with database.transaction() as connection:
        if specs:
            connection.execute(sql["put_keeping"], specs)
        if anew is not None:
            connection.execute(sql["remove_kinds"], {"policy": anew})
        if rows:
            connection.execute(sql["put_kind"], rows)


def _check_slots(name: str, keeping: Keeping) -> None:
    if len(keeping.events) > SLOTS:
        raise OperatorError(
            msg("the strand '{name}' counts {count} events; a strand has room for {most}",
                name=name, count=len(keeping.events), most=SLOTS),
            msg("each strand carries the instants that its rules use, so that every place can be swept alone"),
            msg("split the activity, or let fewer events end its rules"))  # fmt: skip
