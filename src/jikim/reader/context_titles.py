"""Lines that are names: in brackets, before a list, over labels, run together with what they name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard

from jikim.document import Block, Line, ListItem, Paragraph, Table
from jikim.reader.context_labels import (
    LONGEST_NAME,
    PAIR,
    POINT,
    SENTENCE,
    key_of,
    names_a_file,
    names_laws,
    says_automatic,
)
from jikim.reader.context_lines import FORCED, LISTS, cut
from jikim.reader.context_names import bare_need, name_of, need_of
from jikim.reader.context_open import Open
from jikim.reader.facts import Need
from jikim.reader.letters import letters, single
from jikim.reader.lexicon import known_share
from jikim.reader.purpose_names import end_of_name
from jikim.reader.ranks import count_of
from jikim.reader.sections import Kind

_BRACKETED = re.compile(r"^(?:[-–*•]\s*)?(?:\d{1,2}[.)]?\s*)?[<〈\[]\s*(?P<name>[^<>〈〉\[\]]{2,40}?)\s*[>〉\]]$")
"""A line that is a name in brackets and nothing else (`1.<주문>`)."""
_IN_CASE = re.compile(
    r"^(?:(?:첫|둘|셋|넷|다섯)째,?\s|또한,?\s|그리고\s|회사는\s|당사는\s)?(?P<case>[^.]{4,40}?(?:경우|시))(?:에는?|에)?,?\s"
    r"(?:(?:[^.]{0,30}\s)?(?:(?:아래|다음)(?:와|과)\s?같(?:은|이)|(?:아래|다음)의|필요한)[^.]{0,40}(?:정보|항목)[^.]{0,20}수집"
    r"|[^.]{0,12}수집하는\s(?:개인\s?)?(?:정보|항목)[는은]\s(?:아래|다음)(?:와|과)\s?같)"
)
_TITLED = re.compile(r"(?:수집|이용|생성)(?:하는|되는|한|된)\s?(?:개인)?정보$")
_BEYOND = re.compile(r"목적\s?(?:이외|외)의?\s|^(?:단|다만|※)")
"""What closes a list and says nothing of its last item."""
_SHORT_NAME = 14  # letters of a label before purposes
_ITEMS = 0.5  # share of words that are items: more is a list and no name


@dataclass(frozen=True, slots=True)
class Here:
    """A line with its block and the blocks after it (none, where lines of the block follow)."""

    line: Line
    block: ListItem | Paragraph
    below: Line | None
    after: Sequence[Block]
    kind: Kind

    @property
    def pair(self) -> re.Match[str] | None:
        """The line as a label and its value."""
        return PAIR.match(self.line.text.strip())


def opened(here: Here, current: Open) -> Open | None:
    """Return the context that a line opens, where it is a name."""
    return (
        _over_labels(here, current)
        or _over_items(here)
        or _told(here)
        or _fresh_items(here, current)
        or _file(here)
        or _bracketed(here, current)
        or _run_on(here)
        or _case(here, current)
        or _named(here, current)
    )


def _over_labels(here: Here, current: Open) -> Open | None:
    """A name over a line with a label (`필수 : ...`), of its block or of a list under it."""
    if here.below is None or not _is_label(here.below.text):
        return None
    said = here.line.text.strip(" :：")
    if not 1 < len(said) <= LONGEST_NAME or SENTENCE.search(said) or re.search(r"[:：,]", said) or not _is_free(said):
        return None
    name = name_of(POINT.sub("", said))
    if not name.text:
        return None
    text = name.text[1:-1] if name.text[0] == "[" and name.text[-1] == "]" else name.text
    column = "items" if here.kind is Kind.COLLECTION else current.column
    return Open(text, here.line.spot, column, name.need, name.need, name.when, line=(here.line,))


def _over_items(here: Here) -> Open | None:
    """The first line of a point over lines of items (`- 기본 정보`, below it `이름, 생년월일`)."""
    is_first = isinstance(here.block, ListItem) and here.line is here.block.lines[0]
    below = here.below.text if here.below else here.after[0].text if _is_plain(here.after) else ""
    if not is_first or not below or here.kind not in (Kind.ITEMS, Kind.COLLECTION):
        return None
    said = here.line.text.strip(" :：")
    if re.search(r"[:：,]", said) or SENTENCE.search(said) or len(said) > LONGEST_NAME or _is_label(said):
        return None
    lists = "," in below and known_share(below) > _ITEMS
    name = name_of(said)
    return Open(
        name.text, here.line.spot, "items", name.need, name.need, name.when, says_automatic(said), (here.line,)
    ) if lists else None  # fmt: skip


_SERVES = re.compile(
    r"^(?!.*(?:다음|아래)).*(?:목적으로|목적을\s?위해|위하여|위해)\s[^.]{0,30}(?:처리|이용|수집|활용)[^.]{0,10}니다\s*[.。]?\s*$"
)
"""A sentence that says a purpose (`... 등을 목적으로 개인정보를 처리합니다`)."""


def _told(here: Here) -> Open | None:
    """A name before a sentence that says its purposes, behind a colon or on the line below."""
    if here.kind is not Kind.PURPOSE:
        return None
    pair = here.pair
    if (
        pair
        and _SERVES.search(pair["value"])
        and not key_of(pair["label"])
        and bare_need(pair["label"]) is Need.UNSPECIFIED
    ):
        return _before(here, pair, "purposes", "purposes")
    said = here.line.text.strip()
    is_first = (
        isinstance(here.block, ListItem) and here.line is here.block.lines[0] and here.line is not here.block.lines[-1]
    )
    if not (is_first and here.below and _SERVES.search(here.below.text)) or SENTENCE.search(said):
        return None
    name = name_of(said)
    return Open(name.text, here.line.spot, "purposes", name.need, name.need, name.when, line=(here.line,))


def _is_plain(after: Sequence[Block]) -> TypeGuard[Sequence[Paragraph]]:
    return bool(after) and isinstance(after[0], Paragraph)


def _fresh_items(here: Here, current: Open) -> Open | None:
    """A sentence after names with their purposes that says what is collected (`수집하는 항목은 다음과 같습니다`)."""
    says = current.name and not current.items and current.column == "purposes" and LISTS.search(here.line.text)
    return Open("", here.line.spot, "items") if says and here.after else None


def _is_label(text: str) -> bool:
    """Whether a line begins with a label of need or of a column, or is nothing else (`1. 수집항목`)."""
    pair = PAIR.match(text)
    label = pair["label"] if pair else POINT.sub("", text.strip())
    known = bare_need(label) is not Need.UNSPECIFIED or bool(key_of(label))
    return known and (pair is not None or len(letters(label)) <= _SHORT_NAME)


def _is_free(said: str) -> bool:
    """Whether words name no need and no column, and list no items."""
    return bare_need(said) is Need.UNSPECIFIED and key_of(said) is None and known_share(said) < _ITEMS


def _file(here: Here) -> Open | None:
    """The name of a file in a register (`개인정보 파일명 : 회원`)."""
    if here.pair is None or not here.pair["value"] or not names_a_file(here.pair["label"]):
        return None
    return Open(single(here.pair["value"]), here.line.spot, "items", line=(here.line,))


def _bracketed(here: Here, current: Open) -> Open | None:
    """A name in brackets; it holds the need that a sentence announced."""
    text = here.line.text.strip()
    found = _BRACKETED.match(text)
    if found is None or bare_need(text) is not Need.UNSPECIFIED or known_share(found["name"]) >= _ITEMS:
        return None
    name = name_of(found["name"])
    need = name.need if name.need is not Need.UNSPECIFIED else current.own
    return Open(name.text, here.line.spot, current.column, need, need, name.when, line=(here.line,))


def _run_on(here: Here) -> Open | None:
    """A name that many policies share, with its first purpose behind it."""
    text = here.line.text.strip()
    at = end_of_name(text) if here.kind in (Kind.PURPOSE, Kind.COLLECTION) else 0
    if not at:
        return None
    fresh = Open(text[:at].strip(), here.line.spot, "purposes", line=(here.line,))
    fresh.add("purposes", cut(here.line, here.line.text.index(text[at:])))
    return fresh


def _case(here: Here, current: Open) -> Open | None:
    """A sentence that announces another list for a case of its own (`넷째, 교육을 신청할 경우 아래와 같은 ...`)."""
    begins = isinstance(here.block, ListItem) or current.items
    found = _IN_CASE.match(here.line.text.strip()) if begins and here.after else None
    if found is None or not isinstance(here.after[0], ListItem):
        return None
    need = need_of(forced["need"]) if (forced := FORCED.search(here.line.text)) else Need.UNSPECIFIED
    return Open(single(found["case"]), here.line.spot, "items", need, need, line=(here.line,))


def _named(here: Here, current: Open) -> Open | None:
    """A name alone, or before what it names, in a list or in a paragraph of one line."""
    is_item, pair = isinstance(here.block, ListItem), here.pair
    if (not is_item and len(here.block.lines) > 1) or (pair and names_laws(pair["label"])):
        return None
    if here.kind is Kind.RETENTION and pair and pair["value"] and not key_of(pair["label"]):
        return _before(here, pair, current.column, "periods")
    if here.kind is Kind.PURPOSE and pair and pair["value"] and _lists_items(pair["label"], current):
        return _items_before(here, pair)
    if (here.kind is Kind.PURPOSE or current.column == "purposes") and is_item and pair and _is_name(pair):
        return _before(here, pair, "purposes", "purposes")
    announces = current.column != "methods" and here.after and _is_list(here.after[0])
    if announces and says_automatic(here.line.text):
        return Open("", here.line.spot, "items", automatic=True, line=(here.line,))
    return _alone(here, current)


def _before(here: Here, pair: re.Match[str], column: str, holds: str) -> Open | None:
    """A name with a colon, and behind it what it holds."""
    fresh = Open(name_of(pair["label"]).text, here.line.spot, column, line=(here.line,))
    fresh.add(holds, cut(here.line, pair.start("value")))
    return fresh if fresh.name else None


def _is_list(block: Block) -> bool:
    """Whether a block is an item of a list, or a line that begins with the colon of the one before."""
    return isinstance(block, ListItem) or (isinstance(block, Paragraph) and block.text.startswith((":", "：")))


def _lists_items(label: str, current: Open) -> bool:
    """Whether a label lists items, or stands under such a one (`이름, 아이디 : ...`, then `가입 경로 : ...`)."""
    follows = not current.name and current.items and current.column == "purposes"
    return known_share(label) > _ITEMS or bool(follows)


def _items_before(here: Here, pair: re.Match[str]) -> Open | None:
    """Items, a colon, and what they are for (`이름, 아이디 : 본인 식별`): lines that follow each other unnamed."""
    if bare_need(pair["label"]) is not Need.UNSPECIFIED or SENTENCE.search(pair["value"]):
        return None
    fresh = Open("", here.line.spot, "purposes")
    fresh.add("items", _label_of(here.line, pair))
    fresh.add("purposes", cut(here.line, pair.start("value")))
    return fresh


def _label_of(line: Line, pair: re.Match[str]) -> Line:
    label = line.after(pair.start("label"))
    return Line(label.text[: len(pair["label"])], label.spot, label.turns)


def _is_name(pair: re.Match[str]) -> bool:
    """Whether a label with purposes behind it names what they are the purposes of (`주문 이행 : 배송, 환불`)."""
    label = pair["label"]
    plain = not key_of(label) and bare_need(label) is Need.UNSPECIFIED and len(letters(label)) <= _SHORT_NAME
    return plain and bool(pair["value"]) and not SENTENCE.search(pair["value"])


def _alone(here: Here, current: Open) -> Open | None:
    """A short line that is no sentence, with something under it."""
    said = here.line.text.strip().rstrip(" :：")
    if (
        len(said) > LONGEST_NAME
        or SENTENCE.search(said)
        or (here.pair and here.pair["value"])
        or not _has_under(here, current.marker)
    ):
        return None
    titled = _TITLED.search(said) and bare_need(said) is Need.UNSPECIFIED and key_of(said) is None
    if not (_is_free(said) or titled):
        return None
    name, automatic = name_of(said), says_automatic(said)
    if not name.text and not automatic:
        return None
    return Open(
        name.text, here.line.spot, current.column, name.need, name.need, name.when, automatic, (here.line,),
        marker=here.block.marker if isinstance(here.block, ListItem) else "",
    )  # fmt: skip


def _has_under(here: Here, above: str) -> bool:
    """Whether what follows stands under a line: deeper, or beside an item of a list, or behind a colon.

    `above` is the mark of the name that is open: an item with it stands beside that one.
    """
    below = here.after[0] if here.after else None
    if isinstance(here.block, ListItem):
        fresh = isinstance(below, ListItem) and below.marker != above and _begins(below, here.block)
        deeper = fresh or (isinstance(below, ListItem) and below.depth > here.block.depth)
        return deeper or isinstance(below, Table) or (isinstance(below, Paragraph) and not _BEYOND.search(below.text))
    return here.line.text.rstrip().endswith((":", "：")) and isinstance(below, (ListItem, Table))


def _begins(below: ListItem, block: ListItem) -> bool:
    """Whether an item begins a list of points under one with another mark (`- 이름` over `• 내용`)."""
    plain = count_of(below.marker) is None
    return plain and bool(below.marker) and bool(block.marker) and below.marker != block.marker
