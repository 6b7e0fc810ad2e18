"""Taking what is personal out of a value that holds other things as well: what is written back is whole, or nothing is.

Paths into JSON and PHP's serialized form (each inside the other, too), keys out of lists of people. A value that
cannot be taken apart for certain raises `UnreadableBlob`, and stays as it is: it is named to a person, never guessed.
"""

import json
import re
from collections.abc import Collection, Iterable

from jikim.mapping import ListForm
from jikim.wipe.in_json import json_at, parsed_json
from jikim.wipe.in_php import looks_serialized, php_at
from jikim.wipe.paths import Fresh, Step, UnreadableBlob, steps_of

_ARRAY = re.compile(r"\{(?:(?:\"(?:[^\"\\]|\\.)*\"|[^\",{}\\]+)(?:,(?:\"(?:[^\"\\]|\\.)*\"|[^\",{}\\]+))*)?\}")
_ARRAY_ENTRY = re.compile(r"\"(?:[^\"\\]|\\.)*\"|[^\",{}\\]+")


def wiped_json(text: str, paths: Iterable[str], value: Fresh = None) -> str:
    """Return a JSON text in which `value` stands at every one of these paths that it has.

    Everything else stays as it was written, to the last blank. Raises UnreadableBlob when the text is no JSON.

    >>> wiped_json('{"buyer": {"phone": "010-0000-1234"}, "total": 1.10}', ["$.buyer.phone"])
    '{"buyer": {"phone": null}, "total": 1.10}'
    """
    for path in paths:
        text = json_at(text, steps_of(path), value, _inside)
    return text


def wiped_php(text: str, paths: Iterable[str], value: Fresh = None) -> str:
    """Return a serialized text in which `value` stands at every one of these paths that it has.

    Properties are named as in the class, whatever they are called inside. Raises UnreadableBlob.

    >>> wiped_php('a:2:{s:4:"name";s:9:"홍길동";s:2:"ok";b:1;}', ["$.name"], "삭제")
    'a:2:{s:4:"name";s:6:"삭제";s:2:"ok";b:1;}'
    """
    for path in paths:
        text = php_at(text, steps_of(path), value, _inside)
    return text


def wiped_php_bytes(data: bytes, paths: Iterable[str], value: Fresh = None) -> bytes:
    """Return the same of bytes, whose texts are UTF-8; bytes that are not stay what they are."""
    return wiped_php(data.decode("utf-8", "surrogateescape"), paths, value).encode("utf-8", "surrogateescape")


def without_keys(text: str, form: ListForm, keys: Collection[str]) -> str:
    """Return a list of keys without these; what else stands in it stays as it is. Raises UnreadableBlob.

    >>> without_keys("3,14, 15", ListForm.COMMA, {"14"}), without_keys("[1, 2]", ListForm.JSON, {"1"})
    ('3, 15', '[2]')
    """
    if form is ListForm.JSON:
        return _without_in_json(text, keys)
    if form is ListForm.ARRAY:
        return _without_in_array(text, keys)
    sign = "," if form is ListForm.COMMA else " "
    entries = text.split(sign)
    left = [entry for entry in entries if entry.strip() not in keys]
    return text if len(left) == len(entries) else sign.join(left)


def _without_in_json(text: str, keys: Collection[str]) -> str:
    node = parsed_json(text)
    if node.entries is None or not text.lstrip().startswith("["):
        raise UnreadableBlob("no list")
    parts = [text[entry.start : entry.end] for _, entry in node.entries]
    left = [part for part in parts if str(json.loads(part)) not in keys]
    return text if len(left) == len(parts) else f"[{', '.join(left)}]"


def _without_in_array(text: str, keys: Collection[str]) -> str:
    """Return the text of an array of PostgreSQL without some entries."""
    if not _ARRAY.fullmatch(text):
        raise UnreadableBlob("no list")
    parts = _ARRAY_ENTRY.findall(text)
    left = [part for part in parts if re.sub(r"\\(.)", r"\1", part.strip('"')) not in keys]
    return text if len(left) == len(parts) else f"{{{','.join(left)}}}"


def _inside(text: str, steps: tuple[Step, ...], value: Fresh) -> str:
    """Return a text inside a value wiped at a path that goes on in it; in a plain word it leads nowhere."""
    if looks_serialized(text):
        return php_at(text, steps, value, _inside)
    if text.lstrip().startswith(("{", "[")):
        return json_at(text, steps, value, _inside)
    return text
