"""The matters of a policy: what is asked for by name, and what a consent is therefore called everywhere.

The matter of items is what the policy calls their consent, or the id of the activity, or `ACTIVITY/optional`. Who
receives items by consent, at home or abroad, is a matter too: `provided/NAME` and `overseas/NAME`.
"""

from jikim.policy import Activity, BasisKind, Collect, Need, Policy, remembered
from jikim.policy.parties import Gateway, Overseas, Recipient

PROVIDED, OVERSEAS = "provided", "overseas"


@remembered
def matters(policy: Policy) -> frozenset[str]:
    """Return every matter that a policy asks for, by its id."""
    collected = (group.matter for activity in policy.activities for group in activity.collect)
    provided = (matter_of_recipient(each) for each in asked_recipients(policy))
    return frozenset((*collected, *provided, *(matter_of_transfer(each) for each in asked_transfers(policy))))


def needs_consent(activity: Activity, group: Collect) -> bool:
    """Return whether a group of items stands on consent: an optional one does, and all of an activity by consent."""
    return group.need is Need.OPTIONAL or bool(activity.basis and activity.basis.kind is BasisKind.CONSENT)


def asked_recipients(policy: Policy) -> tuple[Recipient, ...]:
    """Return the third parties to whom items go by consent (PIPA Art. 17 (1) 1); a successor is announced instead."""
    return tuple(each for each in (policy.provided.to if policy.provided else ()) if not each.successor)


def asked_transfers(policy: Policy) -> tuple[Overseas, ...]:
    """Return the transfers abroad that rest on consent (PIPA Art. 28-8 (1) 1)."""
    return tuple(each for each in policy.overseas or () if each.basis is Gateway.CONSENT)


def matter_of_recipient(recipient: Recipient) -> str:
    """Return the matter of providing items to somebody; one without a name goes by the role that receives."""
    return f"{PROVIDED}/{recipient.name or recipient.role or ''}"


def matter_of_transfer(transfer: Overseas) -> str:
    """Return the matter of a transfer abroad."""
    return f"{OVERSEAS}/{transfer.recipient or transfer.country or ''}"
