"""What the parts of a draft share while it is written: ids, words of items, events, cases, open questions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jikim.document import Spot
from jikim.draft.asked import Asks
from jikim.draft.ends import EventWords, listed
from jikim.draft.ids import Ids
from jikim.draft.items import ItemWords
from jikim.draft.tree import Table, clean, table, word
from jikim.law import normal
from jikim.reader import Activity, Facts, Question


@dataclass(slots=True)
class Desk:
    """One draft at work; `activities` and `labels` are those of the activities of the facts, in their order."""

    facts: Facts
    asks: Asks
    items: ItemWords
    events: EventWords
    roles: Mapping[str, str]
    activities: tuple[str, ...]
    labels: tuple[str, ...]
    purposes: dict[str, str] = field(default_factory=dict)
    _cases: dict[str, tuple[str, str, Spot | None]] = field(default_factory=dict)
    _case_ids: Ids = field(default_factory=Ids.beside)

    @classmethod
    def of(cls, facts: Facts, questions: Sequence[Question] = ()) -> "Desk":
        """Begin a draft: the ids of roles and activities come first, because everything else names them."""
        asks, role_ids, activity_ids = Asks(questions), Ids.beside(("person", "record", "entrusted")), Ids.beside()
        roles = {role.id: role_ids.of(role.id if role.id.isascii() else role.label, "role") for role in facts.roles}
        labels = _labels(facts.activities)
        names = tuple(activity_ids.of(label, "activity") for label in labels)
        return cls(facts, asks, ItemWords(facts), EventWords(asks), roles, names, labels)

    def roles_of(self, roles: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the roles that are declared."""
        return tuple(dict.fromkeys(self.roles[role] for role in roles if role in self.roles))

    def case(self, text: str | None, spot: Spot | None) -> str | None:
        """Return the id of a condition, declared when it is first met."""
        cleaned = clean(text or "")
        if not cleaned:
            return None
        key = normal(cleaned)
        if key not in self._cases:
            self._cases[key] = (self._case_ids.of(cleaned, "case"), cleaned, spot)
        return self._cases[key][0]

    def cases(self) -> Table | None:
        """Return `cases:` of the draft."""
        return table(*((name, word(text, spot)) for name, text, spot in self._cases.values()), block=True)


def label_of(activity: Activity) -> str:
    """Return what an activity is called: its context, or its first purpose, or the group it stands in."""
    return (
        next((text for text in (activity.context, *activity.purposes, activity.group) if clean(text or "")), "") or ""
    )


def _labels(activities: Sequence[Activity]) -> tuple[str, ...]:
    """Return what the activities are called; of two of one name the later is told apart by its first purpose."""
    found: list[str] = []
    for each in activities:
        label, more = clean(label_of(each)), next(filter(None, map(clean, each.purposes)), "")
        again = any(normal(label) == normal(other) for other in found)
        found.append(f"{label} ({more})" if again and more and normal(more) != normal(label) else label)
    return tuple(found)


def speaks_of(activity: Activity, part: str, name: str, *, purposes: bool = True) -> bool:
    """Return whether the names of an activity hold one of the words that words.toml lists."""
    told = (activity.context or "", *(activity.purposes if purposes or not activity.context else ()))
    text = normal(" ".join(told))
    return any(normal(each) in text for each in listed(part, name))
