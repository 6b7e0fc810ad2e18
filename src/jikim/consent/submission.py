"""What a service hands over when it collects: whose, on which occasion, the values, and what was agreed to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from jikim.period import Instant


@dataclass(frozen=True, slots=True)
class Submission:
    """One occasion of collecting.

    `person` is the service's own reference of the data subject, None for a guest; `values` are texts by item id or
    by the words of the policy; `hashed` are passwords that were hashed elsewhere; `agreed` names the consents
    given on this occasion; `events` are events of the record (`paid`) or the person (`joined`) that come with it;
    `born` is needed where the policy speaks of children and no birth date is collected; `guardian` says that a
    legal representative agreed (PIPA Art. 22-2). repr shows no value.
    """

    activity: str
    role: str
    at: Instant
    person: str | None = None
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    hashed: Mapping[str, str] = field(default_factory=dict, repr=False)
    cases: tuple[str, ...] = ()
    agreed: frozenset[str] = frozenset()
    events: tuple[tuple[str, Instant], ...] = ()
    born: date | None = field(default=None, repr=False)
    guardian: bool = False
