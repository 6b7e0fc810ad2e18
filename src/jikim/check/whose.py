"""Whose items: a role that is declared has something to do, and what is collected is collected from somebody."""

from collections.abc import Iterator

from jikim.check.case import AUTOMATIC, Case, Fault, names
from jikim.messages import msg
from jikim.policy import Policy


def roles_have_activities(case: Case) -> Iterator[Fault]:
    """A role that is declared does something, or something is given to it.

    Source: the policy language; a role without an activity was forgotten, or is not needed.

    Avoid:  roles: {member: 회원, guest: 비회원}, and no activity of guests
    Prefer: roles: {member: 회원}
    """
    policy = case.policy
    used = {wider for role in _used_roles(policy) for wider in policy.widens(role)}
    for role in policy.roles:
        # Who is a member may be all that a narrower role says.
        narrower = any(role.id in policy.widens(other.id) for other in policy.roles if other.id in used)
        if role.id not in used and role.was is None and not narrower:
            yield Fault(role.label.place,
                msg("the role '{name}' is declared and has no activity", name=role.label),
                msg("a name that nothing uses was forgotten somewhere, or is not needed"),
                msg("use it, or take it out"),
                (role.id, str(role.label)))  # fmt: skip


def _used_roles(policy: Policy) -> set[str]:
    used = {str(role) for each in policy.activities for role in each.roles}
    used |= {str(role) for each in policy.activities for group in each.collect for role in group.roles}
    used |= {str(role) for keep in policy.keep for role in keep.roles}
    used |= {str(each.role) for each in (policy.provided.to if policy.provided else ()) if each.role}
    return used | {event.of for event in policy.events} | {role.was for role in policy.roles if role.was}


def activity_is_of_somebody(case: Case) -> Iterator[Fault]:
    """An activity says whose items it collects, where others of the policy do.

    What is collected by itself is everybody's, and need not say so.

    Source: the policy language; PIPA Decree Art. 31 (1) 1, the items processed, of whom.

    Avoid:  activities: {order: {collect: [{required: [주소]}]}, signup: {roles: [member], ...}}
    Prefer: activities: {order: {roles: [member], collect: [{required: [주소]}]}, signup: {roles: [member], ...}}
    """
    policy = case.policy
    if not any(activity.roles for activity in policy.activities):
        return
    for activity in policy.activities:
        collects = any(group.items and not group.roles for group in activity.collect)
        if collects and not activity.roles and activity.id != AUTOMATIC:
            yield Fault(activity.place,
                msg("'{activity}' does not say whose items it collects", activity=activity.label),
                msg("a policy states the items it processes ({article})", article=case.cite("PP-11")),
                msg("add `roles:` to the activity"),
                names(activity))  # fmt: skip


def group_is_of_its_activity(case: Case) -> Iterator[Fault]:
    """A group of items comes from people whom the activity concerns; from others nothing is ever collected.

    Source: PIPA Decree Art. 31 (1) 1, the items processed.

    Avoid:  order: {roles: [member], collect: [{from: guest, required: [연락처]}]}
    Prefer: order: {roles: [member, guest], collect: [{from: guest, required: [연락처]}]}
    """
    policy = case.policy
    for each in case.gathered:
        for role in each.line.roles:
            strangers = [one for one in each.activities if one.roles and not _concerns(policy, one.roles, role)]
            if strangers:
                yield Fault(role.place,
                    msg("'{activity}' collects from '{role}', whom it does not concern", activity=strangers[0].label,
                        role=role),
                    msg("a policy states the items it processes ({article})", article=case.cite("PP-11")),
                    msg("add the role to `roles:` of the activity, or take the group out"),
                    (*names(*strangers), str(role)))  # fmt: skip


def _concerns(policy: Policy, roles: tuple[str, ...], role: str) -> bool:
    return any(str(one) in policy.widens(role) or role in policy.widens(str(one)) for one in roles)
