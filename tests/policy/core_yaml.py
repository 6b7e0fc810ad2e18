"""YAML as an editor reads it: the core schema of YAML 1.2, where text, whole numbers and true/false have types.

PyYAML's own loaders follow YAML 1.1 and would make true of `on`, 600 of `10:00` and a date of 2026-11-22.
"""

import re
from typing import Any, ClassVar

import yaml


class CoreLoader(yaml.SafeLoader):
    """Null, booleans, numbers by the core schema; everything else is text."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


for tag, form, first in (
    ("null", r"(?:null|Null|NULL|~|)", ["n", "N", "~", ""]),
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), first)


def load(text: str) -> Any:
    """Return a document as the values that a JSON Schema sees."""
    return yaml.load(text, Loader=CoreLoader)
