"""JSON lines from a service -> submissions, events and consents.

    {"record": {"activity", "role", "at", "person", "values", "files", "hashed", "cases", "agreed", "events",
                "born", "guardian"}}
    {"event": {"person" or "record", "name", "at"}}
    {"consent": {"person", "matter", "agreed", "at"}}

`values`, `files` (base64) and `hashed` go by item; `events` is a list of [name, moment]. What cannot be understood is
refused with the key it stands under, never with its value.
"""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jikim.cli.options import instant_given
from jikim.consent import Submission
from jikim.errors import DocumentError
from jikim.messages import Message, msg
from jikim.period import Instant


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a person, or to a record (16 bytes)."""

    person: str
    record: bytes | None
    name: str
    at: Instant


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent given or withdrawn."""

    person: str
    matter: str
    agreed: bool
    at: Instant


Given = Submission | Event | Consent


def given(line: bytes, otherwise: Instant | None = None) -> Given:
    """Return what a line hands in; `otherwise` is the moment where none is named. Raises DocumentError."""
    table = _Table(_read(line), otherwise)
    kinds: dict[str, Callable[[_Table], Given]] = {"record": _submission, "event": _event, "consent": _consent}
    for name, make in kinds.items():
        if table.has(name):
            inner = _Table(table.table(name), otherwise)
            table.close()
            found = make(inner)
            inner.close()
            return found
    raise _wrong(msg("the line is none of: {known}", known=", ".join(kinds)), msg('begin it as {{"record": ...}}'))


def record_given(line: bytes, now: Instant) -> Submission:
    """Return one record, with or without the word `record` around it. Raises DocumentError."""
    table = _Table(_read(line), now)
    inner = _Table(table.table("record"), now) if table.has("record") else table
    found = _submission(inner)
    inner.close()
    table.close()
    return found


def _submission(table: "_Table") -> Submission:
    return Submission(
        activity=table.text("activity"),
        role=table.text("role"),
        at=table.moment("at"),
        person=table.text("person") if table.has("person") else None,
        values=table.texts("values"),
        files={item: _bytes(text) for item, text in table.texts("files").items()},
        hashed=table.texts("hashed"),
        cases=tuple(table.words("cases")),
        agreed=frozenset(table.words("agreed")),
        events=table.events("events"),
        born=table.day("born"),
        guardian=table.flag("guardian"),
    )


def _event(table: "_Table") -> Event:
    record = record_id(table.text("record")) if table.has("record") else None
    person = table.text("person") if record is None or table.has("person") else ""
    return Event(person, record, table.text("name"), table.moment("at"))


def _consent(table: "_Table") -> Consent:
    return Consent(table.text("person"), table.text("matter"), table.flag("agreed", True), table.moment("at"))


def record_id(text: str) -> bytes:
    """Return the id of a record or a hold as written in 32 hexadecimal digits."""
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b""
    if len(found) != 16:
        raise _wrong(msg("this is no id"), msg("an id has 32 hexadecimal digits, as `jikim why` shows them"))
    return found


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        raise _wrong(msg("a file under 'files' is not in base64"), msg("encode its bytes in base64")) from None


def _read(line: bytes) -> Mapping[str, object]:
    try:
        found = json.loads(line, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise _wrong(msg("the line is not JSON in UTF-8"), msg("write one JSON object a line")) from None
    if not isinstance(found, dict):
        raise _wrong(msg("the line is not a JSON object"), msg("write one JSON object a line"))
    return found


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """Refuse a key written twice: JSON would keep the last one without a word."""
    if len(dict(pairs)) < len(pairs):
        raise _wrong(msg("a key stands twice"), msg("keep one of the two"))
    return dict(pairs)


def _wrong(what: Message, fix: Message) -> DocumentError:
    return DocumentError(what, msg("what is not understood in full is not taken in"), fix)


class _Table:
    """One JSON object; each key is asked for, and one that nobody asked for is refused."""

    def __init__(self, table: Mapping[str, object], otherwise: Instant | None) -> None:
        self._left = dict(table)
        self._asked: list[str] = []
        self._otherwise = otherwise

    def has(self, key: str) -> bool:
        """Return whether a key is there and says something."""
        self._asked.append(key)
        return self._left.get(key) is not None

    def text(self, key: str) -> str:
        """Return the text under a key that must be there."""
        found = self._take(key)
        if not isinstance(found, str) or not found:
            raise _form(key, msg("a text"))
        return found

    def flag(self, key: str, otherwise: bool = False) -> bool:
        """Return true or false."""
        found = self._take(key, otherwise)
        if not isinstance(found, bool):
            raise _form(key, msg("true or false"))
        return found

    def moment(self, key: str) -> Instant:
        """Return a moment."""
        found = self._take(key, self._otherwise)
        return found if isinstance(found, int) and found is self._otherwise else instant_given(_text(found, key), key)

    def day(self, key: str) -> date | None:
        """Return a day, if there is one."""
        found = self._take(key)
        if found is None:
            return None
        try:
            return date.fromisoformat(_text(found, key))
        except ValueError:
            raise _form(key, msg("a day as 2026-11-22")) from None

    def table(self, key: str) -> Mapping[str, object]:
        """Return the object under a key."""
        found = self._take(key, {})
        if not isinstance(found, dict):
            raise _form(key, msg("an object"))
        return found

    def texts(self, key: str) -> dict[str, str]:
        """Return texts by name."""
        return {str(name): _text(value, key) for name, value in self.table(key).items()}

    def words(self, key: str) -> list[str]:
        """Return a list of texts."""
        return [_text(value, key) for value in self._list(key)]

    def events(self, key: str) -> tuple[tuple[str, Instant], ...]:
        """Return events, each [name, moment]."""
        pairs = self._list(key)
        if not all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):
            raise _form(key, msg("a list of [name, moment]"))
        return tuple((_text(pair[0], key), instant_given(_text(pair[1], key), key))
                     for pair in pairs if isinstance(pair, list))  # fmt: skip

    def close(self) -> None:
        """Refuse the keys that nobody asked for; they are counted and not repeated."""
        if self._left:
            raise _wrong(
                msg("{count} keys are not understood", count=len(self._left)),
                msg("known are: {known}", known=", ".join(dict.fromkeys(self._asked))),
            )

    def _list(self, key: str) -> list[object]:
        found = self._take(key, [])
        if not isinstance(found, list):
            raise _form(key, msg("a list"))
        return found

    def _take(self, key: str, otherwise: object = None) -> object:
        self._asked.append(key)
        found = self._left.pop(key, None)
        return otherwise if found is None else found


def _text(value: object, key: str) -> str:
    if not isinstance(value, str):
        raise _form(key, msg("a text"))
    return value


def _form(key: str, wanted: Message) -> DocumentError:
    return _wrong(msg("'{key}' is missing or of another form", key=key), msg("write {wanted}", wanted=wanted))
