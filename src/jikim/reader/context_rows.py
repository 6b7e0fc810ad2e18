"""Cases one under the other, each with its items: `1) 회원가입 : 이름, 이메일` over `2) 유료결제 : 카드번호`.

Below a name such lines are cases of it; where nothing is named yet, each is an activity of its own.
"""

import re

from jikim.document import ListItem, Paragraph
from jikim.reader.context_announced import names_case
from jikim.reader.context_here import Here, named_before
from jikim.reader.context_labels import PAIR
from jikim.reader.context_open import Open
from jikim.reader.facts import Need
from jikim.reader.letters import letters
from jikim.reader.lexicon import ITEMS, known_share
from jikim.reader.ranks import count_of, form_of
from jikim.reader.sections import Kind
from jikim.reader.subjects import NOUNS

_OF_DATA = re.compile(r"(?:정보|기록|자료|내역|데이터|로그|항목|사항|쿠키)$")
_MEANS = re.compile(
    r"카드|계좌|무통장|휴대|통장|네이버|카카오|애플|구글|페이스북|SNS|Google|Apple|Kakao|Naver|Facebook"
)
"""Ways to pay or to log in: cases of something that has a name elsewhere."""
_CASES = re.compile(r"(?:^|(?<=\s/\s))[가-힣 ]{2,14}\s시\s")
"""Cases inside a list (`신용카드 결제 시 카드사명 / 계좌이체 시 은행명`)."""
_NO_MARK = "line"  # of a case that is a line of a paragraph


def case_row(here: Here, current: Open) -> Open | None:
    """Return the context of a line that is such a case, beside others or after one."""
    mark = _mark(here.block)
    pair = _row(here.line.text) if here.kind in (Kind.ITEMS, Kind.COLLECTION) and _is_whole(here.block) else None
    beside = _goes_on(mark, current.row) or (bool(current.items) and _goes_on(mark, current.marker))
    if pair is None or not (beside or _is_first(here, current, mark)):
        return None
    fresh = named_before(here, pair, "items", "items")
    if fresh:
        fresh.row = mark
    return fresh


def _is_first(here: Here, current: Open, mark: str) -> bool:
    """Whether nothing is named or listed yet, and another case follows."""
    fresh = not current.name and not current.items and current.need is Need.UNSPECIFIED and current.column != "purposes"
    beside = here.after[0] if here.after else None
    if here.below and not isinstance(here.block, ListItem):
        return fresh and _row(here.below.text) is not None
    if not isinstance(beside, (ListItem, Paragraph)) or not (_is_whole(beside) and _goes_on(_mark(beside), mark)):
        return False
    return fresh and _row(beside.lines[0].text) is not None


def _row(text: str) -> re.Match[str] | None:
    """Return a line as a case and its items."""
    pair = PAIR.match(text.strip())
    if pair is None or known_share(_CASES.sub("", pair["value"])) < ITEMS:
        return None
    label = letters(pair["label"])
    is_other = label.endswith(tuple(NOUNS)) or _OF_DATA.search(label) or _MEANS.search(label)
    return pair if names_case(pair["label"]) and not is_other else None


def _mark(block: ListItem | Paragraph) -> str:
    return block.marker if isinstance(block, ListItem) else _NO_MARK


def _is_whole(block: ListItem | Paragraph) -> bool:
    """Whether each line stands for itself: an item of a list of one line, or the lines of a paragraph."""
    return isinstance(block, Paragraph) or len(block.lines) == 1


def _goes_on(marker: str, other: str) -> bool:
    """Whether two marks are of one list."""
    if not marker or not other:
        return False
    return marker == other or (count_of(marker) is not None and form_of(marker) == form_of(other))
