"""What a policy binds itself to: rights of people, destruction, measures, training, children, changes, promises."""

from collections.abc import Iterable

from jikim.document import Spot
from jikim.draft.desk import Desk
from jikim.draft.ends import known, length
from jikim.draft.ids import is_id
from jikim.draft.parties import named
from jikim.draft.tree import Node, Series, Table, asking, bare, clean, table, word, words
from jikim.messages import msg
from jikim.reader import Promise

_RIGHTS = {"withdraw_consent": "withdraw"}
_WITHOUT_DELAY = ("지체없이", "즉시")


def rights(desk: Desk) -> Table | None:
    """Return `rights:`."""
    found = desk.facts.rights
    if found is None:
        return None
    agents = found.representative
    return table(
        ("list", named(found.list, _RIGHTS)),
        ("channels", words(found.channels)),
        ("within", word(found.response)),
        ("delegates", table(("legal", word(agents.legal, agents.spot)),
                            ("agent", word(agents.agent, agents.spot))) if agents else None),
        ("form", word(found.poa_form.phrase, found.poa_form.spot) if found.poa_form else None),
        ("identity", word(found.identity_check.phrase, found.identity_check.spot) if found.identity_check else None),
        ("limits", phrases((each.text, each.spot) for each in found.limits)),
        block=True,
    )  # fmt: skip


def phrases(found: Iterable[tuple[str, Spot]]) -> Series | None:
    """Return phrases as a list, each once."""
    kept = {each.text: each for each in (word(*one) for one in found) if each is not None}
    return Series(tuple(kept.values())) if kept else None


def destruction(desk: Desk) -> Table | None:
    """Return `destruction:`; a deadline without a figure stays in words."""
    found = desk.facts.destruction
    if found is None:
        return None
    apart, deadline = found.separate_db, found.deadline
    steps = [(step.phrase, step.spot) for step in (found.selection, found.approval) if step]
    return table(
        ("when", words(found.triggers, found.spot)),
        ("within", bare(after, deadline.spot) if deadline and (after := length(deadline.max))
            else bare("지체없이", deadline.spot) if deadline and _at_once(deadline.text, deadline.max) else None),
        ("approval", bare("cpo", found.approval.spot) if found.approval and "책임자" in found.approval.by
            else word(found.approval.by, found.approval.spot) if found.approval else None),
        ("steps", phrases(steps)),
        ("electronic", word(found.methods.get("electronic"), found.spot)),
        ("paper", word(found.methods.get("paper"), found.spot)),
        ("separate", table(("when", word(apart.condition, apart.spot)), ("where", word(apart.phrase, apart.spot)),
                           ("paper", word(apart.paper, apart.spot))) if apart else None),
        ("says", word(deadline.text, deadline.spot) if deadline and not _at_once(deadline.text, None) else None),
        block=True,
    )  # fmt: skip


def _at_once(text: str, most: str | None) -> bool:
    return most == "P0D" or clean(text).replace(" ", "") in _WITHOUT_DELAY


def safeguards(desk: Desk) -> Table | None:
    """Return `safeguards:`."""
    found = desk.facts.safeguards
    if found is None:
        return None
    return table(
        ("managerial", phrases((each.text, each.spot) for each in found.managerial)),
        ("technical", phrases((each.text, each.spot) for each in found.technical)),
        ("physical", phrases((each.text, each.spot) for each in found.physical)),
        ("other", phrases((each.text, each.spot) for each in found.other)),
        block=True,
    )


def children(desk: Desk) -> Table | None:
    """Return `children:`; a rule of an unknown kind is asked about, and refuses until then."""
    found = desk.facts.children
    if found.rule == "not_stated":
        return None
    means = known("children").get(found.rule)
    asked = () if means else (desk.asks.ask("children", clean(found.phrase or ""),
        msg("what does the service do with children under {age}?", age=found.age or 14),
        (msg("it refuses them"), msg("it asks their guardian")), found.spot),)  # fmt: skip
    return table(
        ("under", bare(str(found.age or 14), found.spot)),
        ("rule", asking(bare(str(means or "refuse"), found.spot), *asked)),
        ("says", word(found.phrase, found.spot)),
    )


def training(desk: Desk) -> Table | None:
    """Return `training:`."""
    found = desk.facts.training
    if found is None:
        return None
    return table(
        ("every", word(found.rrule, found.spot)),
        ("for", word(found.duration, found.spot)),
        ("who", words(found.who, found.spot)),
        ("what", words(found.content, found.spot)),
        ("at_least", word(found.frequency, found.spot)),
        ("may_move", bare("true", found.spot) if found.may_change else None),
        ("says", word(found.phrase, found.spot)),
        block=True,
    )


def notice(desk: Desk) -> Table | None:
    """Return `notice:`."""
    found = desk.facts.change_notice
    if found is None:
        return None
    days = found.days_before
    return table(
        ("changes", bare(f"{days} day" if days == 1 else f"{days} days", found.spot) if days and days > 0 else None),
        ("by", word(found.method, found.spot)),
        ("says", word(found.phrase, found.spot)),
    )


def promises(desk: Desk) -> Table | None:
    """Return `promises:`, several of a kind as a list."""
    kinds: dict[str, list[Promise]] = {}
    for each in desk.facts.promises:
        if clean(each.phrase) and is_id(each.kind):
            kinds.setdefault(each.kind, []).append(each)
    return table(*((kind, _promise(found)) for kind, found in kinds.items()), block=True)


def _promise(found: list[Promise]) -> Node | None:
    said = phrases((each.phrase, each.spot) for each in found)
    return said.nodes[0] if said and len(said.nodes) == 1 else said
