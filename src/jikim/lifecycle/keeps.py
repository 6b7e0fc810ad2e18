"""Which keep rules an activity lives by: its own in place of the policy's, and those that add to all."""

from jikim.policy import Activity, Keep, Policy


def rules_of(policy: Policy, activity: Activity) -> tuple[Keep, ...]:
    """Return the rules an activity lives by; the same choice as `strands` makes item by item."""
    own = activity.keep or ()
    general = (keep for keep in policy.keep if keep.adds or not own)
    return (*own, *(keep for keep in general if not keep.of or activity.id in keep.of))
