"""The two days of a version: announced and in force. Without both, nobody can say what was promised when.

The law wants changes announced without delay and before and after kept comparable (STD 20, 21), and names no number of
days before: how many is the service's own promise (`notice: {changes: 7 days}`), and it binds the service.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from jikim.errors import RefusedError
from jikim.law import holidays
from jikim.messages import Message, msg
from jikim.period import Period, Reading, last_day
from jikim.policy import Policy

_MOST_DAYS = 800


@dataclass(frozen=True, slots=True)
class Dates:
    """When a version was announced, and from which day it counts; days in Korea."""

    announced: date
    effective: date


def dates_of(
    policy: Policy, announced: date | None = None, effective: date | None = None, before: Policy | None = None
) -> Dates:
    """Return the days of a version: those given, else its own.

    `before` is the version in force, if there is one: its promise of notice binds too. Raises RefusedError for a day
    that is missing, for one before the other, and for less notice than was promised.
    """
    announced, effective = announced or policy.version.announced, effective or policy.version.effective
    if announced is None or effective is None:
        raise _missing(announced, effective)
    if effective < announced:
        raise RefusedError(
            msg("the policy is effective on {effective}, before it is announced on {announced}", effective=effective,
                announced=announced),
            msg("nobody can agree to, or object to, what they have not been told"),
            msg("correct `version:`; nothing was written"))  # fmt: skip
    promised = notice_of(policy, before)
    if before is not None and promised is not None and effective < earliest(announced, promised):
        raise RefusedError(
            msg("the policy is announced on {announced} and effective on {effective}: {days} days, and '{said}' is "
                "promised", announced=announced, effective=effective, days=(effective - announced).days,
                said=_said(policy, before)),
            msg("the policy itself says how long before a change is announced (`notice: changes`)"),
            msg("let it count from {day}; nothing was written", day=earliest(announced, promised)))  # fmt: skip
    return Dates(announced, effective)


def notice_of(policy: Policy, before: Policy | None = None) -> Period | None:
    """Return how long before a change is announced: as the version in force promises, else as the new one does."""
    for version in (before, policy):
        if version is not None and version.notice is not None and version.notice.changes is not None:
            return version.notice.changes
    return None


def earliest(announced: date, notice: Period) -> date:
    """Return the first day from which a version may count that was announced on a day.

    >>> earliest(date(2023, 4, 11), Period(days=7))
    datetime.date(2023, 4, 18)
    """
    if notice.hours:
        notice = Period(days=-(-notice.hours // 24))
    return last_day(announced, notice, Reading.CIVIL, holidays())


def latest_announcement(effective: date, notice: Period) -> date | None:
    """Return the last day on which a version may be announced that counts from a day."""
    days = (effective - timedelta(days=back) for back in range(_MOST_DAYS))
    return next((day for day in days if earliest(day, notice) <= effective), None)


def _said(policy: Policy, before: Policy | None) -> str:
    found = (version.notice.changes_says for version in (before, policy)
             if version is not None and version.notice is not None and version.notice.changes is not None)  # fmt: skip
    return str(next(found, "") or "")


def _missing(announced: date | None, effective: date | None) -> RefusedError:
    if announced is None and effective is None:
        what: Message = msg("the policy does not say when it is announced, nor from which day it is effective")
    elif announced is None:
        what = msg("the policy does not say when it is announced")
    else:
        what = msg("the policy does not say from which day it is effective")
    return RefusedError(what,
        msg("a record lives under the version in force when it was collected, and a change is announced before it"),
        msg("write `version: {{announced: ..., effective: ...}}`, or name the days: `--announced 2026-01-01 "
            "--effective 2026-01-08`"))  # fmt: skip
