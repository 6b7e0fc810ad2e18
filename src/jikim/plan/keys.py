"""Keys of rows as JSON and back: numbers and texts as they are, everything else with its kind."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from jikim.plan.model import Key, Scalar, written

_READ: Mapping[str, Callable[[str], Scalar]] = {
    "bytes": bytes.fromhex,
    "uuid": UUID,
    "decimal": Decimal,
    "instant": datetime.fromisoformat,
    "day": date.fromisoformat,
}


def write_key(key: Key) -> list[object]:
    """Return a key as JSON."""
    return [key[0]] if len(key) == 1 and type(key[0]) is int else [written(value) for value in key]


def write_keys(keys: Sequence[Key]) -> list[list[object]]:
    """Return keys as JSON; single numbers, as most are, without a look at each."""
    if {tuple(map(type, key)) for key in keys} == {(int,)}:
        return list(map(list, keys))
    return [write_key(key) for key in keys]


def read_key(said: object) -> Key:
    """Return the key that JSON says; raises ValueError for anything that `write_key` does not write."""
    if not isinstance(said, list) or not said:
        raise ValueError("a key is a list")
    return (said[0],) if len(said) == 1 and type(said[0]) is int else tuple(map(_scalar, said))


def _scalar(said: object) -> Scalar:
    if said is None or (isinstance(said, int | str) and not isinstance(said, bool)):
        return said
    if isinstance(said, dict) and len(said) == 1:
        [(kind, text)] = said.items()
        if kind in _READ and isinstance(text, str):
            try:
                return _READ[kind](text)
            except ArithmeticError:
                raise ValueError("no number") from None
    raise ValueError("no value of a key")
