"""The catalogue of law: look a fact up by its id or its readable name, and ask whether it stood on a day.

Ids begin with a word that says where the fact lives (`RT-EC-3` in kr/retention.toml), so that one fact costs
one file: `check` reads about half the tables, a label reads one. Every answer is the same for everybody, so
tables are read once a process.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from jikim.errors import DocumentError
from jikim.law.fact import Category, Confidence, Fact, fact_of
from jikim.law.outdated import Outdated, outdated_of
from jikim.law.retention import Retention, retention_of
from jikim.law.statute import Amendment, Ground, Statute, amendment_of, ground_of, statute_of
from jikim.law.tables import pairs, rows
from jikim.law.words import normal
from jikim.messages import msg

_FILE = {
    Category.POLICY_ITEM: "policy_items",
    Category.PUBLICATION: "policy_items",
    Category.RETENTION: "retention",
    Category.CONSENT: "consent",
    Category.DESTRUCTION: "destruction",
    Category.PERIOD: "period",
    Category.RIGHT: "rights",
    Category.SAFETY: "safety",
    Category.BREACH: "breach",
    Category.SHARING: "sharing",
    Category.PENALTY: "penalty",
    Category.CONTROL: "controls",
}
_FILE_OF_PREFIX = {
    "PP": "policy_items",
    "RT": "retention",
    "CS": "consent",
    "DS": "destruction",
    "PD": "period",
    "DR": "rights",
    "SM": "safety",
    "BR": "breach",
    "OS": "sharing",
    "OT": "sharing",
    "BT": "sharing",
    "PS": "sharing",
    "CPO": "sharing",
    "CEO": "sharing",
    "INS": "sharing",
    "PN": "penalty",
    "ISMSP": "controls",
}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything this room knows of statutes; holds nothing itself, the tables are read when first asked for.

    Wherever an id is taken, an alias will do: `ecommerce/payment` is `RT-EC-3`.
    """

    def find(self, name: str) -> Fact | None:
        """Return the fact called `name`, or None."""
        id_ = _ids().get(name, name)
        file = _FILE_OF_PREFIX.get(id_.split("-")[0])
        return _facts(file).get(id_) if file else None

    def fact(self, name: str) -> Fact:
        """Return the fact called `name`; DocumentError if the catalogue has none."""
        found = self.find(name)
        if found is None:
            raise _unknown(name)
        return found

    def find_retention(self, name: str) -> Retention | None:
        """Return the period called `name`, or None."""
        return _retentions().get(_ids().get(name, name))

    def retention(self, name: str) -> Retention:
        """Return the period called `name`; DocumentError if the catalogue has none."""
        found = self.find_retention(name)
        if found is None:
            raise _unknown(name)
        return found

    def in_force(self, name: str, on: date) -> bool:
        """Return whether the fact called `name` stands on the day `on`."""
        return self.fact(name).is_in_force(on)

    def facts(self, category: Category, on: date | None = None) -> tuple[Fact, ...]:
        """Return the facts of a category, in the order of the file; with `on`, those in force that day."""
        found = (fact for fact in _facts(_FILE[category]).values() if fact.category is category)
        return tuple(fact for fact in found if on is None or fact.is_in_force(on))

    def retentions(self, on: date | None = None) -> tuple[Retention, ...]:
        """Return the periods, in the order of the file; with `on`, those in force that day."""
        return tuple(each for each in _retentions().values() if on is None or each.fact.is_in_force(on))

    def verified(self, fact: Fact | Retention | Ground | Statute | Amendment | Outdated) -> bool:
        """Return whether more than one source, or the text itself, stands behind it; else it is no law to cite."""
        confidence = fact.fact.confidence if isinstance(fact, Retention) else fact.confidence
        return confidence is not Confidence.LOW

    def statute(self, id_: str) -> Statute:
        """Return a statute by its id (`ECA-D`); KeyError if there is none, since only our own data names them."""
        return _statutes()[id_]

    def statute_named(self, words: str) -> Statute | None:
        """Return the statute a policy means by `words` (전자상거래법, or its full title), or None."""
        return _statutes_by_name().get(normal(words))

    def cite(self, fact: Fact | Ground | Outdated) -> str:
        """Return the citation in the one form we use: `PIPA Art. 21 (1)`."""
        return self.statute(fact.statute).cite(fact.article)

    def cite_in_korean(self, fact: Fact | Ground | Outdated) -> str:
        """Return the citation as Korean statutes write it: 개인정보 보호법 제21조제1항."""
        return self.statute(fact.statute).cite_in_korean(fact.article)

    def amendments(self, statute: str | None = None) -> tuple[Amendment, ...]:
        """Return the days on which the law changed, the earliest first; of one statute if named."""
        return tuple(each for each in _amendments() if statute is None or statute in each.statutes)

    def find_ground(self, name: str) -> Ground | None:
        """Return the ground called `name` (`contract`, `vat/32`), or None."""
        return _grounds().get(name)

    def grounds(self) -> dict[str, Ground]:
        """Return the statutory grounds by all their names."""
        return _grounds()

    def grounds_for(self, item: str) -> tuple[Ground, ...]:
        """Return the statutory grounds that allow an item which nothing else may carry (`rrn`)."""
        return tuple(ground for id_, ground in _grounds().items() if id_ == ground.id and item in ground.allows)

    def outdated(self, on: date) -> tuple[Outdated, ...]:
        """Return the words that are old on the day `on`, in the order of the file."""
        return tuple(each for each in _outdated() if each.since <= on)

    def stale(self, on: date, days: int = 90) -> tuple[str, ...]:
        """Return the ids of entries that nobody held against the official text for more than `days`, as of `on`."""
        checked = {fact.id: fact.checked for category in Category for fact in self.facts(category)}
        checked |= {id_: statute.checked for id_, statute in _statutes().items()}
        checked |= {ground.id: ground.checked for ground in _grounds().values()}
        checked |= {f"amendment {each.day}": each.checked for each in _amendments()}
        checked |= {each.id: each.checked for each in _outdated()}
        return tuple(sorted(id_ for id_, day in checked.items() if (on - day).days > days))


