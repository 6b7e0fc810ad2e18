"""Records by law -> `statutory:`: the name of the law in the catalogue, and which activities and items it binds.

The document says neither which activities nor which items a record is made of. The draft takes the activities whose
names speak of it (words.toml) with the items that say who traded what, and asks; a record that no activity makes is
tied to none.
"""

from collections.abc import Iterator

from jikim.draft.desk import Desk, speaks_of
from jikim.draft.ends import known, length
from jikim.draft.tree import Series, Table, asking, bare, clean, names, series, table, word, words
from jikim.law import Form, LegalClass, vocabulary
from jikim.messages import msg
from jikim.reader import Need, Statutory

_TRACES = ("login", "telecom_fact")
_TRACE_WORDS = ("기록", "로그", "IP", "접속", "방문")


def statutory(desk: Desk) -> Series | None:
    """Return `statutory:` of a draft."""
    return series(_line(desk, each) for each in desk.facts.statutory_retention)


def _line(desk: Desk, line: Statutory) -> Table | None:
    after, law = length(line.duration), _law(line)
    asked = law == "none" and not desk.asks.has("", line.spot)
    of = _activities(desk, line)
    return table(
        ("record", word(line.record_text, line.spot) or word(line.record, line.spot) or word("기록", line.spot)),
        ("for", bare(f"at least {after}" if line.at_least else after, line.spot) if after else bare("at once")),
        ("said", word(line.duration_text, line.spot)),
        ("law", bare(law, line.spot, (_ask_law(desk, line),) if asked else ())),
        ("cited", word(line.law_text, line.spot)),
        ("of", asking(names(of) or Series(()), _ask_which(desk, line))),
        ("items", words(_items(desk, line, of)) if of else None),
        ("in", bare("separate", line.spot) if line.store == "separate" else None),
    )


def _law(line: Statutory) -> str:
    """Return the name in the catalogue, or `none`."""
    laws = known("laws")
    law = line.law or line.law_expected
    found = next((laws[key] for key in (f"{law} {line.record}", line.record, law) if key and key in laws), "none")
    return str(found) if law or line.record in laws else "none"


def _ask_law(desk: Desk, line: Statutory) -> str:
    about = clean(line.record_text or line.record)
    return desk.asks.ask(f"law:{about}", about, msg("which law makes you keep '{record}'?", record=about),
        (msg("none: a rule of your own"), msg("a law of the catalogue")), line.spot)  # fmt: skip


def _ask_which(desk: Desk, line: Statutory) -> str:
    return desk.asks.ask("records", "", msg("which activities make the records that laws ask for, and of which items?"),
        (msg("the activities whose names speak of them, with the items that say who did what"),
         msg("other activities or items")), line.spot)  # fmt: skip


def _activities(desk: Desk, line: Statutory) -> tuple[str, ...]:
    if line.record in _TRACES:
        return ("automatic",) if desk.facts.auto_collected else ()
    return tuple(name for name, activity in zip(desk.activities, desk.facts.activities, strict=True)
                 if activity.items and not speaks_of(activity, "basis", "marketing")
                 and speaks_of(activity, "records", line.record))  # fmt: skip


def _items(desk: Desk, line: Statutory, of: tuple[str, ...]) -> Iterator[str]:
    """Yield the items of a record: those that people must give, without secrets, files and identity numbers."""
    if of == ("automatic",) and desk.facts.auto_collected:
        printed = desk.items.group(desk.facts.auto_collected.items)
        traces = [text for text in printed if any(sign in text for sign in _TRACE_WORDS)]
        yield from traces or printed
        return
    seen: set[str] = set()
    for name, activity in zip(desk.activities, desk.facts.activities, strict=True):
        for group in activity.items if name in of else ():
            for text in desk.items.group(group.items) if group.need is not Need.OPTIONAL else ():
                if (item := desk.items.id_of(text)) not in seen and not _is_secret(item):
                    seen.add(item)
                    yield text


def _is_secret(item: str) -> bool:
    found = vocabulary().items.get(item)
    return found is not None and (found.legal != (LegalClass.ORDINARY,) or found.form in (Form.FILE, Form.PASSWORD))
