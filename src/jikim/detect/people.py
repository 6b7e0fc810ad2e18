"""Which table says who the data subjects are.

People have a password, a mail address or a login name in it, its name is a word for people, and other tables refer to
it. A history or a log of members repeats their columns, so it counts against a table to be about an event. Every
candidate is returned, the likeliest first: a service may keep customers and staff apart.
"""

from dataclasses import dataclass
from functools import cache

from jikim.detect.names import contexts, heard, is_technical_table, parts
from jikim.detect.words import words
from jikim.messages import Message, msg
from jikim.tables import Column, Schema, Shape, Sort

_TELLING = {"password": 0.3, "login_id": 0.2, "email": 0.2, "nickname": 0.1, "name": 0.1, "mobile": 0.1, "phone": 0.05}
_LEAST = 0.4
_NOT_NOUNS = frozenset(("tb", "tbl", "info", "master", "mst", "data", "list"))
_ID = frozenset(("id", "no", "idx", "seq", "key", "sn", "uid", "num", "pk", "번호", "아이디"))


@dataclass(frozen=True, slots=True)
class People:
    """A table of people: `key` is the column others refer to, `names` are other columns that are theirs alone."""

    table: str
    key: str
    names: tuple[str, ...]
    confidence: float
    why: Message


def people_tables(schema: Schema) -> tuple[People, ...]:
    """Return the tables that may hold the data subjects, the likeliest first."""
    found = [people for table in schema.tables if not table.view and (people := _people(schema, table))]
    return tuple(sorted(found, key=lambda people: (-people.confidence, people.table)))


def is_key_word(word: str) -> bool:
    """Say whether a word in a column's name means the key of a row."""
    return word in _ID


def _people(schema: Schema, table: Shape) -> People | None:
    key, items = _key(table), _items(table)
    if key is None or not _can_be_found(items):
        return None
    score = sum(_TELLING[item] for item in items)
    about = contexts(table.name)
    is_named = bool(about) and about[0] == "person"
    referring = sum(any(one.table == table.name for one in other.foreign) for other in schema.tables)
    referring += _by_convention(schema, table, key)
    score += 0.25 * is_named + min(0.3, 0.06 * referring)
    if not is_named and (is_technical_table(table.name) or (about and about[0] in words().happenings)):
        score -= 0.4
    if score < _LEAST:
        return None
    return People(table.name, key, _names(table, key), round(min(score, 0.99), 2), _why(items, referring, is_named))


def _can_be_found(items: frozenset[str]) -> bool:
    return bool(items & {"password", "login_id", "email", "mobile"}) and len(items) > 1


def _items(table: Shape) -> frozenset[str]:
    found = (
        heard(table.name, column.name) for column in table.columns if column.sort in {Sort.TEXT, Sort.BYTES, Sort.OTHER}
    )
    return frozenset(one.item for one in found if one and one.item in _TELLING and one.weight >= 0.5)


def _key(table: Shape) -> str | None:
    if len(table.primary) == 1:
        return table.primary[0]
    unique = (index.columns[0] for index in table.indexes if index.unique and len(index.columns) == 1)
    return next(unique, None)


def _names(table: Shape, key: str) -> tuple[str, ...]:
    """Return the login name, by which Korean shops and boards refer to a member instead of the key."""
    return tuple(column.name for column in table.columns if column.name != key and _is_login(table, column))


def _is_login(table: Shape, column: Column) -> bool:
    one = heard(table.name, column.name) if column.sort in {Sort.TEXT, Sort.OTHER, Sort.INTEGER} else None
    return one is not None and one.item in {"login_id", "member_no"} and one.weight >= 0.5


def _by_convention(schema: Schema, table: Shape, key: str) -> int:
    """Count the tables with a column that is named after this one, or like its key."""
    names = {key, *_names(table, key)} - {"id"}
    return sum(
        any(column.name in names or is_named_after(column.name, table.name) for column in other.columns)
        for other in schema.tables
        if other.name != table.name and not other.view and not other.foreign
    )


@cache
def noun(table: str) -> str:
    """Return the word that a table is named by: `member` of `tb_member_info`."""
    known = [word for word in parts(table) if word not in _NOT_NOUNS]
    return known[-1] if known else ""


def is_named_after(column: str, table: str) -> bool:
    """Say whether a column is the key of a table by its name: `member_id` of `shop_members`."""
    cut = parts(column)
    return len(cut) > 1 and is_key_word(cut[-1]) and cut[-2] == noun(table)


def _why(items: frozenset[str], referring: int, is_named: bool) -> Message:
    listed = ", ".join(sorted(items))
    if is_named:
        return msg("named after people, holds {items}, referred to by {count} tables", items=listed, count=referring)
    return msg("holds {items}, referred to by {count} tables", items=listed, count=referring)
