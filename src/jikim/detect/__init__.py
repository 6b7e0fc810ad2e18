"""What the tables of a service seem to hold: items, people, relations, events; each with its confidence and why.

Answers, from a `Schema` and samples of its values, what data.yaml should say: which column holds which standard item
(`propose_columns`, `propose_keys` for values kept under a name), which table says who the people are (`people_tables`),
how the others hang off it (`relations`, and `candidates` for values worth counting), and which columns date an event
(`propose_events`). Names, Korean and shortened ones too, stand in names.toml; values are asked with check digits.
It only proposes: a person confirms. It reads its own packaged words and nothing else, never a database or a clock, and
no value of a sample ever stands in what it says. Read `columns.py` first, then names.toml.
"""

from jikim.detect.columns import Proposed, Unplaced, propose_columns, unplaced
from jikim.detect.events import ProposedEvent, Written, propose_events
from jikim.detect.kept import Keeping, ProposedKey, keeping, propose_keys
from jikim.detect.models import Field, Models, UserModel, with_ties, with_users
from jikim.detect.people import People, people_tables
from jikim.detect.relations import By, Link, Overlap, Pair, Relation, candidates, relations

__all__ = [
    "By",
    "Field",
    "Keeping",
    "Link",
    "Models",
    "Overlap",
    "Pair",
    "People",
    "Proposed",
    "ProposedEvent",
    "ProposedKey",
    "Relation",
    "Unplaced",
    "UserModel",
    "Written",
    "candidates",
    "keeping",
    "people_tables",
    "propose_columns",
    "propose_events",
    "propose_keys",
    "relations",
    "unplaced",
    "with_ties",
    "with_users",
]
