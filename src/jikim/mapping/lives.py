"""Which lives a row of a record can have: by the role of its person, and of which strands its columns are."""

from collections.abc import Iterable

from jikim.lifecycle import Strand
from jikim.mapping.model import Data, Owner, Record, RoleBy, RoleIs
from jikim.mapping.promised import held_items, strands_of
from jikim.policy import Policy


def lives(kinds: Iterable[Strand], record: Record, policy: Policy) -> tuple[Strand, ...]:
    """Return the strands of which a record holds an item; all of its activity where it holds none."""
    mine, held = strands_of(kinds, record, policy), {str(item) for item in held_items(record)}
    return tuple(one for one in mine if held & set(one.items)) or mine


def of_role(mine: tuple[Strand, ...], policy: Policy, role: str | None) -> tuple[Strand, ...]:
    """Return the strands of a person's role: its own, else those of the narrowest wider role, else every one.

    Of a role that nobody says a row is kept as long as any of them.
    """
    for wider in policy.widens(role) if role else ():
        found = tuple(one for one in mine if one.role in (wider, ""))
        if found:
            return found
    narrower = tuple(one for one in mine if role and role in policy.widens(one.role))
    return narrower or mine


def of_guests(mine: tuple[Strand, ...], data: Data, policy: Policy, record: Record) -> tuple[Strand, ...]:
    """Return the strands of rows that belong to nobody in the people table: of roles that people there do not have."""
    if record.role is not None:
        return mine
    said = set(roles_of(data.people.role)) if data.people else set()
    wider = {each for role in said for each in policy.widens(role)}
    others = tuple(one for one in mine if not said & {*policy.widens(one.role), one.role} and one.role not in wider)
    return others or mine


def roles_of(role: RoleIs | RoleBy | None) -> tuple[str, ...]:
    """Return every role that is said."""
    if isinstance(role, RoleIs):
        return (str(role.role),)
    if isinstance(role, RoleBy):
        return tuple(str(one) for one in (*(of for _, of in role.values), role.otherwise) if one is not None)
    return ()


def role_of(owner: Owner | None, record: Record, data: Data) -> RoleIs | RoleBy | None:
    """Return what says the role of an owner: they themselves, their record, or the people table."""
    if owner is not None and owner.role is not None:
        return RoleIs(owner.role)
    return record.role or (data.people.role if data.people else None)
