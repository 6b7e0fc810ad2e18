"""Handing on to third parties: the rule, what it leaves open, and whom it names.

The rule is a word: `none_except` (nothing is handed on, except ...) or `consent_or_law` (only with consent or under a
law). Those who receive data come from tables, from lines with labels, and from titles that name a receiver.
"""

import re
from collections.abc import Iterator, Sequence

from jikim.document import Line
from jikim.messages import msg
from jikim.reader import entrusted
from jikim.reader.ends import rules
from jikim.reader.entrusted import with_party
from jikim.reader.facts import Provision, Rule, ThirdParty
from jikim.reader.kinds import Kind
from jikim.reader.labelled import Row, Value, is_blank, label_of, pairs, rows
from jikim.reader.letters import letters, single, split
from jikim.reader.notes import Notes
from jikim.reader.sections import Section
from jikim.reader.third_party_exceptions import exceptions

LABELS = {
    "basis": re.compile(r"근거"),
    "keep": re.compile(r"^(?!.*목적).*기간"),
    "items": re.compile(r"항목|제공정보$|제공하는정보"),
    "purpose": re.compile(r"목적|용도"),
    "recipient": re.compile(r"받는.{0,3}$|^제공(?:기관|업체|처|대상)|공유받는|^(?:업체|기관)명?$"),
}
_NEVER = re.compile(
    r"(?:제공|공개|이용|공유)(?:하거나[^.]{0,60})?하지\s?(?:않|아니)|(?:제공|공개)하지\s?않|초과하여\s?이용하지\s?않|거래하지\s?않"
)
_ONLY = re.compile(r"(?:동의|법령|법률|요청)[^.]{0,80}경우에만[^.]{0,60}제공")
_MERGER = re.compile(r"매각|인수|합병|양도|승계")
_TO = re.compile(r"^(?P<who>[^()]{2,20}?)(?:에게|에)\s?(?:제공|공유)되?는?\s?(?:하는\s?)?경우")
_DUTIES = re.compile(r"사전에\s?고지|(?:동의\s?철회의\s?)?선택권을\s?부여|동의를\s?받")
_LONGEST_LABEL = 16
_HANDED = re.compile(r"(?P<items>[^.]{2,40}?)(?:이|가)\s(?P<who>[가-힣]{2,10})에게\s?(?:전달|제공)되는\s?경우")
_ITEMS_OF = re.compile(r"^(?P<item>[가-힣]{2,8})\s?(?:조회|열람)[을를]\s?허용")


def read(parts: Sequence[Section], notes: Notes) -> ThirdParty | None:
    """Read the section, None where the document has none."""
    own = [part for part in parts if part.kind is Kind.THIRD_PARTY or _is_both(part)]
    if not own:
        return None
    lines = [line for part in own for line in part.lines() if not _is_entrusting(part)]
    preamble = [line for part in parts if part.kind is Kind.PREAMBLE and not part.tables() for line in part.lines()]
    rule, ruled = _rule([*lines, *preamble])
    given = tuple(_provisions(own, notes))
    _ask(given, parts, notes)
    left_open = tuple(exceptions(own, preamble if ruled in preamble else (), notes))
    if ruled is None and not given and not left_open:
        return None
    if ruled is not None:
        notes.use(ruled, "third_party")
    return ThirdParty(rule, ruled.spot if ruled else own[0].spot, left_open, given)


def _is_both(part: Section) -> bool:
    """A section on entrusting whose title speaks of handing on as well."""
    return part.kind is Kind.ENTRUSTED and bool(re.search(r"제공", part.title))


def _is_entrusting(part: Section) -> bool:
    return part.kind is Kind.ENTRUSTED and not _is_both(part)


def _rule(lines: Sequence[Line]) -> tuple[str | None, Line | None]:
    for form, word in ((_ONLY, "consent_or_law"), (_NEVER, "none_except")):
        found = next((line for line in lines if form.search(line.text)), None)
        if found is not None and not (word == "consent_or_law" and _refuses_first(lines, found)):
            return word, found
    return None, None


def _refuses_first(lines: Sequence[Line], found: Line) -> bool:
    """Whether a sentence before says that nothing is handed to third parties: the rest are exceptions to it."""
    before = lines[: next(at for at, line in enumerate(lines) if line is found)]
    return any(re.search(r"제3자에게\s?제공하지\s?(?:않|아니)", line.text) for line in before)


def _provisions(own: Sequence[Section], notes: Notes) -> Iterator[Provision]:
    for part in own:
        for table in part.tables():
            for row in rows(table, LABELS):
                if "recipient" in row:
                    yield _of_row(row, notes)
        if part.kind is Kind.THIRD_PARTY:
            yield from _of_lines(part, notes)
            yield from _of_title(part, notes)


