"""Facts -> a policy.yaml that can be run, and the questions that only a person can answer.

1. what everything else names gets its id (roles, activities, purposes)
2. each part of the policy is made of the facts, in the order of the examples
3. what was declared on the way (items, events, cases) goes in front of what uses it
4. the lines are written, with a remark on each that a question is about
5. each value is put at the line that has its own words

The draft always parses: it is a start to work from, and what it chose stands among the questions.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jikim.draft.activities import activities, automatic, purposes_first
from jikim.draft.asked import Open
from jikim.draft.desk import Desk
from jikim.draft.exact import exact
from jikim.draft.gaps import of_policy, of_strangers
from jikim.draft.ids import Ids, id_of
from jikim.draft.keep import dormant, holds, keeps
from jikim.draft.parties import entrusted, entrusting, officers, provided, remedies
from jikim.draft.promises import children, destruction, notice, promises, rights, safeguards, training
from jikim.draft.statutory import statutory
from jikim.draft.text import Row, rows
from jikim.draft.tree import Node, Table, bare, clean, series, table, word, words
from jikim.law import normal
from jikim.messages import Language, Message, msg, say
from jikim.reader import Facts, Question, Reading, Role

_PUBLIC_PARTS = frozenset({"www", "com", "net", "org", "co", "kr", "io", "ai", "me", "app", "shop", "support", "help"})


_COMPANY = re.compile(r"\(주\)|㈜|주식회사|유한회사|\(유\)")
_DECLARED = ("items.", "events.", "cases.", "roles.")


@dataclass(frozen=True, slots=True)
class Draft:
    """A policy.yaml as a tree and by line; `numbers` are those of the questions by their key on a line."""

    tree: Table
    rows: tuple[Row, ...]
    questions: tuple[Open, ...]
    numbers: Mapping[str, int]

    def text(self, language: Language) -> str:
        """Return the file; remarks name the questions."""
        head = say(
            msg("A draft by `jikim read`; the questions and the source of each value stand beside it."), language
        )
        return "\n".join([f"# {head}", *(self.line(row, language) for row in self.rows)]) + "\n"

    def line(self, row: Row, language: Language) -> str:
        """Return a line with the questions about it."""
        asked = sorted({self.numbers[key] for key in row.asks if key in self.numbers})
        if not asked:
            return row.text
        return f"{row.text}  # {say(remark(asked), language)}"


def remark(numbers: Sequence[int]) -> Message:
    """Return `질문 3, 5`."""
    return msg("question {numbers}", numbers=", ".join(map(str, numbers)))


def draft(reading: Reading) -> Draft:
    """Return the draft of a reading."""
    desk = Desk.of(reading.facts, reading.questions)
    tree = _policy(desk)
    numbers, questions = desk.asks.numbered()
    asked = _placed(rows(tree), reading.questions)
    tree = exact(tree, reading.document)
    placed = tuple(replace(row, asks=about.asks) for row, about in zip(rows(tree), asked, strict=True))
    return Draft(
        tree, placed, questions, {**numbers, **{f"reading:{at}": at for at in range(1, len(reading.questions) + 1)}}
    )


def _placed(written: Sequence[Row], questions: Sequence[Question]) -> tuple[Row, ...]:
    """Put the remark about each question of the reading on the first line that its line of the document gave."""
    found = list(written)
    for number, question in enumerate(questions, 1):
        at = _place(written, question)
        if at is not None:
            found[at] = replace(found[at], asks=(*found[at].asks, f"reading:{number}"))
    return tuple(found)


def _place(written: Sequence[Row], question: Question) -> int | None:
    """Return the line that is about a question: by its spot, and of several by the words it asks about."""
    near = [at for at, row in enumerate(written) if any(each.spot == question.spot for _, each in row.values)]
    used = [at for at in near if not written[at].values[0][0].startswith(_DECLARED)] or near
    about = normal(question.about)
    exact = [at for at in used if about and about in normal(written[at].text)]
    kind = question.kind.partition("_")[0]
    part = [at for at in used if any(kind in path for path, _ in written[at].values)]
    return next(iter((*exact, *part, *used)), None)


def _policy(desk: Desk) -> Table:
    """Return the whole policy; `jikim: 1` alone where nothing was read."""
    facts = desk.facts
    purposes_first(desk)
    acts, machine = activities(desk), automatic(desk)
    general = (*facts.retention_default, *facts.retention_special)
    inner = [(rule, name) for name, each in zip(desk.activities, facts.activities, strict=True)
             for rule in each.retention]  # fmt: skip
    stays = holds(desk, [*((rule, None) for rule in general), *inner])
    kept = _general(desk)
    by_law = statutory(desk)
    asleep = dormant(desk, (*general, *(rule for rule, _ in inner)))
    parties = entrusted(desk)
    entries: tuple[tuple[str, Node | None], ...] = (
        ("document", _document(facts)),
        ("service", _service(desk)),
        ("controller", _controller(facts)),
        ("officers", officers(desk)),
        ("version", _version(desk)),
        ("roles", _roles(desk)),
        ("cases", desk.cases()),
        ("items", desk.items.declared()),
        ("events", desk.events.declared()),
        ("activities", acts),
        ("keep", kept),
        ("statutory", by_law),
        ("dormant", asleep),
        ("holds", stays),
        ("automatic", machine),
        ("entrusted", parties),
        ("entrusting", entrusting(desk)),
        ("provided", provided(desk)),
        ("children", children(desk)),
        ("rights", rights(desk)),
        ("destruction", destruction(desk)),
        ("training", training(desk)),
        ("safeguards", safeguards(desk)),
        ("remedies", remedies(desk)),
        ("notice", notice(desk)),
        ("promises", promises(desk)),
    )
    return Table((("jikim", bare("1")), *((key, node) for key, node in entries if node is not None)), block=True)


def _general(desk: Desk) -> Node | None:
    """Return `keep:` of the whole policy: what holds otherwise, then what holds beside the rules of activities."""
    theirs = of_strangers(desk)
    has_own = bool(theirs) or any(each.retention for each in desk.facts.activities)
    default = keeps(desk, desk.facts.retention_default, of_policy(desk))
    special = keeps(desk, [rule for rule in desk.facts.retention_special if rule not in theirs], adds=has_own)
    return series((*(default.nodes if default else ()), *(special.nodes if special else ())))


def _document(facts: Facts) -> Table | None:
    return table(
        ("title", word(facts.source.title)),
        ("complete", None if facts.source.complete else bare("false")),
        ("laws", words(facts.legal_frame)),
    )


def _service(desk: Desk) -> Table | None:
    found = desk.facts.service
    name = Ids.beside().of(_service_id(desk.facts), "service")
    key = desk.asks.ask("service", name, msg("which id is the service to have in logs and vaults?"),
        (msg("'{name}'", name=name), msg("another: small letters, digits and _")))  # fmt: skip
    return table(
        ("id", bare(name, asks=(key,))),
        ("name", word(found.names[0]) if found.names else None),
        ("url", word(found.urls[0]) if found.urls else None),
        ("does", words(found.description)),
    )


def _service_id(facts: Facts) -> str:
    """Return an id of the address, or of a name."""
    for url in facts.service.urls:
        host = clean(url).rpartition("//")[2].partition("/")[0].casefold()
        parts = [id_of(part) for part in host.split(".") if part not in _PUBLIC_PARTS and part.isascii()]
        if any(parts):
            return next(filter(None, reversed(parts)))
    names = (*facts.service.names, facts.controller.name or "")
    return next(filter(None, (id_of(_COMPANY.sub("", name)) for name in names)), "")


def _controller(facts: Facts) -> Table | None:
    spot = facts.controller.spot
    return table(("name", word(facts.controller.name, spot)), ("alias", words(facts.controller.aliases, spot)))


def _version(desk: Desk) -> Table | None:
    found, spot = desk.facts.dates, desk.facts.dates.spot
    announced, effective = _day(found.announced), _day(found.effective)
    name = effective or announced or clean(found.version or "")
    asked = () if name else (desk.asks.ask("version", "", msg("which edition is this, and from when does it hold?"),
        (msg("the first; no day is stated"), msg("another"))),)  # fmt: skip
    return table(
        ("id", word(name or "1", spot, asked)),
        ("announced", bare(announced, spot) if announced else None),
        ("effective", bare(effective, spot) if effective else None),
    )


def _day(text: str | None) -> str | None:
    try:
        return date.fromisoformat(text or "").isoformat()
    except ValueError:
        return None


def _roles(desk: Desk) -> Table | None:
    return table(*{desk.roles[role.id]: _role(desk, role) for role in desk.facts.roles}.items(), block=True)


def _role(desk: Desk, role: Role) -> Node | None:
    label = word(role.label) or bare(desk.roles[role.id])
    under = desk.roles.get(role.under or "")
    if under is None or role.under == role.id:
        return label
    return table(("label", label), ("is", bare(under)))
