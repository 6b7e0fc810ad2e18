"""What would make a plan fail when it is carried out, or do more than it says: told before any row is touched.

The tables are held against what the mapping will do to them (`preflight_touched`): columns that cannot be emptied
(`preflight_columns`, with `preflight_conditions` for what a CHECK allows), other tables that refer to rows which go
(`preflight_references`), and what happens besides (`preflight_tables`). An error means that the plan is not carried
out; a warning is something that the database alone knows, and somebody should look at. Only the look of the tables
counts here: which rows stand in the way is asked by the room that connects.
"""

from collections.abc import Iterator
from dataclasses import replace

from jikim.errors import Finding
from jikim.law import catalogue
from jikim.lifecycle import strands
from jikim.mapping.drift_rows import rows
from jikim.mapping.live import Live
from jikim.mapping.model import Data
from jikim.mapping.preflight_columns import columns
from jikim.mapping.preflight_files import files
from jikim.mapping.preflight_references import references, stopping
from jikim.mapping.preflight_tables import happens, noted
from jikim.mapping.preflight_touched import Touched, touched
from jikim.mapping.ties import ANY_DAY
from jikim.policy import Policy
from jikim.tables import ForeignKey, Schema, Shape


def preflight(data: Data, policy: Policy, schema: Schema, database: str) -> tuple[Finding, ...]:
    """Return what stands in the way of carrying a mapping out on one database, in order of place."""
    live = Live(data, schema, database)
    kinds = strands(policy, catalogue(), ANY_DAY)
    found = [*_found(live, touched(live, policy, kinds)), *files(live, policy, kinds)]
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: (finding.place, finding.rule, str(finding.what))))


def stopping_keys(
    data: Data, policy: Policy, schema: Schema, database: str, record: str
) -> tuple[tuple[Shape, Shape, ForeignKey], ...]:
    """Return the foreign keys that can keep rows of a record, or of its children, from going.

    Each with the table whose rows go and the table that refers to them.
    """
    live = Live(data, schema, database)
    every = touched(live, policy, strands(policy, catalogue(), ANY_DAY))
    mine = [one for one in every if one.record.name == record]
    return tuple(dict.fromkeys(each for one in mine for each in stopping(live, one)))


def _found(live: Live, every: tuple[Touched, ...]) -> Iterator[Finding]:
    for finding in rows(live):
        yield replace(finding, rule=f"preflight-{finding.rule}")
    if every:
        yield from noted(live)
    for one in every:
        yield from columns(live, one)
        yield from references(live, every, one)
        yield from happens(live, one)
