"""Two policies of one service -> every difference between them.

1. They must be of one service, and bear two ids. 2. Activities are matched. 3. Each part is compared, what is
left is told as reworded, and all is put in order: what widens comes first.
"""

from datetime import date

from jikim.change.collecting import item_differences, purpose_differences, role_differences
from jikim.change.difference import Difference, Kind
from jikim.change.disclosing import disclosure_differences
from jikim.change.matching import activity_differences, matched
from jikim.change.parties import party_differences
from jikim.change.periods import period_differences
from jikim.change.promising import promise_differences
from jikim.change.rest import rest_differences
from jikim.errors import Place, RefusedError
from jikim.law import Catalogue
from jikim.messages import msg
from jikim.policy import Policy

_ORDER = {kind: number for number, kind in enumerate(Kind)}


def compare(old: Policy, new: Policy, catalogue: Catalogue, on: date) -> tuple[Difference, ...]:
    """Return every difference, by the law in force `on` the day the new policy counts; those that widen first.

    Raises RefusedError for policies of two services, and for two texts under one id.
    """
    refuse_other_service(old, new)
    found = matched(old, new)
    differences = {
        *activity_differences(found),
        *role_differences(old, new, found.pairs),
        *purpose_differences(found.pairs),
        *item_differences(old, new, found.pairs),
        *period_differences(old, new, found.pairs, catalogue, on),
        *party_differences(old, new),
        *promise_differences(old, new),
        *disclosure_differences(old, new),
    }
    differences |= {*rest_differences(old, new, found.pairs, differences)}
    if differences:
        _refuse_one_id(old, new)
    return tuple(sorted(differences, key=_order))


def _order(difference: Difference) -> tuple[int, Place, str]:
    place = difference.now or difference.was or Place("", 0, 0)
    return _ORDER[difference.kind], Place("", place.line, place.column), str(difference.what)


def refuse_other_service(old: Policy, new: Policy) -> None:
    """Refuse to compare the policies of two services."""
    if old.service.id != new.service.id:
        raise RefusedError(
            msg("'{old}' is of the service '{one}', '{new}' of '{other}'", old=old.file, one=old.service.id,
                new=new.file, other=new.service.id),
            msg("what a change means to people can be told of one service only"),
            msg("name two versions of one policy; nothing was written"))  # fmt: skip


def _refuse_one_id(old: Policy, new: Policy) -> None:
    if old.version.id == new.version.id:
        raise RefusedError(
            msg("'{old}' and '{new}' both call themselves version '{version}', and differ", old=old.file, new=new.file,
                version=new.version.id),
            msg("each version is one text: what was promised must stay readable"),
            msg("give the changed policy a new `version: {{id: ...}}`"))  # fmt: skip
