"""How people ask, whom, and where else they can turn, in a published document."""

from jikim.draft.ids import Ids
from jikim.draft.tree import Series, Table, Word, bare, names, series, table, word
from jikim.law import normal
from jikim.messages import msg
from jikim.publish.asking import RIGHTS
from jikim.reprint.desk import Desk
from jikim.reprint.duties import inside
from jikim.reprint.parts import Lines, Part, Row
from jikim.reprint.values import Kind, address, deadline, joined, spot_of, text

OFFICERS = {
    "cpo": msg("privacy officer"),
    "agent": msg("domestic agent"),
    "location": msg("officer for location information"),
    "complaints": msg("desk for complaints and access"),
}
_DELEGATES = {"legal": msg("legal representative"), "agent": msg("authorised agent")}
_RIGHTS = (
    (msg("where and how to ask"), "channels", Kind.LINES),
    (msg("answered within"), "within", Kind.TEXT),
    (msg("form to use"), "form", Kind.TEXT),
    (msg("how identity is checked"), "identity", Kind.TEXT),
    (msg("grounds for refusing"), "limits", Kind.LINES),
    (msg("correcting by oneself"), "self_correct", Kind.TEXT),
    (msg("legal basis"), "cited", Kind.LINES),
)
_FREEZE = (msg("words of the policy"), msg("during which requests"), msg("stands still until"))


def rights(desk: Desk, part: Part) -> Table | None:
    """Return how people ask, and what is promised to them."""
    ids = Ids.beside(RIGHTS)
    known = desk.spoken.inverse(RIGHTS)
    rows = part.grid(desk.spoken.of(msg("right")))
    told = [_right(desk, ids, known, row) for row in rows]
    keys = {normal(said.text): key for key, said in told if said} | known
    terms = [term for term, _, _ in _RIGHTS]
    under, _ = desk.terms(part.pieces, terms)
    within = deadline(desk.spoken, under.get(desk.spoken.of(terms[1]), ()))
    found = {**desk.entries([part], _RIGHTS), **({"within": within} if within else {})}
    rest = ("form", "identity", "limits", "self_correct", "cited")
    return table(
        ("list", table(*told)),
        *((key, found.get(key)) for key in ("channels", "within")),
        ("delegates", _delegates(desk, part)),
        *((key, found.get(key)) for key in rest),
        ("freeze", _freeze(desk, part, keys)),
        block=True,
    )


def _right(desk: Desk, ids: Ids, known: dict[str, str], row: Row) -> tuple[str, Word | None]:
    name, words = desk.cell(row, msg("right")), desk.cell(row, msg("in the words of the policy"))
    said = joined(name)
    return known.get(normal(said)) or ids.of(said, "right"), text(words or name)


def _delegates(desk: Desk, part: Part) -> Table | None:
    ids, known = Ids.beside(_DELEGATES), desk.spoken.inverse(_DELEGATES)
    rows = part.grid(desk.spoken.of(msg("representative")))
    cells = [(desk.cell(row, msg("representative")), desk.cell(row, msg("in the words of the policy"))) for row in rows]
    return table(*((known.get(normal(joined(name))) or ids.of(joined(name), "agent"), text(words or name))
                   for name, words in cells))  # fmt: skip


def _freeze(desk: Desk, part: Part, keys: dict[str, str]) -> Table | None:
    for each in inside(desk, part, msg("processing stands still while a request is open")):
        under, _ = desk.terms(each.pieces, _FREEZE)
        says, during, until = (under.get(desk.spoken.of(term), ()) for term in _FREEZE)
        found = [keys[normal(line.text)] for line in during if normal(line.text) in keys]
        return table(("during", names(found, spot_of(during))), ("until", _until(desk, until)), ("says", text(says)))
    return None


def _until(desk: Desk, lines: Lines) -> Word | None:
    closed = normal(joined(lines)) == desk.spoken.of(msg("the request is closed"))
    return bare("closed", spot_of(lines)) if closed else text(lines)


def officers(desk: Desk, part: Part) -> tuple[Series | None, dict[str, str]]:
    """Return the officers, and the roles of those by what they are called."""
    ids, called = Ids.beside(OFFICERS), dict(desk.spoken.inverse(OFFICERS))
    rows = part.grid(desk.spoken.of(msg("officer")))
    return series(_officer(desk, row, ids, called) for row in rows), called


def _officer(desk: Desk, row: Row, ids: Ids, called: dict[str, str]) -> Table | None:
    lines = desk.cell(row, msg("officer"))
    title, known = desk.spoken.without(OFFICERS.values(), joined(lines))
    role = next((key for key, message in OFFICERS.items() if message == known), None)
    role = role or ids.of(title, "officer")
    called.setdefault(normal(title or joined(lines)), role)
    spot = spot_of(lines)
    return table(
        ("role", bare(role, spot)),
        ("title", word(title or joined(lines), spot)),
        ("name", text(desk.cell(row, msg("name")))),
        ("position", text(desk.cell(row, msg("position")))),
        ("department", text(desk.cell(row, msg("department")))),
        ("phone", text(desk.cell(row, msg("telephone")))),
        ("email", address(desk.cell(row, msg("e-mail")))),
        ("address", text(desk.cell(row, msg("address")))),
    )


def remedies(desk: Desk, part: Part) -> Series | None:
    """Return the bodies to which people can turn."""
    return series(_remedy(desk, row) for row in part.grid(desk.spoken.of(msg("body"))))


def _remedy(desk: Desk, row: Row) -> Table | None:
    return table(
        ("name", text(desk.cell(row, msg("body")))),
        ("by", text(desk.cell(row, msg("run by")))),
        ("work", text(desk.cell(row, msg("what it does")))),
        ("phone", text(desk.cell(row, msg("telephone")))),
        ("url", address(desk.cell(row, msg("website")))),
        ("address", text(desk.cell(row, msg("address")))),
    )
