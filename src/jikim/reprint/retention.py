"""How long: the rules of an activity and of the whole policy, statutory lines, sleepers, what puts destruction off."""

from jikim.document import Spot
from jikim.draft.ids import Ids
from jikim.draft.tree import Node, Series, Table, Word, bare, series, table, word
from jikim.law import catalogue, normal
from jikim.messages import msg
from jikim.policy.until import UntilError, read_length
from jikim.reprint.desk import Desk
from jikim.reprint.law import provisions
from jikim.reprint.parts import Lines, Part, Row
from jikim.reprint.spoken import gap
from jikim.reprint.values import joined, length, listed, spot_of, text

_PLACES = {"live": msg("with what is in use"), "separate": msg("apart from what is in use")}
_EVERYTHING = (msg("what is preserved under other laws"), msg("all items"))


def keeps(desk: Desk, part: Part) -> Series | None:
    """Return the rules of a part."""
    return series(_keep(desk, row) for row in part.grid(desk.spoken.of(msg("items kept"))))


def _keep(desk: Desk, row: Row) -> Table | None:
    period = desk.cell(row, msg("period of keeping"))
    ends, spot = desk.ends(period), spot_of(period)
    held, left_out = desk.spoken.after(msg("left out: "), joined(desk.cell(row, msg("items kept"))))
    every = any(normal(held) == desk.spoken.of(each) for each in _EVERYTHING)
    where, store = _where(desk, desk.cell(row, msg("where it is kept")))
    cited, law = _cited(desk, desk.cell(row, msg("legal basis")), "")
    why = desk.cell(row, msg("reason for keeping"))
    return table(
        ("until", _until(ends.until, spot)),
        ("in", where),
        ("store", store),
        ("of", desk.activities_in(desk.cell(row, msg("activities")))),
        ("roles", desk.roles_in(desk.cell(row, msg("data subjects")))),
        ("items", None if every else listed(held, spot_of(desk.cell(row, msg("items kept"))))),
        ("except", listed(", ".join(left_out), spot)),
        ("why", _purpose(desk, why)),
        ("law", law),
        ("cited", cited),
        ("use", text(desk.cell(row, msg("what it may be used for")))),
        ("add", bare("true") if desk.cell(row, msg("applies to")) else None),
        ("says", word(ends.says, spot)),
    )


def _until(ends: tuple[str, ...], spot: Spot | None) -> Node | None:
    found = tuple(bare(each, spot) if each.isascii() else Word(each, spot) for each in ends)
    return found[0] if len(found) == 1 else Series(found) if found else None


def _purpose(desk: Desk, lines: Lines) -> Word | None:
    found = desk.purposes.get(normal(joined(lines)))
    return bare(found, spot_of(lines)) if found else None


def _where(desk: Desk, lines: Lines) -> tuple[Word | None, Word | None]:
    """Return whether it is kept apart, and what the store is called."""
    before, stores = desk.spoken.after(msg("place: "), joined(lines))
    kind = desk.spoken.inverse(_PLACES).get(normal(before))
    spot = spot_of(lines)
    return bare(kind, spot) if kind else None, word(stores[0], spot) if stores else None


def _cited(desk: Desk, lines: Lines, record: str) -> tuple[Word | None, Word | None]:
    """Return the law as the document quotes it, and the name of the period: `none` for one that no law sets."""
    said, spot = joined(lines), spot_of(lines)
    own = msg("a period of the service's own, set by no law")
    quoted, no_law = desk.spoken.without([own], said)
    if no_law is not None:
        return word(quoted, spot), bare("none", spot)
    quoted, articles = desk.spoken.after(msg("provision: {article}", article=""), said)
    names = provisions(desk.spoken).get(normal(articles[-1]), ()) if articles else ()
    name = _nearest(names, record)
    return word(quoted, spot), bare(name, spot) if name else word(articles[-1], spot) if articles else None


def _nearest(names: tuple[str, ...], record: str) -> str | None:
    """Return the period that a record is about, where one provision sets several."""
    told = {name: set(normal(catalogue().retention(name).fact.ko)) for name in names}
    return max(names, key=lambda name: len(told[name] & set(normal(record))), default=None)


# The whole policy


def statutory(desk: Desk, part: Part) -> Series | None:
    """Return the statutory lines."""
    return series(_line(desk, row) for row in part.grid(desk.spoken.of(msg("records preserved"))))


def _line(desk: Desk, row: Row) -> Table | None:
    record, period = text(desk.cell(row, msg("records preserved"))), desk.cell(row, msg("period of preserving"))
    before, counted = desk.spoken.after(msg("counted: "), joined(period))
    phrase = msg("{length} after ‘{event}’", length=gap("length"), event=gap("event"))
    found = desk.spoken.gaps(phrase, counted[-1] if counted else before) or {}
    after, spot = desk.event(found.get("event", "")), spot_of(period)
    cited, law = _cited(desk, desk.cell(row, msg("legal basis")), record.text if record else "")
    items = desk.cell(row, msg("items preserved"))
    where, _ = _where(desk, desk.cell(row, msg("where it is kept")))
    return table(
        ("record", record),
        ("for", bare(length(found.get("length", "")) or "at once", spot)),
        ("said", word(before, spot) if counted else word(_printed(found.get("length", "")), spot)),
        ("law", law),
        ("cited", cited),
        ("of", _bound(desk, desk.cell(row, msg("activities")))),
        ("after", bare(after, spot) if after and after != "collected" else None),
        ("items", listed(joined(items), spot_of(items))),
        ("in", where),
    )


def _printed(said: str) -> str:
    """Return a length as the document prints it, if it is one."""
    try:
        read_length(said)
    except UntilError:
        return ""
    return said


def _bound(desk: Desk, lines: Lines) -> Node | None:
    if normal(joined(lines)) == desk.spoken.of(msg("no activity of this service")):
        return Series(())
    return desk.activities_in(lines)


def dormant(desk: Desk, said: str, spot: Spot | None) -> Word | None:
    """Return when what lies unused moves apart."""
    for told in (msg("kept apart from what is in use on {end}.", end=gap("end")),
                 msg("kept apart from what is in use once {end} has passed.", end=gap("end"))):  # fmt: skip
        found = desk.spoken.gaps(told, said)
        ends = desk.until(found["end"]) if found else ()
        if len(ends) == 1:
            return bare(ends[0], spot)
    return None


def holds(desk: Desk, part: Part) -> Table | None:
    """Return the reasons that may stay destruction."""
    ids, head = Ids.beside(), msg("reason to put destruction off")
    rows = part.grid(desk.spoken.of(head))
    return table(*((ids.of(joined(desk.cell(row, head)), "hold"), _hold(desk, row)) for row in rows), block=True)


def _hold(desk: Desk, row: Row) -> Table | None:
    items = desk.cell(row, msg("items concerned"))
    return table(
        ("label", text(desk.cell(row, msg("reason to put destruction off")))),
        ("of", desk.activities_in(desk.cell(row, msg("activities")))),
        ("items", listed(joined(items), spot_of(items))),
        ("says", text(desk.cell(row, msg("until when")))),
    )
