"""What a rule of retention is narrowed to: `X는 ...`, `X의 경우 ...`, `X를 위한 정보(A, B)는 ...`, `... X를 보관`."""

import re
from dataclasses import dataclass

from jikim.reader.letters import letters, single, split
from jikim.reader.lexicon import ITEMS, known_share

_TOPIC = re.compile(
    r"^(?P<what>.*\S)(?P<by>은|는|의 경우에?는?|의경우에?는?|에 대해서는|에 대하여는|에 한하여)(?=[\s(,]|$)"
)
_VERB = re.compile(r"(?:^또|\s또|혹|있|하|되|받|없|같|않|많|작|높|의하|따르|까지|에|에서|라|대|만|로|이후에|다음)$")
_REASON = re.compile(r"(?P<why>\S[^:;.]{0,150}?)(?:을|를)?\s*(?:위해서?|위하여|위한|목적으로)(?=[\s,]|$)\s*")
_CASE = re.compile(
    r"^\s*(?P<case>[^,:：]{1,20}[^:：]{0,60}?(?:수집|제공|동의)(?:한|된|받은)\s?경우)(?:에는?)?\s?[,:：]"
)
"""Data that were collected in a case (`행사를 위하여 수집한 경우, ...`), whichever they are."""
_PEOPLE = re.compile(r"(?:회원|고객|이용자|사용자|가입자|구매자|신청자|사람|분|자)$")
_EVERYTHING = re.compile(
    r"^(?:(?:이용자|회원|고객|정보주체)?의?동의(?:하에|를받아|를얻어))?(?:(?:수집|이용|처리|보유|제공|입력|저장)(?:된|한|하는|받은)?)?"
    r"(?:모든|해당|당해|이|그|위|본|상기|관련|고객의?|회원의?|이용자의?|귀하의?|정보주체의?|여러분의?|님의?|및|또는|,)*"
    r"(?:개인)?(?:신용)?(?:정보|데이터|자료|기록)?$"
    r"|^.{0,30}(?:회원|고객|이용자|정보주체|가입자|사용자|환자|학생)(?:님|들)?의(?:소중한|모든)?개인(?:신용)?정보$"
    r"|^.{0,40}에서(?:수집|처리)하는(?:이용자의|회원의)?개인(?:신용)?정보$"
)
_OTHERS = re.compile(r"^(?:\S+\s){0,2}비회원(?:님|들)?의\s?(?:\S+\s)?(?:개인\s?)?(?:정보|데이터)$")
"""All data of people who never joined: a rule about them is none for members."""
_CONTROLLER = re.compile(
    r"(?:회사|당사|본사|사이트|서비스|학교|기관|센터|조합|병원|의원|재단|협회|앱|주|기간|기한|경우|다음)$"
)
_DATA = re.compile(
    r"(?:정보|기록|내역|자료|데이터|번호|파일|이력|로그|항목|주소|이름|성명|이미지|영상|사진|콘텐츠|내용|메일|계좌|카드|서류|녹취|"
    r"쿠키|식별자|게시물|후기|댓글|문의|이력서|계정|아이디|명부|결과|값|[A-Za-z]{2,}|[)\]])$"
)
"""What a rule may be narrowed to by `은` or `는`: data; anything else there is who keeps them."""
_OWNER = re.compile(r"^(?:해당|당해|그)?\s*(?:\S+\s){0,2}?(?:회원|고객|이용자|정보주체)(?:들)?의\s+")
_OBJECT = re.compile(
    r"(?P<what>[^.]{1,120}?)(?:을|를)\s*(?:계속\s*)?(?:별도로?\s*)?(?:안전하게\s*)?(?:보관|보유|보존|저장|유지)"
)
_BRACKET = re.compile(r"^(?P<head>.*?)\s*[(（](?P<parts>[^()（）]{1,120})[)）]$")
_COLLECTIVE = re.compile(r"(?:정보|항목|데이터|자료)$")
_BY_LAW = re.compile(
    r"^[^,(]{2,40}?(?<!관련)(?<!관계)(?:법|방침|정책|약관)(?:에|에서)?\s?(?:따라|의거하여|의하여|의해|의거)\s+"
)
_IN_BRACKETS = re.compile(r"[(（]([^()（）]{2,40}(?:방지|목적|대응|해결|대비|위해|위하여|위함))[)）]")
_CODE = re.compile(r"^[A-Za-z]{1,6}$")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """`applies_to` (`all`, or what the text names), why the data are kept, and for whom or when the rule holds."""

    applies_to: str | tuple[str, ...] = "all"
    reason: str | None = None
    condition: str | None = None


