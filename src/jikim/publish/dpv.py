"""The table of DPV terms, read once; a term that nobody entered is None."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def terms(kind: str) -> dict[str, str]:
    """Return the terms of a kind: `ground`, `need`, `item`; by the id that a policy uses."""
    source = files("jikim.publish").joinpath("dpv.toml").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = tomllib.loads(source)
    return table[kind]
