"""The language of `data.yaml`: where in a service's own tables the policy's records are.

Answers which databases there are, who the people are, whose each row is and of which activity, which column holds
which item, which tells an event, and how each ends; holds that against a policy (`ties`) and against the live look
of a database (`drift`), and writes a first draft from proposals (`write`). Values in, values out: it reaches no
database (that is `connect`), reads no file, decides no day (`lifecycle`), and holds no secret.
Read `model.py` first, then `parse.py`; docs/data.md is the language for those who write it.
"""

from jikim.mapping.blobs import Blob, Files, FreeText, Ids, InJson, InSerialized, ListForm, Serialized
from jikim.mapping.conditions import Condition, Given, Moment, Step, TableName
from jikim.mapping.draft import Draft, DraftChild, DraftPeople, DraftRecord, Held, Told
from jikim.mapping.drift import drift
from jikim.mapping.includes import wanted
from jikim.mapping.mentions import Mention, mentions
from jikim.mapping.model import (
    Ceilings,
    Child,
    Contents,
    Data,
    Database,
    Destroy,
    Ending,
    Holding,
    How,
    Owner,
    People,
    Record,
    Role,
    RoleBy,
    RoleIs,
    Strategy,
    Tie,
    Unmanaged,
    Url,
    UrlKind,
    Use,
)
from jikim.mapping.parse import FORMAT, parse_data
from jikim.mapping.preflight import preflight, stopping_keys
from jikim.mapping.promised import events_missing, held_items, strands_of
from jikim.mapping.propose import Detected, propose
from jikim.mapping.ties import ties
from jikim.mapping.write import write

__all__ = [
    "FORMAT",
    "Blob",
    "Ceilings",
    "Child",
    "Condition",
    "Contents",
    "Data",
    "Database",
    "Destroy",
    "Detected",
    "Draft",
    "DraftChild",
    "DraftPeople",
    "DraftRecord",
    "Ending",
    "Files",
    "FreeText",
    "Given",
    "Held",
    "Holding",
    "How",
    "Ids",
    "InJson",
    "InSerialized",
    "ListForm",
    "Mention",
    "Moment",
    "Owner",
    "People",
    "Record",
    "Role",
    "RoleBy",
    "RoleIs",
    "Serialized",
    "Step",
    "Strategy",
    "TableName",
    "Tie",
    "Told",
    "Unmanaged",
    "Url",
    "UrlKind",
    "Use",
    "drift",
    "events_missing",
    "held_items",
    "mentions",
    "parse_data",
    "preflight",
    "propose",
    "stopping_keys",
    "strands_of",
    "ties",
    "wanted",
    "write",
]
