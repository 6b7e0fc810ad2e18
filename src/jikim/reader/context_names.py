"""Names of contexts as titles print them: `가입시 수집하는 항목`, `광고 활용(선택 동의 시)`, `개인정보의 수집 항목`.

The last says only what kind of section it is, and names nothing.
"""

import re
from dataclasses import dataclass

from jikim.reader.facts import Need
from jikim.reader.letters import letters, single

_TAIL = re.compile(
    r"\s*(?:(?:에서|를\s?통해|을\s?통해)\s?)?(?:자동으로\s?)?(?:수집|처리|이용|생성)(?:하는|되는|하고\s?있는|할\s?수\s?있는|한)\s*(?:개인정보|정보)?(?:의)?\s*(?:항목|범위|내용|정보)?\s*$"
    r"|\s*(?:개인정보|수집)\s?(?:항목|범위)\s*$|(?<=시)\s+수집\s?항목\s*$"
)
_GENERAL = re.compile(
    r"개인신용정보|개인정보|수집|이용|사용|처리|항목|목적|범위|방법|보유|기간|활용|내역|사항|내용|필수|선택|정보|하는|되는|및|(?<![문협회합])의(?![뢰견료])|에|관한|를|을|과(?![거제])|와|은(?!행)|는|가(?![입족])|이(?![벤름메])|위한|대한|보관|보존|제공|동의|구분|다음|또는|하고있|있는|합니다|절차|파일|현황|목록|작성|등록"
)
_NUMBER = re.compile(r"^(?:[•●■▶◆]\s*)?(?:제\s?\d{1,3}\s?조\.?\s*|0\d\s+(?=\D))")
_WHOLE = re.compile(r"^[\[【](?P<name>[^\[\]【】]+)[\]】]$")
_NEED = re.compile(r"[(（\[［【]\s*(?P<all>(?P<need>필수|선택)[^)）\]］】]{0,12})[)）\]］】]")
_NEED_LAST = re.compile(r"(?<=시)\s(?:추가\s)?(?P<need>필수|선택)\s?(?:수집\s?)?(?:항목|정보|사항)$")
"""`서비스 이용 시 추가 필수 항목`."""
_INSIDE = re.compile(r"^(?:\d{1,2}\s?)?(?:[<〈＜](?P<name>[^<>〈〉＜＞]+)[>〉＞])$|^[(](?P<bracketed>[^()]+)[)]$")
"""A name in brackets of its own, its number glued to them (`1< 주문 >`)."""
_BARE_NEED = re.compile(
    r"^(?:[가-힣\s]{0,6})?(?P<need>필수|선택)(?:적(?:인|으로)?)?\s?(?:정보|항목|사항|동의|수집|이용|처리|에\s?관한|[·ㆍ\s]|및)*$"
)
_NEED_BEHIND = re.compile(
    r"^(?:수집|처리|이용)?(?:하는)?\s?(?:개인\s?정보)?의?\s?(?:수집)?\s?(?:항목|범위)\s?[(（\[]\s?(?P<need>필수|선택)(?:적)?\s?(?:정보|항목|사항)?$"
)
"""`수집항목(필수)`, its last bracket gone."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name without what hangs on it; empty where a title names nothing."""

    text: str
    need: Need = Need.UNSPECIFIED
    when: str | None = None


def name_of(title: str) -> Name:
    """Return the name in a title; one that asks names nothing."""
    if title.rstrip().endswith("?"):
        return Name("")
    said = _NUMBER.sub("", single(title).strip(" :：.-"))
    whole = _WHOLE.match(said)
    said = whole["name"] if whole else said
    found = _NEED.search(said)
    need, when = Need.UNSPECIFIED, None
    if found:
        need = need_of(found["need"])
        when = found["all"] if "시" in found["all"] else None
        said = single(said[: found.start()] + said[found.end() :])
    need = bare_need(said) if need is Need.UNSPECIFIED else need
    behind = _NEED_LAST.search(said) if need is Need.UNSPECIFIED else None
    if behind:
        need, said = need_of(behind["need"]), said[: behind.start()]
    bare = _TAIL.sub("", said).strip(" :：.-")
    inside = _INSIDE.match(bare)
    bare = (inside["name"] or inside["bracketed"]).strip() if inside else bare
    kept = bare or said
    return Name(kept if not is_general(kept) else "", need, when)


def is_general(title: str) -> bool:
    """Whether a title only says that something is collected, why, or how long."""
    return len(_GENERAL.sub("", letters(title))) < 2


def need_of(word: str) -> Need:
    """Return the need that a word says."""
    return {"필수": Need.REQUIRED, "선택": Need.OPTIONAL}.get(word, Need.UNSPECIFIED)


def bare_need(text: str) -> Need:
    """Return the need of a line or label that says nothing else (`필수항목`)."""
    said = single(text).strip(" :：-*[]()<>【】")
    found = _BARE_NEED.match(said) or _NEED_BEHIND.match(said)
    return need_of(found["need"]) if found else Need.UNSPECIFIED
