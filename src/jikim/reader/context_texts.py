"""Contexts from titles, lists and lines: a name, then what stands under it, until the next name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from jikim.document import Line, ListItem, Paragraph, Spot, Table
from jikim.reader.columns import Column, columns
from jikim.reader.context_names import bare_need, name_of, need_of
from jikim.reader.context_tables import contexts
from jikim.reader.contexts import Context, Given
from jikim.reader.facts import Need
from jikim.reader.letters import letters, single
from jikim.reader.lexicon import known_share
from jikim.reader.notes import Notes
from jikim.reader.prose import Sentence, sentence_of
from jikim.reader.purpose_names import end_of_name
from jikim.reader.ranks import count_of, form_of
from jikim.reader.sections import Kind, Section
from jikim.reader.subjects import NOUNS

_COLUMN = {Kind.PURPOSE: "purposes", Kind.ITEMS: "items", Kind.AUTOMATIC: "items", Kind.METHOD: "methods",
           Kind.RETENTION: "periods", Kind.COLLECTION: ""}  # fmt: skip
_PAIR = re.compile(r"^\s*[-–•*▶▷○◦ο◎·]?\s*(?P<label>[^:：]{1,40}?)\s*[:：]\s*(?P<value>.*)$")
_HELD = ("purposes", "periods", "methods", "reasons")
_KEYS = (
    ("purposes", re.compile(r"^(?:개인정보)?(?:의)?(?:수집|이용|처리|수집및이용|수집이용|활용)*목적$")),
    ("periods", re.compile(r"(?:보유|이용|보존|보관|처리).{0,8}기간$|^기간$")),
    ("methods", re.compile(r"수집(?:하는)?방법$")),
    ("reasons", re.compile(r"^보유근거$")),
    (
        "items",
        re.compile(r"^(?:필수|선택)?(?:수집|처리|이용)?(?:하는)?(?:개인정보)?(?:의)?(?:수집)?(?:항목|정보|범위)$"),
    ),
)
_FILE = re.compile(r"^(?:개인정보)?파일(?:의)?명칭?$")
_BRACKETED = re.compile(r"^(?:[-–*•]\s*)?(?:\d{1,2}[.)]?\s*)?[<〈\[]\s*(?P<name>[^<>〈〉\[\]]{2,40}?)\s*[>〉\]]$")
"""A line that is a name in brackets and nothing else (`1.<주문>`)."""
_TITLED = re.compile(r"(?:수집|이용|생성)(?:하는|되는|한|된)\s?(?:개인)?정보$")
_FORCED = re.compile(r"(?P<need>필수|선택)\s?(?:항목|정보|사항)(?:으로|로)\s?[^.]{0,10}수집(?!하지)")
_LAWS = re.compile(r"^(?:관련|근거|관계)(?:법령|법률)$")
"""A label in a register of files before records kept by law: those are read by `statutory.py`."""
_ANNOUNCES = re.compile(
    r"(?:다음|아래)(?:과|와)?\s?(?:같은|같이|의)?\s?[^.]{0,24}?(?P<what>목적|항목|방법)(?=으로|을|를|의|에)"
)
_ANNOUNCED = {"목적": "purposes", "항목": "items", "방법": "methods"}
_SENTENCE = re.compile(r"(?:니다|한다|된다|있다|까요|세요|바랍니다)\s*[.。:]?\s*$")
_PURPOSE = re.compile(r"목적|위하여|위해")
_USED = re.compile(r"하기\s위(?:하여|해서?)\s(?:[가-힣]+\s)?(?:사용|이용|활용|처리)(?:합니다|됩니다|하고 있습니다)")
_AUTOMATIC = ("자동수집", "자동생성", "자동으로", "생성되어수집", "생성되는정보", "자동기록")
_LONGEST_NAME = 40
_SHORT_NAME = 14  # letters of a label before purposes
_POINT = re.compile(r"^(?:[-–•*▶▷○◦ο◎·]|[①-⑳]|\d{1,2}[.)]|[가-하][.)])\s*")


@dataclass(slots=True)
class _Open:
    """The context that lines go to now; `labelled` is the number of the label
    that said its need."""

    name: str
    spot: Spot
    column: str
    need: Need = Need.UNSPECIFIED
    own: Need = Need.UNSPECIFIED
    when: str | None = None
    automatic: bool = False
    line: tuple[Line, ...] = ()
    held: dict[str, list[Line]] = field(default_factory=dict)
    items: list[Given] = field(default_factory=list)
    labelled: str = ""

    def add(self, column: str, line: Line) -> None:
        if column == "items":
            if self.items and self.items[-1].need is self.need and self.items[-1].when == self.when:
                self.items[-1] = Given((*self.items[-1].lines, line), self.need, self.when)
            else:
                self.items.append(Given((line,), self.need, self.when))
        else:
            self.held.setdefault(column, []).append(line)

    def closed(self, place: int) -> Context | None:
        if self.name and self.column == "purposes" and not self.items and not any(self.held.values()):
            self.held["purposes"] = list(self.line)  # a title that says the purpose itself
        if not (self.items or any(self.held.values()) or self.name):
            return None
        purposes, periods, methods, reasons = (tuple(self.held.get(name, ())) for name in _HELD)
        return Context(
            self.name, self.spot, self.line, purposes=purposes, items=tuple(self.items), periods=periods,
            methods=methods, reasons=reasons, need=self.own, automatic=self.automatic, place=place,
        )  # fmt: skip


def of_section(section: Section, notes: Notes) -> Iterator[Context]:
    """Yield the contexts of one section; a table under a name without labels of its own belongs to that name."""
    column = _COLUMN[section.kind]
    current = _begin(section, column)
    blocks = section.blocks
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            said = current.own if at <= 1 else Need.UNSPECIFIED  # of a table right below the title
            found = [_of_table(one, current, said) for one in contexts(block, notes, section.order, _people(section))]
            nameless = [one for one in found if not one.name]
            yield from (one for one in found if one.name)
            for one in nameless:
                _take(current, one)
        elif isinstance(block, (ListItem, Paragraph)):
            for number, line in enumerate(block.lines):
                text = line.text
                if _automatic_label(line, column):
                    begin = line.text.index(":") + 1 if ":" in line.text else line.text.index("：") + 1
                    yield Context("", line.spot, (line,), items=(Given((_from(line, begin),)),), automatic=True,
                                  place=section.order)  # fmt: skip
                    continue
                told = sentence_of(line) if column != "periods" else None
                if told:
                    yield from _told(told, line, current, section)
                    continue
                is_last = number == len(block.lines) - 1
                below = _under(block, blocks[at + 1 :]) if is_last else block.lines[number + 1]
                fresh = _over_labels(line, below, section, current) or _named(
                    block, line, blocks[at + 1 :] if is_last else (), section, current, len(block.lines) == 1
                )
                if fresh is not None:
                    closed = current.closed(section.order)
                    if closed:
                        yield closed
                    current = fresh
                else:
                    _read(current, line, text, section, block.marker if isinstance(block, ListItem) else "")
    closed = current.closed(section.order)
    if closed:
        yield closed


def _of_table(one: Context, current: _Open, titled: Need) -> Context:
    """A row of a table holds what the title of its section says of need, and whether a machine makes its items."""
    need = one.need if one.need is not Need.UNSPECIFIED else titled
    return replace(one, need=need, automatic=one.automatic or current.automatic)


def _automatic_label(line: Line, column: str) -> bool:
    """Whether a line is a label for what a machine writes down, with items behind it (`자동 수집: IP 주소`)."""
    pair = _PAIR.match(line.text) if column in ("items", "") else None
    if pair is None or not pair["value"] or len(letters(pair["label"])) > _LONGEST_NAME:
        return False
    return any(word in letters(pair["label"]) for word in _AUTOMATIC)


def _told(told: Sentence, line: Line, current: _Open, section: Section) -> Iterator[Context]:
    """Put items of a sentence under the name that is open; what a machine makes stands by itself."""
    if told.automatic:
        yield Context("", line.spot, (line,), items=(Given((told.items,)),), automatic=True, place=section.order)
        return
    current.add("items", told.items)
    current.line = (*current.line, line)
    if told.why:
        current.add("purposes", told.why)


def _people(section: Section) -> str:
    """Return the title of a section that names people and nothing else (`구매 회원`)."""
    said = letters(section.title)
    return single(section.title) if any(said.endswith(noun) for noun in NOUNS) else ""


def untitled(section: Section, notes: Notes) -> Iterator[Context]:
    """Yield the contexts of tables in a section whose title is lost, where they name items or purposes."""
    for table in section.tables():
        if {Column.ITEMS, Column.PURPOSE} & set(columns(table)):
            whole = list(contexts(table, notes, section.order))
            named = [one for one in whole if one.name]
            yield from named
            if len(whole) > len(named):
                current = _Open("", table.spot, "items")
                for one in whole:
                    if not one.name:
                        _take(current, one)
                current.spot = table.spot
                closed = current.closed(section.order)
                if closed:
                    yield closed
    yield from _made_beside(section)


def _made_beside(section: Section) -> Iterator[Context]:
    """Yield what a sentence beside a table of items says that a machine writes down."""
    if not any(Column.ITEMS in columns(table) for table in section.tables()):
        return
    for line in (line for block in section.texts() for line in block.lines):
        told = sentence_of(line)
        if told and told.automatic:
            yield Context("", line.spot, (line,), items=(Given((told.items,)),), automatic=True, place=section.order)


def _begin(section: Section, column: str) -> _Open:
    name = name_of(section.title) if section.heading else None
    lines = section.heading.lines if section.heading else ()
    automatic = section.kind is Kind.AUTOMATIC or any(word in letters(section.title) for word in _AUTOMATIC)
    if name is None:
        return _Open("", section.spot, column, automatic=automatic)
    named = lines if name.text else ()
    return _Open(name.text, section.spot, column, name.need, name.need, name.when, automatic, named)


def _take(current: _Open, one: Context) -> None:
    for given in one.items:
        need = given.need if given.need is not Need.UNSPECIFIED else current.need
        current.items.append(Given(given.lines, need, given.when or current.when))
    for column, lines in (("purposes", one.purposes), ("periods", one.periods), ("methods", one.methods)):
        current.held.setdefault(column, []).extend(lines)
    if not current.name:
        current.spot = one.spot


def _under(block: ListItem | Paragraph, after: Sequence[object]) -> Line | None:
    """Return the first line of the item below, where it is none of the same list."""
    below = after[0] if after else None
    other = not isinstance(block, ListItem) or not isinstance(below, ListItem) or below.marker != block.marker
    return below.lines[0] if isinstance(below, ListItem) and other else None


def _over_labels(line: Line, below: Line | None, section: Section, current: _Open) -> _Open | None:
    """Return a new context where the line below, of the block or of a list under it, has a label (`필수 : ...`)."""
    pair = _PAIR.match(below.text) if below else None
    if pair is None or not (bare_need(pair["label"]) is not Need.UNSPECIFIED or _key(pair["label"])):
        return None
    said = line.text.strip(" :：")
    if not 1 < len(said) <= _LONGEST_NAME or _SENTENCE.search(said) or re.search(r"[:：,]", said):
        return None
    if bare_need(said) is not Need.UNSPECIFIED or _key(said) or known_share(said) >= 0.5:
        return None
    name = name_of(_POINT.sub("", said))
    if not name.text:
        return None
    text = name.text[1:-1] if name.text[0] == "[" and name.text[-1] == "]" else name.text
    column = "items" if section.kind is Kind.COLLECTION else current.column
    return _Open(text, line.spot, column, name.need, name.need, name.when, line=(line,))


def _named(
    block: ListItem | Paragraph, line: Line, after: Sequence[object], section: Section, current: _Open, alone: bool
) -> _Open | None:
    """Return a new context where a line is a name: short, no sentence, no items, and something stands under it."""
    text = line.text.strip()
    pair = _PAIR.match(text)
    if pair and pair["value"] and _FILE.search(letters(_POINT.sub("", pair["label"]))):
        return _Open(single(pair["value"]), line.spot, "items", line=(line,))
    bracketed = _BRACKETED.match(text)
    if bracketed and bare_need(text) is Need.UNSPECIFIED and known_share(bracketed["name"]) < 0.5:
        name = name_of(bracketed["name"])
        need = name.need if name.need is not Need.UNSPECIFIED else current.own
        return _Open(name.text, line.spot, current.column, need, need, name.when, line=(line,))
    run_on = end_of_name(text) if section.kind in (Kind.PURPOSE, Kind.COLLECTION) else 0
    if run_on:
        fresh = _Open(text[:run_on].strip(), line.spot, "purposes", line=(line,))
        fresh.add("purposes", _from(line, line.text.index(text[run_on:])))
        return fresh
    if not isinstance(block, ListItem) and not alone:
        return None
    if pair and _LAWS.search(letters(pair["label"])):
        return None
    if section.kind is Kind.RETENTION and pair and pair["value"] and not _key(pair["label"]):
        fresh = _Open(name_of(pair["label"]).text, line.spot, current.column, line=(line,))
        fresh.add("periods", _from(line, pair.start("value")))
        return fresh if fresh.name else None
    if section.kind is Kind.PURPOSE and isinstance(block, ListItem) and pair and _is_name(pair):
        fresh = _Open(name_of(pair["label"]).text, line.spot, "purposes", line=(line,))
        fresh.add("purposes", _from(line, pair.start("value")))
        return fresh if fresh.name else None
    announces = current.column != "methods" and after and isinstance(after[0], ListItem)
    if announces and any(word in letters(text) for word in _AUTOMATIC):
        return _Open("", line.spot, "items", automatic=True, line=(line,))
    said = text.rstrip(" :：")
    if len(said) > _LONGEST_NAME or _SENTENCE.search(said) or (pair and pair["value"]) or not after:
        return None
    if bare_need(said) is not Need.UNSPECIFIED or _key(said) or (known_share(said) >= 0.5 and not _TITLED.search(said)):
        return None
    below = after[0]
    deeper = isinstance(below, ListItem) and isinstance(block, ListItem) and below.depth > block.depth
    beside = isinstance(below, (Paragraph, Table)) and isinstance(block, ListItem)
    under_it = isinstance(block, Paragraph) and text.endswith((":", "：")) and isinstance(below, (ListItem, Table))
    if not (deeper or beside or under_it):
        return None
    name = name_of(said)
    automatic = any(word in letters(said) for word in _AUTOMATIC)
    if not name.text and not automatic:
        return None
    return _Open(name.text, line.spot, current.column, name.need, name.need, name.when, automatic, (line,))


def _is_name(pair: re.Match[str]) -> bool:
    """Whether a label with purposes behind it names what they are the purposes of (`주문 이행 : 배송, 환불`)."""
    label = pair["label"]
    plain = not _key(label) and bare_need(label) is Need.UNSPECIFIED and len(letters(label)) <= _SHORT_NAME
    return plain and bool(pair["value"]) and not _SENTENCE.search(pair["value"])


def _read(current: _Open, line: Line, text: str, section: Section, number: str) -> None:
    """Put a line where it belongs; `number` is that of the item of a list that it is."""
    need = bare_need(text)
    if need is not Need.UNSPECIFIED:
        current.need = need
        return
    pair = _PAIR.match(text)
    if pair:
        key, said = _key(pair["label"]), bare_need(pair["label"])
        if _LAWS.search(letters(pair["label"])):
            return
        if key and not pair["value"]:
            current.column = key
            return
        if said is not Need.UNSPECIFIED:
            current.need, current.labelled = said, number
            current.add("items", line) if not pair["value"] else current.add("items", _from(line, pair.start("value")))
            return
        if key and pair["value"]:
            current.add(key, _from(line, pair.start("value")))
            return
    if _SENTENCE.search(text) and (forced := _FORCED.search(text)):
        current.need = current.own = need_of(forced["need"])
    if _SENTENCE.search(text) and (turned := _announced(text)) and not current.name:
        current.column = turned
        return
    column = _column(current, text, section)
    if column:
        if pair and pair["value"] and current.labelled and _beside(number, current.labelled):
            current.need, current.labelled = current.own, ""  # a label beside `가. 필수:` and `나. 선택:` ends them
        current.add(column, line)


def _beside(number: str, other: str) -> bool:
    """Whether two items of a list are numbered in one row."""
    return form_of(number) == form_of(other) and None not in (count_of(number), count_of(other))


def _announced(text: str) -> str | None:
    """Return what a sentence says stands below it (`다음과 같은 방법으로 ... 수집합니다`)."""
    found = _ANNOUNCES.search(text)
    return _ANNOUNCED[found["what"]] if found and "않" not in text else None


def _column(current: _Open, text: str, section: Section) -> str | None:
    """Return the column that a line goes to; None for a sentence that only announces."""
    is_sentence = bool(_SENTENCE.search(text))
    column = current.column
    if not column:
        column = "items" if known_share(text) >= 0.5 else "purposes"
    if column == "purposes":
        announces = is_sentence and (not current.name or not _PURPOSE.search(text)) and not _USED.search(text)
        return None if announces else column
    if column == "items":
        return None if is_sentence or (len(text) > 60 and known_share(text) < 0.3) else column
    return None if is_sentence and column == "methods" and "다음" in text else column


def _key(label: str) -> str | None:
    said = letters(label)
    return next((column for column, form in _KEYS if form.search(said)), None)


def _from(line: Line, begin: int) -> Line:
    return line.after(begin) if begin else line
