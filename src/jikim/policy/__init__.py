"""The policy language: what a service promises, as values that know their line.

Answers what `policy.yaml` says: who collects what, why, until when, who else sees it, how people ask. It reads
restricted YAML, reports every fault at once, and invents nothing that the author did not write.
It never computes a day (that is `lifecycle`) and knows no database. `parse` gives a `Policy`.
Read `model.py` and `parties.py` first, then `until.py`; `document.py` and `reading.py` are the way from text, and
`mapping` reads its own document the same way.
"""

from jikim.policy.document import broken, read_document
from jikim.policy.model import (
    Activity,
    Automatic,
    Basis,
    BasisKind,
    Collect,
    Counts,
    End,
    Event,
    HoldKind,
    Item,
    Keep,
    Listed,
    Need,
    Policy,
    Purpose,
    Role,
    Statutory,
    Then,
    Where,
)
from jikim.policy.node import Node, Series, Table, Text
from jikim.policy.parse import FORMAT, parse
from jikim.policy.reading import Faults, Reader, each
from jikim.policy.remembered import remembered

__all__ = [
    "FORMAT",
    "Activity",
    "Automatic",
    "Basis",
    "BasisKind",
    "Collect",
    "Counts",
    "End",
    "Event",
    "Faults",
    "HoldKind",
    "Item",
    "Keep",
    "Listed",
    "Need",
    "Node",
    "Policy",
    "Purpose",
    "Reader",
    "Role",
    "Series",
    "Statutory",
    "Table",
    "Text",
    "Then",
    "Where",
    "broken",
    "each",
    "parse",
    "read_document",
    "remembered",
]
