"""What one line of the ledger may say: a closed form, made of codes, with no room for a name.

A leaf is written once and read for years, by people who must not learn from it who did what to whom. So it
holds no personal information and no free text: acts and places are words of a fixed list; items, classes
and reasons are codes; people are keyed references that change every month; all else is the hash of a
record sealed elsewhere. A value that is none of these cannot become a `Leaf`, and a refusal names the
field only, never the value.

The form is version 1 and final. Bytes are canonical JSON (RFC 8785), ASCII, at most 65,535 of them: the
same leaf has the same hash on every machine. A field that says nothing (null, or an empty `lv` or `why`)
is left out.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import TypeAlias, TypeVar

from jikim.errors import OperatorError, RefusedError
from jikim.ledger.tiles import MAX_ENTRY
from jikim.messages import msg

VERSION = 1
MAX_SUBJECTS = 256
MAX_NUMBER = 2**53 - 1  # RFC 8785 writes numbers as doubles; beyond this they would not be exact


class Book(StrEnum):
    """The three logs, each kept for its own time."""

    ACCESS = "access"
    GRANTS = "grants"
    EVIDENCE = "evidence"


class Act(StrEnum):
    """What was done."""

    READ = "read"
    CREATE = "create"
    UPDATE = "update"
    ERASE = "erase"
    EXPORT = "export"
    PRINT = "print"
    SEARCH = "search"
    LOGIN = "login"
    LOGOUT = "logout"
    LOGIN_FAIL = "login_fail"
    PRESERVE = "preserve"
    RETURN = "return"
    DESTROY = "destroy"
    RESTORE = "restore"
    KEY = "key"
    ENACT = "enact"
    CONSENT = "consent"
    WITHDRAW = "withdraw"
    EVENT = "event"
    HOLD = "hold"
    RELEASE = "release"
    FREEZE = "freeze"
    THAW = "thaw"
    PLAN = "plan"
    APPROVE = "approve"
    ANONYMISE = "anonymise"
    CHECKPOINT = "checkpoint"
    NOOP = "noop"


class Kept(StrEnum):
    """Where the records spoken of are kept: in use, or apart (PIPA Art. 21 (3))."""

    LIVE = "live"
    SEPARATE = "separate"


class Phase(StrEnum):
    """Whether a leaf states what is about to be done, or what was."""

    INTENDED = "intended"
    DONE = "done"


class Level(StrEnum):
    """How far a destruction has reached, from the row to the last backup."""

    E1 = "E1"
    E2 = "E2"
    E3 = "E3"
    E4 = "E4"
    E5 = "E5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One act on personal information. Raises RefusedError when a field is not of its form.

    t    which log                                   ts   when: microseconds since 1970, UTC
    ep   the month of its keys, "2026-11"            act  what was done
    cls  classes of information, by code             itm  items, by id
    n    how many people                             ok   whether it came about
    pol  policy in force, 16 bytes                   rid  request, 16 bytes
    a    actor, keyed reference, 16 bytes            s    up to 256 people, likewise
    st   where the records are kept                  h    SHA-256 of the sealed record
    ph   intended or done                            lv   levels of destruction reached
    ref  SHA-256 of the plan, policy, rules or consent spoken of
    why  ids of statutes or purposes ("ecommerce/payment")

    Bytes are lower-case hexadecimal.
    """

    t: Book
    ts: int
    ep: str
    act: Act
    cls: tuple[str, ...]
    itm: tuple[str, ...]
    n: int
    ok: bool
    pol: str
    rid: str
    a: str
    s: tuple[str, ...]
    st: Kept | None = None
    h: str | None = None
    ph: Phase | None = None
    lv: tuple[Level, ...] = ()
    ref: str | None = None
    why: tuple[str, ...] = ()
    v: int = VERSION
    _canonical: bytes = field(init=False, repr=False, compare=False, default=b"")

    def __post_init__(self) -> None:
        for name, is_of_form in _FORM.items():
            if not is_of_form(getattr(self, name)):
                raise _refused(name)
        object.__setattr__(self, "_canonical", self._written())
        if len(self._canonical) > MAX_ENTRY:
            raise _too_long()

    def canonical(self) -> bytes:
        """Return the bytes that are logged and hashed: RFC 8785, ASCII."""
        return self._canonical

    def _written(self) -> bytes:
        said = {name: value for name in _FORM if (value := getattr(self, name)) != _SILENT.get(name, ...)}
        # Every name and string is ASCII without escapes and every number exact, so the plain encoder already
        # writes RFC 8785; a test holds it against another implementation.
        return json.dumps(said, sort_keys=True, separators=(",", ":")).encode("ascii")


def parse_leaf(raw: bytes) -> Leaf:
    """Read a leaf back from its canonical bytes.

    Raises RefusedError when anything is not exactly of the form of version 1, OperatorError when the leaf
    was written by a later version of jikim.
    """
    said = _object(raw)
    version = said.get("v")
    if type(version) is int and version > VERSION:
        raise _newer()
    leaf = Leaf(
        v=_number(said, "v"),
        t=_word(said, "t", Book),
        ts=_number(said, "ts"),
        ep=_text(said, "ep"),
        act=_word(said, "act", Act),
        st=_word(said, "st", Kept) if "st" in said else None,
        cls=_texts(said, "cls"),
        itm=_texts(said, "itm"),
        n=_number(said, "n"),
        ok=_flag(said, "ok"),
        pol=_text(said, "pol"),
        rid=_text(said, "rid"),
        a=_text(said, "a"),
        s=_texts(said, "s"),
        h=_text(said, "h") if "h" in said else None,
        ph=_word(said, "ph", Phase) if "ph" in said else None,
        lv=_words(said, "lv", Level) if "lv" in said else (),
        ref=_text(said, "ref") if "ref" in said else None,
        why=_texts(said, "why") if "why" in said else (),
    )
    if leaf.canonical() != raw:  # an unknown or doubled field, a space, a number spelled otherwise
        raise _unreadable()
    return leaf


