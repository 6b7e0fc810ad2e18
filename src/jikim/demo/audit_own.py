"""Rows of ours that nothing justifies: they are personal information too, and must go with what they are about."""

from collections.abc import Iterator

from jikim.demo.audit_rows import LIVE, PLACES, SEPARATE, Witness
from jikim.period import Instant


def rows_without_reason(witness: Witness, now: Instant) -> Iterator[str]:
    """Yield every row that should have gone with a person, a record, a strand or a plan."""
    people = witness.ids(LIVE, "SELECT person FROM strand") | witness.ids(SEPARATE, "SELECT person FROM strand")
    held = witness.ids(LIVE, "SELECT person FROM hold WHERE closed IS NULL")
    records = witness.ids(LIVE, "SELECT record FROM strand") | witness.ids(SEPARATE, "SELECT record FROM strand")
    for table, column, kept in (
        ("person", "id", people | held),
        ("record", "id", records),
        ("event", "person", people | held),
        ("consent", "person", people | held),
        ("hold", "person", people | held),
        ("event", "record", records),
    ):
        found = witness.ids(LIVE, f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL")
        yield from (f"a row of {table} about {each.hex()[:8]}, of whom nothing is left" for each in found - kept)
    both = witness.ids(LIVE, "SELECT id FROM strand") & witness.ids(SEPARATE, "SELECT id FROM strand")
    yield from (f"strand {each.hex()[-8:]} is in both places" for each in both)
    for place in PLACES:
        strands = witness.ids(place, "SELECT id FROM strand")
        for table in ("sealed", "lookup"):
            orphans = witness.ids(place, f"SELECT strand FROM {table}") - strands
            yield from (f"a row of {table} in {place} without its strand {each.hex()[-8:]}" for each in orphans)
    yield from _of_acts(witness, now)


def _of_acts(witness: Witness, now: Instant) -> Iterator[str]:
    """Yield acts that were begun and not closed, plans that are over, and keys that nothing needs."""
    strands = witness.ids(LIVE, "SELECT id FROM strand") | witness.ids(SEPARATE, "SELECT id FROM strand")
    yield from (f"an act on {each.hex()[-8:]} is open" for each in witness.ids(LIVE, "SELECT strand FROM outbox"))
    planned = witness.ids(LIVE, "SELECT strand FROM planned")
    yield from (f"a plan names {each.hex()[-8:]}, which is gone" for each in planned - strands)
    expired = witness.numbers(LIVE, "SELECT COUNT(*) FROM plan WHERE expires <= ?", (now,))
    yield from ["a plan that has expired"] * expired[0]
    needed = {number for place in PLACES for number in witness.numbers(place, "SELECT key FROM strand")}
    for table in ("person", "anonymous"):
        needed.update(witness.numbers(LIVE, f"SELECT key FROM {table}"))
    rows = witness.ask("keys", "SELECT id, wrapped FROM key")
    whole = {int(number) for number, wrapped in rows if any(bytes(wrapped))}
    yield from (f"key {number} opens nothing" for number in sorted(whole - needed))
