"""What forms are made with: items and the right to refuse in words, and the faults found on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from jikim.consent.form import Told, What, Words
from jikim.errors import Finding, Place, Severity
from jikim.law import Catalogue, Fact, Ground, LegalClass
from jikim.messages import Both, Message, msg
from jikim.policy import Collect, Listed, Policy

MAY_REFUSE = msg("you may refuse this consent")
CONTACTED = Told(
    What.CONTACTED,
    (msg("you may be contacted to promote goods or services, or to invite you to buy them"),),
    important=True,
)
AT_NIGHT = Told(What.AT_NIGHT, (msg("this reaches you between 21:00 and 08:00 too"),), important=True)


@dataclass(frozen=True, slots=True)
class Telling:
    """A policy, the law it is under, and what it does not state."""

    policy: Policy
    law: Catalogue
    faults: list[Finding] = field(default_factory=list)

    def miss(self, rule: str, place: Place, fact: str, what: Message, fix: Message) -> None:
        """Note what a consent needs and the policy does not say; `fact` is the law that demands it."""
        why = _why(fact, self.cite(self.law.fact(fact)))
        self.faults.append(Finding(rule, Severity.ERROR, place, what, why, fix, (fact,)))

    def cite(self, fact: Fact | Ground) -> Both:
        """Return an article as each language cites it."""
        return Both(self.law.cite_in_korean(fact), self.law.cite(fact))

    def classes(self, item: str) -> tuple[LegalClass, ...]:
        """Return what the law asks of an item."""
        found = self.policy.item(item)
        return found.legal if found else ()

    def refusable(self) -> Message:
        """Return what the law says of every consent that may be left out."""
        article = self.cite(self.law.fact("CS-NODENY"))
        return msg("you may refuse; who refuses is not denied the service for it ({article})", article=article)


def _why(fact: str, article: Both) -> Message:
    """Return what the law demands under a fact."""
    return {
        "CS-01": msg(
            "who is asked for consent is told purposes, items, period, and the right to refuse with what follows "
            "({article})", article=article),
        "CS-02": msg(
            "who is asked is told the recipient, its purpose, the items, the period, and the right to refuse "
            "({article})", article=article),
        "CS-05": msg("sensitive information needs a consent of its own or a law ({article})", article=article),
        "CS-06": msg("unique identifiers need a consent of their own or a law ({article})", article=article),
        "CS-07": msg("consent is never a ground for the resident number ({article})", article=article),
        "CS-08": msg(
            "promotion needs a consent of its own, and people are told that they may be contacted ({article})",
            article=article),
        "CS-09": msg(
            "who is asked is told the items, the country with when and how, the recipient with its contact, purpose "
            "and period, and how to refuse ({article})", article=article),
        "CS-AD-3": msg("advertising between 21:00 and 08:00 needs a consent of its own ({article})", article=article),
        "CS-NODENY": msg(
            "items that are not needed may be refused, and people are told so ({article})", article=article),
        "PP-20": msg("items processed without consent are shown with their ground ({article})", article=article),
    }[fact]  # fmt: skip


def items_of(groups: Iterable[Collect]) -> tuple[str, ...]:
    """Return the ids of the items of groups, each once."""
    return tuple(dict.fromkeys(listed.item for group in groups for listed in group.items))


def items_told(telling: Telling, group: Collect, *, asked: bool = True) -> Words:
    """Return the items of a group as printed, with their parts, and of whom and in which case.

    Reports a list that is left open, where a consent is asked.
    """
    if group.etc and asked:
        telling.miss("open-words", group.place, "CS-01",
            msg("the list that ends with '{words}' says that there is more", words=group.items[-1].words),
            msg("name the rest, or take `etc:` out"))  # fmt: skip
    items = ", ".join(_with_parts(telling.policy, listed) for listed in group.items)
    roles = (telling.policy.role(role) for role in group.roles)
    cases = dict(telling.policy.cases)
    whose = [str(role.label) for role in roles if role]
    whose += [str(cases[str(group.case)])] if group.case and str(group.case) in cases else []
    return f"{items} ({', '.join(whose)})" if whose else items


def _with_parts(policy: Policy, listed: Listed) -> str:
    item = policy.item(listed.item)
    missing = [part for part in (item.parts if item else ()) if part not in listed.words]
    return f"{listed.words}({', '.join(missing)})" if missing else str(listed.words)
