"""Which blocks of a document are not in Korean: a translation below the text, or a document of another language.

The rules of this room read Korean alone; what they would find in another language is chance. Short lines of Latin
letters (names of companies, addresses) belong to the Korean text around them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from jikim.document import Block, Table, lines_of

_HANGUL = re.compile(r"[가-힣ㄱ-ㅎ]")
_LETTER = re.compile(r"[^\W\d_]")
_FEW = 0.2  # of its letters are Hangul: a block, or a document, is in another language
_LONG_RUN, _LONG_BLOCK = 300, 80  # letters
_NO_WORDS = 3  # letters that say nothing of a language


def foreign(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks in another language, in order; none where they are few words between Korean ones."""
    found = [block for run in _runs(blocks) for block in _long(run)]
    if sum(map(_letters, found)) >= _LONG_RUN:
        return tuple(found)
    said = [block for block in blocks if _letters(block) > _NO_WORDS]
    return tuple(said) if all(map(_is_foreign, said)) else ()  # short, but without a word of Korean


def in_korean(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the other blocks."""
    left_out = {id(block) for block in foreign(blocks)}
    return tuple(block for block in blocks if id(block) not in left_out)


def share_of(some: Sequence[Block], blocks: Sequence[Block]) -> float:
    """Return which part of the letters of all blocks, 0 to 1, stands in some of them."""
    return sum(map(_letters, some)) / max(sum(map(_letters, blocks)), 1)


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield blocks that follow each other without Korean between."""
    said = [block for block in blocks if _letters(block) > _NO_WORDS]
    for is_foreign, run in groupby(said, key=_is_foreign):
        if is_foreign:
            yield list(run)


def _long(run: list[Block]) -> list[Block]:
    """Return a run that is long enough to be a text, else those of its blocks that are sentences."""
    if sum(map(_letters, run)) >= _LONG_RUN:
        return run
    return [block for block in run if not isinstance(block, Table) and _letters(block) >= _LONG_BLOCK]


def _is_foreign(block: Block) -> bool:
    """Whether a block is in another language; a short one with Korean in it is a label with an address or a name."""
    text = _text(block)
    few = _FEW if _letters(block) >= _LONG_BLOCK else 0
    return len(_HANGUL.findall(text)) <= few * len(_LETTER.findall(text))


def _letters(block: Block) -> int:
    return len(_LETTER.findall(_text(block)))


def _text(block: Block) -> str:
    return " ".join(line.text for line in lines_of(block))
