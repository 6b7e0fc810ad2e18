"""Nothing is lost on the way: whatever changes in a policy changes what is published."""

import re

import pytest
import yaml

from jikim.errors import DocumentError
from jikim.law import catalogue
from jikim.policy import parse
from jikim.publish import compose, markdown
from tests.publish.said import WHOLE

SOURCE = WHOLE.read_text(encoding="utf-8")
# What the public is not told: notes, waivers, ids, how a value is looked for, the format; `else` has one value.
NOT_TOLD = {"note", "waivers", "jikim", "lookup", "id", "like", "else"}
IDS = ["left", "paid", "member", "gold", "gone", "signup", "repair", "news", "join", "abuse", "parcel", "spare"]
OTHER = {"true": "false", "false": "true", "live": "separate", "separate": "live", "first": "last", "last": "first",
         "refuse": "guardian", "guardian": "refuse", "anonymise": "destroy", "contract": "consent",
         "consent": "contract", "interest": "contract", "file": "record", "collected": "left", "rrn": "email",
         "vat/32": "local-tax", "none": "ecommerce/ad", "ecommerce/contract": "ecommerce/payment",
         "ecommerce/ad": "ecommerce/payment"}  # fmt: skip


def scalars(node: yaml.Node, way: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], yaml.ScalarNode]]:
    if isinstance(node, yaml.MappingNode):
        return [found for key, value in node.value for found in scalars(value, (*way, key.value))]
    if isinstance(node, yaml.SequenceNode):
        return [found for each in node.value for found in scalars(each, way)]
    assert isinstance(node, yaml.ScalarNode)
    return [(way, node)]


def changes(way: tuple[str, ...], text: str) -> list[str]:
    """A value as it might stand instead."""
    number = re.match(r"(at least )?(\d+)(.*)", text)
    if number:
        return [f"{number[1] or ''}{int(number[2]) + 1}{number[3]}"]
    if text in OTHER:
        return [OTHER[text]]
    if way[:2] == ("officers", "role"):
        return ["location"]
    if re.fullmatch(r"[a-z_]+", text):  # an id: another one of its kind
        return [*IDS, "성별"]
    return [f"{text}거", "성별"]


BEFORE = markdown(compose(parse(SOURCE.encode()), catalogue()))
SPOTS = [(way, node) for way, node in scalars(yaml.compose(SOURCE)) if not NOT_TOLD & set(way)]


@pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: f"{'.'.join(spot[0])}:{spot[1].start_mark.line + 1}")
def test_another_value_makes_another_document(spot: tuple[tuple[str, ...], yaml.ScalarNode]) -> None:
    way, node = spot
    made = 0
    for other in changes(way, node.value):
        if other == node.value:
            continue
        source = SOURCE[: node.start_mark.index] + f'"{other}"' + SOURCE[node.end_mark.index :]
        if re.fullmatch(r"true|false|\d+", other) and node.style is None:
            source = SOURCE[: node.start_mark.index] + other + SOURCE[node.end_mark.index :]
        try:
            changed = parse(source.encode())
        except DocumentError:
            continue
        made += 1
        assert markdown(compose(changed, catalogue())) != BEFORE, other
    assert made, "no other value could be read here"