@cache
def catalogue() -> Catalogue:
    """Return the catalogue; the same one every time."""
    return Catalogue()


def _unknown(name: str) -> DocumentError:
    near = max(_ids(), key=lambda known: len(_pieces(known) & _pieces(name)))
    return DocumentError(
        msg("the law catalogue has no entry '{name}'", name=name),
        msg("the direction and the article of a period of law come from its entry in the catalogue"),
        msg("write the name of an entry, such as '{near}'", near=near),
    )


def _pieces(name: str) -> set[str]:
    """Three letters at a time: what two names share (difflib would cost more to import than the tables to read)."""
    return {name[at : at + 3] for at in range(len(name) - 2)}


@cache
def _facts(file: str) -> dict[str, Fact]:
    if file == "retention":
        return {id_: each.fact for id_, each in _retentions().items()}
    return {fact.id: fact for fact in map(fact_of, rows(file, "fact"))}


@cache
def _retentions() -> dict[str, Retention]:
    alias = {id_: name for name, id_ in pairs("aliases", "preferred").items()}
    return {row.text("id"): retention_of(row, alias[row.text("id")]) for row in rows("retention", "fact")}


@cache
def _ids() -> dict[str, str]:
    return pairs("aliases", "preferred") | pairs("aliases", "also")


@cache
def _statutes() -> dict[str, Statute]:
    return {statute.id: statute for statute in map(statute_of, rows("statutes", "statute"))}


@cache
def _statutes_by_name() -> dict[str, Statute]:
    return {normal(name): statute for statute in _statutes().values() for name in statute.names}


@cache
def _amendments() -> tuple[Amendment, ...]:
    return tuple(map(amendment_of, rows("amendments", "amendment")))


@cache
def _outdated() -> tuple[Outdated, ...]:
    return tuple(map(outdated_of, rows("stale", "stale")))


@cache
def _grounds() -> dict[str, Ground]:
    grounds = [ground_of(row) for row in rows("grounds", "ground")]
    return {name: ground for ground in grounds for name in (ground.id, *ground.names)}
