"""What the controller does, in a published document: destroys, keeps safe, trains, promises, tells of changes."""

from collections.abc import Iterator

from jikim.document import Format
from jikim.draft.ids import Ids, is_id
from jikim.draft.tree import Node, Series, Table, Word, bare, clean, series, table, word
from jikim.law import normal
from jikim.messages import Message, msg
from jikim.policy.parties import Matter
from jikim.reprint.desk import Desk
from jikim.reprint.parts import Lines, Part, Row
from jikim.reprint.spoken import gap
from jikim.reprint.values import Kind, deadline, joined, length, listed, spot_of, text, value

_DESTRUCTION = (
    (msg("words of the policy"), "says", Kind.TEXT),
    (msg("what brings it about"), "when", Kind.LINES),
    (msg("electronic files"), "electronic", Kind.TEXT),
    (msg("paper"), "paper", Kind.TEXT),
    (msg("period for destroying"), "within", Kind.TEXT),
    (msg("whose approval it needs"), "approval", Kind.TEXT),
)
_SEPARATE = {
    "within": msg("period for destroying"),
    "when": msg("what brings it about"),
    "where": msg("place of keeping"),
    "electronic": msg("electronic files"),
    "paper": msg("paper"),
}
_SAFEGUARDS = (
    (msg("managerial measures"), "managerial", Kind.LINES),
    (msg("technical measures"), "technical", Kind.LINES),
    (msg("physical measures"), "physical", Kind.LINES),
    (msg("other measures"), "other", Kind.LINES),
)
_TRAINING = (
    (msg("how often at least"), "at_least", Kind.TEXT),
    (msg("how long it lasts"), "for", Kind.TEXT),
    (msg("who is trained"), "who", Kind.LIST),
    (msg("what it is about"), "what", Kind.LINES),
)
_DISCLOSURE = (
    (msg("what it is for"), "purpose", Kind.TEXT),
    (msg("items concerned"), "items", Kind.LIST),
    (msg("period of keeping"), "until", Kind.TEXT),
    (msg("recipient"), "to", Kind.LINES),
    (msg("how it is done"), "how", Kind.TEXT),
    (msg("criteria"), "criteria", Kind.LINES),
    (msg("how to refuse"), "refusal", Kind.TEXT),
)
MATTERS = {
    Matter.FURTHER_USE: msg("further use and provision"),
    Matter.SENSITIVE: msg("sensitive information that may become public"),
    Matter.PSEUDONYMISED: msg("pseudonymised information"),
    Matter.BEHAVIOUR: msg("behavioural information"),
    Matter.AUTOMATED: msg("automated decisions"),
    Matter.TRAINING_DATA: msg("personal information that machines learn from"),
    Matter.LOCATION: msg("location information"),
    Matter.TRANSMISSION: msg("transmission of personal information on request"),
    Matter.CAMERAS: msg("cameras"),
}


def inside(desk: Desk, part: Part, title: Message) -> tuple[Part, ...]:
    """Return the parts inside with a title."""
    return tuple(each for each in part.parts if each.name == desk.spoken.of(title))


def destruction(desk: Desk, part: Part, offices: dict[str, str]) -> Table | None:
    """Return how and how fast records are destroyed; `offices` are the roles of officers by what they are called."""
    found = desk.entries([part], _DESTRUCTION)
    under, _ = desk.terms(part.pieces, [term for term, _, _ in _DESTRUCTION])
    within, approval = (under.get(desk.spoken.of(term), ()) for term, _, _ in _DESTRUCTION[4:])
    role = offices.get(normal(joined(approval)))
    found |= {"within": limit} if (limit := deadline(desk.spoken, within)) else {}
    found |= {"approval": bare(role, spot_of(approval))} if role else {}
    steps = [line for each in inside(desk, part, msg("steps of destroying")) for line in _lines(desk, each)]
    separate = [pair for each in inside(desk, part, msg("what is kept apart")) for pair in _separate(desk, each)]
    return table(
        *((key, found.get(key)) for key in ("says", "when", "within", "approval")),
        ("steps", value(tuple(steps), Kind.LINES)),
        *((key, found.get(key)) for key in ("electronic", "paper")),
        ("separate", table(*separate)),
        block=True,
    )


def _lines(desk: Desk, part: Part) -> Lines:
    _, loose = desk.terms(part.pieces, [msg("words of the policy")])
    return loose


def _separate(desk: Desk, part: Part) -> Iterator[tuple[str, Word | None]]:
    """Yield what is said of separate stores, each on one line; the terms may be the author's own."""
    known, lines = desk.spoken.inverse(_SEPARATE), _lines(desk, part)
    if desk.form is Format.HTML:
        pairs = [(term.text, said) for term, said in zip(lines[::2], lines[1::2], strict=False)]
    else:
        heads = [(line.text.partition(": ")[0], line) for line in lines]
        pairs = [(head, line.after(len(head) + 2)) for head, line in heads]
    for term, said in pairs:
        yield known.get(normal(term), clean(term)), word(said.text, said.spot)


def safeguards(desk: Desk, part: Part) -> Table | None:
    """Return the safety measures by kind."""
    return table(*desk.entries([part], _SAFEGUARDS).items(), block=True)


# Training

