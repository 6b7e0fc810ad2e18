"""What the name of a column says, heard together with the name of its table.

A name is cut into words (`mb_hp`, `orderShippingAddress`, `productreview`), the phrase that names.toml knows and that
stands nearest to the end is looked for, and the rule behind it is asked whether it holds here: in `shippingaddress` a
name is a recipient's, in `country` it is nobody's. A last word such as `status` or `type` takes the meaning away,
unless it belongs to the phrase.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jikim.detect.words import Rule, words

_PART = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[가-힣]+")
_LONGEST = 128
_PHRASE = 4
_SHORTEST_SUFFIX = 4
_EMPTY_WORDS = frozenset(
    ("tb", "tbl", "t", "mst", "dtl", "info", "list", "master", "data", "detail", "item", "new", "tmp", "old", "bak")
)
_WHOSE = ("person", "delivery", "billing", "partner", "family", "order")


@dataclass(frozen=True, slots=True)
class Heard:
    """What a name says: an item and how convincingly, before any value was seen."""

    item: str
    weight: float
    phrase: str
    rule: Rule
    end: int


@cache
def parts(name: str) -> tuple[str, ...]:
    """Cut a name into its words, singular and in small letters, numbers set aside.

    >>> parts("orders_shippingAddress2"), parts("productreview")
    (('order', 'shipping', 'address'), ('product', 'review'))
    """
    found = _PART.findall(name.rpartition(".")[2][:_LONGEST])
    return tuple(word for part in found if not part.isdigit() for word in _cut(part.lower()))


@cache
def contexts(table: str) -> tuple[str, ...]:
    """Return what a table is about, its last word first: a review of a product is a review."""
    return tuple(dict.fromkeys(name for word in reversed(parts(table)) for name in words().contexts.get(word, ())))


@cache
def is_technical_table(table: str) -> bool:
    """Say whether a table keeps what the service says of itself: types, templates, goods, permissions."""
    known = [word for word in parts(table) if word not in _EMPTY_WORDS]
    return bool(known) and (known[-1] in words().technical_tables or "".join(known[-2:]) in words().technical_tables)


def is_technical_column(column: str, phrase: Sequence[str] = ()) -> bool:
    """Say whether a column's name begins or ends in a technical word, or holds one, that the phrase does not cover."""
    known = parts(column)
    rest = [word for word in known if word not in phrase]
    if set(rest) & words().technical_anywhere or any(
        "".join(pair) in words().technical_anywhere for pair in _pairs(known)
    ):
        return True
    if not known:
        return False
    return (known[-1] not in phrase and known[-1] in words().technical_columns) or (
        known[0] not in phrase and known[0] in words().technical_first
    )


def is_known(column: str) -> bool:
    """Say whether a column's name holds a word that names.toml knows, whatever it means in this table."""
    return next(_phrases(parts(column)), None) is not None


def heard(table: str, column: str) -> Heard | None:
    """Return what the names say that a column holds; None when they say nothing."""
    known = parts(column)
    found = [one for phrase, end, rules in _phrases(known) if (one := _first(phrase, end, rules, column, table))]
    return max(found, key=lambda one: (one.end, len(one.phrase), one.weight), default=None)


def whose(own: Sequence[str], about: Sequence[str], item: str) -> str:
    """Return the item's name for the one it belongs to: an address in a delivery is a delivery address."""
    for some in (own, about):
        owner = next((context for context in some if context in _WHOSE), None)
        if owner:
            return words().shifts.get((item, owner), item)
    return item


def own_contexts(column: str, phrase: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the contexts that a column's own words name, beside the phrase that was understood."""
    rest = [word for word in parts(column) if word not in phrase]
    return tuple(dict.fromkeys(name for word in reversed(rest) for name in words().contexts.get(word, ())))


def _first(phrase: str, end: int, rules: Sequence[Rule], column: str, table: str) -> Heard | None:
    covered, about = phrase.split(), contexts(table)
    if is_technical_column(column, covered):
        return None
    own = own_contexts(column, covered)
    holding = [rule for rule in rules if _holds(rule, own, about, table)]
    if not holding:
        return None
    rule = max(holding, key=lambda rule: (rule.weight, len(rule.within) == 1))
    weight = rule.weight * 0.7 if is_technical_table(table) else rule.weight
    item = whose(own_contexts(column), about, rule.item)
    return Heard(item, weight, phrase, rule, end)


def _holds(rule: Rule, own: Sequence[str], about: Sequence[str], table: str) -> bool:
    if rule.conditional and is_technical_table(table):
        return False
    if not rule.own and own:
        return False
    if (about and about[0] in rule.unless) or (rule.head and not (about and about[0] in rule.head)):
        return False
    if rule.at and not rule.at & set(about):
        return False
    return not rule.within or bool(rule.within & set(own or about))


def _phrases(known: Sequence[str]) -> Iterator[tuple[str, int, tuple[Rule, ...]]]:
    for start in range(len(known)):
        for end in range(start + 1, min(len(known), start + _PHRASE) + 1):
            phrase = " ".join(known[start:end])
            rules = words().rules.get(phrase) or words().rules.get(phrase.replace(" ", ""))
            if rules:
                yield phrase, end, rules


def _pairs(known: Sequence[str]) -> Iterator[Sequence[str]]:
    return (known[start : start + 2] for start in range(len(known) - 1))


def _cut(word: str) -> list[str]:
    """Cut what Django writes as one word, from its end."""
    lexicon, rules = words().lexicon, words().rules
    if (one := _singular(word)) in lexicon or one in rules:
        return [one]
    for size in range(len(word) - 2, _SHORTEST_SUFFIX - 1, -1):
        if (suffix := _singular(word[-size:])) in lexicon:
            return [*_cut(word[:-size]), suffix]
    return [one]


def _singular(word: str) -> str:
    if word in words().lexicon or len(word) < 4:
        return "id" if word == "ids" else word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) else word
