"""Those to whom work is entrusted: from tables, from lines with labels, from lists without.

One party a name: a cell that holds seven names gives seven parties with the same work. A period said once, in a
sentence or a line by itself, is that of every party that has none of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jikim.document import Line, Spot, Table
from jikim.reader import entrusted_doubts as doubts
from jikim.reader.ends import rules
from jikim.reader.entrusted_lines import Draft, drafts_of
from jikim.reader.facts import Processor, Rule
from jikim.reader.kinds import Kind
from jikim.reader.labelled import Row, Value, rows
from jikim.reader.letters import letters, single, split
from jikim.reader.notes import Notes
from jikim.reader.parties import is_kind, is_placeholder, names_in, stripped
from jikim.reader.sections import Section

LABELS = {
    "address": re.compile(r"주소|전화|연락처|근무시간|url|홈페이지|이메일"),
    "place": re.compile(r"국가|소재지"),
    "method": re.compile(r"일시|이전방법|전송방법"),
    "items": re.compile(r"항목|데이터$|^(?:해당|위탁)?개인정보$"),
    "keep": re.compile(r"^(?!.*목적).*기간"),
    "name": re.compile(
        r"(?:재?수탁|위탁|이전|제공).{0,2}받는.{0,3}$|재?수탁(?:자|업체|기관|회사|사|받는자)|^수탁$|위탁대상|위탁(?:업체|회사|기관)(?!업무)|^(?:업체|회사|기관|법인)명?$|^받는자$"
    ),
    "giver": re.compile(r"^위탁(?:자|부서|기관)$|담당부서"),
    "work": re.compile(r"업무|내용|목적|용도|서비스명?$"),
    "group": re.compile(r"구분|유형|분류"),
}
_ENDED = re.compile(r"[^.。]{0,80}(?:종료|만료|해지|완료)[^.。]{0,60}(?:파기|삭제|폐기)")
_PERIOD = re.compile(r"^(?:보유|위탁|보존|이용)[^:：]{0,12}기간\s*[:：]")
_ACT = re.compile(
    r"(?:호스팅|운영|저장|보관|충전|처리|서비스|발송|관리|제공|확인|통지|대행|배송|위탁운영|분석|인프라|IT인프라)$"
)
_HOME = re.compile(r"(국내|해외|국외)\s?서버")
_TERM = re.compile(
    r"(?:목적\s?외[^,.]{0,20}(?:금지|제한)|보호\s?조치|재위탁\s?(?:의\s?)?제한|안전성\s?확보\s?조치|안전관리|관리\s?[․·ㆍ･‧,]\s?감독|손해배상[^,.]{0,16}책임)"
    r"(?:에\s?관한\s?사항)?"
)
_TERMS_IN_WORDS = (
    re.compile(r"위탁\s?계약\s?시[^.]{0,60}?(?:규정|명시|정)(?=하)"),
    re.compile(r"(?:필요한\s)?최소한의\s?(?:개인)?정보에\s?국한"),
    re.compile(r"지속적으로\s?관리\s?감독"),
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A party with the words it came from, for the questions."""

    party: Processor
    cell: Value
    again: bool


def read(parts: Sequence[Section], notes: Notes) -> tuple[Processor, ...]:
    """Read the parties, one for each line of a list or row of a table."""
    found: list[_Found] = []
    above: Rule | None = None
    for part in parts:
        if part.kind in (Kind.ENTRUSTED, Kind.OVERSEAS):
            here = _of_section(part, notes)
            kept = _of_whole(part, notes) if not all(one.party.retention for one in here) or not here else None
            above = kept or (above if part.path else None)
            found += [replace(one, party=replace(one.party, retention=one.party.retention or above)) for one in here]
    merged = _without_doubles(found)
    doubts.about([(one.party, one.cell) for one in merged], notes)
    doubts.about_again([one.party for one in merged if one.again], notes)
    return tuple(one.party for one in merged)


def terms(parts: Sequence[Section], notes: Notes) -> tuple[str, ...]:
    """Read what the contracts with them have to say."""
    found: dict[str, str] = {}
    for line in (line for part in parts if part.kind is Kind.ENTRUSTED for line in part.lines()):
        about_contract = re.search(r"계약|문서|사항|감독|국한", line.text)
        for text in _terms_in(line.text) if about_contract else ():
            found.setdefault(letters(text), text)
            notes.use(line, "entrusted", text)
    return tuple(found.values())


def _terms_in(text: str) -> Iterator[str]:
    listed = [one[0] for one in _TERM.finditer(text)]
    if "사항" in text and not re.search(r"니다", text) and listed:
        yield from (single(text) for _ in range(1) if len(text) <= 60)
    elif len(listed) > 1:
        yield from (_widened(text, one) for one in listed)
    for form in _TERMS_IN_WORDS:
        yield from (single(one[0]) for one in form.finditer(text))


def _widened(text: str, term: str) -> str:
    """A term with the words before it, back to the comma."""
    begin = text.index(term)
    start = max(text.rfind(",", 0, begin), text.rfind("따라", 0, begin) + 1, text.rfind("시 ", 0, begin))
    lead = text[start + 1 : begin].strip()
    return single(f"{lead} {term}") if len(lead) <= 16 else single(term)


