"""A document of facts as it was loaded: mappings, lists and scalars of which nothing is known yet.

Whatever is missing, null or of another shape reads as empty, so that half a prediction is scored and not refused.
"""

import unicodedata
from collections.abc import Iterator, Mapping

Row = Mapping[str, object]


def row(value: object) -> Row:
    """The mapping itself; an empty one in place of anything else."""
    return {str(key): inner for key, inner in value.items()} if isinstance(value, Mapping) else {}


def rows(value: object) -> tuple[Row, ...]:
    """The mappings of a list, in their order; a mapping alone is a list of one."""
    if isinstance(value, Mapping):
        return (row(value),)
    return tuple(row(inner) for inner in value if isinstance(inner, Mapping)) if isinstance(value, list) else ()


def words(value: object) -> tuple[str, ...]:
    """The scalars of a list as text, in their order; a scalar alone is a list of one."""
    if isinstance(value, list):
        return tuple(str(inner) for inner in value if inner is not None and not isinstance(inner, (Mapping, list)))
    return () if value is None or isinstance(value, Mapping) else (str(value),)


def tight(text: object) -> str:
    """The text composed (NFC) and without any white space: how labels are compared."""
    return "".join(unicodedata.normalize("NFC", str(text)).split())


def lines_of(*places: Row) -> tuple[int, ...]:
    """The lines of the first place that has any; two of them may be the ends of a span."""
    for place in places:
        for key in ("line", "lines", "items_lines"):
            value = place.get(key)
            found = [number for number in (value if isinstance(value, list) else [value]) if isinstance(number, int)]
            if found:
                return tuple(found)
    return ()


def leaves(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every scalar below, as the key it stands under and its text without white space."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, str(key))
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, name)
    elif value is not None:
        yield name, tight(value)
