"""The facts of others: entrusted parties, third parties, transfers abroad, officers, bodies of remedy.

A party is its name and its work (a third party its name and the purpose); what else the text says of it is scored
apart, under the party it was paired with. An officer is one fact: every field must be right.
"""

from collections.abc import Iterator

from bench.reader.collecting import labels, named
from bench.reader.document import Row, lines_of, row, rows, words
from bench.reader.facts import Ends, Fact, Open, Value, cut, ends, hidden, label, said

RULES = {"none_except", "consent_or_law"}


def kept(party: Row) -> Iterator[tuple[Ends, tuple[int, ...]]]:
    """How long a party keeps what it was given."""
    for rule in rows(party.get("retention")):
        yield ends(rule), lines_of(rule, party)


def entrusted(reading_parties: tuple[tuple[str, Row], ...]) -> Iterator[Fact]:
    """Entrusted parties, their details, and those abroad."""
    for key, one in reading_parties:
        lines, where = lines_of(one), named(one)
        party = (("name", label(one.get("name"))), ("work", label(one.get("work"))))
        yield Fact("entrusted parties", party, lines, where)
        for name in ("work_items", "items"):
            for text in words(one.get(name)):
                yield Fact("entrusted details", (("party", key), (name, label(text))), lines, where)
        for name in ("location", "sub", "of", "named", "placeholder"):
            if one.get(name) is not None:
                yield Fact("entrusted details", (("party", key), (name, label(one[name]))), lines, where)
        for end, at in kept(one):
            yield Fact("entrusted details", (("party", key), ("ends", end)), at, where)
        yield from abroad(key, one)


def abroad(key: str, party: Row) -> Iterator[Fact]:
    """A party to which data go abroad: where, how, and what."""
    transfer = row(party.get("transfer"))
    if party.get("overseas") or transfer:
        fields = (
            ("party", key),
            ("location", label(party.get("location"))),
            ("method", cut(transfer.get("method"))),
            ("items", labels(words(transfer.get("items")))),
        )
        yield Fact("overseas", fields, lines_of(party), named(party))


def third_parties(document: Row, provisions: tuple[tuple[str, Row], ...]) -> Iterator[Fact]:
    """The rule, its exceptions, and each provision with its items and its period."""
    third = row(document.get("third_party"))
    rule = label(third.get("rule"))
    if rule is not None:  # five labels print the sentence, eight a word: a sentence only says that there is a rule
        yield Fact("third-party rule", (("rule", rule if rule in RULES else Open.PRESENT),), lines_of(third))
    for one in rows(third.get("exceptions")):
        yield Fact("third-party exceptions", (("text", cut(one.get("text"))),), lines_of(one, third))
    for key, one in provisions:
        lines, where = lines_of(one, third), named(one)
        fields = (("recipient", label(one.get("recipient"))), ("purpose", label(one.get("purpose"))))
        yield Fact("third parties", fields, lines, where)
        for text in words(one.get("items")) + words(row(one.get("optional_items")).get("items")):
            yield Fact("third-party items", (("party", key), ("item", label(text))), lines, where)
        for end, at in kept(one):
            yield Fact("third-party retention", (("party", key), ("ends", end)), at, where)


def officer(kind: str, one: Row) -> Fact:
    """One officer; what a label hides is written `present` there, and a fax is compared where the label has one."""
    fields: tuple[tuple[str, Value], ...] = (
        ("role", label(one.get("role"))),
        *((name, hidden(one.get(name))) for name in ("name", "title", "dept", "phone", "email")),
        ("fax", hidden(one["fax"]) if "fax" in one else Open.UNSAID),
    )
    return Fact(kind, fields, lines_of(one), str(one.get("role_text") or ""))


def remedies(document: Row) -> Iterator[Fact]:
    """The bodies one complains to, with number and address where the label has them."""
    for one in rows(document.get("remedies")):
        fields = (("name", label(one.get("name"))), ("phone", said(one, "phone")), ("url", said(one, "url")))
        yield Fact("remedies", fields, lines_of(one))
