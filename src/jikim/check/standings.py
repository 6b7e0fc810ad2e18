"""What of PIPA Art. 30 (1) a policy states, what it lacks, and what nobody can tell from it.

Three kinds of "not there" are three answers. *Missing*: every policy says it. *Triggered*: another clause of the same
text calls for it. *Unknown*: whether the service does it cannot be read in a policy that is silent about it, nor
whether an excerpt's document says it elsewhere. A silent policy is not accused of the last.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from jikim.check.checking import check
from jikim.check.officers import AGENT
from jikim.check.table import RULES
from jikim.law import Catalogue, Category, Fact, When
from jikim.policy import Policy
from jikim.policy.parties import Matter


class Standing(Enum):
    """How an item of the law stands in a policy; see the head of this file."""

    STATED = "stated"
    MISSING = "missing"
    TRIGGERED = "triggered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Stated:
    """An item that the law asks of a policy, how it stands there, and the rules that found it wanting."""

    fact: Fact
    standing: Standing
    rules: tuple[str, ...]


def _told(matter: Matter) -> Callable[[Policy], bool]:
    return lambda policy: any(each.matter is matter for each in policy.disclosures)


# What only some policies say, and where one says it.
SAID: dict[str, Callable[[Policy], bool]] = {
    "PP-03": lambda policy: policy.provided is not None,
    "PP-05": _told(Matter.SENSITIVE),
    "PP-06": lambda policy: bool(policy.entrusted),
    "PP-07": _told(Matter.PSEUDONYMISED),
    "PP-10": lambda policy: bool(policy.automatic and policy.automatic.refusal),
    "PP-12": lambda policy: policy.overseas is not None,
    "PP-14": lambda policy: policy.controller.country is not None,
    "PP-20": lambda policy: any(activity.basis for activity in policy.activities),
    "PP-21": _told(Matter.FURTHER_USE),
    "PP-22": lambda policy: any(officer.role == AGENT for officer in policy.officers),
    "PP-23": _told(Matter.CAMERAS),
    "PP-24": _told(Matter.AUTOMATED),
    "PP-26": lambda policy: bool(policy.entrusted),
    "PP-27": _told(Matter.LOCATION),
    "PP-28": _told(Matter.TRANSMISSION),
    "PP-30": lambda policy: bool(policy.remedies),
    "PP-31": _told(Matter.BEHAVIOUR),
    "PP-32": lambda policy: policy.children is not None,
    "PP-33": _told(Matter.TRAINING_DATA),
}


def standing(policy: Policy, catalogue: Catalogue, on: date) -> tuple[Stated, ...]:
    """Return each item that the law in force `on` a day asks of a policy, in the order of the law; waivers aside."""
    found = {finding.rule for finding in check(replace(policy, waivers=()), catalogue, on)}
    wanting = [rule for rule in RULES.values() if rule.absence and rule.code in found]
    return tuple(
        _stated(policy, fact, tuple(rule.code for rule in wanting if fact.id in rule.law))
        for fact in catalogue.facts(Category.POLICY_ITEM, on)
    )


def _stated(policy: Policy, fact: Fact, rules: tuple[str, ...]) -> Stated:
    if rules and not policy.document.complete:
        return Stated(fact, Standing.UNKNOWN, rules)
    if rules:
        return Stated(fact, Standing.MISSING if fact.when is When.ALWAYS else Standing.TRIGGERED, rules)
    said = SAID.get(fact.id)
    return Stated(fact, Standing.STATED if said is None or said(policy) else Standing.UNKNOWN, ())