_DAYS = {"MO": msg("Monday"), "TU": msg("Tuesday"), "WE": msg("Wednesday"), "TH": msg("Thursday"), "FR": msg("Friday"),
         "SA": msg("Saturday"), "SU": msg("Sunday")}  # fmt: skip
_EVERY = {"YEARLY": msg("every year"), "MONTHLY": msg("every month"), "WEEKLY": msg("every week")}


def training(desk: Desk, part: Part) -> Table | None:
    """Return the training of those who handle personal information."""
    for each in inside(desk, part, msg("training of those who handle personal information")):
        terms = (msg("when training is held"), msg("may it move"), *(term for term, _, _ in _TRAINING))
        under, _ = desk.terms(each.pieces, terms)
        held, moves = (under.get(desk.spoken.of(term), ()) for term in terms[:2])
        before, counted = desk.spoken.after(msg("counted: "), joined(held))
        rule = _rule(desk, counted[-1] if counted else before)
        found = {term: value(under.get(desk.spoken.of(message), ()), kind) for message, term, kind in _TRAINING}
        return table(
            ("every", bare(rule, spot_of(held)) if rule else None),
            *found.items(),
            ("may_move", bare("true", spot_of(moves)) if moves else None),
            ("says", word(before if counted or not rule else "", spot_of(held))),
        )
    return None


def _rule(desk: Desk, said: str) -> str | None:
    """Return an RRULE for its words; None where they are not ours."""
    parts = {
        "BYHOUR": msg("{when}, at {hour} o'clock", when=gap("when"), hour=gap("value")),
        "BYMONTHDAY": msg("{when}, day {date}", when=gap("when"), date=gap("value")),
        "BYDAY": msg("{when}, on {day}", when=gap("when"), day=gap("value")),
        "NTH": msg("{when}, week {number}", when=gap("when"), number=gap("value")),
        "BYMONTH": msg("{when}, month {month}", when=gap("when"), month=gap("value")),
    }
    found: dict[str, str] = {}
    for key, message in parts.items():
        gaps = desk.spoken.gaps(message, said)
        day = desk.spoken.inverse(_DAYS).get(normal(gaps["value"])) if gaps else None
        if gaps and (day if key == "BYDAY" else gaps["value"].isdigit()):
            said, found[key] = gaps["when"], day or gaps["value"]
    every = desk.spoken.inverse(_EVERY).get(normal(said))
    if "BYDAY" in found:
        found["BYDAY"] = found.pop("NTH", "") + found["BYDAY"]
    order = ("BYMONTH", "BYDAY", "BYMONTHDAY", "BYHOUR")
    return ";".join([f"FREQ={every}", *(f"{key}={found[key]}" for key in order if key in found)]) if every else None


# Promises, special matters, changes


def promises(desk: Desk, part: Part) -> Table | None:
    """Return the further promises."""
    ids, head = Ids.beside(), msg("promise")
    rows = part.grid(desk.spoken.of(head))
    return table(*((_key(ids, joined(desk.cell(row, head))), _promise(desk, row)) for row in rows), block=True)


def _key(ids: Ids, said: str) -> str:
    """Return the key of a promise: its own, where the document has nothing else of it."""
    return said if is_id(said) and said not in ids.taken else ids.of(said, "promise")


def _promise(desk: Desk, row: Row) -> Node | None:
    says, items = desk.cell(row, msg("promise")), desk.cell(row, msg("items concerned"))
    when, cited = desk.cell(row, msg("in which case")), desk.cell(row, msg("legal basis"))
    told = value(says, Kind.LINES)
    if not (items or when or cited):
        return told.nodes[0] if isinstance(told, Series) and len(told.nodes) == 1 else told
    return table(("says", told), ("items", listed(joined(items), spot_of(items))), ("cited", text(cited)),
                 ("when", desk.occasion(when)))  # fmt: skip


def disclosure(desk: Desk, part: Part) -> Node | None:
    """Return what is said of a special matter."""
    found = desk.entries([part], _DISCLOSURE)
    _, loose = desk.terms(part.pieces, [term for term, _, _ in _DISCLOSURE])
    return table(("says", value(loose, Kind.LINES)), *found.items())


def notice(desk: Desk, part: Part) -> Table | None:
    """Return how changes are announced."""
    for each in inside(desk, part, msg("how changes are announced")):
        terms = (msg("announced how long before"), msg("announced where"), msg("words of the policy"))
        under, _ = desk.terms(each.pieces, terms)
        before, where, says = (under.get(desk.spoken.of(term), ()) for term in terms)
        found = desk.spoken.gaps(msg("{length} before", length=gap("length")), joined(before))
        count = length(found["length"]) if found else None
        return table(("changes", bare(count, spot_of(before)) if count else text(before)), ("by", text(where)),
                     ("says", text(says)))  # fmt: skip
    return None


def analytics(desk: Desk, part: Part) -> Series | None:
    """Return the tools that observe behaviour."""
    cells = [(desk.cell(row, msg("tool")), desk.cell(row, msg("where to refuse")))
             for row in part.grid(desk.spoken.of(msg("tool")))]  # fmt: skip
    return series(table(("name", text(name)), ("opt_out", text(where))) for name, where in cells)
