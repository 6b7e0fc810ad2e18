"""Devices that collect by themselves: what for, how to refuse them in each browser, what follows, and who measures."""

import re
from collections.abc import Iterator, Sequence

from jikim.document import Line
from jikim.reader.facts import Analytics, Cookies
from jikim.reader.kinds import Kind
from jikim.reader.letters import single
from jikim.reader.notes import Notes
from jikim.reader.sections import Section

_COOKIE = re.compile(r"쿠키|쿠기|cookie", re.IGNORECASE)
_BROWSER = (
    r"Internet\s?Explorer|인터넷\s?익스플로러|IE|Microsoft\s?Edge|마이크로소프트\s?엣지|Edge|엣지|Google\s?Chrome|Chrome|크롬|Safari"
    r"|사파리|Firefox|파이어폭스|Opera|Whale|웨일|Android|안드로이드|iOS|아이폰"
)
_WAY = re.compile(rf"^\W{{0,3}}(?P<browser>(?:{_BROWSER})[^:：]{{0,12}}?)\s*[:：]\s*(?P<way>.+)$")
_TITLED = re.compile(rf"^\W*(?P<browser>{_BROWSER})\s?의\s?경우")
_PURPOSE = re.compile(r"(?:쿠키[^:：]{0,12})?사용\s?목적[^:：]{0,6}[:：]\s*(?P<text>.+)$")
_FOR = re.compile(r"^(?P<text>.{4,90}?)(?:하기|제공을?|을|를)\s?위(?:해|하여|한)[^.]{0,30}쿠[키기]")
_COOKIES_FOR = re.compile(r"쿠키(?:는|를)\s(?P<text>.{4,60}?)(?:을|를)?\s?위(?:해|하여)\s사용")
_REFUSED = re.compile(r"(?:^|(?<=\.))(?P<text>[^.]*?(?:웹?\s?브라우저|옵션|도구)[^.]*?(?:설정|조정|선택))")
_CONSEQUENCE = re.compile(
    r"(?:거부|차단)[^.]{0,20}(?:경우|시|하면)(?:에는)?,?\s?(?P<text>[^.]*?(?:어려움|어려울|제한|불편|수\s?없)[^.]*)"
)
_ANALYTICS = re.compile(
    r"구글\s?애널리틱스|Google\s?Analytics|네이버\s?애널리틱스|Mixpanel(?:\s믹스패널)?|Amplitude|Firebase\s?Analytics|Hotjar",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[A-Za-z0-9./?=&_%-]{4,120}")
_WHERE = {Kind.ITEMS, Kind.AUTOMATIC, Kind.COLLECTION, Kind.METHOD, Kind.PREAMBLE, Kind.ENTRUSTED}


def cookies(parts: Sequence[Section], notes: Notes) -> Cookies | None:
    """Read the section; without one, only that cookies are among what is collected, or that a third party measures."""
    own = [part for part in parts if part.kind is Kind.COOKIES]
    lines = [line for part in own for line in part.lines()]
    if not any(_COOKIE.search(text) for text in [*(part.title for part in own), *(line.text for line in lines)]):
        return _beside(parts)
    analysts = tuple(_analysts(lines))
    for line in lines:
        notes.use(line, "cookies")
    return Cookies(
        uses=not any(re.search(r"쿠키[^.]{0,40}(?:사용|운용|운영)하지\s?않", line.text) for line in lines),
        spot=own[0].spot,
        purpose=_purpose(lines),
        refusal=tuple(_refusals(own, lines)),
        consequence=next((single(one["text"]) for line in lines if (one := _CONSEQUENCE.search(line.text))), None),
        third_party_analytics=analysts,
    )


def _beside(parts: Sequence[Section]) -> Cookies | None:
    lines = [line for part in parts if part.kind in _WHERE for line in part.lines()]
    named = next((line for line in lines if _COOKIE.search(line.text) and "아니" not in line.text), None)
    measured = [(one, line) for line in lines for one in _analysts([line])]
    if named is None and not measured:
        return None
    spot = named.spot if named else measured[0][1].spot
    return Cookies(True if named else None, spot, third_party_analytics=tuple(one for one, _ in measured))


def _purpose(lines: Sequence[Line]) -> str | None:
    for form in (_PURPOSE, _COOKIES_FOR, _FOR):
        found = next((one for line in lines if (one := form.search(line.text))), None)
        if found and not re.search(r"다음과|아래와", found["text"]):
            return single(found["text"])
    return None


def _refusals(own: Sequence[Section], lines: Sequence[Line]) -> Iterator[str]:
    """Ways by browser; where none is given, the sentence that says it is done in the browser."""
    found = [f"{one['browser']}: {single(one['way'])}" for line in lines if (one := _WAY.match(line.text))]
    for part in own:
        titled = _TITLED.match(part.title)
        if titled:
            found += [f"{titled['browser']}: {single(line.text)}" for line in part.lines()][:1]
    if not found or not any("광고" in part.title for part in own):
        general = next(
            (one for line in lines if (one := _REFUSED.search(line.text)) and not _WAY.match(line.text)), None
        )
        found = ([_bare(general["text"])] if general else []) + found
    yield from found


def _bare(text: str) -> str:
    return single(re.sub(r"^.*?(?:[:：]|따라서,?|이용자는|회원은|귀하는)\s", "", text))


def _analysts(lines: Sequence[Line]) -> Iterator[Analytics]:
    for line in lines:
        found = _ANALYTICS.search(line.text)
        if found:
            url = _URL.search(line.text)
            yield Analytics(single(found[0]), url[0] if url else None)
