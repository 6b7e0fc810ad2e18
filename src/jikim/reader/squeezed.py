"""A text without its white space, whose every letter still knows where it stood.

Korean is spaced as its author pleases (`회원 탈퇴 시 까지`, `회원탈퇴시까지`): what is looked for is looked for
here, what is shown is taken from the text itself. Dots between words are all `·`; quotes are left out.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from jikim.reader.letters import QUOTES, SPACE

_DOTS = str.maketrans(dict.fromkeys("ㆍ․∙‧・⋅･", "·") | {"，": ",", "（": "(", "）": ")", "：": ":", "／": "/"})
_SKIPPED = re.compile(f"(?:{SPACE.pattern})|(?:{QUOTES.pattern})|[​﻿]")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """`text` without white space and quotes; `places[i]` is where its letter `i` stands in `whole`."""

    whole: str
    text: str
    places: tuple[int, ...]

    def original(self, begin: int, end: int) -> str:
        """Return the words of the text for letters `begin` to `end` (outside)."""
        if begin >= end:
            return ""
        return self.whole[self.places[begin] : self.places[end - 1] + 1]

    def place(self, at: int) -> int:
        """Return where a letter stands in the text; its end for the one after the last."""
        return self.places[at] if at < len(self.places) else len(self.whole)


@lru_cache(maxsize=65_536)
def _is_skipped(letter: str) -> bool:
    return _SKIPPED.fullmatch(letter) is not None


def squeezed(whole: str) -> Squeezed:
    """Leave out white space and quotes."""
    kept = [(at, letter) for at, letter in enumerate(whole) if not _is_skipped(letter)]
    return Squeezed(whole, "".join(letter for _, letter in kept).translate(_DOTS), tuple(at for at, _ in kept))
