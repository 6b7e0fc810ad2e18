"""Which words are items of personal information: `items.toml` holds the spellings, compared by letters only."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from jikim.reader.letters import letters, split

_BRACKETS = re.compile(r"[(（\[［][^)）\]］]{0,200}[)）\]］]")
_POINTS = re.compile(r"\s[-–▷]\s|[①-⑳•]|\s*[:：]\s*|[·ㆍ/](?=\S)")
_TAIL = re.compile(r"\s*등(?:의?\s?[가-힣\s]{0,14})?$")
_ENDS = re.compile(
    r"(?:정보|번호|기록|내역|이름|성명|주소|아이디|사진|여부|일시|이력|로그|계정|식별자|연락처|이메일|파일|날짜|일자"
    r"|직위|직책|회사명|부서|명칭|상호|성별|나이|생년월일|국적|내용|사본|증빙|점수|등급|사항|유형|id|ip|ci|di)$"
)
_NEED = re.compile(r"필수|선택")
ITEMS = 0.5
"""Share of words that are items: more is a list of them, and no name or sentence."""


@cache
def _listed() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    read = tomllib.loads(files("jikim.reader").joinpath("items.toml").read_text("utf-8"))
    return tuple((one["id"], one["kind"], tuple(letters(word) for word in one["ko"])) for one in read["item"])


@cache
def _known() -> Mapping[str, str]:
    return {word: name for name, _, words in _listed() for word in words}


@cache
def _kinds() -> Mapping[str, str]:
    return {name: kind for name, kind, _ in _listed()}


def kind_of_item(text: str) -> str | None:
    """Return the kind of a listed item: `identity`, `contact`, `account`, ..."""
    return _kinds().get(item_of(text) or "")


def item_of(text: str) -> str | None:
    """Return the id of an item by its letters; None where it is not listed.

    >>> item_of("이메일 주소"), item_of("좋아하는 색")
    ('email', None)
    """
    return _known().get(letters(text)) or _known().get(letters(_BRACKETS.sub("", text)))


def is_like_an_item(text: str) -> bool:
    """Return whether a piece of a list is an item, or ends as items do (`... 번호`)."""
    said = letters(_BRACKETS.sub("", _TAIL.sub("", text)))
    return (
        bool(said) and len(said) <= 24 and (item_of(text) is not None or said in _known() or bool(_ENDS.search(said)))
    )


def known_share(text: str) -> float:
    """Return how many of the pieces of a list are items, 0 to 1; what marks need counts neither way."""
    bare = _BRACKETS.sub("", text)
    pieces = [piece for part in split(bare) for piece in _POINTS.split(part)]
    said = [piece.strip() for piece in pieces if letters(piece) and not _NEED.search(piece)]
    if not said:
        return 0.0
    return sum(is_like_an_item(piece) for piece in said) / len(said)
