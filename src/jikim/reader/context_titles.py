"""Lines that are names: in brackets, before a list, over labels, run together with what they name."""

import re

from jikim.document import ListItem, Paragraph, Table
from jikim.reader.context_announced import announced
from jikim.reader.context_here import SHORT_NAME, Here, is_label, named_before
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
from jikim.reader.context_lines import SERVES, USED
from jikim.reader.context_names import bare_need, name_of
from jikim.reader.context_open import Open
from jikim.reader.context_rows import case_row
from jikim.reader.ends import found_in
from jikim.reader.facts import Need
from jikim.reader.letters import letters, single
from jikim.reader.lexicon import ITEMS, known_share
from jikim.reader.ranks import count_of
from jikim.reader.sections import Kind

_BRACKETED = re.compile(r"^(?:[-–*•]\s*)?(?:\d{1,2}[.)]?\s*)?[<〈\[]\s*(?P<name>[^<>〈〉\[\]]{2,40}?)\s*[>〉\]]$")
"""A line that is a name in brackets and nothing else (`1.<주문>`)."""
_HOW_LONG = re.compile(r"까지|\d\s?(?:년|개월|일)|동안|파기")
_WHEN = re.compile(r"(?:\s시|경우)\s*$")
_TITLED = re.compile(r"(?:수집|이용|생성)(?:하는|되는|한|된)\s?(?:개인)?정보$")
_TITLED_LIST = re.compile(r"\S\s?시?에?\s?수집하는\s?(?:개인\s?)?정보의?\s?(?:항목|범위)\s*$")
_BEYOND = re.compile(r"목적\s?(?:이외|외)의?\s|^(?:단|다만|※)")
"""What closes a list and says nothing of its last item."""


def opened(here: Here, current: Open) -> Open | None:
    """Return the context that a line opens, where it is a name."""
    return (
        _over_labels(here, current)
        or case_row(here, current)
        or announced(here, current)
        or _file(here)
        or _bracketed(here, current)
        or _named(here, current)
    )


def _over_labels(here: Here, current: Open) -> Open | None:
    """A name over a line with a label (`필수 : ...`), of its block or of a list under it."""
    beside = here.after[0] if here.after and _TITLED_LIST.search(here.line.text) else None
    if _is_first_value(here, current):
        return None
    below = here.below or (beside.lines[0] if isinstance(beside, ListItem) else None)
    if below is None or not is_label(below.text):
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


def _is_free(said: str) -> bool:
    """Whether words name no need and no column, and list no items."""
    return bare_need(said) is Need.UNSPECIFIED and key_of(said) is None and known_share(said) < ITEMS


def _file(here: Here) -> Open | None:
    """The name of a file in a register (`개인정보 파일명 : 회원`)."""
    if here.pair is None or not here.pair["value"] or not names_a_file(here.pair["label"]):
        return None
    return Open(single(here.pair["value"]), here.line.spot, "items", line=(here.line,))


def _is_value(here: Here, current: Open) -> bool:
    """Whether a point stands under a label and is the last before the next label: it is no name of that."""
    below = here.after[0] if here.after else None
    if not current.told or not isinstance(below, Paragraph):
        return False
    pair = PAIR.match(below.lines[0].text)
    return is_label(below.lines[0].text) or bool(pair and names_a_file(pair["label"]))


def _is_first_value(here: Here, current: Open) -> bool:
    """Whether a line follows a label that stood alone and had nothing behind it (`처리목적:`, below it the purpose)."""
    label = current.told if current.told == current.column else ""
    return label in ("purposes", "periods", "methods") and not current.held.get(label) and not here.pair


def _bracketed(here: Here, current: Open) -> Open | None:
    """A name in brackets; it holds the need that a sentence announced."""
    text = here.line.text.strip()
    found = _BRACKETED.match(text)
    if found is None or bare_need(text) is not Need.UNSPECIFIED or known_share(found["name"]) >= ITEMS:
        return None
    name = name_of(found["name"])
    need = name.need if name.need is not Need.UNSPECIFIED else current.own
    made = says_automatic(found["name"])
    return Open(name.text, here.line.spot, current.column, need, need, name.when, made, (here.line,))


