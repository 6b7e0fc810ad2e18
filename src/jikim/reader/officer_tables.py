"""Tables of officers: a person a row, a person a column, or one person with labels in the first column.

The head may lie: where it names two roles and each row below holds one person in one cell, the rows are the people.
"""

from collections.abc import Iterator, Mapping, Sequence

from jikim.document import Cell, Line, Table
from jikim.messages import msg
from jikim.reader.labelled import Value, label_of, pairs
from jikim.reader.letters import single
from jikim.reader.notes import Notes
from jikim.reader.officer_person import Person
from jikim.reader.officer_words import EMAIL, FIELDS, PHONE, role_in


def people_of(table: Table, now: Person, notes: Notes) -> Iterator[Person]:
    """Give the people of a table; `now` is who the title above names, for a table that names nobody."""
    head = table.rows[0]
    roles = {at: role for at, cell in enumerate(head) if (role := role_in(cell.text)) and not _is_field(cell, head)}
    labels = {at: name for at, cell in enumerate(head) if (name := label_of(cell.text, FIELDS))}
    first = [label_of(row[0].text, FIELDS) for row in table.rows if row]
    found: Iterator[Person]
    if len(table.rows) < 2 and not labels:
        return
    if roles and sum(name is not None for name in first[1:]) >= 2:
        found = _columns(table, roles)
    elif len(roles) > 1 or (roles and not labels):
        found = _under_roles(table, roles, notes)
    elif len(labels) > 1:
        found = _rows(table, labels, now)
    else:
        found = _pairs(table, now)
    for one in found:
        notes.use_all([line for value in one.raw.values() for line in value.lines], "officer")
        yield one


def _is_field(cell: Cell, head: Sequence[Cell]) -> bool:
    """Whether a cell of the head is a label; `담당자` alone is one only beside others (`부서명`, `연락처`)."""
    name = label_of(cell.text, FIELDS)
    beside = {label_of(other.text, FIELDS) for other in head} - {None, "person"}
    return name is not None and (name != "person" or bool(beside))


def _person(cell: Cell, role: str) -> Person:
    return Person(role, single(cell.text), cell.spot)


def _columns(table: Table, roles: Mapping[int, str]) -> Iterator[Person]:
    """Labels in the first column, a person a column."""
    for at, role in roles.items():
        one = _person(table.rows[0][at], role)
        for row in table.rows[1:]:
            name = label_of(row[0].text, FIELDS)
            if name and at < len(row) and row[at].lines:
                _take(one, name, row[at])
        yield one


def _take(one: Person, name: str, cell: Cell) -> None:
    """Take a cell; under one label there may stand a number, a fax number and an address, row by row."""
    second = name == "phone" and "phone" in one.fields and PHONE.search(cell.text)
    if second and cell.text == one.raw["phone"].text:
        return  # the same cell, over several rows
    one.take("fax" if second else name, Value(cell.text, cell.lines))


def _under_roles(table: Table, roles: Mapping[int, str], notes: Notes) -> Iterator[Person]:
    """Roles in the head, everything of a person in one cell below: in the same column, or row by row."""
    body = [[cell for cell in row if cell.lines] for row in table.rows[1:]]
    by_row = len(roles) > 1 and len(body) == len(roles) and all(len(row) == 1 for row in body)
    if by_row:
        notes.ask("officers-by-row", single(table.rows[0][0].text), msg("The head names two columns, but each person "
                  "stands in a row: who is who?"), (msg("each row is the next role of the head"),
                  msg("each row is the first role of the head")), table.spot)  # fmt: skip
    for number, (at, role) in enumerate(roles.items()):
        one = _person(table.rows[0][at], role)
        cells = body[number] if by_row else [row[at] for row in table.rows[1:] if at < len(row) and row[at].lines]
        for cell in cells:
            _inside(one, cell.lines)
        yield one


def _inside(one: Person, lines: Sequence[Line]) -> None:
    """Read the lines of a cell: with labels, or as they stand."""
    for line in lines:
        named = [(name, value) for label, value in pairs(line) if (name := label_of(label, FIELDS))]
        for name, value in named:
            one.take(name, value)
        if not named and (EMAIL.search(line.text) or PHONE.search(line.text)):
            one.take("phone", Value(line.text, (line,)))
        elif not named and one.is_empty and one.role != "dept":
            one.take("name", Value(line.text, (line,)))


def _rows(table: Table, labels: Mapping[int, str], now: Person) -> Iterator[Person]:
    """Labels in the head, a person a row; the role stands in a cell, or is that of a department."""
    for row in table.rows[1:]:
        role_cell = next((cell for at, cell in enumerate(row) if at not in labels and role_in(cell.text)), None)
        named = any(labels.get(at) == "dept" for at in labels)
        role = role_in(role_cell.text) if role_cell else ("dept" if named or now.role == "dept" else now.role)
        one = Person(role or "cpo", single(role_cell.text) if role_cell else now.role_text, row[0].spot)
        for at, name in labels.items():
            if at < len(row) and row[at].lines and name != "files":
                one.take(name, Value(row[at].text, row[at].lines))
        yield one


def _pairs(table: Table, now: Person) -> Iterator[Person]:
    """Labels in the first column, values in the second: one person, or as many as name a role."""
    one = now
    for row in table.rows:
        if len(row) < 2 or not row[1].lines:
            continue
        name, role = label_of(row[0].text, FIELDS), role_in(row[0].text)
        if role and name is None:
            if not one.is_empty:
                yield one
            one = Person(role, single(row[0].text), row[0].spot)
            one.take("name", Value(row[1].text, row[1].lines))
        elif name:
            one.take(name, Value(row[1].text, row[1].lines))
    yield one
