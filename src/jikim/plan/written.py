"""A plan <-> the text of its file: JSON that a person can read, with one row's key a line.

    {
      "jikim plan": 1,
      "digest": "<64 hex: names these rows and acts>",
      "text": "<64 hex: a SHA-256 over everything below>",
      "service": "shop",
      "now": "2026-01-01T00:00:00.000000+09:00",
      ...
      "parts": [{"database": ..., "keys": [[1], [2]]}, ...]
    }

What was altered in any way, by hand or by a disk, is refused: the plan's own digest names rows and acts, the second one
the rest (whose rows they are, the samples), and a plan has one spelling only.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone

from jikim.errors import OperatorError, TamperedError
from jikim.messages import Message, msg
from jikim.period import Instant
from jikim.plan.keys import read_key, write_key
from jikim.plan.model import Key, Part, Plan, Reason, Sample

FORMAT = 1
_HEAD = "jikim plan"
_KOREA = timezone(timedelta(hours=9))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def write_plan(plan: Plan) -> str:
    """Return the text of a plan's file, which ends in a newline."""
    body = _body(plan)
    head = {_HEAD: FORMAT, "digest": plan.digest.hex(), "text": hashlib.sha256(body.encode()).hexdigest()}
    lines = [f"  {json.dumps(name)}: {json.dumps(value)},\n" for name, value in head.items()]
    return "{\n" + "".join(lines) + body


def read_plan(text: str) -> Plan:
    """Return the plan that `write_plan` wrote.

    Raises OperatorError for a newer format, TamperedError for everything else that is not such a text.
    """
    try:
        said = json.loads(text)
        number = said[_HEAD]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _altered(msg("this is no plan of jikim")) from None
    if isinstance(number, int) and number > FORMAT:
        raise _newer(number)
    try:
        plan = _plan(said)
        stated, again = said["digest"], write_plan(plan)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        raise _altered(msg("the plan is damaged")) from None
    if plan.digest.hex() != stated or again != text:
        raise _altered(msg("the plan is not what was once written"))
    return plan


# Writing


def _body(plan: Plan) -> str:
    said: dict[str, object] = {
        "service": plan.service,
        "now": _moment(plan.now),
        "made": _moment(plan.made),
        "expires": _moment(plan.expires),
        "policy": plan.policy,
        "data": plan.data,
        "schemas": dict(plan.schemas),
    }
    lines = "".join(f"  {json.dumps(name)}: {_flat(value)},\n" for name, value in said.items())
    return lines + _list("parts", [_part(part) for part in plan.parts], "  ") + "\n}\n"


def _part(part: Part) -> str:
    said: dict[str, object] = {
        "database": part.database,
        "table": part.table,
        "record": part.record,
        "destroy": part.destroy,
        "preserve": part.preserve,
        "remaining": part.remaining,
        "ends": part.ends,
        "columns": part.columns,
        "owned": dict(part.owned),
    }
    lines = [f"      {json.dumps(name)}: {_flat(value)},\n" for name, value in said.items()]
    reasons = [_flat([reason.strand, reason.act, reason.basis]) for reason in part.reasons]
    samples = [_flat([sample.row, dict(sample.masked)]) for sample in part.samples]
    lists = [("reasons", reasons), ("samples", samples), ("keys", [_flat(write_key(key)) for key in part.keys])]
    return "{\n" + "".join(lines) + ",\n".join(_list(name, each, "      ") for name, each in lists) + "\n    }"


def _list(name: str, entries: Sequence[str], indent: str) -> str:
    inside = f",\n{indent}  ".join(entries)
    return f"{indent}{json.dumps(name)}: [" + (f"\n{indent}  {inside}\n{indent}]" if entries else "]")


def _flat(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _moment(instant: Instant) -> str:
    return (_EPOCH + timedelta(microseconds=instant)).astimezone(_KOREA).isoformat(timespec="microseconds")


# Reading


def _plan(said: Mapping[str, object]) -> Plan:
    return Plan(
        service=_text(said["service"]),
        now=_instant(said["now"]),
        made=_instant(said["made"]),
        expires=_instant(said["expires"]),
        policy=_text(said["policy"]),
        data=_text(said["data"]),
        schemas=tuple((name, _text(print_)) for name, print_ in _table(said["schemas"]).items()),
        parts=tuple(_read_part(_table(part)) for part in _entries(said["parts"])),
    )


def _read_part(said: Mapping[str, object]) -> Part:
    destroy, preserve, remaining = (_texts(said[name]) for name in ("destroy", "preserve", "remaining"))
    if not isinstance(said["ends"], bool):
        raise TypeError("ends")
    return Part(
        database=_text(said["database"]),
        table=_text(said["table"]),
        record=_text(said["record"]),
        destroy=destroy,
        preserve=preserve,
        remaining=remaining,
        ends=said["ends"],
        columns=tuple(_pair(column) for column in _entries(said["columns"])),
        keys=tuple(_keys(said["keys"])),
        owned=tuple((name, _number(count)) for name, count in _table(said["owned"]).items()),
        reasons=tuple(Reason(*_three(reason)) for reason in _entries(said["reasons"])),
        samples=tuple(_sample(sample) for sample in _entries(said["samples"])),
    )


def _keys(said: object) -> Iterator[Key]:
    return (read_key(key) for key in _entries(said))


def _sample(said: object) -> Sample:
    row, masked = _entries(said)
    return Sample(_number(row), tuple((name, _text(value)) for name, value in _table(masked).items()))


def _instant(said: object) -> Instant:
    return (datetime.fromisoformat(_text(said)) - _EPOCH) // timedelta(microseconds=1)


def _pair(said: object) -> tuple[str, str]:
    one, other = _texts(said)
    return one, other


def _three(said: object) -> tuple[str, str, str]:
    one, two, three = _texts(said)
    return one, two, three


def _texts(said: object) -> tuple[str, ...]:
    return tuple(_text(each) for each in _entries(said))


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError("a text")
    return said


def _number(said: object) -> int:
    if not isinstance(said, int) or isinstance(said, bool):
        raise TypeError("a number")
    return said


def _entries(said: object) -> list[object]:
    if not isinstance(said, list):
        raise TypeError("a list")
    return said


def _table(said: object) -> dict[str, object]:
    if not isinstance(said, dict):
        raise TypeError("an object")
    return said


def _altered(what: Message) -> TamperedError:
    return TamperedError(
        what,
        msg("a plan is carried out exactly as it was shown and approved"),
        msg("make the plan again with `jikim plan --data`; nothing was changed"))  # fmt: skip


def _newer(number: int) -> OperatorError:
    return OperatorError(
        msg("the plan is written in format {number}; this program reads up to {known}", number=number, known=FORMAT),
        msg("a newer format may mean something that an older program would not carry out"),
        msg("install a newer jikim"))  # fmt: skip
