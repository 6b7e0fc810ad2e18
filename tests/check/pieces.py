"""A piece of a policy, as the page of a rule shows it, put into a sound policy, so that it can be judged.

`order: {...}` is an activity, `collect: [...]` a part of one, `{record: ...}` a statutory line, `destruction: {...}` a
section; `no X: at all` takes a section away; `the same, and X` adds to the piece before; `...` stands for what belongs
there and does not matter. What a page leaves to the reader (prose after a comma) is not looked at.
"""

import copy
import re
from itertools import product
from typing import Any

import yaml

from jikim.check import check
from jikim.errors import JikimError
from jikim.law import catalogue
from jikim.policy import parse
from tests.check.judged import HERE, TODAY
from tests.policy.test_schema import part

Table = dict[str, Any]
SOUND: Table = yaml.load((HERE / "sound.yaml").read_text("utf-8"), yaml.BaseLoader)
SECTIONS, OF_ACTIVITY = set(part("root")), set(part("activity"))
INSIDE = {"title": "document", "to": "provided", "delegates": "rights", "form": "rights"}
LEADS = re.compile(r"^(?:and |with |the same with |the same, |in an activity with )+")
WITHOUT = re.compile(r" without `(\w+):`")
TAIL = re.compile(r"(?<=[\]}]) (?:without|in|with|which) .*$", re.DOTALL)
# What an activity of a page leaves out; each test tries them in turn.
FILLS: tuple[Table, ...] = (
    {},
    {"keep": [{"until": "left"}]},
    {"purposes": {"do": "하는 일"}, "keep": [{"until": "left"}]},
    {"purposes": {"do": "하는 일"}, "keep": [{"until": "left"}], "basis": "contract"},
    {"purposes": {"do": "하는 일"}, "keep": [{"until": "left"}], "basis": "contract",
     "collect": [{"required": ["이메일"]}]},
    {"purposes": {"do": "하는 일"}, "keep": [{"until": ["withdrew", "left"]}], "basis": "consent",
     "collect": [{"required": ["이메일"]}]},
)  # fmt: skip
# What `...` stands for.
REST: dict[str, Table] = {
    "overseas": {"recipient": "Example Cloud", "country": "US", "items": ["이메일"], "purpose": "서버 운영",
                 "until": "회원 탈퇴까지", "how": "가입할 때 전용망으로 전송", "refusal": "고객센터에서 거부",
                 "contact": "privacy@cloud.example", "basis": "contract"},
    "statutory": {"record": "대금결제 기록", "for": "5 years", "law": "ecommerce/payment", "of": ["order"],
                  "items": ["주문번호"]},
    "to": {"name": "나무보험", "items": ["이름"], "purpose": "보험 가입", "until": "보험 종료까지"},
    "officers": {"role": "agent", "name": "나무대리", "address": "서울시", "phone": "02-0000-0000",
                 "email": "a@namu.example.kr"},
    "automatic": {"keep": [{"until": "3 months after collected"}]},
    "signup": {"collect": [{"required": ["이메일"]}], "keep": [{"until": "left"}]},
}  # fmt: skip
ENTRIES = {"overseas": "overseas", "statutory": "statutory", "to": "recipient"}
VALUES: Table = {"record": "대금결제 기록", "items": ["이메일"], "purpose": "하는 일", "until": "회원 탈퇴까지",
                 "criteria": ["기준"], "refusal": "설정에서 거부"}  # fmt: skip
NAMES: tuple[tuple[str, str, Any], ...] = (
    ("events", "delivered", {"label": "배송 완료", "of": "record", "else": "collected"}),
    ("events", "issued", {"label": "발행", "of": "record", "else": "collected"}),
    ("events", "last_active", {"label": "마지막 이용", "of": "person", "counts": "last"}),
    ("cases", "card", "신용카드"),
    ("cases", "some", "일부의 경우"),
    ("roles", "guest", "비회원"),
    ("roles", "partner", "제휴사"),
    ("roles", "seller", "판매자"),
)


def trips(rule: str, avoid: str, prefer: str, more: Table | None = None) -> str:
    """Return why a pair of pieces does not do what its page says; empty where it does: found in one, not in the other.

    `more` are sections that the page takes for granted.
    """
    said = "cannot be read"
    for fill, merge in product(FILLS, (False, True)):
        wrong, right = (_found(_policy(pieces, fill, more or {}, merge=merge)) for pieces in _pair(avoid, prefer))
        if wrong is None or right is None:
            continue
        if rule in wrong and rule not in right:
            return ""
        said = "not found in Avoid" if rule not in wrong else "found in Prefer too"
    return said


