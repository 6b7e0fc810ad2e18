"""Purposes in words: cut at commas and points, without the sentence that carries them."""

import re
from collections.abc import Sequence

from jikim.document import Line
from jikim.reader.letters import letters, single, split

_POINT = re.compile(r"^\s*(?:[-–•*▷]|[①-⑳]|[⑴-⒇]|\d{1,2}[.)])\s*")
_INSIDE = re.compile(r"\s[-–▷]\s(?=\S)|\s*(?=[①-⑳])")
_SENTENCE = re.compile(
    r"\s*(?:등)?\s*(?:(?:의\s)?(?:목적으로|목적을\s?위하여|목적을\s?위해|을\s?위하여|를\s?위하여|을\s?위해(?:서만?)?|를\s?위해(?:서만?)?|을\s?목적으로|를\s?목적으로))\s[가-힣\s·,]{0,30}(?:니다|한다|됩니다)\s*[.。]?\s*$"
)
_DONE = re.compile(
    r"하기\s위(?:하여|해서?)\s(?:[가-힣]+\s)?(?:사용|이용|활용|처리)(?:합니다|됩니다|하고 있습니다)\s*[.。]?\s*$"
)
"""`계정을 생성하기 위하여 사용합니다`: a purpose said as a whole sentence."""
_COLLECTED = re.compile(
    r"^(?:[^,]{0,30}?[은는]\s)?(?P<why>.{2,200}?)(?:\s?등)?[을를]\s?위(?:하여|해서?)\s(?:개인정보를\s)?(?:수집|이용|처리)(?:(?!않|아니|없)[^.]){0,30}니다\s*[.。]?\s*$"
)
"""`회사는 상담 및 접수를 위해 개인정보를 수집하고 있습니다`: so are those for which they are collected."""
_ABOUT = re.compile(r"^(?:수집(?:한|된)\s)?[^,]{0,12}정보[은는]\s")
_USED_FOR = re.compile(
    r"^(?P<why>수집(?:한|된)\s[^,.]{0,16}정보[은는]\s.{2,}?)에\s(?:사용|이용|활용)(?:됩|합)니다(?:[.。].*)?$"
)
"""`수집한 정보는 상담, 안내에 사용합니다`."""
_REFERENCES = re.compile(r"(?<=[조항호])\s*[,，]\s*(?=제\s?\d)")
"""Commas between articles of one law, which part no purposes."""
_COMMA = "\ue000"  # stands for such a comma while a line is cut at the others
_STOP = re.compile(r"[.。]\s*$")


def purposes(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return the purposes that lines say; a line in points is cut at its points only, else at commas."""
    found: list[str] = []
    for whole in (one.lstrip(" :：") for one in _whole(lines)):  # `: 본인 확인` below its name
        if whole.startswith("※"):
            continue
        parts = [part for part in _INSIDE.split(whole) if part and part.strip()]
        if len(parts) > 1 or _POINT.match(whole):
            found += [_bare(part) for part in parts]
        else:
            told = _COLLECTED.match(whole)
            used = _USED_FOR.match(whole)
            bare = used["why"] if used else _SENTENCE.sub("", whole)
            said = told["why"] if told else _DONE.sub("", bare if bare == whole else _ABOUT.sub("", bare))
            kept = _REFERENCES.sub(lambda hit: hit[0].replace(",", _COMMA).replace("，", _COMMA), said)
            found += [_bare(part.replace(_COMMA, ",")) for part in split(kept)]
    return tuple(dict.fromkeys(one for one in found if letters(one)))


def _whole(lines: Sequence[Line]) -> list[str]:
    """Put a point that runs over several lines together."""
    whole: list[str] = []
    pointed = sum(bool(_POINT.match(line.text)) for line in lines) > 1
    for line in lines:
        if pointed and whole and not _POINT.match(line.text):
            whole[-1] = f"{whole[-1]} {line.text}"
        else:
            whole.append(line.text)
    return whole


def _bare(text: str) -> str:
    return single(_STOP.sub("", _POINT.sub("", text)))