def _named(here: Here, current: Open) -> Open | None:
    """A name alone, or before what it names, in a list or in a paragraph of one line."""
    is_item, pair = isinstance(here.block, ListItem), here.pair
    if (not is_item and len(here.block.lines) > 1) or (pair and names_laws(pair["label"])):
        return None
    if here.kind is Kind.RETENTION and pair and pair["value"] and not key_of(pair["label"]):
        return named_before(here, pair, current.column, "periods")
    if here.kind is Kind.PURPOSE and pair and pair["value"] and _lists_items(pair["label"], current):
        return _items_before(here, pair)
    if here.kind in (Kind.COLLECTION, Kind.ITEMS) and is_item and pair and _serves(pair, current):
        return _items_before(here, pair)
    if (here.kind is Kind.PURPOSE or current.column == "purposes") and is_item and pair and _is_name(pair):
        return named_before(here, pair, "purposes", "purposes")
    if current.column != "methods" and here.lists and says_automatic(here.line.text):
        return Open("", here.line.spot, "items", automatic=True, line=(here.line,))
    return _alone(here, current)


_KIND_OF_DATA = re.compile(r"(?:정보|기록|자료|회원)\s*$")
"""Ends of labels that may be an item or the name of what is done with many (`진료정보 : 진단 및 치료`)."""


def _lists_items(label: str, current: Open) -> bool:
    """Whether a label lists items, or stands under such a one (`이름, 아이디 : ...`, then `가입 경로 : ...`)."""
    follows = not current.name and current.items and current.column == "purposes" and not SERVES.search(label)
    lists = known_share(label) > ITEMS and not (_KIND_OF_DATA.search(label) and "," not in label)
    return lists or bool(follows)


def _serves(pair: re.Match[str], current: Open) -> bool:
    """Whether a label lists items and what stands behind it says what they are for, or follows such a line."""
    label, value = pair["label"], pair["value"]
    lists = "," in label and known_share(label) >= ITEMS
    follows = not current.name and bool(current.items) and current.column == "purposes" and known_share(label) >= ITEMS
    says = known_share(value) < ITEMS and not key_of(label) and bare_need(label) is Need.UNSPECIFIED
    return bool(value) and (lists or follows) and says and bare_need(value) is Need.UNSPECIFIED


def _items_before(here: Here, pair: re.Match[str]) -> Open | None:
    """Items, a colon, and what they are for (`이름, 아이디 : 본인 식별`): lines that follow each other unnamed."""
    says = SENTENCE.search(pair["value"]) and not USED.search(pair["value"])
    if bare_need(pair["label"]) is not Need.UNSPECIFIED or says:
        return None
    value = here.line.after(pair.start("value"))
    when = single(pair["value"]) if _WHEN.search(pair["value"]) else ""
    fresh = Open(when, here.line.spot, "purposes", line=(here.line,) if when else ())
    fresh.add("items", here.line.between(pair.start("label"), pair.end("label")))
    if not when:
        fresh.add("periods" if _HOW_LONG.search(pair["value"]) and found_in((value,)) else "purposes", value)
    return fresh


def _is_name(pair: re.Match[str]) -> bool:
    """Whether a label with purposes behind it names what they are the purposes of (`주문 이행 : 배송, 환불`)."""
    label = pair["label"]
    plain = not key_of(label) and bare_need(label) is Need.UNSPECIFIED and len(letters(label)) <= SHORT_NAME
    return plain and bool(pair["value"]) and not SENTENCE.search(pair["value"])


def _alone(here: Here, current: Open) -> Open | None:
    """A short line that is no sentence, with something under it."""
    said = here.line.text.strip().rstrip(" :：")
    if (
        len(said) > LONGEST_NAME
        or SENTENCE.search(said)
        or (here.pair and here.pair["value"])
        or not _has_under(here, current.marker)
        or _is_value(here, current)
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