# What each field must be, whatever it was handed: types are not enforced when Python runs.
_Form: TypeAlias = Callable[[object], bool]


def _is_text(pattern: str) -> _Form:
    fits = re.compile(pattern).fullmatch
    return lambda value: type(value) is str and fits(value) is not None


def _is_number(lowest: int) -> _Form:
    return lambda value: type(value) is int and lowest <= value <= MAX_NUMBER


def _is_a(word: type[Enum]) -> _Form:
    return lambda value: type(value) is word


def _is_absent_or(form: _Form) -> _Form:
    return lambda value: value is None or form(value)


def _are_all(form: _Form, at_most: int = MAX_ENTRY) -> _Form:
    return lambda value: type(value) is tuple and len(value) <= at_most and all(map(form, value))


_BYTES_16 = _is_text(r"[0-9a-f]{32}")
_BYTES_32 = _is_text(r"[0-9a-f]{64}")
_CODE = _is_text(r"[A-Za-z0-9_./:-]{1,64}")

_FORM: dict[str, _Form] = {
    "v": lambda value: type(value) is int and value == VERSION,
    "t": _is_a(Book),
    "ts": _is_number(0),
    "ep": _is_text(r"[0-9]{4}-(0[1-9]|1[0-2])"),
    "act": _is_a(Act),
    "st": _is_absent_or(_is_a(Kept)),
    "cls": _are_all(_CODE),
    "itm": _are_all(_is_text(r"[a-z0-9_]{1,64}")),
    "n": _is_number(0),
    "ok": lambda value: type(value) is bool,
    "pol": _BYTES_16,
    "rid": _BYTES_16,
    "a": _BYTES_16,
    "s": _are_all(_BYTES_16, at_most=MAX_SUBJECTS),
    "h": _is_absent_or(_BYTES_32),
    "ph": _is_absent_or(_is_a(Phase)),
    "lv": _are_all(_is_a(Level)),
    "ref": _is_absent_or(_BYTES_32),
    "why": _are_all(_CODE),
}

# The value with which a field says nothing, and is left out.
_SILENT: dict[str, object] = {"st": None, "h": None, "ph": None, "lv": (), "ref": None, "why": ()}

_Word = TypeVar("_Word", bound=Enum)


def _object(raw: bytes) -> dict[str, object]:
    if len(raw) > MAX_ENTRY:
        raise _too_long()
    try:
        said: object = json.loads(raw.decode("ascii"))
    except (ValueError, RecursionError):
        raise _unreadable() from None
    if not isinstance(said, dict):
        raise _unreadable()
    return said


def _text(said: dict[str, object], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str):
        raise _refused(name)
    return value


def _number(said: dict[str, object], name: str) -> int:
    value = said.get(name)
    if not isinstance(value, int):
        raise _refused(name)
    return value


def _flag(said: dict[str, object], name: str) -> bool:
    value = said.get(name)
    if not isinstance(value, bool):
        raise _refused(name)
    return value


def _texts(said: dict[str, object], name: str) -> tuple[str, ...]:
    value = said.get(name)
    if not isinstance(value, list):
        raise _refused(name)
    return tuple(value)


def _word(said: dict[str, object], name: str, words: type[_Word]) -> _Word:
    return _one_of(words, said.get(name), name)


def _words(said: dict[str, object], name: str, words: type[_Word]) -> tuple[_Word, ...]:
    return tuple(_one_of(words, value, name) for value in _texts(said, name))


def _one_of(words: type[_Word], value: object, name: str) -> _Word:
    try:
        return words(value)
    except ValueError:
        raise _refused(name) from None


def _refused(name: str) -> RefusedError:
    return RefusedError(
        msg("the ledger does not take what stands in field '{name}'", name=name),
        why=msg("a line of the ledger holds codes, numbers and references only: no names, and no free text"),
        fix=msg("give the field a value of its form; what must be told in words belongs in the sealed record"),
    )


def _unreadable() -> RefusedError:
    return RefusedError(
        msg("an entry is not a line of the ledger, or is not spelled in the one way it may be"),
        why=msg("the same line must have the same hash on every machine (RFC 8785)"),
        fix=msg("see who wrote the entry: jikim writes no other form"),
    )


def _too_long() -> RefusedError:
    return RefusedError(
        msg("a line of the ledger is longer than {limit} bytes", limit=MAX_ENTRY),
        why=msg("a bundle states the length of an entry in two bytes, at most 65,535"),
        fix=msg("split the act into several leaves with the same request id"),
    )


def _newer() -> OperatorError:
    return OperatorError(
        msg("a line of the ledger is of a newer form than version {version}", version=VERSION),
        why=msg("it was written by a later version of jikim, and must not be half understood"),
        fix=msg("read this ledger with the version of jikim that wrote it, or a later one"),
    )
