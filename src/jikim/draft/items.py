"""Items by the words printed: the standard vocabulary knows most, the others are declared with an id.

One record holds one value of an item, so two words of a group that mean the same item (닉네임 and 별명) become two
items; the second is declared by its own words and keeps the legal class of the first.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jikim.document import Spot
from jikim.draft.ids import Ids, has_english
from jikim.draft.tree import Node, Table, bare, clean, table, word, words
from jikim.law import normal, vocabulary
from jikim.reader import Facts, Parts

_REMARK = re.compile(r"[(\[][^()\[\]]*[)\]]")


@dataclass(slots=True)
class _Declared:
    label: str
    spot: Spot | None
    like: str | None = None
    parts: tuple[str, ...] = ()
    also: list[str] = field(default_factory=list)


class ItemWords:
    """The items of one draft."""

    def __init__(self, facts: Facts) -> None:
        printed = {*_listed(facts), *_kept(facts)}
        self._listed = {normal(text) for each in facts.item_parts for text in (each.head, each.item)}
        self._listed |= {normal(text) for text in _listed(facts)}
        self._ids = Ids.beside({*vocabulary().items, *printed})
        self._declared: dict[str, _Declared] = {}
        self._by_words: dict[str, str] = {}
        self._cores: dict[str, str] = {}
        for each in facts.item_parts:
            if clean(each.item) in printed:
                self._declare_parts(each)
        for text in _listed(facts):
            self.id_of(text)
        self._cores = {_core(text): self._by_words[normal(text)] for text in _listed(facts) if normal(text)}

    def is_strange(self, text: str) -> bool:
        """Return whether words are listed nowhere as items, and do not stand in the vocabulary."""
        key = normal(clean(text))
        known = key in self._listed or self._cores.get(_core(text)) in self._declared
        return bool(key) and not known and vocabulary().resolve(clean(text)) is None

    def id_of(self, text: str, spot: Spot | None = None) -> str:
        """Return the item that words stand for, declared if nobody knows it; empty for words without a letter."""
        cleaned = clean(text)
        key = normal(cleaned)
        if not key:
            return ""
        if key not in self._by_words:
            standard = vocabulary().resolve(cleaned)
            self._by_words[key] = standard.id if standard else self._spelled(cleaned) or self._declare(cleaned, spot)
        return self._by_words[key]

    def _spelled(self, text: str) -> str:
        """Return the declared item that words mean with another remark in brackets, and note the spelling."""
        name = self._cores.get(_core(text), "")
        if name in self._declared:
            self._declared[name].also.append(text)
            return name
        return ""

    def group(self, texts: Iterable[str], spot: Spot | None = None) -> tuple[str, ...]:
        """Return the words of a group as they are to be printed, no two of which are the same item."""
        found: dict[str, str] = {}
        spellings: set[str] = set()
        for text in map(clean, texts):
            item = self.id_of(text, spot)
            if not item or normal(text) in spellings:
                continue
            if item in found:
                if item in self._declared and not self._gives_up(item, text):
                    continue
                standard = vocabulary().resolve(text)
                item = self._declare(text, spot, standard.id if standard else None)
                self._by_words[normal(text)] = item
            spellings.add(normal(text))
            found[item] = text
        return tuple(found.values())

    def _gives_up(self, name: str, text: str) -> bool:
        """Take a spelling from a declared item so that it can stand for another; its own words it keeps."""
        also = self._declared[name].also
        if text not in also:
            return False
        also.remove(text)
        return True

    def declared(self) -> Table | None:
        """Return `items:` of the draft."""
        entries = [(name, self._node(each)) for name, each in self._declared.items()]
        return table(*entries, block=True)

    def _node(self, each: _Declared) -> Node | None:
        label = word(each.label, each.spot)
        if not (each.like or each.parts or each.also):
            return label
        return table(
            ("label", label),
            ("parts", words(each.parts, each.spot)),
            ("also", words(each.also, each.spot)),
            ("like", bare(each.like) if each.like else None),
        )

    def _declare(self, label: str, spot: Spot | None, like: str | None = None) -> str:
        name = self._ids.of(like if like and not has_english(label) else label, "item")
        self._declared[name] = _Declared(label, spot, like)
        return name

    def _declare_parts(self, each: Parts) -> None:
        """Declare an item with its parts; the words with and without the brackets mean it."""
        whole, head = clean(each.item), clean(each.head)
        if not normal(whole) or normal(whole) in self._by_words:
            return
        label = head if normal(head) and normal(head) not in self._by_words else whole
        standard = vocabulary().resolve(head)
        if standard and label == head and standard.id not in self._declared:
            name = standard.id  # an item declared under a standard id is that item, with more said of it
            self._declared[name] = _Declared(label, each.spot)
        else:
            name = self._declare(label, each.spot, standard.id if standard else None)
        one = self._declared[name]
        one.parts = tuple(dict.fromkeys(filter(None, map(clean, each.parts))))
        joined = f"{label}({', '.join(one.parts)})"
        for text in (label, whole, joined):
            self._by_words.setdefault(normal(text), name)
        if normal(whole) not in {normal(label), normal(joined)}:
            one.also.append(whole)


def _core(text: str) -> str:
    """Return words as they are compared, without what stands in brackets."""
    return normal(_REMARK.sub("", text)) or normal(text)


def _listed(facts: Facts) -> Iterator[str]:
    """Yield all words that stand where items stand."""
    for activity in facts.activities:
        for group in activity.items:
            yield from map(clean, group.items)
    if facts.auto_collected:
        yield from map(clean, facts.auto_collected.items)


def _kept(facts: Facts) -> Iterator[str]:
    """Yield the words that rules are about."""
    of_activities = (rule for activity in facts.activities for rule in activity.retention)
    for rule in (*of_activities, *facts.retention_default, *facts.retention_special):
        yield from () if isinstance(rule.applies_to, str) else map(clean, rule.applies_to)
