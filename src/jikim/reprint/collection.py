"""What is collected, on what ground and why, from the parts of a published document: one an activity."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jikim.draft.ids import Ids
from jikim.draft.tree import Node, Series, Table, Word, bare, clean, series, table, word
from jikim.law import normal
from jikim.messages import msg
from jikim.publish.collection import GROUNDS
from jikim.reprint.desk import Desk
from jikim.reprint.law import grounds
from jikim.reprint.parts import Lines, Part, Row
from jikim.reprint.retention import dormant, keeps
from jikim.reprint.spoken import gap
from jikim.reprint.values import Kind, joined, listed, spot_of, text, value

AUTOMATIC = "automatic"
_BY_GROUND = (
    msg("personal information processed without consent"),
    msg("personal information processed by consent"),
    msg("personal information for which no ground is stated"),
)
_TERMS = (
    *(msg("belongs to"), msg("data subjects"), msg("purposes"), msg("ground for processing")),
    *(msg("name of the consent"), msg("how it is collected"), msg("while it lies unused")),
    msg("at the end of the period"),
)
_NEEDS = (("required", msg("required items")), ("optional", msg("optional items")))


@dataclass(frozen=True, slots=True)
class Found:
    """An activity: its id, and the part that tells of it."""

    id: str
    part: Part


def parts_of_activities(desk: Desk, processing: Part | None, devices: Part | None) -> tuple[Found, ...]:
    """Return the activities in the order of the document; each gets its id, for others name it."""
    ids, names = Ids.beside(), {desk.spoken.of(title) for title in _BY_GROUND}
    inner = [each for part in (processing.parts if processing else ()) if part.name in names for each in part.parts]
    found = [Found(ids.of(each.title.text, "activity"), each) for each in inner]
    found += [Found(AUTOMATIC, each) for each in (devices.parts[:1] if devices else ())]
    for each in found:
        desk.activities[each.part.name] = each.id
        under, _ = desk.terms(each.part.pieces, _TERMS)
        desk.purposes.update(_purpose_ids(desk, under.get(desk.spoken.of(msg("purposes")), ())))
    return tuple(found)


def _purpose_ids(desk: Desk, lines: Lines) -> dict[str, str]:
    ids = Ids.beside()
    labels = [_with_ground(desk, line.text)[0] for line in lines]
    return {normal(label): ids.of(label, "purpose") for label in labels}


def activity(desk: Desk, found: Found) -> Table | None:
    """Return one activity."""
    under, _ = desk.terms(found.part.pieces, _TERMS)

    def lines(at: int) -> Lines:
        return under.get(desk.spoken.of(_TERMS[at]), ())

    nameless = normal(desk.spoken.text(msg("what is collected automatically"))) == found.part.name
    title = found.part.title
    return table(
        ("label", None if nameless and found.id == AUTOMATIC else word(title.text, title.spot)),
        ("group", text(lines(0))),
        ("roles", desk.roles_in(lines(1))),
        ("purposes", _purposes(desk, lines(2))),
        ("basis", _ground(desk, joined(lines(3)), lines(3))),
        ("consent", text(lines(4))),
        ("methods", value(lines(5), Kind.LINES)),
        ("collect", series(_collects(desk, found.part))),
        ("keep", keeps(desk, found.part)),
        ("dormant", dormant(desk, joined(lines(6)), spot_of(lines(6)))),
        *_afterwards(desk, lines(7)),
        block=True,
    )


def _purposes(desk: Desk, lines: Lines) -> Table | None:
    ids, told = _purpose_ids(desk, lines), [(*_with_ground(desk, line.text), line.spot) for line in lines]
    return table(*((ids[normal(label)], _purpose(word(label, spot), ground)) for label, ground, spot in told))


def _purpose(label: Word | None, ground: Node | None) -> Node | None:
    return table(("label", label), ("basis", ground)) if ground else label


def _with_ground(desk: Desk, said: str) -> tuple[str, Node | None]:
    """Return a purpose and the ground of its own, which stands in brackets at its end."""
    head, _, inner = said[:-1].rpartition(" (") if said.endswith(")") else ("", "", "")
    ground = _ground(desk, inner, ()) if head else None
    return (head, ground) if ground else (said, None)


def _ground(desk: Desk, said: str, lines: Lines) -> Node | None:
    kind = desk.spoken.inverse(GROUNDS).get(normal(said))
    if kind is not None:
        return bare(kind.value, spot_of(lines))
    found = desk.spoken.gaps(msg("required or allowed by law: {article}", article=gap("article")), said)
    law = grounds(desk.spoken).get(normal(found["article"]), clean(found["article"])) if found else None
    return table(("law", word(law, spot_of(lines)))) if law else None


# Items


def _collects(desk: Desk, part: Part) -> Iterator[Table | None]:
    for row in part.grid(desk.spoken.of(msg("items collected"))):
        yield _collect(desk, row)


def _collect(desk: Desk, row: Row) -> Table | None:
    cells = desk.cell(row, msg("items collected"))
    said, open_end = desk.spoken.without([msg("and others")], joined(cells))
    need = normal(joined(desk.cell(row, msg("required or optional"))))
    asked = desk.spoken.gaps(msg("whether to agree to ‘{activity}’", activity=gap("activity")), said)
    key = next((key for key, told in _NEEDS if desk.spoken.of(told) == need), "items")
    case, described = desk.cell(row, msg("in which case")), desk.cell(row, msg("described as"))
    found = listed("" if normal(said) == desk.spoken.of(msg("none")) else said, spot_of(cells))
    return table(
        ("from", _one(desk.roles_in(desk.cell(row, msg("data subjects"))))),
        ("when", bare(desk.case(joined(case), spot_of(case)), spot_of(case)) if case else None),
        (key, None if asked else found or Series(())),
        ("ask", _asked(desk, asked["activity"]) if asked else None),
        ("consent", _matter(desk, desk.cell(row, msg("consent asked")))),
        ("etc", bare("true") if open_end else None),
        ("says", text(described)),
    )


def _asked(desk: Desk, label: str) -> Word | None:
    found = desk.activities.get(normal(label))
    return bare(found) if found else None


def _matter(desk: Desk, lines: Lines) -> Word | None:
    found = desk.spoken.gaps(msg("‘{consent}’", consent=gap("consent")), joined(lines))
    return word(found["consent"], spot_of(lines)) if found else None


def _one(found: Node | None) -> Node | None:
    return found.nodes[0] if isinstance(found, Series) and len(found.nodes) == 1 else found


def _afterwards(desk: Desk, lines: Lines) -> Iterable[tuple[str, Node | None]]:
    """Yield that a record is made anonymous at its end, and what remains of it."""
    if not lines:
        return ()
    _, remains = desk.spoken.after(msg("what remains: "), joined(lines))
    return ("then", bare("anonymise", spot_of(lines))), ("remains", listed(", ".join(remains), spot_of(lines)))
