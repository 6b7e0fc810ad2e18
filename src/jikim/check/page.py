"""The page of a rule, made of the rule itself: its docstring, its facts of law, and the sanction behind it.

The docstring says what is asked, in English; its Korean stands in messages/ko/rules.po, paragraph by paragraph, as that
of any other sentence (`spoken`). `Avoid` and `Prefer` are pieces of a policy, the same in every language. Articles,
days and sanctions come from the catalogue, so that no page says of the law what the catalogue does not.
"""

import re
from dataclasses import dataclass

from jikim.check.case import gravity
from jikim.check.table import Group, Rule
from jikim.errors import Severity
from jikim.law import Catalogue, Dated, Fact
from jikim.messages import Language, Message, msg

_FORM = re.compile(
    r"(?P<what>.+?)\n\nSource: (?P<source>.+?)\n\nAvoid:  (?P<avoid>.+?)\nPrefer: (?P<prefer>.+)", re.DOTALL
)
_SEVERITIES = {Severity.ERROR: msg("error"), Severity.WARNING: msg("warning"), Severity.INFO: msg("info")}
NO_WAIVER = Group.WAIVERS


@dataclass(frozen=True, slots=True)
class Page:
    """What the docstring of a rule says, in parts; `what` are its paragraphs."""

    what: tuple[Message, ...]
    source: Message
    avoid: str
    prefer: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page: its heading, and its paragraphs; `piece` for a piece of a policy, to be shown as it is."""

    title: Message
    lines: tuple[Message, ...]
    piece: bool = False


def page_of(rule: Rule) -> Page:
    """Return the page of a rule; ValueError for a docstring that is none."""
    found = _FORM.fullmatch(rule.page)
    if found is None:
        raise ValueError(f"the docstring of {rule.code} is no page")
    # No literals of msg(): tools/messages.py finds them in the docstrings.
    what = tuple(_in_a_line(each) for each in found["what"].split("\n\n"))
    return Page(what, _in_a_line(found["source"]), found["avoid"], found["prefer"])


def _in_a_line(text: str) -> Message:
    return _as_it_is(" ".join(text.split()))


def spoken(rule: Rule) -> tuple[Message, ...]:
    """Return what of a page is translated: its paragraphs, and its source where no fact of law stands for it."""
    page = page_of(rule)
    return (*page.what, *(() if rule.law else (page.source,)))


def severity_of(rule: Rule, catalogue: Catalogue) -> Severity:
    """Return how grave a rule is where a finding says nothing else."""
    return rule.severity if isinstance(rule.severity, Severity) else gravity(catalogue, rule.severity)


def parts_of(rule: Rule, catalogue: Catalogue, language: Language) -> tuple[Part, ...]:
    """Return what follows on the page after the paragraphs of the rule."""
    page = page_of(rule)
    facts = tuple(catalogue.fact(name) for name in rule.law)
    parts = [
        Part(msg("avoid"), (_as_it_is(page.avoid),), piece=True),
        Part(msg("prefer"), (_as_it_is(page.prefer),), piece=True),
        Part(msg("the law behind it"), (*_source(page, facts, language), *_facts(catalogue, facts, language))),
        Part(msg("how grave"), tuple(_grave(rule, catalogue, language))),
        Part(msg("how to waive"), _waiver(rule), piece=rule.group is not NO_WAIVER),
    ]  # fmt: skip
    return tuple(parts)


def _as_it_is(text: str) -> Message:
    return Message(text.replace("{", "{{").replace("}", "}}"))


def _source(page: Page, facts: tuple[Fact, ...], language: Language) -> tuple[Message, ...]:
    """Return the source as the docstring has it; in Korean the articles of the facts stand for it, if there are any."""
    return () if facts and language is Language.KOREAN else (page.source,)


def _facts(catalogue: Catalogue, facts: tuple[Fact, ...], language: Language) -> list[Message]:
    return [_fact(catalogue, fact, language) for fact in facts]


def _fact(catalogue: Catalogue, fact: Fact, language: Language) -> Message:
    korean = language is Language.KOREAN
    cited = catalogue.cite_in_korean(fact) if korean else catalogue.cite(fact)
    said = msg("{fact}: {article}, {words}", fact=fact.id, article=cited, words=fact.ko if korean else fact.en)
    if not catalogue.verified(fact):
        said = msg("{said} (unverified: one source only)", said=said)
    if fact.repealed is not None:
        return msg("{said}; repealed on {day}", said=said, day=fact.repealed.isoformat())
    if fact.in_force is None:
        return said
    if fact.dated is Dated.AMENDMENT:
        return msg("{said}; since {day}", said=said, day=fact.in_force.isoformat())
    return msg(
        "{said}; the text read is that of {day}, the duty may be older", said=said, day=fact.in_force.isoformat()
    )


def _grave(rule: Rule, catalogue: Catalogue, language: Language) -> list[Message]:
    said = [_SEVERITIES[severity_of(rule, catalogue)]]
    if isinstance(rule.severity, str):
        said.append(_fact(catalogue, catalogue.fact(rule.severity), language))
    if rule.absence:
        said.append(msg("in an excerpt what is missing cannot be known, and it is told as information"))
    return said


def _waiver(rule: Rule) -> tuple[Message, ...]:
    if rule.group is NO_WAIVER:
        return (msg("no waiver waives a finding about waivers"),)
    return (_as_it_is(f"waivers: [{{rule: {rule.code}, of: ..., reason: ..., until: 2027-06-30}}]"),)
