"""`jikim schema`: what an editor needs to complete, check and explain policy.yaml and data.yaml."""

import json
from importlib import resources

import click

from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.spoken import argument, command
from jikim.messages import msg

_FILES = {"policy": ("jikim.policy", "policy.schema.json"), "data": ("jikim.mapping", "data.schema.json")}
_KOREAN, _ENGLISH = "description", "$comment"


@command(msg("WHICH is policy or data; each key is explained in Korean and English"))
@argument("which", type=click.Choice(list(_FILES)), default="policy")
@click.pass_obj
def schema(face: Face, which: str) -> int:
    """Print the schema, with both languages where an editor shows one text."""
    package, name = _FILES[which]
    found: object = json.loads(resources.files(package).joinpath(name).read_text("utf-8"))
    face.show(json.dumps(_explained(found), ensure_ascii=False, indent=2))
    return CLEAN


def _explained(node: object) -> object:
    """Return a part of the schema with the Korean and the English in one `description`: the file has them apart."""
    if isinstance(node, list):
        return [_explained(each) for each in node]
    if not isinstance(node, dict):
        return node
    told = {key: _explained(value) for key, value in node.items()}
    if isinstance(told.get(_KOREAN), str) and isinstance(told.get(_ENGLISH), str):
        told[_KOREAN] = f"{told[_KOREAN]}\n\n{told.pop(_ENGLISH)}"
    return told
