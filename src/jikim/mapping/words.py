"""The smallest words of the language: names of tables and columns, values, and the faults they can have."""

from collections.abc import Mapping
from dataclasses import dataclass

from jikim.errors import Place
from jikim.mapping.conditions import Given, TableName
from jikim.messages import msg
from jikim.policy import Faults, Node, Reader, Series, Text


@dataclass(frozen=True, slots=True)
class Words:
    """What names stand for while a mapping is read: the databases (true: a live one), and where faults go."""

    databases: Mapping[str, bool]
    faults: Faults

    @property
    def only(self) -> str | None:
        """The live database, where there is one alone: its name need not be written."""
        live = [name for name, is_live in self.databases.items() if is_live]
        return live[0] if len(live) == 1 else None

    def table(self, text: Text) -> TableName:
        """Return the table that a name stands for: `orders`, `audit.log`, or `shop.orders` with its database."""
        first, dot, rest = text.partition(".")
        if dot and rest and first in self.databases:
            if not self.databases[first]:
                self._not_live(text, first)
            return TableName(first, rest, text.place)
        if self.only is None and any(self.databases.values()):
            self.faults.add(text.place, "table-database",
                msg("the table '{table}' does not say in which database it is", table=text),
                msg("there are several, and each may have a table of this name"),
                msg("write it with its database: `{database}.{table}`",
                    database=next(iter(self.databases)), table=text))  # fmt: skip
        return TableName(self.only or "", str(text), text.place)

    def _not_live(self, text: Text, database: str) -> None:
        self.faults.add(text.place, "table-database",
            msg("the table '{table}' is in '{database}', which is no live database", table=text, database=database),
            msg("rows are mapped where the service works with them; jikim itself moves them elsewhere"),
            msg("name the table in a live database"))  # fmt: skip


def wrong(faults: Faults, place: Place, key: str, *forms: str) -> None:
    """Report a value that has none of the forms it may have."""
    faults.add(place, "value-form",
        msg("the value of '{key}' has the wrong form", key=key),
        msg("it was read as absent"),
        msg("write it as one of: {forms}", forms=", ".join(f"`{form}`" for form in forms)))  # fmt: skip


def name(reader: Reader, text: Text, key: str) -> Text:
    """Return the name of a column, table, item or event; reports an empty one."""
    if text.strip() or (text.plain and not text):
        return reader.check_text(text, key)
    reader.faults.add(text.place, "name-empty",
        msg("a name under '{key}' is empty", key=key),
        msg("nothing in a database or a policy is called so"),
        msg("write the name, or leave the line out"))  # fmt: skip
    return text


def names(reader: Reader, node: Node | None, key: str) -> tuple[Text, ...]:
    """Return the names under a key: one, or a list of them."""
    if node is None:
        return ()
    nodes = node.nodes if isinstance(node, Series) else (node,)
    texts = [each if isinstance(each, Text) else reader.as_text(each, key) for each in nodes]
    return tuple(name(reader, text, key) for text in texts if text is not None)


def pairs(reader: Reader, key: str) -> tuple[tuple[Text, Node], ...]:
    """Return the keys and nodes of a table whose keys are names of somebody else's choosing."""
    inner = reader.inner(key)
    return () if inner is None else tuple((name(reader, each, key), node) for each, node in inner.table.entries)


def value(reader: Reader, node: Node, key: str) -> Given:
    """Return a value: text, a whole number, true, false or null; what is in quotes is text."""
    if not isinstance(node, Text):
        reader.as_text(node, key)
        return ""
    if not node.plain:
        return str(node)
    if node in _WORDS:
        return _WORDS[node]
    if _is_number(node):
        return int(node)
    return str(reader.check_text(node, key))


def values(reader: Reader, node: Node | None, key: str) -> tuple[Given, ...]:
    """Return one value, or a list of them; None (the key is absent) gives none."""
    if node is None:
        return ()
    nodes = node.nodes if isinstance(node, Series) else (node,)
    return tuple(value(reader, each, key) for each in nodes)


_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None}


def _is_number(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdigit() and len(digits) < 19 and (digits == "0" or digits[0] != "0")
