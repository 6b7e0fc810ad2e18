"""A draft -> the text of a data.yaml that parses, with the reason for each line beside it.

What YAML would take for something else stands in quotes. A name with letters that nobody sees cannot be written in
the language, and is left out with a remark.
"""

import re
from collections.abc import Iterable, Iterator

from jikim.mapping.draft import Draft, DraftChild, DraftPeople, DraftRecord, Held, Told

_SAFE = re.compile(r"[A-Za-z_$가-힣][A-Za-z0-9_$.:/가-힣*-]*")
_TYPED = re.compile(r"(?i:on|off|yes|no|y|n|true|false|null)|.*:")
_PATH = re.compile(r"[A-Za-z0-9_$.]+ -> [A-Za-z0-9_$.]+")
_HEAD = """\
# Proposed by jikim from the look of the database and samples. A person confirms each line: what is wrong here is
# destroyed too early, or never. Then: jikim check --data data.yaml
"""
_NOTES_FROM = 60


def write(draft: Draft) -> str:
    """Return a data.yaml as text; `parse_data` reads it, unless the draft itself contradicts itself."""
    return _HEAD + "\n".join(_lines(draft)) + "\n"


def _lines(draft: Draft) -> Iterator[str]:
    yield "jikim: 1"
    if draft.timezone:
        yield f"timezone: {scalar(draft.timezone)}"
    yield "databases:"
    yield from (f"  {scalar(name)}: {{url: {scalar(url)}}}" for name, url in draft.databases)
    if draft.people is not None:
        yield from _people(draft.people)
    records = [record for record in draft.records if _writable(record.table)]
    if records:
        yield "records:"
        for record in records:
            yield from _record(record)
    if draft.unmanaged:
        yield "unmanaged:"
        yield from (f"  {scalar(table)}: {scalar(why or '-')}" for table, why in draft.unmanaged if _writable(table))
    left_out = [name for name in (record.table for record in draft.records) if not _writable(name)]
    left_out += [name for name, _ in draft.unmanaged if not _writable(name)]
    yield from ("# left out: a table whose name has letters that nobody sees" for _ in left_out)


def _people(people: DraftPeople) -> Iterator[str]:
    yield noted("people:", people.note)
    yield f"  table: {scalar(people.table)}"
    yield f"  key: {scalar(people.key)}"
    yield from _held("find_by", people.find_by, "  ")
    yield from _events(people.events, "  ")


def _record(record: DraftRecord) -> Iterator[str]:
    yield noted(f"  {scalar(record.table)}:", record.note)
    yield f"    activity: {scalar(record.activity)}"
    if record.via:
        yield f"    via: [{', '.join(map(scalar, record.via))}]"
    if record.person:
        owner = scalar(record.person)
        yield f"    person: {{column: {owner}, matches: {scalar(record.matches)}}}" if record.matches else (
            f"    person: {owner}")  # fmt: skip
    if not record.person and not record.via:
        yield "    unowned: true  # nothing was found that says whose the rows are"
    if record.collected is not None:
        yield noted(f"    collected: {_moment(record.collected)}", record.collected.note)
    yield from _contents(record, "    ")
    if record.children:
        yield "    children:"
        for child in record.children:
            yield from _child(child)


def _child(child: DraftChild) -> Iterator[str]:
    if not _writable(child.table):
        return
    body = [*([f"        by: {scalar(child.by)}"] if child.by else []), *_contents(child, "        ")]
    yield noted(f"      {scalar(child.table)}:" + ("" if body else " null"), child.note)
    yield from body


def _contents(part: DraftRecord | DraftChild, indent: str) -> Iterator[str]:
    yield from _events(part.events, indent)
    yield from _held("items", part.held, indent)
    plain = [column for column in part.plain if _writable(column)]
    if plain:
        yield f"{indent}plain:"
        yield from (f"{indent}  - {scalar(column)}" for column in plain)


def _events(events: Iterable[Told], indent: str) -> Iterator[str]:
    told = {each.event: each for each in reversed(tuple(events)) if _writable(each.column)}
    if told:
        yield f"{indent}events:"
        yield from (noted(f"{indent}  {scalar(name)}: {_moment(each)}", each.note) for name, each in told.items())


def _moment(told: Told) -> str:
    more = f", format: {scalar(told.form)}" if told.form else ""
    more += f", zero: [{', '.join(map(_quoted, told.zero))}]" if told.zero else ""
    return f"{{column: {scalar(told.column)}{more}}}" if more else scalar(told.column)


def _held(key: str, held: Iterable[Held], indent: str) -> Iterator[str]:
    """Yield the columns of each item, one a line: each has its own reason."""
    columns: dict[str, list[Held]] = {}
    for each in held:
        if _writable(each.column) and all(map(_writable, each.where or ())):
            columns.setdefault(each.item, []).append(each)
    if columns:
        yield f"{indent}{key}:"
    for item, several in columns.items():
        if len(several) == 1:
            yield noted(f"{indent}  {scalar(item)}: {_column(several[0])}", several[0].note)
        else:
            yield f"{indent}  {scalar(item)}:"
            yield from (noted(f"{indent}    - {_column(each)}", each.note) for each in several)


def _column(held: Held) -> str:
    if held.where is None:
        return scalar(held.column)
    key, value = held.where
    return f"{{column: {scalar(held.column)}, where: {{{scalar(key)}: {scalar(value)}}}}}"


def noted(line: str, note: str) -> str:
    """Return a line with a remark beside it, in one column as far as it fits."""
    words = " ".join("".join(letter if letter.isprintable() else " " for letter in note).split())
    return f"{line:<{_NOTES_FROM}}  # {words}" if words else line


def scalar(text: str) -> str:
    """Return text as YAML reads it back: in quotes wherever it could be taken for something else."""
    if (_SAFE.fullmatch(text) and not _TYPED.fullmatch(text)) or _PATH.fullmatch(text):
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _writable(name: str) -> bool:
    return bool(name.strip()) and all(letter.isprintable() for letter in name)