def narrowed(before: str, after: str, words: str = "") -> Narrowed:
    """Read the words before the first end of a rule, those after the last, and all of them.

    >>> narrowed("상담 기록(녹음)은 ", " 보관").applies_to
    ('상담 기록(녹음)',)
    """
    case = _CASE.match(before)
    if case:
        what = _topic(before[case.end() :])[0]
        return Narrowed(_parts(what) if what else "all", _reason(case["case"], None)[0], single(case["case"]))
    what, condition, rest = _topic(before)
    reason, what = _reason(what or rest, what)
    if reason is None:
        reason = _aside(words)
    applies_to = _parts(what) if what else _kept(after)
    return Narrowed(applies_to, reason, condition)


def _topic(before: str) -> tuple[str | None, str | None, str]:
    """Return what the words before speak of, under which condition, and what is left of them."""
    found, end = None, len(before)
    while found is None and end > 0:
        found = _TOPIC.match(before[:end])
        if found and found["by"] in ("은", "는") and _VERB.search(found["what"]):
            end, found = found.end("what"), None
        elif found is None:
            break
    if found is None:
        return None, None, before
    what = _subject_off(found["what"]).strip(" -,.:'\"“”‘’")
    if "경우" in found["by"] and _PEOPLE.search(what):
        why, who = _reason(what, what)
        return None, single(f"{_last_words(who or what)}{found['by']}"), what if why else ""
    rest = before[found.end() :]
    if rest.startswith("(는)"):
        return None, None, rest[3:]  # `은(는)` of a form stands behind who keeps
    if _OTHERS.match(what):
        return None, what, rest
    if found["by"] in ("은", "는") and not _is_data(what):
        return None, None, rest
    if not what or _EVERYTHING.match(letters(what)) or _CONTROLLER.search(what.rstrip(")")):
        return None, None, rest
    return what, None, rest


def _subject_off(what: str) -> str:
    """Leave out who keeps (`회사는 ...`)."""
    what = _BY_LAW.sub("", re.sub(r"^[①-⑳]\s*", "", what))
    what = re.sub(r"^(?:또한|그리고|단|다만)?,?\s*(?:[^,]{0,16}와 같이\s+)?(?:원칙적으로,?\s+)?", "", what)
    what = re.sub(r"^.{0,30}?(?:회사|당사|사이트|기관|학교)[\"”’']?(?:는|은|가|에서는)\s+", "", what)
    return re.sub(r"^(?:회사(?:의|는)?\s)?내부\s?(?:방침|규정)에\s?(?:의해|따라|의하여)\s", "", what)


def _last_words(what: str) -> str:
    return re.split(r"에서\s|[,:]\s*", what)[-1]


def _reason(text: str, what: str | None) -> tuple[str | None, str | None]:
    """Return the reason a text gives (`X를 위한 정보`), and what is left of the thing it is given for."""
    found = _REASON.search(text)
    if not found:
        return None, what
    why = re.sub(r"(?:을|를)$", "", _subject_off(found["why"]).strip(" -,.:"))
    left = text[found.end() :].strip() if what else None
    if left is not None and "(" not in left and _EVERYTHING.match(letters(left)):
        left = what
    return single(why), left


def _aside(words: str) -> str | None:
    """Return a reason that stands in brackets behind an end (`30일까지(재가입 방지)`)."""
    found = _IN_BRACKETS.search(words)
    return single(found[1]) if found else None


def _kept(after: str) -> str | tuple[str, ...]:
    """Return what stands as the object of keeping behind the end."""
    found = _OBJECT.match(re.sub(r"^(?:[^,]{0,16}까지|간|동안|후|이내|시|에|한해|\s)*", "", after))
    if not found:
        return "all"
    what = _OWNER.sub("", re.sub(r"^[^(]*?(?:는|은)\s", "", found["what"]).strip(" ,"))
    what = re.sub(r"^(?:해당|당해|그)\s+", "", what)
    if _EVERYTHING.match(letters(what)) or "개인정보" in letters(what):
        return "all"
    return tuple(part for piece in split(what) for part in _joined(piece))


def _joined(piece: str) -> list[str]:
    found = re.match(
        r"^(\S*(?:내역|정보|기록|번호|이름|성명|주소|자료|아이디|ID|메일))(?:과|와|및|\s및)\s+(.+)$", piece
    )
    return [found[1], found[2]] if found else [piece]


def _is_data(what: str) -> bool:
    return bool(_DATA.search(what)) or known_share(what) > ITEMS


def _parts(what: str) -> str | tuple[str, ...]:
    """Return what a rule names; for a collective with its parts in brackets, the parts."""
    if _EVERYTHING.match(letters(what)):
        return "all"
    pieces = [part for piece in split(what) for part in _joined(piece)]
    if len(pieces) > 1 and all(_is_data(_OWNER.sub("", piece)) for piece in pieces):
        return tuple(map(single, pieces))
    found = _BRACKET.match(what)
    if not found:
        return (single(what),)
    parts = split(found["parts"])
    if (len(parts) > 1 and _COLLECTIVE.search(found["head"])) or all(_CODE.match(part) for part in parts):
        return tuple(map(single, parts))
    return (single(what),)
