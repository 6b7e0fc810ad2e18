"""What stands in one column beside something else: two numbers, a name before a mail address, a remark in brackets.

A column is filled by people: `010-0000-0000(집)`, `김가온 <na@example.kr>`, `02-000-0000 / 010-0000-0000`. Each part is
looked for as if it stood alone. What only might be somebody's is left: a mail address in a sentence may be the shop's.
"""

import re
from collections.abc import Iterator

_LONGEST = 200  # characters: what is longer is a text, and no value
_MAIL = re.compile(r"[a-z0-9][a-z0-9._%+-]*@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_BESIDE = re.compile(r"\([^()]{0,12}\)|\[[^\[\]]{0,12}\]|[\s,;/|<>\"']+")
_SIGN = r"[\s().·‐-―−-]"
# A telephone number of Korea with its first zero or its country: mobile, Seoul, the provinces, 070, 050x, 080.
_PHONE = re.compile(
    rf"(?<![\d+])(?:(?:\+|00)?82{_SIGN}{{0,2}}(?:\(0\)|0)?|0){_SIGN}{{0,2}}(?:1[016-9]|2|[3-6][1-5]|70|50\d|80)"
    rf"{_SIGN}{{0,3}}\d{{3,4}}{_SIGN}{{0,3}}\d{{4}}(?!\d)"
)
_NUMBER = re.compile(r"\d(?:[\d.‐-―−-]|[ ](?=\d))*\d")
_PARTED = re.compile(r"[,;/|·\n]|\([^()]*\)|<[^<>]*>|\[[^\[\]]*\]")
_HONOUR = re.compile(r"(?:\s+|(?<=[가-힣]{3}))(?:님|씨|귀하|고객님?|회원님?)$")


def has_several_phones(text: str) -> bool:
    """Return whether a text holds two telephone numbers or more, which are no number together."""
    return len(_PHONE.findall(text)) > 1


def mails(text: str, *, of_mail: bool) -> Iterator[str]:
    """Yield the mail addresses of a text in lower case; `of_mail`: whatever stands beside them.

    Else only where nothing does but a name before `<...>`, a remark in brackets, or more of them.
    """
    found = _MAIL.findall(text) if len(text) <= _LONGEST else []
    if of_mail or not _BESIDE.sub("", _MAIL.sub("", text)) or name_of_mail(text):
        yield from found


def name_of_mail(text: str) -> str:
    """Return the name before a mail address in `<...>`; empty where there is none."""
    before, sign, behind = text.partition("<")
    is_mail = sign and len(text) <= _LONGEST and _MAIL.fullmatch(behind.rstrip("> \t"))
    return before.strip(" \"'") if is_mail else ""


def numbers(text: str) -> Iterator[str]:
    """Yield the numbers of a text: telephone numbers first, then what else is written with digits."""
    if len(text) > _LONGEST:
        return
    yield from _PHONE.findall(text)
    yield from _NUMBER.findall(_PHONE.sub("|", text))


def phones(text: str) -> Iterator[str]:
    """Yield the telephone numbers of a text in which nothing else stands but remarks in brackets."""
    if len(text) <= _LONGEST and not _BESIDE.sub("", _PHONE.sub("", text)):
        yield from _PHONE.findall(text)


def words(text: str) -> Iterator[str]:
    """Yield what commas, strokes and brackets part, without the brackets and without what Korean puts behind a name."""
    for part in _PARTED.split(text) if len(text) <= _LONGEST else ():
        bare = _HONOUR.sub("", part.strip())
        if bare:
            yield bare
