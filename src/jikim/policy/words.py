"""What the author's words stand for: items by id or by the words printed, events by id or label.

The words of a document vary (`이름(실명)`, `성명`, `회원 성명`) and are kept for publication; the ids are what
records, rules and logs speak of. What this policy declares comes before the standard vocabulary.
"""

from collections.abc import Iterable

from jikim.law import Vocabulary, normal
from jikim.messages import msg
from jikim.policy.model import Event, Item, Listed
from jikim.policy.node import Text
from jikim.policy.reading import Faults

BUILT_IN = (
    Event("collected", "수집", "record"),
    Event("joined", "가입", "person"),
    Event("agreed", "동의", "person"),
    Event("withdrew", "동의 철회", "person", pair="agreed"),
    Event("erasure_requested", "파기 요청", "record"),
    Event("ended", "위탁계약 종료", "entrusted"),
)


class Items:
    """The items of one policy: those declared, and those of the vocabulary that it lists."""

    def __init__(self, declared: Iterable[Item], vocabulary: Vocabulary, faults: Faults) -> None:
        self._by_id = {item.id: item for item in declared}
        self._vocabulary = vocabulary
        self._faults = faults
        self._by_words: dict[str, str] = {}
        for item in self._by_id.values():
            for words in (item.label, *item.also, *(_with_parts(item),)):
                self._by_words.setdefault(normal(words), item.id)
        self.used: dict[str, Item] = dict(self._by_id)

    def resolve(self, words: Text) -> Listed | None:
        """Return the item that the words stand for; reports words that stand for none."""
        name = str(words) if str(words) in self._by_id else self._by_words.get(normal(words))
        if name is None:
            standard = self._vocabulary.resolve(words)
            if standard is None:
                self._unknown(words)
                return None
            name = standard.id
            self.used.setdefault(name, Item(name, standard.label, standard.legal, standard.form, standard.lookup))
        if str(words) == name:
            words = Text.at(self.used[name].label, words.place)
        return Listed(name, words)

    def all(self, words: Iterable[Text]) -> tuple[Listed, ...]:
        """Return the items that these words stand for, leaving out those that stand for none."""
        return tuple(listed for listed in map(self.resolve, words) if listed is not None)

    def _unknown(self, words: Text) -> None:
        self._faults.add(words.place, "item-unknown",
            msg("no item is called '{words}'", words=words),
            msg("an item must be known before it can be collected, sealed or destroyed"),
            msg("declare it under `items:` (id: label), or write it as the vocabulary does"))  # fmt: skip


def _with_parts(item: Item) -> str:
    return f"{item.label}({', '.join(item.parts)})" if item.parts else item.label


class Events:
    """The events of one policy: built in, or declared by it."""

    def __init__(self, declared: Iterable[Event], faults: Faults) -> None:
        self.all = {event.id: event for event in (*BUILT_IN, *declared)}
        self._faults = faults

    def resolve(self, words: Text, name: str) -> str:
        """Return the id of the event called `name`; reports one that is not known and returns `collected`."""
        found = name if name in self.all else self._by_label(name)
        if found is not None:
            return found
        self._faults.add(words.place, "event-unknown",
            msg("no event is called '{name}'", name=name),
            msg("a period needs something that begins it, and somebody who reports that"),
            msg("declare it under `events:`, or use one of: {known}", known=", ".join(sorted(self.all))))  # fmt: skip
        return "collected"

    def _by_label(self, name: str) -> str | None:
        wanted = normal(name)
        labels = {known: normal(event.label) for known, event in self.all.items()}
        exact = [known for known, label in labels.items() if label == wanted]
        ending = [known for known, label in labels.items() if label.endswith(wanted)] if len(wanted) > 1 else []
        return exact[0] if exact else ending[0] if len(ending) == 1 else None
