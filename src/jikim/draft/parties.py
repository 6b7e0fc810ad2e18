"""Who else gets data and who answers: officers, entrusted and third parties, bodies of remedy."""

from collections.abc import Iterable

from jikim.draft.desk import Desk
from jikim.draft.ends import length, listed
from jikim.draft.ids import Ids
from jikim.draft.tree import Node, Series, Table, Word, asking, clean, names, series, table, word, words
from jikim.messages import msg
from jikim.reader import End, Named, Officer, Processor, Provision, Rule

_NAMELESS = "이름 없음"


def officers(desk: Desk) -> Series | None:
    """Return `officers:`, with their contact as read."""
    return series(_officer(each) for each in desk.facts.officers)


def _officer(each: Officer) -> Table | None:
    role = each.role if each.role.isascii() and each.role.isidentifier() else "dept"
    return table(
        ("role", Word(role, each.spot)),
        ("name", word(each.name, each.spot)),
        ("title", word(each.role_text, each.spot)),
        ("position", word(each.title, each.spot)),
        ("department", word(each.dept, each.spot)),
        ("phone", word(each.phone, each.spot)),
        ("email", word(each.email, each.spot)),
    )


def entrusted(desk: Desk) -> Series | None:
    """Return `entrusted:`."""
    return series(_entrusted(desk, each) for each in desk.facts.processors)


def _entrusted(desk: Desk, each: Processor) -> Table | None:
    name: Node | None = word(each.name, each.spot)
    if name is None:
        name = Word(_NAMELESS, each.spot)
    if not each.named:
        name = asking(name, desk.asks.ask(f"party:{clean(each.name)}", clean(each.name),
            msg("who is '{party}' by name?", party=clean(each.name) or _NAMELESS),
            (msg("as printed"), msg("the name of the company")), each.spot))  # fmt: skip
    return table(
        ("name", name),
        ("work", words(each.work_items or (each.work,), each.spot)),
        ("place", word(each.location, each.spot)),
        ("until", _until(desk, each.retention)),
        ("says", word(each.retention.phrase, each.spot) if each.retention else None),
    )


def _until(desk: Desk, rule: Rule | None) -> Node | None:
    """Return the events that end an entrustment; a period after one is only printed."""
    ends: tuple[Rule | End, ...] = (rule, *rule.alt) if rule else ()
    if not ends or any(length(end.plus) or end.until == "statutory_term" for end in ends):
        return None
    return names(desk.events.named(end.until, rule.spot if rule else None) for end in ends)


def entrusting(desk: Desk) -> Series | None:
    """Return `entrusting:`, what the contracts say."""
    return words(desk.facts.processing_terms, block=True)


def provided(desk: Desk) -> Table | None:
    """Return `provided:`: the rule, what it leaves open, and to whom."""
    found = desk.facts.third_party
    if found is None:
        return None
    return table(
        ("rule", word(next(iter(listed("provided", found.rule or "")), found.rule), found.spot)),
        ("except", named(found.exceptions)),
        ("to", series(_recipient(each) for each in found.provisions)),
        block=True,
    )


def _recipient(each: Provision) -> Table | None:
    return table(
        ("name", word(each.recipient, each.spot)),
        ("purpose", word(each.purpose, each.spot)),
        ("items", words(each.items, each.spot)),
        ("until", word(" / ".join(dict.fromkeys(rule.phrase for rule in each.retention)), each.spot)),
        ("when", word(each.condition, each.spot)),
        ("duties", words(each.duty, each.spot)),
    )


def named(found: Iterable[Named], renamed: dict[str, str] | None = None) -> Table | None:
    """Return words by an id; a second one of the same id gets a number."""
    ids = Ids.beside()
    kept: list[tuple[str, Node | None]] = []
    for each in found:
        text = word(each.text, each.spot)
        if text is not None:
            kept.append((ids.of((renamed or {}).get(each.id, each.id), "item"), text))
    return table(*kept)


def remedies(desk: Desk) -> Series | None:
    """Return `remedies:`."""
    return series(
        table(
            ("name", word(each.name, each.spot)),
            ("by", word(each.by, each.spot)),
            ("phone", word(each.phone, each.spot)),
            ("url", word(each.url, each.spot)),
            ("address", word(each.address, each.spot)),
            ("work", word(each.work, each.spot)),
        )
        for each in desk.facts.remedies
        if clean(each.name)
    )
