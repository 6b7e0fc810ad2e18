"""Which sections say what is collected, and which only look as if they did."""

import re

from jikim.reader.columns import Column, columns
from jikim.reader.context_labels import LONGEST_LABEL, PAIR, key_of, names_a_file
from jikim.reader.letters import letters
from jikim.reader.sections import Kind, Section, kind_of

WITHOUT = (Kind.PREAMBLE, Kind.OTHER)
"""Where tables may have lost their titles."""
_ELSEWHERE = (Kind.DESTRUCTION, Kind.SAFEGUARDS)
_ELSEWHERE_IN_FULL = (Kind.THIRD_PARTY, Kind.ENTRUSTED, Kind.OFFICER, Kind.RIGHTS, Kind.REMEDIES, Kind.CHANGE)
"""What a title of a purpose may sound like (`고충처리`): only with the words for personal information or an officer."""
_FEW = 3  # lines
_PROCESSED = re.compile(r"목적으로\s개인정보를\s(?:수집|이용|처리)(?:합니다|하고 있습니다)\s*[.。]?\s*$")
WHERE = (Kind.COLLECTION, Kind.PURPOSE, Kind.ITEMS, Kind.AUTOMATIC, Kind.METHOD)


def is_notice(part: Section) -> bool:
    """Whether a text without titles is a notice: its labels name items and what they are for, or how long."""
    if part.kind not in (Kind.PREAMBLE, Kind.OTHER):
        return False
    found = [key for block in part.texts() for line in block.lines if (key := _label_in(line.text))]
    return "items" in found and bool({"purposes", "periods"} & set(found))


def _label_in(text: str) -> str | None:
    """Return the column that a line names before a colon, or alone on its line."""
    pair = PAIR.match(text)
    if pair:
        return key_of(pair["label"]) if pair["value"] else None
    return key_of(text) if len(letters(text)) <= LONGEST_LABEL else None


def strayed(part: Section) -> bool:
    """Whether a section that only follows one on collecting is about something else, by its title or one above it."""
    if part.own:
        return False
    return any(_is_elsewhere(title) for title in (part.title, *(one.text for one in part.path)))


def _is_elsewhere(title: str) -> bool:
    kind, said = kind_of(title), letters(title)
    return kind in _ELSEWHERE or (kind in _ELSEWHERE_IN_FULL and ("개인정보" in said or "책임자" in said))


def says_purpose(part: Section) -> bool:
    """Whether a section whose kind nobody knows only says for what data are processed: its title was lost."""
    if part.kind not in WITHOUT or part.heading is None or part.tables():
        return False
    lines = [line.text for line in part.lines()]
    return 0 < len(lines) <= _FEW and all(_PROCESSED.search(text) for text in lines)


def lists_files(part: Section) -> bool:
    """Whether a table among periods, or labels, tell all of a file: its name, what it is for, which items, how long."""
    in_table = any(
        {Column.LABEL, Column.PURPOSE, Column.ITEMS, Column.PERIOD} <= set(columns(table)) for table in part.tables()
    )
    pairs = [pair for block in part.texts() for line in block.lines if (pair := PAIR.match(line.text))]
    named = any(names_a_file(pair["label"]) for pair in pairs)
    return in_table or (named and {"purposes", "items", "periods"} <= {key_of(pair["label"]) for pair in pairs})


def asks_the_device(part: Section) -> bool:
    """Whether a section is about what an app may reach on a device, which is not yet collecting."""
    return any("접근" in letters(title) and "항목" not in letters(title).split("접근")[0]
               for title in (part.title, *(one.text for one in part.path)))  # fmt: skip