def _of_row(row: Row, notes: Notes) -> Provision:
    for value in row.values():
        notes.use_all(value.lines, "third_party")
    name = row["recipient"]
    purpose = row.get("purpose")
    return Provision(
        f"t{name.spot.number}",
        _recipient(name, notes),
        name.spot,
        single(purpose.text).split(". ")[0].rstrip(".") if purpose and not is_blank(purpose.text) else None,
        _items(row["items"]) if "items" in row else (),
        _kept(row["keep"], notes) if "keep" in row else (),
    )


def _recipient(name: Value, notes: Notes) -> str | None:
    listed = len(name.lines) > 1 and name.lines[0].text.startswith("-")
    plain = single(name.lines[0].text if listed else name.text).lstrip("- ")
    bare = re.sub(r"\s?[(（]\s?[\[［][^\]］]{0,12}[\]］]\s?[)）]$", "", plain)
    if bare != plain or is_blank(plain):
        notes.ask(
            "recipient-unnamed",
            plain,
            msg("'{name}' was never filled in: who receives the data?", name=plain),
            (msg("one party whose name is missing"), msg("none")),
            name.spot,
        )
    return bare if not is_blank(bare) else None


def _items(value: Value) -> tuple[str, ...]:
    found: list[str] = []
    for line in value.lines:
        if line.text.startswith("※"):
            break
        for text in re.split(r"(?:^|\s)(?:[-–•*]\s?)?(?:필수|선택)\s?(?:항목|정보)?\s?[:：]\s?", line.text):
            found += [re.sub(r"\s?등(?:의?\s.*)?$", "", one) for one in split(text)]
    return tuple(single(one) for one in found if one.strip())


def _kept(value: Value, notes: Notes) -> tuple[Rule, ...]:
    return tuple(with_party(one) for one in rules(value.lines, f"r{value.spot.number}", notes))


def _of_lines(part: Section, notes: Notes) -> Iterator[Provision]:
    """Lines with labels: a receiver opens a provision, the rest belongs to it."""
    now: dict[str, Value] = {}
    awaited: str | None = None
    for line in (line for block in part.texts() for line in block.lines):
        found = list(pairs(line))
        if not found and awaited and "recipient" in now:
            notes.use(line, "third_party")
            now.setdefault(awaited, Value(line.text, (line,)))
        awaited = _awaits(line, found)
        for label, value in found:
            name = label_of(label, LABELS)
            if name == "recipient" and "recipient" in now:
                yield _of_row(now, notes)
                now = {}
            if name and value.text and (name == "recipient" or "recipient" in now):
                notes.use(line, "third_party")
                now.setdefault(name, Value(value.text, (line.after(line.text.index(value.text)),)))
    if now:
        yield _of_row(now, notes)


def _awaits(line: Line, found: Sequence[tuple[str, Value]]) -> str | None:
    """Return the label that a line is, its value on the next."""
    if found:
        label, value = found[-1]
        return label_of(label, LABELS) if not value.text else None
    return label_of(line.text, LABELS) if len(letters(line.text)) <= _LONGEST_LABEL else None


def _of_title(part: Section, notes: Notes) -> Iterator[Provision]:
    """A title that names a case (`매각, 인수합병`) or a receiver (`기업 회원에게 제공되는 경우`)."""
    title, lines = single(part.title), [line for block in part.texts() for line in block.lines]
    to, text = _TO.match(title), " ".join(line.text for line in lines)
    handed = next(((line, one) for line in lines if (one := _HANDED.search(line.text))), None)
    if part.heading and part.path and _MERGER.search(title):
        duties = tuple(single(one[0]) for one in _DUTIES.finditer(text))
        yield Provision(f"t{part.spot.number}", None, part.spot, condition=title, duty=duties)
    elif part.heading and to:
        item = next((one["item"] for line in lines if (one := _ITEMS_OF.match(line.text))), None)
        condition = re.search(r"[^.]{2,40}?한하여", text)
        yield Provision(
            f"t{part.spot.number}",
            to["who"],
            part.spot,
            items=(item,) if item else (),
            condition=single(condition[0]) if condition else None,
        )
    elif handed:
        line, one = handed
        notes.use(line, "third_party")
        yield _from_sentence(line, one)


def _from_sentence(line: Line, found: re.Match[str]) -> Provision:
    whose, _, listed = found["items"].rpartition("의 ")
    names = re.split(r"[·ㆍ,]\s?", re.sub(r"\s?등(?:\s.*)?$", "", listed))
    return Provision(
        f"t{line.spot.number}",
        found["who"],
        line.spot,
        items=tuple(single(one) for one in names),
        condition=single(whose) or None,
    )


def _ask(given: Sequence[Provision], parts: Sequence[Section], notes: Notes) -> None:
    """Ask about a receiver that is entrusted as well, once."""
    also = {letters(one.name) for one in entrusted.read(parts, Notes()) if one.name}
    for one in given:
        if one.recipient and letters(one.recipient) in also:
            notes.ask(
                "recipient-entrusted-too",
                one.recipient,
                msg("'{name}' receives data and is entrusted with work: which holds?", name=one.recipient),
                (msg("both, as printed"), msg("one of them")),
                one.spot,
            )
            return
