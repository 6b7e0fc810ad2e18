"""`jikim schema` prints what editors need: each key explained in both languages, in the one text that editors show."""

import json
import re
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from jikim.cli import run

BOTH = re.compile(r"[^\n]*[가-힣][^\n]*\n\n[^\n]*[A-Za-z]{2}[^\n]*")
KINDS = pytest.mark.parametrize("kind", ["policy", "data"])
ROOMS = {"policy": "jikim.policy", "data": "jikim.mapping"}


def printed(kind: str, capsys: pytest.CaptureFixture[str]) -> Any:
    assert run(["schema", kind], {}) == 0
    return json.loads(capsys.readouterr().out)


def keys(node: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every key of every table, with where it stands."""
    if isinstance(node, dict):
        properties = node.get("properties")
        if isinstance(properties, dict):
            yield from ((f"{at}/{key}", value) for key, value in properties.items())
        for key, inner in node.items():
            yield from keys(inner, f"{at}/{key}")
    elif isinstance(node, list):
        for number, inner in enumerate(node):
            yield from keys(inner, f"{at}/{number}")


@KINDS
def test_every_key_is_explained_in_korean_and_in_english(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = list(keys(printed(kind, capsys)))
    lacking = [at for at, key in found if not BOTH.fullmatch(key.get("description", ""))]
    assert len(found) > 50
    assert lacking == []


@KINDS
def test_it_asks_for_the_same_as_the_file_of_the_package(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    shipped = json.loads(resources.files(ROOMS[kind]).joinpath(f"{kind}.schema.json").read_text("utf-8"))
    found = printed(kind, capsys)
    Draft202012Validator.check_schema(found)
    assert bare(found) == bare(shipped)


def bare(node: Any) -> Any:
    """A schema without words for people; a key of the language may be called `description` too."""
    if isinstance(node, list):
        return [bare(each) for each in node]
    if not isinstance(node, dict):
        return node
    said = {name for name in ("description", "$comment") if isinstance(node.get(name), str)}
    return {key: bare(value) for key, value in node.items() if key not in said}
