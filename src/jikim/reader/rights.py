"""What a person may ask for, by which ways, through whom, within which limits and how soon it is answered.

A right counts where the text grants it, not where it says how a request is handled (`정정을 완료할 때까지`) or limited.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from jikim.document import Line
from jikim.reader.facts import Named, Phrase, Representative, Rights, Said
from jikim.reader.kinds import Kind
from jikim.reader.letters import letters, single, spaceless
from jikim.reader.notes import Notes
from jikim.reader.sections import Section

_GRANTS = re.compile(r"요구|요청|권리|할\s?수\s?있|하실\s?수|행사|청구|철회|신청|탈퇴")
_LIMITS = re.compile(
    r"(?:권리|요구|열람)[^.]{0,30}(?:제한될|제한\s?될|거절될)|제한할\s?수|제한될\s?수|거절(?:될|할)\s?수|요구할\s?수\s?없|요구\s?불가|응하지\s?않을\s?수|철회가\s?어려울"
)
_USE_LIMITED = re.compile(r"(?:이용|서비스)[^.]{0,16}제한")
_HANDLED = re.compile(
    r"(?:한|하는|할|된)\s?경우(?:에는|에도)?\s?.*(?:때\s?까지|조치)|때\s?까지[^.]*(?:이용|제공)|(?:해지|삭제)된\s?개인정보는|인정되는\s?경우|확인합니다"
)
_ARTICLES = re.compile(
    r"(?:개인정보\s?보호법|법)\s?제\s?\d+조[^.]{0,40}?\d항(?:[^.]{0,12}?제\s?\d+조\s?(?:제\s?)?\d항)?"
)
_ANOTHER_LAW = re.compile(r"다른\s?법령[^.,]{0,60}?경우")
_VIA = re.compile(r"(?:등)?\s?(?:을|를)?\s?(?:통하여|통해서도|통해서|통해|이용하여|이용하시)")
_TO = re.compile(
    r"((?:[^.,\s]{2,8},\s?){0,4}[^.,]{2,24}?(?:\s(?:또는|및|혹은)\s[^.,]{2,24}?)?)(?:에게|로|으로)\s[^.]{0,12}(?:권리\s?행사|요구|요청|연락)[^.]{0,8}(?:가능|하시면|할\s?수)"
)
_BY = re.compile(r"권리\s?행사는\s(?P<ways>[^.]{2,60}?)(?:\s?등)?(?:을\s|를\s)?(?:으로|로)\s?(?:하실|할|가능|하시)")
_CLICKED = re.compile(r"[”\"’'」』\]]\s?(?:등)?\s?(?:메뉴|버튼)?(?:을|를)\s?(?:클릭|선택|누르)")
_MENU = re.compile(r"[‘“'\"「『\[]\s*([^‘’“”'\"「」『』\[\]]{2,20}?)\s*[’”'\"」』\]]")
_LONGEST_MENU = 16
_CHANNEL = re.compile(
    r"서면|전화|우편|메일|팩스|FAX|모사전송|방문|메뉴|상담|포털|홈페이지|고객센터|마이페이지|설정|부서|책임자|담당자|채팅",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:대해|대하여|따라|에게|작성\s?후|[가-힣](?:에서|의)|이외에|거나,?|또는|은|는|이하|경우)\s")
_PORTAL = re.compile(
    r"[가-힣]{2,10}\s?개인정보\s?보호\s?종합\s?지원\s?포털|개인정보\s?(?:보호\s?)?(?:종합\s?)?(?:지원\s?)?포털"
)
_SOON = re.compile(r"지체\s?없이|즉시|\d{1,2}일\s?이내")
_AGENT = re.compile(r"위임을?\s?받[은는]\s?(?:대리인|자|사람)|(?<!법정)(?<!법정\s)대리인(?=\s?행사)")
_FORM = re.compile(r"(?:^|(?<=\.))[^.]*?위임장[^.]*")
_IDENTITY = re.compile(r"(?:^|(?<=\.))[^.]*?(?:본인이거나\s?정당한\s?대리인|본인\s?확인|본인\s?여부)[^.]*")


@cache
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found: dict[str, str] = tomllib.loads(files("jikim.reader").joinpath("rights.toml").read_text("utf-8"))["words"]
    return tuple((name, re.compile(form)) for name, form in found.items())


def rights(parts: Sequence[Section], notes: Notes) -> Rights | None:
    """Read what a person may ask for, and how."""
    own = [part for part in parts if part.kind is Kind.RIGHTS]
    asked = [part for part in parts if part.kind is Kind.OFFICER and "청구" in part.title]
    if not own:
        return None
    lines = [line for part in own for line in part.lines()]
    beside = [*lines, *(line for part in asked for line in part.lines())]
    listed = tuple(_granted([*_titles(own), *lines], notes))
    return Rights(
        listed,
        tuple(_channels(beside, lines, [line for part in _under(own, parts) for line in part.lines()])),
        _representative(own, lines),
        _first(lines, _FORM),
        _first(beside, _IDENTITY),
        tuple(_limits(lines, notes)),
        _response(lines),
    )


def _under(own: Sequence[Section], parts: Sequence[Section]) -> Iterator[Section]:
    """Sections of another kind whose title stands under one on rights."""
    titles = [id(part.heading) for part in own if part.heading]
    yield from (part for part in parts if part not in own and any(id(one) in titles for one in part.path))


def _titles(own: Sequence[Section]) -> list[Line]:
    """Titles inside a section on rights that name one themselves."""
    return [part.heading.lines[0] for part in own if (part.heading and not part.own) or (part.heading and part.path)]


def _granted(lines: Sequence[Line], notes: Notes) -> Iterator[Named]:
    seen: set[str] = set()
    for line in lines:
        text = _granting(line.text)
        if not text:
            continue
        notes.use(line, "rights")
        said = spaceless(text)
        for name, form in _words():
            found = form.search(said)
            if found and name not in seen:
                seen.add(name)
                yield Named(name, _phrase(text), line.spot)


def _granting(text: str) -> str:
    """The words of a line that grant something: without what is said of limits and of handling."""
    kept: list[str] = []
    for sentence in re.split(r"(?<=[다요])[.]\s*|다만,?|단,", text):
        if _LIMITS.search(sentence) or _USE_LIMITED.search(sentence):
            continue
        if _HANDLED.search(sentence):
            sentence = (
                re.split(r"(?:하는|한|할)\s?경우", sentence)[0] if "요청" in sentence or "요구" in sentence else ""
            )
        if _GRANTS.search(sentence) or (sentence and not re.search(r"다$", sentence.strip()) and len(sentence) < 60):
            kept.append(sentence)
    return " ".join(kept)


_SIGN = re.compile(r"^\s*(?:\d{1,2}[.)]|[(（]\d{1,2}[)）]|[①-⑳]|[-–•·]|[가-하][.)])\s*")


def _phrase(text: str) -> str:
    return _unsigned(text)[:120]


def _unsigned(text: str) -> str:
    """The words, without the sign of a list before them."""
    return _SIGN.sub("", single(text))


def _channels(lines: Sequence[Line], own: Sequence[Line], under: Sequence[Line]) -> Iterator[str]:
    seen: set[str] = set()
    for text in [*_named_ways(own), *_portals(lines), *_labelled_ways([*own, *under])]:
        said = letters(text)
        if said and said not in seen:
            seen.add(said)
            yield text


def _named_ways(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        text = re.sub(r"^\s*(?:[(（][^)）]{1,20}[)）]|\d{1,2}\)|[①-⑳])\s*", "", line.text)
        begin = 0
        for found in _VIA.finditer(text):
            before = text[begin : found.start()]
            begin = found.end()
            if re.search(r"대리인|위임|법정", before[-20:]):
                continue
            yield from _ways(before)
        to = _TO.search(text)
        if to and not begin:
            yield from _ways(to[1])
        if _CLICKED.search(text):
            yield from (single(one) for one in _MENU.findall(text) if len(one) <= _LONGEST_MENU)
        by = _BY.search(text)
        if by:
            yield from _ways(by["ways"])


def _ways(before: str) -> Iterator[str]:
    tail = re.split(r"[.]\s", before)[-1]
    cuts = [
        one.end() for one in _BEFORE.finditer(tail) if "또는" not in one[0] or not _CHANNEL.search(tail[: one.start()])
    ]
    for way in re.split(r"[,/·ㆍ]|\s및\s|(?:^|\s)(?:또는|혹은)\s", tail[cuts[-1] if cuts else 0 :]):
        plain = re.sub(r"\s?등$", "", single(way))
        if _CHANNEL.search(plain) and len(plain) <= 24 and not re.search(r"포털|\d{4}", plain):
            yield plain


def _portals(lines: Sequence[Line]) -> Iterator[str]:
    found = [one[0] for line in lines for one in _PORTAL.finditer(line.text)]
    if found:
        yield single(max(found, key=len))


def _labelled_ways(lines: Sequence[Line]) -> Iterator[str]:
    """Contacts given right under a sentence that sends people there."""
    if any(re.search(r"아래\s?연락처|다음\s?연락처", line.text) for line in lines):
        yield from (
            found[1] for line in lines if (found := re.match(r"^(이메일|전화|전자우편|팩스)\s*[:：]", line.text))
        )


def _representative(own: Sequence[Section], lines: Sequence[Line]) -> Representative | None:
    texts = [*((line.text, line) for part in own if part.heading for line in part.heading.lines)]
    texts += [(line.text, line) for line in lines]
    legal = next((line for text, line in texts if "법정대리인" in spaceless(text)), None)
    agent = next(((found[0], line) for text, line in texts if (found := _AGENT.search(text))), None)
    if legal is None and agent is None:
        return None
    spot = agent[1].spot if agent else legal.spot if legal else lines[0].spot
    return Representative("법정대리인" if legal else None, single(agent[0]) if agent else None, spot)


def _first(lines: Sequence[Line], form: re.Pattern[str]) -> Phrase | None:
    found = ((form.search(line.text), line) for line in lines)
    return next((Phrase(_unsigned(one[0]), line.spot) for one, line in found if one), None)


def _limits(lines: Sequence[Line], notes: Notes) -> Iterator[Said]:
    seen: set[str] = set()
    for line in lines:
        for sentence in re.split(r"(?<=[다요])[.]\s*|다만,|단,", line.text):
            if not _LIMITS.search(sentence) or (_USE_LIMITED.search(sentence) and not re.search(r"법|권리", sentence)):
                continue
            law, another = _ARTICLES.search(sentence), _ANOTHER_LAW.search(sentence)
            text = _unsigned(law[0] if law else another[0] if another else sentence)
            if letters(text) not in seen:
                seen.add(letters(text))
                notes.use(line, "rights")
                yield Said(text, line.spot)


def _response(lines: Sequence[Line]) -> str | None:
    for line in lines:
        for sentence in re.split(r"(?<=다)[.]\s*", line.text):
            found = _SOON.search(sentence)
            if found and re.search(r"조치|처리|회신|통지|답변", sentence) and "인정되는" not in sentence:
                return single(found[0])
    return None
