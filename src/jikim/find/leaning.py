"""People whose own row must stay because a hold covers rows that would not be known as theirs without it.

A row that names its person by a foreign key which is emptied when they go, or by something else than their key, is
found to be held only as long as their row is there.
"""

from jikim.find.due import Question
from jikim.find.links import Aliases
from jikim.mapping import Record
from jikim.tables import OnDelete, Shape

_STAYS = {OnDelete.CASCADE}


def needed(question: Question, table: str) -> frozenset[object]:
    """Return the keys of people whose row in the people table is needed; empty for every other table."""
    people = question.data.people
    if people is None or people.table.name != table or people.table.database != question.database:
        return frozenset()
    records = [one for some in question.tables().values() for one in some if one.table.name != table]
    leaning = {str(one.activity) for one in records if _leans(question, one, table, str(people.key))}
    return frozenset(key for activity, keys in question.stays.items() if activity in leaning for key in keys)


def _leans(question: Question, record: Record, table: str, key: str) -> bool:
    """Return whether rows of a record would no longer name a person whose own row is gone."""
    if record.via:
        return True  # what the path leads over may go as well
    shape = Aliases(question.schema).rows(record.table).shape
    return any(
        (owner.matches is not None and str(owner.matches) != key) or _is_emptied(shape, str(owner.column), table)
        for owner in record.owners
        if owner.column is not None
    )


def _is_emptied(shape: Shape, column: str, table: str) -> bool:
    return any(key.table == table and column in key.columns and key.on_delete not in _STAYS for key in shape.foreign)
