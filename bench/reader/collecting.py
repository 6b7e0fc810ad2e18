"""The facts of collections: their items, what they are for, and how long things are kept.

An item is its text, its role and its need, within its collection; `all` is every role of the collection, and a role is
its printed label (an identifier of the reader's own says nothing). A retention rule is its ends, its store, what it is
narrowed to and its statutes, within its collection or for the whole policy; which of the two lists for the whole
policy it stands in is no fact, and whatever else it says is a detail, scored apart.
"""

from collections.abc import Iterable, Iterator

from bench.reader.document import Row, lines_of, row, rows, tight, words
from bench.reader.facts import Fact, Value, ends, label, period
from bench.reader.reading import Reading

DETAILS = ("action", "condition", "at_most", "until_stated", "store_name", "start", "kind", "deadline", "ends")


def labels(values: Iterable[object]) -> frozenset[str]:
    """Printed labels, in no order."""
    return frozenset(tight(value) for value in values)


def roles_of(reading: Reading, holder: Row, above: Row) -> frozenset[str]:
    """The labels of the roles a group of items is for."""
    named = words(holder.get("role"))
    ids = words(above.get("roles")) if "all" in named else named
    return frozenset(name for name in (reading.roles.get(one, tight(one)) for one in ids) if name)


def collections(reading: Reading) -> Iterator[Fact]:
    """Each collection by its label, its group, whom it hears it from, and whose data it holds."""
    for key, one in reading.activities:
        fields: tuple[tuple[str, Value], ...] = (
            ("collection", key),
            ("context", label(one.get("context"))),
            ("group", label(one.get("group"))),
            ("from", label(one.get("from"))),
            ("roles", roles_of(reading, {"role": "all"}, one)),
            ("need", label(one.get("need"))),
        )
        yield Fact("collections", fields, lines_of(one), named(one))
        for basis in rows(one.get("legal_basis")):
            based = (("collection", key), ("law", label(basis.get("law"))), ("text", label(basis.get("text"))))
            yield Fact("legal bases", based, lines_of(basis, one), named(one))
        for text in words(one.get("purposes")):
            yield Fact("purposes", (("collection", key), ("text", label(text))), lines_of(one), named(one))


def named(one: Row) -> str:
    """What people call a collection or a party."""
    return str(one.get("context") or one.get("name") or one.get("recipient") or one.get("from") or "")


def items(reading: Reading) -> Iterator[Fact]:
    """Items with role and need; beside them the condition of each (`when`) and what is agreed to in their place."""
    for key, one in reading.activities:
        for group in rows(one.get("items")):
            lines = lines_of(group, one)
            who, need = roles_of(reading, group, one), label(group.get("need")) or "unspecified"
            for text in words(group.get("items")):
                item = (("collection", key), ("item", label(text)))
                yield Fact("items", (*item, ("roles", who), ("need", need)), lines, named(one))
                if group.get("when") is not None:
                    yield Fact("conditions", (*item, ("when", label(group["when"]))), lines, named(one))
            for text in words(group.get("consents")):
                yield Fact("consents", (("collection", key), ("text", label(text))), lines, named(one))


def parts(reading: Reading) -> Iterator[Fact]:
    """Items with their parts in brackets, and those said not to be collected."""
    for one in rows(reading.document.get("item_parts")):
        fields = (("item", label(one.get("item"))), ("parts", labels(words(one.get("parts")))))
        yield Fact("item parts", fields, lines_of(one))
    for one in rows(reading.document.get("negated")):
        for text in words(one.get("items")):
            yield Fact("negated items", (("item", label(text)),), lines_of(one))


def narrowed(rule: Row) -> frozenset[str]:
    """What a rule is for; `all` where it says nothing else."""
    return labels(words(rule.get("applies_to")) or ("all",))


def retention(reading: Reading) -> Iterator[Fact]:
    """Rules of retention, and their details."""
    for one in reading.rules:
        rule, lines = one.rule, lines_of(one.rule, one.above)
        fields = (
            ("collection", one.scope),
            ("ends", ends(rule)),
            ("store", label(rule.get("store")) or "unspecified"),
            ("applies_to", narrowed(rule)),
            ("statute", labels(words(rule.get("statute")))),
        )
        yield Fact("retention", fields, lines, one.where, one.optional)
        for name in DETAILS:
            if rule.get(name) is not None:
                detail = (("collection", one.scope), ("rule", one.key), (name, label(rule[name])))
                yield Fact("retention details", detail, lines, one.where, one.optional)


def statutory(reading: Reading) -> Iterator[Fact]:
    """Records kept by law: the law, the kind of record, its text, how long, and whether that is a minimum."""
    for one in rows(reading.document.get("statutory_retention")):
        fields = (
            ("law", label(one.get("law"))),
            ("record", label(one.get("record"))),
            ("record_text", label(one.get("record_text"))),
            ("duration", period(one.get("duration"))),
            ("at_least", label(one.get("at_least") or False)),
            ("store", label(one.get("store"))),
        )
        yield Fact("statutory lines", fields, lines_of(one))


def automatic(reading: Reading) -> Iterator[Fact]:
    """Items collected by themselves, what they are for, and the ways of collecting."""
    auto = row(reading.document.get("auto_collected"))
    for text in words(auto.get("items")):
        yield Fact("automatic items", (("item", label(text)),), lines_of(auto))
    for text in words(auto.get("purposes")):
        yield Fact("automatic purposes", (("text", label(text)),), lines_of(auto))
    for text in words(reading.document.get("collection_methods")):
        yield Fact("collection methods", (("text", label(text)),))
