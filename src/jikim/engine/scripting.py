"""A plan as statements for a database administrator, who runs them by hand where jikim may not write.

What is run so is not written down here: the next plan shows what is left, and `shadow` what has become of this one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from jikim.carry import SETTINGS, Script, ordered, script
from jikim.connect import CHUNK
from jikim.engine.connected import Connected
from jikim.engine.tasks import pace_of
from jikim.plan import Plan
from jikim.tables import Product


@dataclass(frozen=True, slots=True)
class Scripted:
    """The statements for one database: those that set the session, then those of each part, in their order."""

    database: str
    product: Product
    settings: tuple[str, ...]
    scripts: tuple[Script, ...]


def scripted(connected: Connected, plan: Plan) -> Iterator[Scripted]:
    """Yield the statements of a plan by database; nothing is written."""
    schemas = connected.schemas()
    parts = ordered(plan.parts, connected.data, schemas)
    for name, schema in schemas.items():
        question, chunk = connected.question(name, plan.now), pace_of(connected, name).chunk or CHUNK
        found = tuple(script(question, part, chunk) for part in parts if part.database == name)
        if found:
            yield Scripted(name, schema.product, SETTINGS[schema.product], found)


def unscripted(connected: Connected, plan: Plan) -> dict[str, int]:
    """Return how many rows of a plan stand in separate databases, by their name: no statement is written for them.

    What is remembered of them goes in the same transaction, and which of them are due no column says.
    """
    found: dict[str, int] = {}
    for part in plan.parts:
        if connected.live_of(part.database) is not None:
            found[part.database] = found.get(part.database, 0) + len(part.keys)
    return found
