"""Who else sees it, in a published document: third parties, those entrusted, recipients abroad; and children."""

from jikim.draft.ids import Ids
from jikim.draft.tree import Node, Series, Table, Word, bare, names, series, table, word
from jikim.law import normal
from jikim.messages import msg
from jikim.policy.parties import Gateway
from jikim.reprint.desk import Desk
from jikim.reprint.parts import Lines, Part, Row
from jikim.reprint.spoken import gap
from jikim.reprint.values import Kind, joined, listed, spot_of, text, value

_GATEWAYS = {
    Gateway.CONSENT: msg("consent of its own to the transfer"),
    Gateway.LAW: msg("a law, treaty or agreement"),
    Gateway.CONTRACT: msg("entrusting or storing needed to carry out a contract"),
    Gateway.CERTIFIED: msg("certification of the recipient"),
    Gateway.ADEQUATE: msg("a country or body recognised as protecting alike"),
}


def children(desk: Desk, part: Part) -> Table | None:
    """Return what holds for children."""
    terms = (msg("joining and consent"), msg("words of the policy"), msg("why"))
    under, _ = desk.terms(part.pieces, terms)
    rule, says, why = (under.get(desk.spoken.of(term), ()) for term in terms)
    rules = {
        "refuse": msg("children under {age} cannot join", age=gap("age")),
        "guardian": msg("children under {age} need the consent of their legal representative", age=gap("age")),
    }
    for name, message in rules.items():
        found = desk.spoken.gaps(message, joined(rule))
        if found:
            spot = spot_of(rule)
            return table(("under", bare(found["age"], spot)), ("rule", bare(name, spot)), ("why", text(why)),
                         ("says", text(says)))  # fmt: skip
    return None


def provided(desk: Desk, part: Part) -> Table | None:
    """Return what is said of third parties."""
    terms = (msg("principle"), msg("exceptions"))
    under, loose = desk.terms(part.pieces, terms)
    rule, exceptions = (under.get(desk.spoken.of(term), ()) for term in terms)
    nobody = desk.spoken.of(msg("personal information is provided to no third party."))
    to = series(_recipient(desk, row) for row in part.grid(desk.spoken.of(msg("recipient"))))
    none = any(normal(line.text) == nobody for line in (*loose, *rule, *exceptions))
    ids = Ids.beside()
    kept = [line for line in exceptions if normal(line.text) != nobody]
    return table(
        ("rule", text(tuple(line for line in rule if normal(line.text) != nobody))),
        ("except", table(*((ids.of(line.text, "case"), word(line.text, line.spot)) for line in kept), block=True)),
        ("to", to or (Series(()) if none else None)),
    )


def _recipient(desk: Desk, row: Row) -> Table | None:
    items = desk.cell(row, msg("items provided"))
    name, role, successor = _who(desk, desk.cell(row, msg("recipient")))
    return table(
        ("name", name),
        ("role", role),
        ("successor", successor),
        ("items", listed(joined(items), spot_of(items))),
        ("purpose", text(desk.cell(row, msg("purpose of the recipient")))),
        ("until", text(desk.cell(row, msg("how long the recipient keeps")))),
        ("when", desk.occasion(desk.cell(row, msg("in which case")))),
        ("ongoing", bare("true") if desk.cell(row, msg("how often")) else None),
        ("duties", value(desk.cell(row, msg("duties of the recipient")), Kind.LINES)),
        ("country", text(desk.cell(row, msg("country")))),
        ("refusal", text(desk.cell(row, msg("refusal and its effect")))),
        ("says", text(desk.cell(row, msg("described as")))),
    )


def _who(desk: Desk, lines: Lines) -> tuple[Word | None, Word | None, Word | None]:
    """Return the name of a recipient, its role, and whether it takes over the business."""
    said, spot = joined(lines), spot_of(lines)
    said, taker = desk.spoken.without([msg("whoever takes over the business"), msg("not named")], said)
    name, roles = desk.spoken.after(msg("data subjects of this service: "), said)
    role = desk.roles.get(normal(roles[0])) if roles else None
    successor = taker == msg("whoever takes over the business")
    return word(name, spot), bare(role, spot) if role else None, bare("true", spot) if successor else None


def entrusted(desk: Desk, part: Part) -> Series | None:
    """Return whom processing is entrusted to."""
    return series(_entrusted(desk, row) for row in part.grid(desk.spoken.of(msg("entrusted party"))))


def _entrusted(desk: Desk, row: Row) -> Table | None:
    others = desk.spoken.of(msg("and others"))
    work = desk.cell(row, msg("work entrusted"))
    until = desk.cell(row, msg("period of keeping"))
    ends = desk.ends(until)
    return table(
        ("name", text(desk.cell(row, msg("entrusted party")))),
        ("work", value(tuple(line for line in work if normal(line.text) != others), Kind.LINES)),
        ("etc", bare("true") if any(normal(line.text) == others for line in work) else None),
        ("country", text(desk.cell(row, msg("country")))),
        ("place", text(desk.cell(row, msg("place of processing")))),
        ("from", text(desk.cell(row, msg("passed on by")))),
        ("until", names(ends.until, spot_of(until))),
        ("says", word(ends.says, spot_of(until))),
    )


def entrusting(desk: Desk, part: Part) -> Node | None:
    """Return what the policy says of entrusting: what stands beside the table."""
    _, loose = desk.terms(part.pieces, [msg("words of the policy")])
    return value(loose, Kind.LINES)


def overseas(desk: Desk, part: Part) -> Node | None:
    """Return the transfers abroad; an empty list says that there are none."""
    rows = part.grid(desk.spoken.of(msg("recipient")))
    return series(_transfer(desk, row) for row in rows) if rows else Series(())


def _transfer(desk: Desk, row: Row) -> Table | None:
    items, ground = desk.cell(row, msg("items transferred")), desk.cell(row, msg("ground for the transfer"))
    who, unnamed = desk.spoken.without([msg("not named")], joined(desk.cell(row, msg("recipient"))))
    gateway = desk.spoken.inverse(_GATEWAYS).get(normal(joined(ground)))
    return table(
        ("recipient", None if unnamed and not who else text(desk.cell(row, msg("recipient")))),
        ("contact", text(desk.cell(row, msg("contact")))),
        ("basis", bare(gateway.value, spot_of(ground)) if gateway else None),
        ("country", text(desk.cell(row, msg("country")))),
        ("items", listed(joined(items), spot_of(items))),
        ("purpose", text(desk.cell(row, msg("purpose of the recipient")))),
        ("until", text(desk.cell(row, msg("how long the recipient keeps")))),
        ("how", text(desk.cell(row, msg("when and how")))),
        ("refusal", text(desk.cell(row, msg("refusal and its effect")))),
    )
