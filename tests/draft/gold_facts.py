"""Labels as facts: what a reader that makes no mistake would hand to the draft."""

import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import yaml

from jikim.document import Document, Format, Spot
from jikim.reader import Facts, Reading, Unread

SCHEMA = {"statute_text": "", "text": "phrase"}


def labels(folder: Path, here: Path) -> dict[str, Path]:
    """The labels of the seeds and of the published documents, by name."""
    return {
        path.stem: path for path in (*sorted((folder / "gold").glob("*.yaml")), *sorted((here / "gold").glob("*.yaml")))
    }


def facts_of_label(path: Path) -> Facts:
    """The facts that a label states."""
    return built(Facts, yaml.safe_load(path.read_text(encoding="utf-8")))


def reading_of(facts: Facts) -> Reading:
    """A reading that has nothing but facts."""
    document = Document("label", Format.TEXT, "utf-8", "", ())
    return Reading(document, facts, (), (), (), Unread(0.0, (), (), ()))


def built(kind: Any, value: Any) -> Any:
    """A value of a type, made of what YAML gave; raises KeyError for a table that lacks what the type needs."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else _any_of([one for one in inner if one is not type(None)], value)
    if origin is tuple:
        return tuple(_each(inner[0], value))
    if origin is not None and origin.__name__ == "Mapping":
        return {str(key): str(one) for key, one in (value or {}).items() if one}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next((one for one in kind if one.value == value), list(kind)[-1])
    if is_dataclass(kind):
        return _of_table(kind, value)
    return {bool: bool, int: lambda one: one, float: float}.get(kind, str)(value)


def _any_of(kinds: list[Any], value: Any) -> Any:
    if isinstance(value, list):
        return built(next(one for one in kinds if get_origin(one) is tuple), value) if any(
            get_origin(one) is tuple for one in kinds) else " / ".join(map(str, value))  # fmt: skip
    plain = [one for one in kinds if get_origin(one) is not tuple]
    return built(plain[0], value)


def _each(kind: Any, value: Any) -> list[Any]:
    found = []
    for one in value if isinstance(value, list) else [] if value is None else [value]:
        try:
            found.append(built(kind, one))
        except KeyError:
            continue
    return found


def _of_table(kind: Any, value: Any) -> Any:
    if isinstance(value, str):
        value = {"phrase": value, "text": value, "name": value}
    value = dict(value or {})
    value.setdefault("phrase", value.get("text", ""))
    value.setdefault("text", value.get("phrase", ""))
    hints, made = typing.get_type_hints(kind), {}
    for one in fields(kind):
        if one.name == "spot":
            lines = [value[key] for key in ("line", "lines", "items_lines") if value.get(key)]
            number = (lines[0][0] if isinstance(lines[0], list) else lines[0]) if lines else 1
            made["spot"] = Spot(int(number))
        elif one.name in value and not (value[one.name] is None and one.default is not MISSING):
            made[one.name] = built(hints[one.name], value[one.name])
        elif one.default is MISSING and one.default_factory is MISSING:
            if hints[one.name] in (str, bool, int) or one.name == "until":
                raise KeyError(one.name)
            made[one.name] = None
    return kind(**made)
