"""Tables that keep one value a row under a name: `meta_key` and `meta_value`, `option_name` and `option_value`.

The name of the value's column says nothing; the names that stand in the key's column do, and they are read like the
names of columns. What a site is set to is not personal, save for a mail address of somebody.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jikim.detect.names import Heard, contexts, heard, parts
from jikim.detect.values import filled
from jikim.detect.words import words
from jikim.messages import Message, msg
from jikim.tables import Sample, Schema, Shape, Sort

_NAMES = frozenset(("key", "name", "attr", "attribute", "field", "property", "prop", "option", "code", "cd"))
_VALUES = frozenset(("value", "val"))
_HOLDERS = frozenset(("attribute", "site"))
_LONGEST = 100
_PLACES = frozenset(("shipping", "billing"))  # what these begin with is a part of an address, or a name in one


@dataclass(frozen=True, slots=True)
class ProposedKey:
    """A name under which a value is personal: `key` stands in `key_column`, the value in `column`."""

    table: str
    key_column: str
    key: str
    column: str
    item: str
    confidence: float
    why: Message


@dataclass(frozen=True, slots=True)
class Keeping:
    """The two columns of a table that keep a name and its value."""

    table: str
    key_column: str
    column: str


def keeping(schema: Schema) -> tuple[Keeping, ...]:
    """Return the pairs of columns that keep a value under a name."""
    return tuple(one for table in schema.tables if not table.view for one in _keeping(table))


def propose_keys(schema: Schema, samples: Iterable[Sample]) -> tuple[ProposedKey, ...]:
    """Return the names, among those sampled, under which a value is personal; the rarer ones need a fuller sample."""
    by_column = {(sample.table, sample.column): sample.values for sample in samples}
    return tuple(
        proposed
        for one in keeping(schema)
        for key in filled(by_column.get((one.table, one.key_column), ()))
        if (proposed := _key(one, key))
    )


def kept_items(schema: Schema, samples: Iterable[Sample]) -> dict[tuple[str, str], tuple[str, int]]:
    """Return for each column of such values the item it is for, and how many names say so.

    One item when the names agree; else what the table or the names are about: an order, a person.
    """
    found: dict[tuple[str, str], list[ProposedKey]] = {}
    for key in propose_keys(schema, samples):
        found.setdefault((key.table, key.column), []).append(key)
    return {column: (_item(column[0], keys), len(keys)) for column, keys in found.items()}


def _keeping(table: Shape) -> Iterator[Keeping]:
    texts = [column for column in table.columns if column.sort in {Sort.TEXT, Sort.JSON, Sort.OTHER}]
    for value in texts:
        cut = parts(value.name)
        if not cut or cut[-1] not in _VALUES:
            continue
        for key in texts:
            other = parts(key.name)
            if key.name != value.name and other and other[-1] in _NAMES and other[:-1] == cut[:-1]:
                yield Keeping(table.name, key.name, value.name)
                break


def _key(one: Keeping, key: str) -> ProposedKey | None:
    """Read a name like the name of a column in a table that is about whom the name is about."""
    if len(key) > _LONGEST or not parts(key):
        return None
    owner = [word for word in parts(one.table) if "attribute" not in contexts(word)]
    about = "_".join([*owner, "address"] if set(parts(key)) & _PLACES else owner)
    said = heard(about, key)
    if said is None or said.weight < 0.5 or (_is_of_a_site(one.table) and not _is_somebodys(said, key)):
        return None
    why = msg("values under the name '{key}'", key=key)
    return ProposedKey(one.table, one.key_column, key, one.column, said.item, round(said.weight, 2), why)


def _is_somebodys(said: Heard, key: str) -> bool:
    return said.item == "email" and said.end == len(parts(key)) and "person" in contexts(key)


def _is_of_a_site(table: str) -> bool:
    about = set(contexts(table))
    return bool(about) and about <= _HOLDERS


def _item(table: str, keys: list[ProposedKey]) -> str:
    counted = Counter(key.item for key in keys)
    if len(counted) == 1:
        return keys[0].item
    named = Counter(context for key in keys for context in contexts(key.key))
    about = [
        *(context for context in contexts(table) if context in words().kept),
        *(name for name, _ in named.most_common()),
    ]
    return next((words().kept[context] for context in about if context in words().kept), counted.most_common(1)[0][0])