def _of_section(part: Section, notes: Notes) -> list[_Found]:
    found: list[_Found] = []
    again = "재위탁" in letters(part.title) or "재수탁" in letters(part.title)
    for table in part.tables():
        found += [one for row in _rows_of(table) for one in _of_row(row, again=again, notes=notes)]
    tabled = {letters(one.party.name) for one in found}
    for draft in drafts_of(part):
        fresh = _of_draft(draft, again=again, notes=notes)
        found += [one for one in fresh if letters(one.party.name) not in tabled or not tabled]
    return found


def _rows_of(table: Table) -> list[Row]:
    named = [row for row in rows(table, LABELS) if "name" in row]
    if named or table.width != 2 or rows(table, LABELS):
        return named
    return [
        {"name": Value(row[0].text, row[0].lines), "work": Value(row[1].text, row[1].lines)}
        for row in table.rows
        if len(row) == 2 and row[0].lines and row[1].lines and not row[0].header
    ]


def _of_row(row: Row, *, again: bool, notes: Notes) -> Iterator[_Found]:
    name, work = row["name"], row.get("work")
    inner = re.search(r"(?:기관|업체|회사)명?\s*[:：]\s*(.{2,40}?)\s*(?:[○◦•]|주소|$)", name.text)
    if inner:
        name = Value(inner[1], tuple(line for line in name.lines if inner[1] in line.text) or name.lines)
    text = name.text
    kept = _rule(row["keep"].lines, notes) if "keep" in row else None
    if kept is None and work is not None:
        kept = next(
            (one for line in work.lines if re.search(r"파기|종료", line.text) for one in [_rule((line,), notes)]), None
        )
        work = Value(" ".join(line.text for line in work.lines if not re.search(r"파기", line.text)), work.lines)
    place = single(row["place"].text) if "place" in row else None
    for one in row.values():
        notes.use_all(one.lines, "entrusted")
    for each in names_in(text):
        party = _party(each, work.text if work else None, name.spot)
        yield _Found(replace(party, retention=kept, location=place or party.location), Value(text, name.lines), again)


def _of_draft(draft: Draft, *, again: bool, notes: Notes) -> Iterator[_Found]:
    notes.use_all((*draft.name.lines, *(draft.work.lines if draft.work else ())), "entrusted")
    kept = _rule(draft.keep.lines, notes) if draft.keep else None
    for each in names_in(draft.name.text) if draft.listed else (draft.name.text,):
        party = _party(each, draft.work.text if draft.work else None, draft.name.spot)
        yield _Found(replace(party, retention=kept), draft.name, again)


def _party(name: str, work: str | None, spot: Spot) -> Processor:
    plain = stripped(name)
    done = stripped(work) if work else None
    place = _HOME.search(done) if done else None
    if is_placeholder(plain):
        return Processor("", done, spot, named=False)
    location = place[0] if place else None
    pieces = works(done) if done else ()
    several = pieces if len(pieces) > 1 else ()  # one piece is the work itself
    return Processor(plain, done or None, spot, several, None, location, named=not is_kind(plain))


def works(text: str) -> tuple[str, ...]:
    """Return the pieces of a work: at commas; at `및` or ` / ` where both halves are works by themselves.

    >>> works("이미지 저장 및 파일 보관")
    ('이미지 저장', '파일 보관')
    """
    bare = re.sub(r"\s+등$", "", re.sub(r"/\s?(?:국내|해외|국외)\s?서버$", "", text))
    pieces = split(bare)
    halves = bare.split(" / ") if " / " in bare else re.split(r"\s+및\s+", bare)
    if len(pieces) == 1 and len(halves) == 2 and all(_ACT.search(half.strip()) for half in halves):
        pieces = [half.strip() for half in halves]
    return tuple(pieces)


def _rule(lines: Sequence[Line], notes: Notes) -> Rule | None:
    said = rules(lines, f"r{lines[0].spot.number}", notes) if lines else ()
    return with_party(said[0]) if said else None


def with_party(rule: Rule) -> Rule:
    """A rule whose `계약 종료` is the end of the contract with the party, not of that with the person."""
    own = re.search(r"이용\s?계약|서비스\s?계약|회원\s?계약", rule.phrase)
    return replace(rule, until="processor_contract_end") if rule.until == "contract_end" and not own else rule


def _of_whole(part: Section, notes: Notes) -> Rule | None:
    for line in (line for block in part.texts() for line in block.lines):
        ended = _ENDED.search(line.text)
        if _PERIOD.match(line.text):
            return _rule((line,), notes)
        if ended:
            return _rule((line.after(ended.start()),), notes)
    return None


def _without_doubles(found: list[_Found]) -> list[_Found]:
    """Leave out what a list says again after a table; what a document prints twice with other work stands twice."""
    kept: list[_Found] = []
    for one in found:
        same = [each for each in kept if (each.party.name, each.party.work) == (one.party.name, one.party.work)]
        if not one.party.name or not same or same[0].cell.spot != one.cell.spot:
            kept.append(one)
    return kept
