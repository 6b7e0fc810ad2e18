"""The words for items of personal information: what a printed word means, and what the law asks of it.

Policies print one item in many spellings; kr/items.toml lists them, each under one item. `Vocabulary.resolve`
goes from the printed words to the item. What is not found is None, and the author declares it: better to ask
than to take 배송정보(이름) for a name.

An item may be in several legal classes. The resident number is in three: it is a unique identifier and must be
encrypted, but consent never carries it (PIPA Art. 24-2), so whoever checks consents looks at RESIDENT_NUMBER first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from jikim.law.tables import Row, rows
from jikim.law.words import normal, without_remark


class LegalClass(Enum):
    """What the law asks of an item, beyond what it asks of every item."""

    ORDINARY = "ordinary"
    UNIQUE_IDENTIFIER = "unique_identifier"
    RESIDENT_NUMBER = "resident_number"
    SENSITIVE = "sensitive"
    AUTHENTICATION = "authentication"
    ENCRYPT_AT_REST = "encrypt_at_rest"

    @property
    def fact(self) -> str | None:
        """The id of the fact of law behind the class (`CS-07`); ORDINARY has none."""
        return _BEHIND[self][0] if self in _BEHIND else None

    @property
    def article(self) -> str | None:
        """The article that makes the class (`PIPA Art. 24-2`); ORDINARY has none."""
        return _BEHIND[self][1] if self in _BEHIND else None


_BEHIND = {
    LegalClass.UNIQUE_IDENTIFIER: ("CS-06", "PIPA Art. 24"),
    LegalClass.RESIDENT_NUMBER: ("CS-07", "PIPA Art. 24-2"),
    LegalClass.SENSITIVE: ("CS-05", "PIPA Art. 23"),
    LegalClass.AUTHENTICATION: ("SM-07a", "SAFE Art. 7 (1)"),
    LegalClass.ENCRYPT_AT_REST: ("SM-07b", "SAFE Art. 7 (2)"),
}


class Form(Enum):
    """What an item is made of: a short text, a file, a password (one way), or rows the service writes itself."""

    TEXT = "text"
    FILE = "file"
    PASSWORD = "password"  # noqa: S105  (the name of a form, not a secret)
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Item:
    """A standard item of personal information.

    `kind` groups items as policies do (contact, payment, sensitive); what the law says is in `legal`.
    `lookup`: a blind index may find it, because hardly two people share a value.
    """

    id: str
    kind: str
    en: str
    spellings: tuple[str, ...]
    legal: tuple[LegalClass, ...]
    lookup: bool
    form: Form

    @property
    def label(self) -> str:
        """The Korean name: the first spelling."""
        return self.spellings[0]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All standard items, by id and by spelling."""

    items: Mapping[str, Item]
    by_words: Mapping[str, Item]

    def resolve(self, words: str) -> Item | None:
        """Return the item that `words` mean: an id or any spelling, a bracketed remark set aside at need; or None.

        >>> [item.id for item in map(vocabulary().resolve, ["이름(실명)", "이메일 주소", "이메일(아이디)"]) if item]
        ['name', 'email', 'login_id']
        """
        if words in self.items:
            return self.items[words]
        whole = normal(words)
        return self.by_words.get(whole) or self.by_words.get(without_remark(whole))


@cache
def vocabulary() -> Vocabulary:
    """Return the standard vocabulary; read once."""
    items = [_item_of(row) for row in rows("items", "item")]
    by_words = {normal(words): item for item in items for words in (item.id, *item.spellings)}
    return Vocabulary({item.id: item for item in items}, by_words)


def _item_of(row: Row) -> Item:
    return Item(
        id=row.text("id"),
        kind=row.text("kind"),
        en=row.text("en"),
        spellings=row.texts("spellings"),
        legal=tuple(map(LegalClass, row.texts("legal"))) or (LegalClass.ORDINARY,),
        lookup=row.flag("lookup"),
        form=Form(row.text_or_none("form") or "text"),
    )
