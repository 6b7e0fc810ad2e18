"""A document of facts with the keys its collections, parties, provisions and rules go by.

The label's own keys are the places in its lists; a prediction takes over the keys of what it was paired with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.reader.document import Row, row, rows
from bench.reader.facts import label
from bench.reader.pairing import keys

POLICY = "policy"  # the scope of retention_default and retention_special: which of the two is not a fact
AUTO = "auto"
Keyed = tuple[tuple[str, Row], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A retention rule, the collection it stands for (or POLICY, or AUTO), and its key within it."""

    scope: str
    where: str
    key: str
    rule: Row
    above: Row
    optional: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, ready to be taken apart into facts."""

    document: Row
    roles: Mapping[str, str | None]
    activities: Keyed
    parties: Keyed
    provisions: Keyed
    rules: tuple[Rule, ...]


def provisions_of(document: Row) -> tuple[Row, ...]:
    """The third parties that receive something."""
    return rows(row(document.get("third_party")).get("provisions"))


def keyed(values: Sequence[Row], by: Sequence[Row] | None) -> Keyed:
    """Rows with their keys: their places, or those of the rows of a label."""
    names = tuple(str(place) for place in range(len(values))) if by is None else keys(by, values)
    return tuple(zip(names, values, strict=True))


def bare(rows_with_keys: Keyed) -> list[Row]:
    """The rows without their keys."""
    return [one for _, one in rows_with_keys]


def scopes(document: Row, activities: Keyed) -> list[tuple[str, str, Row, tuple[Row, ...]]]:
    """Where rules stand: the scope, its name for people, what it hangs under, its rules."""
    found = [(key, str(one.get("context") or one.get("from") or ""), one, rows(one.get("retention")))
             for key, one in activities]  # fmt: skip
    whole = rows(document.get("retention_default")) + rows(document.get("retention_special"))
    found.append((POLICY, "the whole policy", {}, whole))
    auto = row(document.get("auto_collected"))
    return [*found, (AUTO, "automatic items", auto, rows(auto.get("retention")))]


def rules_of(document: Row, activities: Keyed, label_rules: Sequence[Rule] | None) -> tuple[Rule, ...]:
    """Every rule under its scope. A `ref` of the label is the rule it names, which may be repeated there or not."""
    found = []
    for scope, where, above, here in scopes(document, activities):
        own = [one for one in here if "ref" not in one]
        by = None if label_rules is None else [one.rule for one in label_rules if one.scope == scope]
        found += [Rule(scope, where, key, one, above, optional=False) for key, one in keyed(own, by)]
        if label_rules is None:
            found += referred(document, scope, where, len(own), [str(one.get("id")) for one in here if "ref" in one])
    return tuple(found)


def referred(document: Row, scope: str, where: str, first: int, names: Sequence[str]) -> list[Rule]:
    """The rules of the label that are pointed at from another scope."""
    everywhere = [one for _, _, _, here in scopes(document, keyed(rows(document.get("activities")), None))
                  for one in here if "ref" not in one]  # fmt: skip
    meant = [next((one for one in everywhere if one.get("id") == name), None) for name in names]
    found = [one for one in meant if one is not None]
    return [Rule(scope, where, str(first + place), one, {}, optional=True) for place, one in enumerate(found)]


def reading(document: Row, of: Reading | None = None) -> Reading:
    """A label, or (with the label it is held against) a prediction."""
    activities = keyed(rows(document.get("activities")), bare(of.activities) if of else None)
    return Reading(
        document=document,
        roles={str(one.get("id")): label(one.get("label")) for one in rows(document.get("roles"))},
        activities=activities,
        parties=keyed(rows(document.get("processors")), bare(of.parties) if of else None),
        provisions=keyed(provisions_of(document), bare(of.provisions) if of else None),
        rules=rules_of(document, activities, of.rules if of else None),
    )