def is_prose(prefer: str) -> bool:
    """Return whether what is preferred is told, and not shown."""
    return not _pieces(prefer)


def _found(policy: Table) -> set[str] | None:
    try:
        return {finding.rule for finding in check(parse(_written(policy)), catalogue(), TODAY)}
    except JikimError:
        return None


def _written(policy: Table) -> bytes:
    return yaml.safe_dump(policy, allow_unicode=True, sort_keys=False).encode()


def _pair(avoid: str, prefer: str) -> tuple[list[tuple[str, Any]], list[tuple[str, Any]]]:
    before = _pieces(avoid)
    after = _pieces(prefer)
    return before, [*before, *after] if prefer.startswith("the same") else after


def _pieces(text: str) -> list[tuple[str, Any]]:
    """Return the keys and values of a piece; a key of prose has no value and is left out."""
    plain = TAIL.sub("", re.sub(r"\s+", " ", text.replace("`", "")))
    if plain.startswith("{"):
        plain = f"statutory: [{plain[: plain.rindex('}') + 1]}]"
    without = [("without", name) for name in WITHOUT.findall(text)]
    while plain:
        try:
            read = yaml.load(f"{{{plain}}}", yaml.BaseLoader)
        except yaml.YAMLError:
            plain = plain.rpartition(",")[0]
            continue
        found = [(LEADS.sub("", key), value) for key, value in read.items()]
        return [(key, value) for key, value in found if value or value == [] or key.startswith("no ")] + without
    return []


def _policy(pieces: list[tuple[str, Any]], fill: Table, more: Table, *, merge: bool) -> Table:
    policy = _with(SOUND, more)
    entry: Table = {}
    of_entry: set[str] = set()
    activity = "example"
    for key, said in copy.deepcopy(pieces):
        value = _filled(key, said)
        if key.startswith("no "):
            policy.pop(key.removeprefix("no ").split()[0], None)
        elif key == "without":
            entry.pop(said)
        elif key in of_entry:
            entry[key] = value
        elif key in INSIDE:
            policy[INSIDE[key]] = (policy.get(INSIDE[key]) or {}) | {key: value}
        elif key == "activities":
            policy["activities"] |= {
                name: {"label": name} | copy.deepcopy(fill) | inner for name, inner in value.items()
            }
        elif key in SECTIONS and (key not in OF_ACTIVITY or (key == "roles" and isinstance(value, dict))):
            value = [REST[key]] if key in REST and isinstance(value, str) else value
            both = isinstance(value, dict) and isinstance(policy.get(key), dict) and merge
            policy[key] = policy[key] | value if both else value
        elif key in OF_ACTIVITY:
            policy["activities"].setdefault(activity, _activity({}, fill))[key] = value
        elif isinstance(value, dict):
            policy["activities"][key], activity = _activity(value, fill), key
        if isinstance(value, list) and value and key in ENTRIES:
            entry, of_entry = value[0], set(part(ENTRIES[key]))
    for section, name, declared in NAMES:
        if re.search(rf"\b{name}\b", str(pieces)) and name not in (policy.get(section) or {}):
            policy[section] = (policy.get(section) or {}) | {name: declared}
    return policy


def _with(table: Table, more: Table) -> Table:
    """Return a table with more in it; what is null there is taken out."""
    made = copy.deepcopy(table)
    for key, value in more.items():
        if value is None:
            made.pop(key, None)
        else:
            made[key] = (
                _with(made[key], value) if isinstance(value, dict) and isinstance(made.get(key), dict) else value
            )
    return made


def _activity(given: Table, fill: Table) -> Table:
    return {"label": "보기", "roles": ["member"]} | copy.deepcopy(fill) | given


def _filled(key: str, value: Any, at: str = "") -> Any:
    """Return a value with what `...` stands for."""
    if isinstance(value, list):
        found = [_filled(key, each, at or key) for each in value if each != "..."]
        return found if found or not value else REST.get(at, VALUES).get(key, VALUES["items"])
    if not isinstance(value, dict):
        return VALUES.get(key, VALUES["purpose"]) if value == "..." else value
    rest = REST.get(at or key, {}) if "..." in value else {}
    return rest | {name: _filled(name, each, at or key) for name, each in value.items() if name != "..."}
