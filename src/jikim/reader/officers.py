"""Who answers to people: from tables with a person a row or a column, from lines with labels, from one line.

A person is opened by a title, a head or a label that names a role, and takes what stands under it until the next one.
What belongs to a body of remedy ends the person before it: its number is never theirs.
"""

import re
from collections.abc import Iterator, Sequence

from jikim.document import Heading, Line, Table
from jikim.reader import officer_doubts as doubts
from jikim.reader.facts import Officer
from jikim.reader.kinds import Kind
from jikim.reader.labelled import Value, label_of, pairs
from jikim.reader.letters import letters, single
from jikim.reader.notes import Notes
from jikim.reader.officer_person import Person
from jikim.reader.officer_tables import people_of
from jikim.reader.officer_words import BODY, EMAIL, FIELDS, PHONE, role_in
from jikim.reader.sections import Section

_INTRODUCES = re.compile(r"(책임자|담당자|담당\s?부서)[^.]{0,80}(?:아래|다음|같습니다)")
_NAME = re.compile(r"(?<=[자관])\s(?:성명|이름)$")
_AGAIN = re.compile(r"(?:접수|청구|처리)")


def officers(parts: Sequence[Section], notes: Notes) -> tuple[Officer, ...]:
    """Read who answers, never with the number of a body of remedy."""
    found: list[Person] = []
    for part in parts:
        if part.kind in (Kind.OFFICER, Kind.REMEDIES) or (part.kind is Kind.RIGHTS and role_in(part.title) == "dept"):
            found += _of_section(part, notes)
    kept = _once([one for one in found if not one.is_empty or (one.raw and one.role == "dept")])
    doubts.about(kept, parts, notes)
    return tuple(one.officer() for one in kept)


def _of_section(part: Section, notes: Notes) -> Iterator[Person]:
    now = _titled(part)
    for block in part.blocks:
        if isinstance(block, Table):
            own = _without_bodies(block)
            if not own.rows:
                continue
            people = list(people_of(own, now or Person("cpo", part.title, block.spot), notes))
            yield from [now] if now and not any(one is now for one in people) else []
            yield from people
            now = None
            continue
        for line in () if isinstance(block, Heading) else block.lines:
            if BODY.search(line.text) and not re.search(r"책임자|담당자", line.text):
                yield from (one for one in [now] if one)
                return
            opened = _opened(line, now)
            if opened is not None:
                yield from (one for one in [now] if one)
                now = opened
            if now is not None:
                _read_line(line, now, notes)
    yield from (one for one in [now] if one)


def _without_bodies(table: Table) -> Table:
    """A table without the rows of bodies of remedy."""
    return Table(tuple(row for row in table.rows if row and not BODY.search(row[0].text)), table.spot)


def _titled(part: Section) -> Person | None:
    role = role_in(part.title)
    if role is None or part.heading is None or part.kind is Kind.REMEDIES:
        return None
    one = Person(role, single(part.title).strip("()[] "), part.spot)
    for _, value in pairs(part.heading.lines[0]):
        one.take("name", value)
    return one


def _opened(line: Line, now: Person | None) -> Person | None:
    """The person a line opens: by a label that is a role, or a sentence that introduces one."""
    for label, _ in pairs(line):
        role = role_in(label)
        if role and len(letters(label)) <= 24 and label_of(label, FIELDS) in (None, "person", "name", "dept"):
            if label_of(label, FIELDS) is not None and now is not None and (now.role == role or not now.is_empty):
                return None
            if now is not None and now.is_empty and now.role == role:
                return None
            return Person(role, single(_NAME.sub("", label)), line.spot)
    if now is None and _INTRODUCES.search(line.text):
        said = re.search(r"개인\s?정보\s?(?:보호|관리|취급)?\s?(?:책임자|담당자)(?:\s?및\s?담당자)?", line.text)
        return Person(role_in(said[0]) or "cpo", said[0], line.spot) if said else None
    bare = line.text.strip()
    if role_in(bare) and len(letters(bare)) <= 24 and not re.search(r"니다|[:：@]|\d", bare) and _is_new(bare, now):
        return Person(role_in(bare) or "cpo", bare, line.spot)
    return None


def _is_new(bare: str, now: Person | None) -> bool:
    return now is None or not now.is_empty or now.role != role_in(bare)


def _read_line(line: Line, now: Person, notes: Notes) -> None:
    known = False
    for label, value in pairs(line):
        name = label_of(label, FIELDS)
        role = role_in(label)
        if name is None and role and value.text:
            name = "name"
        if name == "fax" and re.search(r"전화|연락처|tel", letters(label)) and value.text.count("/") == 1:
            first, second = value.text.split("/")
            now.take("phone", Value(first, (line,)))
            now.take("fax", Value(second, (line,)))
        elif name:
            now.take(name, value)
        known = known or name is not None
    if not known and not re.search(r"니다", line.text) and (PHONE.search(line.text) or EMAIL.search(line.text)):
        now.take("phone", Value(line.text, (line,)))
        known = True
    if known or _INTRODUCES.search(line.text):
        notes.use(line, "officer")


def _once(found: Sequence[Person]) -> list[Person]:
    """Leave out who says no more than another of the same role."""
    kept: list[Person] = []
    for one in found:
        others = [each for each in found if each is not one and each.role == one.role]
        if not any(_says_all(each, one) and (each.fields != one.fields or each in kept) for each in others):
            kept.append(one)
    return kept


def _says_all(other: Person, one: Person) -> bool:
    return all(other.fields.get(name) == value for name, value in one.fields.items())
