"""The words that a published document defines: kinds of data subject, items, events."""

from jikim.document import Line
from jikim.draft.ids import Ids
from jikim.draft.tree import Node, Table, Word, bare, names, table
from jikim.law import Form, LegalClass, normal, vocabulary
from jikim.messages import msg
from jikim.reprint.desk import Desk
from jikim.reprint.parts import Lines, Part, Row
from jikim.reprint.values import joined, listed, spot_of, text

_FORMS = {
    Form.FILE: msg("a file"),
    Form.PASSWORD: msg("a password, kept so that nobody can read it"),
    Form.RECORD: msg("records that the service writes itself"),
}
_CLASSES = {
    LegalClass.SENSITIVE: msg("sensitive information"),
    LegalClass.RESIDENT_NUMBER: msg("resident registration number"),
    LegalClass.UNIQUE_IDENTIFIER: msg("unique identifier"),
    LegalClass.AUTHENTICATION: msg("authentication information"),
    LegalClass.ENCRYPT_AT_REST: msg("information stored encrypted"),
}
_OWNERS = {"person": msg("the person"), "record": msg("each record"), "entrusted": msg("the entrusted party")}


def roles(desk: Desk, part: Part) -> Table | None:
    """Return `roles:`; every label gets its id first, for a role may name a later one."""
    head, ids = msg("kind"), Ids.beside(("person", "record", "entrusted"))
    rows = part.grid(desk.spoken.of(head))
    for row in rows:
        label = joined(desk.cell(row, head))
        desk.roles[normal(label)] = ids.of(label, "role")
    return table(*(_role(desk, row) for row in rows), block=True)


def _role(desk: Desk, row: Row) -> tuple[str, Node | None]:
    label = text(desk.cell(row, msg("kind")))
    above, was = (_other(desk, desk.cell(row, head)) for head in (msg("a kind of"), msg("formerly")))
    said = table(("label", label), ("is", above), ("was", was)) if above or was else label
    return desk.roles[normal(label.text if label else "")], said


def _other(desk: Desk, lines: Lines) -> Word | None:
    found = desk.roles.get(normal(joined(lines)))
    return bare(found, spot_of(lines)) if found else None


def items(desk: Desk, part: Part) -> Table | None:
    """Return `items:`."""
    ids = Ids.beside(vocabulary().items)
    head = msg("item")
    rows = part.grid(desk.spoken.of(head))
    return table(*((ids.of(joined(desk.cell(row, head)), "item"), _item(desk, row)) for row in rows), block=True)


def _item(desk: Desk, row: Row) -> Node | None:
    form = desk.spoken.inverse(_FORMS).get(normal(joined(desk.cell(row, msg("form")))))
    label = text(desk.cell(row, msg("item")))
    parts, also = (desk.cell(row, head) for head in (msg("consists of"), msg("also written")))
    said = table(
        ("label", label),
        ("also", listed(joined(also), spot_of(also))),
        ("parts", listed(joined(parts), spot_of(parts))),
        ("kind", bare(form.value) if form else None),
        ("like", _like(desk, desk.cell(row, msg("legal class")), label)),
    )
    return label if said and len(said.entries) == 1 else said


def _like(desk: Desk, lines: Lines, label: Word | None) -> Word | None:
    """Return a standard item of the legal class that the document states, where the label alone does not give it."""
    known = desk.spoken.inverse(_CLASSES)
    said = {known[normal(line.text)] for line in lines if normal(line.text) in known}
    standard = vocabulary().resolve(label.text) if label else None
    if not said or (standard and said <= set(standard.legal)):
        return None
    found = next((name for name, item in vocabulary().items.items() if said == set(item.legal) & set(_CLASSES)), None)
    return bare(found, spot_of(lines)) if found else None


def events(desk: Desk, part: Part) -> Table | None:
    """Return `events:`; every label gets its id first, for an event may name a later one."""
    head, ids = msg("what happens"), Ids.beside(desk.events.values())
    rows = part.grid(desk.spoken.of(head))
    for row in rows:
        label = joined(desk.cell(row, head))
        desk.events[normal(label)] = ids.of(label, "event")
    return table(*(_event(desk, row) for row in rows), block=True)


def _event(desk: Desk, row: Row) -> tuple[str, Node | None]:
    label = text(desk.cell(row, msg("what happens")))
    owner, again = (desk.cell(row, head) for head in (msg("happens to"), msg("if it happens more than once")))
    of = desk.spoken.inverse(_OWNERS).get(normal(joined(owner))) or desk.roles.get(normal(joined(owner)), "record")
    last = normal(joined(again)) == desk.spoken.of(msg("counted from the last time"))
    said = table(
        ("label", label),
        ("of", bare(of, spot_of(owner))),
        ("from", _pair(desk, desk.cell(row, msg("opened by")))),
        ("counts", bare("last" if last else "first", spot_of(again)) if again and last != (of == "record") else None),
        ("is", _means(desk, desk.cell(row, msg("another word for")))),
        ("else", bare("collected") if desk.cell(row, msg("if it never happens")) else None),
    )
    return desk.events[normal(label.text if label else "")], said


def _quoted(desk: Desk, lines: Lines) -> list[str]:
    return [desk.event(each.strip().strip("‘’")) for line in lines for each in line.text.split("’ ‘")]


def _pair(desk: Desk, lines: Lines) -> Word | None:
    found = _quoted(desk, lines)
    return bare(found[0], spot_of(lines)) if found else None


def _means(desk: Desk, lines: Lines) -> Node | None:
    return names(_quoted(desk, lines), spot_of(lines))


def cases(desk: Desk, part: Part) -> Table | None:
    """Return `cases:`: those that were met, and those that no table names."""
    lines = [piece for each in part.whole() for piece in each.pieces if isinstance(piece, Line)]
    for line in lines:
        said = desk.spoken.after(msg("a case without items: "), line.text)[1]
        if said:
            desk.case(said[0], line.spot)
    return table(*((name, said) for name, said in desk.cases.values()), block=True)
