"""Facts of every kind, also those that no document would give: strategies made of the types themselves."""

import types
import typing
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin

from hypothesis import strategies as st

from jikim.document import Spot
from jikim.draft.ends import known
from jikim.reader import Facts

WORDS = [
    "이름", "성명", "닉네임", "별명", "이메일 주소", "경력사항(회사명, 직위)", "경력사항", "회원가입 (이메일)", "회원",
    "비회원", "마케팅", "결제",
    "문의", "no", "null", "~", "1", "2023-01-02", "name", "email",
    "a: b", "x #y", "- z",
    "[열람", "]", "{", "'", '"', "\\", "…", "·",
    "\u200b", "\u00ad가", "a\tb", "줄\n바꿈", "*별", "&앵커", "!꼬리", "%", "@", "`", "10:00", "<<", "지체없이",
    "https://shop.example/a", "5년",
]  # fmt: skip
LENGTHS = ["P5Y", "P6M", "P0D", "P1Y6M", "P30D", "PT72H", "P1Y3D", "P999Y", "P0Y", "방침", ""]
EVENTS = [*known("events"), "statutory_term", "moved_church", "points_credited", ""]
LAWS = ["ecommerce", "comm-secrets", "eft", "unnamed", "P", ""]
IDS = ["member", "guest", "회원", "a b", "", "no", "member"]
TEXT = st.sampled_from(WORDS) | st.text(max_size=8)
NAMED = {
    "until": EVENTS, "plus": LENGTHS, "duration": LENGTHS, "max": LENGTHS, "combine": ["earliest", "latest", None],
    "store": ["live", "separate", "unspecified"], "law": LAWS, "law_expected": LAWS,
    "id": IDS, "role": IDS, "under": IDS,
    "effective": ["2024-02-30", "2024-02-29", "곧", None], "rule": ["not_stated", "no_membership_under_14", "기타"],
    "kind": ["legal_hold", "no_children", "minimum collection", "1"],
}  # fmt: skip


def facts() -> st.SearchStrategy[Facts]:
    """Any facts."""
    return strategy(Facts)


@cache
def strategy(kind: Any, name: str = "") -> st.SearchStrategy[Any]:
    """Values of a type; those of a field that the draft looks into are mostly words that it knows."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return st.one_of(*(st.none() if one is type(None) else strategy(one, name) for one in inner))
    if origin is tuple:
        return st.lists(strategy(inner[0], name), max_size=2).map(tuple)
    if origin is not None:
        return st.dictionaries(st.sampled_from(["electronic", "paper"]), TEXT, max_size=2)
    if kind is str:
        return TEXT | st.sampled_from([word for word in NAMED[name] if word is not None]) if name in NAMED else TEXT
    if kind is Spot:
        return st.builds(Spot, st.integers(1, 4), st.none() | st.integers(1, 2))
    if kind in (bool, int):
        return st.booleans() if kind is bool else st.integers(-1, 200)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    assert is_dataclass(kind)
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{one.name: strategy(hints[one.name], one.name) for one in fields(kind)})
