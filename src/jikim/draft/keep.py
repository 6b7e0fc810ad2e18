"""Rules of retention -> `keep:`, `holds:` and `dormant:`; the phrase printed stays beside each as `says`."""

from collections.abc import Iterator, Sequence

from jikim.draft.desk import Desk
from jikim.draft.ends import ends_of
from jikim.draft.ids import Ids
from jikim.draft.tree import Node, Series, Table, asking, bare, clean, names, series, table, word, words
from jikim.law import normal
from jikim.messages import msg
from jikim.reader import End, Rule

_STAYS = frozenset({"lawsuit_closed", "investigation_closed", "debts_settled", "pending_matter_closed"})


def is_hold(rule: Rule) -> bool:
    """Return whether a rule stays destruction until something is settled, and is no period."""
    return rule.kind == "legal_hold" or rule.until in _STAYS


def is_dormancy(rule: Rule) -> bool:
    """Return whether a rule puts the data of somebody away who is not seen any more."""
    return rule.until == "no_login" and rule.store == "separate"


def keeps(desk: Desk, rules: Sequence[Rule], gap: Table | None = None, *, adds: bool = False) -> Series | None:
    """Return `keep:`; `gap` closes what the rules leave open, `adds` is for rules beside those of activities."""
    made = [gap] if gap else []
    made += [node for rule in rules if not is_hold(rule) and not is_dormancy(rule) for node in _keeps(desk, rule, adds)]
    alone = len(made) == 1 and len(made[0].entries) <= 2
    return series(made, block=not alone)


def _keeps(desk: Desk, rule: Rule, adds: bool) -> Iterator[Table]:
    for ends in ends_of(rule):
        until = _until(desk, rule, ends)
        made = table(
            ("add", bare("true") if adds else None),
            ("until", asking(until, *desk.events.asked(until))),
            ("in", bare(rule.store, rule.spot) if rule.store in ("live", "separate") else None),
            ("store", word(rule.store_name, rule.spot)),
            ("items", _items(desk, rule)),
            ("why", _why(desk, rule)),
            ("cited", words((rule.statute_text,), rule.spot) and word(rule.statute_text, rule.spot)),
            ("use", word(rule.use_limit, rule.spot)),
            ("says", word(rule.phrase, rule.spot)),
            ("note", word(rule.condition, rule.spot)),
        )
        if made is not None:
            yield made


def _until(desk: Desk, rule: Rule, ends: Sequence[Rule | End]) -> Node:
    said = dict.fromkeys(desk.events.end(end, rule.spot, at_least=rule.at_least) for end in ends)
    terms = tuple(bare(term, rule.spot) for term in said)
    return terms[0] if len(terms) == 1 else Series(terms)


def _items(desk: Desk, rule: Rule) -> Node | None:
    """Return what a rule is about; words that no activity lists are declared, and asked about."""
    if isinstance(rule.applies_to, str):
        return None
    strange = [text for text in rule.applies_to
               if desk.items.is_strange(text) and not desk.asks.has(clean(text), rule.spot)]  # fmt: skip
    found = words(desk.items.group(rule.applies_to, rule.spot), rule.spot)
    if not strange or found is None:
        return found
    about = ", ".join(map(clean, strange))
    return asking(found, desk.asks.ask(
        f"items:{about}", about, msg("which items are meant by '{words}'?", words=about),
        (msg("none that is listed: the rule binds what is listed under these words"), msg("items listed elsewhere")),
        rule.spot))  # fmt: skip


def _why(desk: Desk, rule: Rule) -> Node | None:
    reason = normal(clean(rule.reason or ""))
    found = next((name for label, name in desk.purposes.items() if reason and reason in label), None)
    return bare(found, rule.spot) if found else None


def holds(desk: Desk, rules: Sequence[tuple[Rule, str | None]]) -> Table | None:
    """Return `holds:` of the rules that stay destruction, each with the activity it stands in, if it does."""
    ids = Ids.beside()
    entries = []
    for rule, activity in rules:
        if is_hold(rule):
            label = clean(rule.condition or rule.reason or "") or clean(rule.phrase) or rule.until
            entries.append((ids.of(rule.until.removesuffix("_closed"), "hold"), table(
                ("label", word(label, rule.spot)),
                ("of", names((activity,)) if activity else None),
                ("items", _items(desk, rule)),
                ("says", word(rule.phrase, rule.spot)))))  # fmt: skip
    return table(*entries, block=True)


def dormant(desk: Desk, rules: Sequence[Rule]) -> Node | None:
    """Return `dormant:` of the first rule that puts away what nobody uses."""
    return next((bare(desk.events.end(rule, rule.spot), rule.spot) for rule in rules if is_dormancy(rule)), None)
