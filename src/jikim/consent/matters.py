"""The matters of a policy: what is asked for by name, and what a consent is therefore called everywhere.

The matter of items is what the policy calls their consent, or the id of the activity, or `ACTIVITY/optional`. Who
receives items by consent, at home or abroad, is a matter too: `provided/NAME` and `overseas/NAME`. Where several
entries name one recipient the purpose follows, and the items where that is one too: who agrees to one of them has not
agreed to another.
"""

from collections.abc import Iterable

from jikim.policy import Activity, BasisKind, Collect, Need, Policy, remembered
from jikim.policy.parties import Gateway, Overseas, Recipient

PROVIDED, OVERSEAS = "provided", "overseas"


@remembered
def matters(policy: Policy) -> frozenset[str]:
    """Return every matter that a policy asks for, by its id."""
    collected = (group.matter for activity in policy.activities for group in activity.collect)
    provided = (matter_of_recipient(policy, each) for each in asked_recipients(policy))
    transferred = (matter_of_transfer(policy, each) for each in asked_transfers(policy))
    return frozenset((*collected, *provided, *transferred))


def needs_consent(activity: Activity, group: Collect) -> bool:
    """Return whether a group of items stands on consent: an optional one does, and all of an activity by consent."""
    return group.need is Need.OPTIONAL or bool(activity.basis and activity.basis.kind is BasisKind.CONSENT)


def asked_recipients(policy: Policy) -> tuple[Recipient, ...]:
    """Return the third parties to whom items go by consent (PIPA Art. 17 (1) 1); a successor is announced instead."""
    return tuple(each for each in (policy.provided.to if policy.provided else ()) if not each.successor)


def asked_transfers(policy: Policy) -> tuple[Overseas, ...]:
    """Return the transfers abroad that rest on consent (PIPA Art. 28-8 (1) 1)."""
    return tuple(each for each in policy.overseas or () if each.basis is Gateway.CONSENT)


def matter_of_recipient(policy: Policy, recipient: Recipient) -> str:
    """Return the matter of providing items to somebody; one without a name goes by the role that receives."""
    return f"{PROVIDED}/{_told_apart(_parts(recipient), map(_parts, asked_recipients(policy)))}"


def matter_of_transfer(policy: Policy, transfer: Overseas) -> str:
    """Return the matter of a transfer abroad."""
    return f"{OVERSEAS}/{_told_apart(_parts(transfer), map(_parts, asked_transfers(policy)))}"


def _parts(entry: Recipient | Overseas) -> tuple[str, ...]:
    """Return what tells an entry from others: who receives, what for, what, how long."""
    who = entry.name or entry.role if isinstance(entry, Recipient) else entry.recipient or entry.country
    return str(who or ""), str(entry.purpose or ""), ", ".join(entry.items), str(entry.until or "")


def _told_apart(own: tuple[str, ...], entries: Iterable[tuple[str, ...]]) -> str:
    """Return as many parts of an entry as no other begins with."""
    others = [each for each in entries if each != own]
    length = next((size for size in range(1, len(own)) if not any(each[:size] == own[:size] for each in others)), None)
    return "/".join(filter(None, own[:length]))
