"""Rows of ours that nothing justifies: they are personal information too, and must go with what they are about."""

from collections.abc import Iterator

from jikim.demo.audit_rows import LIVE, PLACES, SEPARATE, Witness
from jikim.period import Instant


def rows_without_reason(witness: Witness, now: Instant) -> Iterator[str]:
    """Yield every row that should have gone with a person, a record, a strand or a plan."""
    people = _ids(witness, LIVE, "SELECT person FROM strand") | _ids(witness, SEPARATE, "SELECT person FROM strand")
    held = _ids(witness, LIVE, "SELECT person FROM hold WHERE closed IS NULL")
    records = _ids(witness, LIVE, "SELECT record FROM strand") | _ids(witness, SEPARATE, "SELECT record FROM strand")
    for table, column, kept in (
        ("person", "id", people | held),
        ("record", "id", records),
        ("event", "person", people | held),
        ("consent", "person", people | held),
        ("hold", "person", people | held),
        ("event", "record", records),
    ):
        found = _ids(witness, LIVE, f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL")
        yield from (f"a row of {table} about {each.hex()[:8]}, of whom nothing is left" for each in found - kept)
    both = _ids(witness, LIVE, "SELECT id FROM strand") & _ids(witness, SEPARATE, "SELECT id FROM strand")
    yield from (f"strand {each.hex()[:8]} is in both places" for each in both)
    for place in PLACES:
        strands = _ids(witness, place, "SELECT id FROM strand")
        for table in ("sealed", "lookup"):
            orphans = _ids(witness, place, f"SELECT strand FROM {table}") - strands
            yield from (f"a row of {table} in {place} without its strand {each.hex()[:8]}" for each in orphans)
    yield from _of_acts(witness, now)


def _of_acts(witness: Witness, now: Instant) -> Iterator[str]:
    """Yield acts that were begun and not closed, plans that are over, and keys that nothing needs."""
    strands = _ids(witness, LIVE, "SELECT id FROM strand") | _ids(witness, SEPARATE, "SELECT id FROM strand")
    yield from (f"an act on {each.hex()[:8]} is open" for each in _ids(witness, LIVE, "SELECT strand FROM outbox"))
    planned = _ids(witness, LIVE, "SELECT strand FROM planned")
    yield from (f"a plan names {each.hex()[:8]}, which is gone" for each in planned - strands)
    expired = witness.ask(LIVE, "SELECT COUNT(*) FROM plan WHERE expires <= ?", (now,))[0][0]
    yield from ["a plan that has expired"] * int(str(expired))
    needed = {int(str(row[0])) for place in PLACES for row in witness.ask(place, "SELECT key FROM strand")}
    for table in ("person", "anonymous"):
        needed |= {int(str(row[0])) for row in witness.ask(LIVE, f"SELECT key FROM {table}")}
    whole = {
        int(str(number))
        for number, wrapped in witness.ask("keys", "SELECT id, wrapped FROM key")
        if any(bytes(wrapped))
    }  # type: ignore[call-overload]
    yield from (f"key {number} opens nothing" for number in sorted(whole - needed))


def _ids(witness: Witness, place: str, sql: str) -> set[bytes]:
    return {bytes(row[0]) for row in witness.ask(place, sql)}  # type: ignore[call-overload]
