"""What a section of a policy is about, and what its title says: `titles.toml` holds the spellings."""

import re
import tomllib
from enum import Enum
from functools import cache
from importlib.resources import files

from jikim.reader.letters import letters


class Kind(Enum):
    """What a section is about."""

    PREAMBLE = "preamble"
    COLLECTION = "collection"  # purposes, items and periods in one place
    PURPOSE = "purpose"
    ITEMS = "items"
    AUTOMATIC = "automatic"
    METHOD = "method"
    RETENTION = "retention"
    THIRD_PARTY = "third_party"
    ENTRUSTED = "entrusted"
    OVERSEAS = "overseas"
    DESTRUCTION = "destruction"
    RIGHTS = "rights"
    OFFICER = "officer"
    COOKIES = "cookies"
    SAFEGUARDS = "safeguards"
    TRAINING = "training"
    REMEDIES = "remedies"
    CHANGE = "change"
    CHILDREN = "children"
    CCTV = "cctv"
    LOCATION = "location"
    PSEUDONYM = "pseudonym"
    EXTRA_USE = "extra_use"
    SERVICE = "service"
    DATES = "dates"
    TOC = "toc"
    OTHER = "other"


@cache
def _titles() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    listed: list[dict[str, str | list[str]]] = tomllib.loads(
        files("jikim.reader").joinpath("titles.toml").read_text("utf-8")
    )["title"]
    return tuple((Kind(one["kind"]), re.compile("|".join(one["says"]))) for one in listed)


def kind_of(title: str) -> Kind | None:
    """Return what a title is about, or None where it does not say; the first spelling of the list that fits."""
    said = letters(title)
    return next((kind for kind, spelling in _titles() if spelling.search(said)), None)
