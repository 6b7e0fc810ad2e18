"""What a promise of a policy is, and how it is kept: values."""

from dataclasses import dataclass
from enum import Enum

from jikim.errors import Place
from jikim.messages import Message


class State(Enum):
    """How a promise is kept.

    EXECUTED   a command of jikim carries it out, or refuses what breaks it
    EVIDENCED  somebody else carries it out; a command of jikim finds where it was not
    MANUAL     a person must do it; jikim has no part in it
    OPEN       nothing carries it out as it stands: no column, no figure, no activity
    """

    EXECUTED = "executed"
    EVIDENCED = "evidenced"
    MANUAL = "manual"
    OPEN = "open"


class Matter(Enum):
    """What a promise is about; each has one rule in `rules.py`."""

    COLLECT = "collect"
    COLLECT_TABLES = "collect-tables"
    CONSENT = "consent"
    CONSENT_TABLES = "consent-tables"
    PURPOSE = "purpose"
    PURPOSE_TABLES = "purpose-tables"
    KEEP = "keep"
    SEPARATE = "separate"
    STATUTORY = "statutory"
    DORMANT = "dormant"
    ANONYMISE = "anonymise"
    HOLD = "hold"
    DEADLINE = "deadline"
    APPROVAL = "approval"
    ERASED = "erased"
    PAPER = "paper"
    STEP = "step"
    REFUSAL = "refusal"
    TOOL = "tool"
    ENTRUSTED = "entrusted"
    PROVIDED = "provided"
    OVERSEAS = "overseas"
    CHILDREN = "children"
    CHILDREN_TABLES = "children-tables"
    RIGHT_ACCESS = "right-access"
    RIGHT_ERASE = "right-erase"
    RIGHT_SUSPEND = "right-suspend"
    SUSPEND_TABLES = "suspend-tables"
    RIGHT_WITHDRAW = "right-withdraw"
    RIGHT_OTHER = "right-other"
    CHANNEL = "channel"
    ANSWER = "answer"
    FREEZE = "freeze"
    TRAINING = "training"
    SAFEGUARD = "safeguard"
    OFFICER = "officer"
    NOTICE = "notice"
    VERSIONS = "versions"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: what it is about, in the words of the policy, where it stands, and how it is kept.

    `how` says why it is in that state; `columns` are (database.table.column) of data.yaml where it is kept, and
    `lacking` the items of it that no column holds.
    """

    matter: Matter
    says: str
    place: Place
    state: State
    commands: tuple[str, ...]
    how: Message
    columns: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
