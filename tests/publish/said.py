"""The policies that the tests of publishing share: the five examples, and one that says everything once."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from jikim.law import catalogue
from jikim.messages import Language
from jikim.policy import Policy, Text, parse
from jikim.publish import Document, compose

HERE = Path(__file__).parent
WHOLE = HERE / "whole.yaml"
EXAMPLES = sorted((HERE.parent.parent / "examples").glob("*/policy.yaml"))
ALL = [WHOLE, *EXAMPLES]


def named(path: Path) -> str:
    """What a policy is called in the name of a test."""
    return path.stem if path.parent == HERE else path.parent.name


def read(path: Path) -> Policy:
    """A policy of a file."""
    return parse(path.read_bytes(), path.name)


def composed(text: str, language: Language = Language.KOREAN) -> Document:
    """The document of a policy as written; what every policy needs is added."""
    return compose(policy(text), catalogue(), language)


def policy(text: str) -> Policy:
    """A policy as written; what every policy needs is added."""
    head = 'jikim: 1\nservice: {id: shop}\nversion: {id: "1", effective: 2026-01-01}\n'
    return parse((head + text).encode())


def texts(value: object, path: str = "") -> Iterator[tuple[str, Text]]:
    """Every text of the author in a policy, with the way to it: `activities.keep.store`."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each, path)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name), f"{path}.{field.name}".strip("."))
