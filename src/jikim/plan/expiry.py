"""When a plan is over: what it names was due on its day, and much may happen to people afterwards."""

from jikim.period import Instant
from jikim.plan.model import Plan

PLAN_DAYS = 14
_DAY = 86_400_000_000


def expiry(made: Instant) -> Instant:
    """Return from when on a plan that is made now is carried out no more."""
    return made + PLAN_DAYS * _DAY


def has_expired(plan: Plan, now: Instant) -> bool:
    """Return whether a plan is over."""
    return plan.expires <= now
