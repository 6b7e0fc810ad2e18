"""Every kind of fact, in the order of the table, and the F1 that the issue asks of the first eight."""

from collections.abc import Iterator

from bench.reader import collecting, parties, whole
from bench.reader.document import rows
from bench.reader.facts import Fact
from bench.reader.reading import Reading

TARGETS = {
    "items": 0.97,
    "retention": 0.95,
    "statutory lines": 0.98,
    "entrusted parties": 0.98,
    "officers": 0.98,
    "dates": 0.98,
    "rights": 0.98,
    "destruction": 0.98,
}
ASKED, NEEDLESS = 0.90, 3  # of the ambiguities; questions a document that nobody needed

KINDS = (
    *TARGETS,
    *("collections", "purposes", "conditions", "consents", "legal bases", "item parts", "negated items"),
    *("automatic items", "automatic purposes", "collection methods", "retention details"),
    *("entrusted details", "entrusting terms", "overseas"),
    *("third-party rule", "third-party exceptions", "third parties", "third-party items", "third-party retention"),
    *("cookies", "children", "notice of change", "training", "safeguards", "promises", "remedies"),
    *("names", "roles", "cameras", "permissions"),
)

OF_COLLECTIONS = (
    collecting.collections,
    collecting.items,
    collecting.parts,
    collecting.retention,
    collecting.statutory,
    collecting.automatic,
)
OF_THE_WHOLE = (
    *(whole.dates, whole.names, whole.rights, whole.destruction, whole.cookies, whole.children, whole.changes),
    *(whole.training, whole.safeguards, whole.promises, whole.cameras, whole.terms, parties.remedies),
)


def facts(reading: Reading) -> Iterator[Fact]:
    """Every fact a document states, in the order of its sections."""
    for of_collections in OF_COLLECTIONS:
        yield from of_collections(reading)
    yield from parties.entrusted(reading.parties)
    yield from parties.third_parties(reading.document, reading.provisions)
    for one in rows(reading.document.get("officers")):
        yield parties.officer("officers", one)
    for of_the_whole in OF_THE_WHOLE:
        yield from of_the_whole(reading.document)
