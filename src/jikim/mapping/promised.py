"""What a policy asks of one record: the strands of its activity, the items and the events they need."""

from collections.abc import Iterable, Iterator

from jikim.lifecycle import COLLECTED, Strand
from jikim.mapping.blobs import FreeText, Ids
from jikim.mapping.model import Data, Record, RoleIs
from jikim.policy import Policy, Text

# jikim itself knows these: they are reported to it, or follow from what is.
OF_JIKIM = {"agreed", "withdrew", "erasure_requested", "ended"}


def strands_of(kinds: Iterable[Strand], record: Record, policy: Policy) -> tuple[Strand, ...]:
    """Return the strands that rows of a record can have: those of its activity, and of its role where one is said."""
    role = str(record.role.role) if isinstance(record.role, RoleIs) else ""
    return tuple(
        one
        for one in kinds
        if one.activity == record.activity
        and (not role or not one.role or role in policy.widens(one.role) or one.role in policy.widens(role))
    )


def held_items(record: Record) -> Iterator[Text]:
    """Yield every item that a record says to hold, in columns, in values, in files, in the tables that go with it."""
    for contents in record.contents.all():
        yield from (holding.item for holding in contents.holdings)
        for blob in contents.blobs:
            if not isinstance(blob, FreeText | Ids) and blob.item is not None:
                yield blob.item


def searched_items(record: Record) -> Iterator[Text]:
    """Yield the items by whose values free text is searched; what is found there is the text, not the item."""
    for contents in record.contents.all():
        yield from (item for blob in contents.blobs if isinstance(blob, FreeText) for item in blob.items)


def events_missing(data: Data, policy: Policy, record: Record, kinds: Iterable[Strand]) -> tuple[str, ...]:
    """Return the events that the rules count and nobody tells; `collected` among them where a rule needs that day.

    An event that stands for several is told when one of them is: which of them a service knows is its own affair.
    """
    terms = {term.event for one in kinds for rule in one.keeping.rules for term in rule.terms}
    needs_day = any(term == COLLECTED or term.endswith("+") for term in terms)
    told = _told(data, record)
    counted = {term.rstrip("+").partition(":")[0] for term in terms} - OF_JIKIM - {COLLECTED}
    others = {name: set(event.means) for event in policy.events for name in event.means}
    missing = {name for name in counted if name not in told and not others.get(name, set()) & told}
    return (*((COLLECTED,) if needs_day and record.collected is None else ()), *sorted(missing))


def _told(data: Data, record: Record) -> set[str]:
    people = data.people.events if data.people else ()
    own = (pair for contents in record.contents.all() for pair in contents.events)
    return {str(name) for name, _ in (*people, *own)} | {str(name) for name in data.reported}
