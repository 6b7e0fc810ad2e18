"""Who wrote the policy and for what: controller, the words it calls itself, its service, the laws it follows.

Only what the text says: a mail address or a domain never becomes a name. `이하` in brackets gives the words that stand
for a name; without it the subject of the first sentence is the name.
"""

import re
from collections.abc import Iterator, Sequence

from jikim.document import Document, Line
from jikim.messages import msg
from jikim.reader.facts import Controller, Service, Source
from jikim.reader.kinds import Kind
from jikim.reader.letters import letters, single
from jikim.reader.notes import Notes
from jikim.reader.parties import COMPANY
from jikim.reader.sections import Section

_HEREAFTER = re.compile(
    r"(?P<name>(?:[(（]주[)）]\s?|㈜\s?)?[^\s(（,.<>][^(（,.<>]{0,40}?(?:[(（][A-Za-z0-9 .&-]{2,30}[)）])?)['’\"”]?"
    r"\s*(?:은\(는\)|\(은는\)|은|는|에서)?\s*[(（]\s*이하\s*(?P<words>[^()（）]{1,40})[)）]"
)
_GENERATED = re.compile(
    r"^\s*(?:[<〈]\s*(?P<name>[^<>〈〉]{1,40}?)\s*[>〉]|(?P<plain>[^<>〈〉(（.,]{2,40}?)(?=\s*[(（]\s*['‘\"“]?\s*(?:https?://|www\.)))"
    r"\s*[(（]\s*['‘\"“]?(?P<url>[a-zA-Z0-9:/._-]+)?\s*['’\"”]?\s*"
    r"이하\s*['‘\"“](?P<words>[^'’\"”]{1,40})['’\"”]\s*[)）]"
)
"""How public generators of policies begin: `<나무방>('https://...'이하 '나무방')은(는)`."""
_QUOTED = re.compile(r"[\"“”'‘’「『]\s*([^\"“”'‘’「」『』]{1,20}?)\s*[\"“”'‘’」』]")
_COMPANY_NAME = (
    r"(?:㈜|[(（]주[)）]|주식회사\s)\s?[가-힣A-Za-z0-9]{1,20}|[가-힣A-Za-z0-9]{1,20}\s?(?:㈜|[(（]주[)）]|주식회사)"
)
_RUNS = re.compile(rf"(?P<name>{_COMPANY_NAME})(?:에서|이|가)\s?운영")
_SUBJECT = re.compile(
    r"^['‘\"“]?(?P<name>[^\"“”'‘’(（,.]{2,40}?(?:[(（][^)）]{1,20}[)）])?)['’\"”]?\s?(?:은\(는\)|\(은\)는|\(은는\)|은|는)\s"
)
_CLAUSE = re.compile(r"[가-힣](?:이|가|을|를|에|에서|하는|되는|따른|한|된|하신|되신)\s|(?:\S+\s){5}")
_DONE_TO = re.compile(r"(?:저장|전송|보관|수집|이용|사용|처리|파기)(?:되|됩)")  # its subject are data
_OF = re.compile(r"^(?P<over>.{2,40})\s소속\s(?P<name>\S.*)$")
_NOBODY = re.compile(
    r"^(?:본\s|이\s|우리|다음|[-–•※]|이러한|회사|당사|귀하|고객|이용자|개인정보|서비스|정보주체|제\d|저희|\"?개인|쿠키|관련|여러분|문의|아래)"
    r"|방침|처리|약관|활동$|정보$|법[」』]?$|이하\s"
)
_ALIAS = re.compile(
    r"(?:^|[\s.\"“])(?P<word>회사|당사|본교|본 기관|본원|당 기관|우리 기관)(?=(?:는|은|가|이|의|에서)\s)"
)
_SERVICE_WORDS = re.compile(r"^(?:서비스|본 서비스|앱|사이트|홈페이지|플랫폼|몰)$")
_SITE = re.compile(r"\b(?:https?://)?[a-z0-9-]{2,40}\.(?:ai|kr|com|net|io|co\.kr|app)\b")
_QUOTED_SITE = re.compile(r"서비스\s?[(（]\s?['‘\"“](?P<name>[^'’\"”]{2,40})['’\"”]\s?[)）]")
_LAW = re.compile(
    r"[「『<《](?P<quoted>[^「」『』<>《》]{3,40}?(?:법|법률|기준|지침|규정|고시))[」』>》]"
    r"|(?P<plain>개인정보\s?보호법(?!\s?시행)|(?:정보통신망\s?)이용\s?촉진\s?및\s?정보보호\s?등에\s?관한\s?법률|신용정보의\s?이용\s?및\s?보호에\s?관한\s?법률"
    r"|위치정보의\s?보호\s?및\s?이용\s?등에\s?관한\s?법률|통신비밀보호법|전기통신사업법)"
)
_FOLLOWS = re.compile(r"준수|따라|의거|근거|따른|입각")
_PLACEHOLDER = re.compile(r"[○O]{2,}|\[[^\]]*\]|^\W*$")


def source(document: Document, parts: Sequence[Section]) -> Source:
    """The document itself: complete where it has at least five of the subjects a policy has to tell."""
    told = {part.kind for part in parts if part.own}
    needed = {
        Kind.RETENTION,
        Kind.DESTRUCTION,
        Kind.RIGHTS,
        Kind.OFFICER,
        Kind.SAFEGUARDS,
        Kind.THIRD_PARTY,
        Kind.ENTRUSTED,
    }
    told |= {Kind.RETENTION} if Kind.COLLECTION in told else set()
    return Source(document.name, document.title or None, len(told & needed) >= 4)


def controller(parts: Sequence[Section], notes: Notes) -> Controller:
    """Read the controller's name and the words that stand for it."""
    opening = list(_opening(parts))
    name, aliases, line = _named(opening)
    if name is None:
        name, line = _of_titles(parts)
        bare = COMPANY.sub("", name).strip() if name else ""
        aliases = (
            (bare,)
            if bare and any(re.search(rf"{re.escape(bare)}(?:는|은|가|이)\s", one.text) for one in opening)
            else ()
        )
    if name is None:
        name, line = _subject(opening, notes)
    said = tuple(dict.fromkeys((*aliases, *_used(parts))))
    if line is not None and name:
        notes.use(line, "names", name)
    if len(said) > 1 and any(one in ("사이트", "서비스") for one in said) and line is not None:
        notes.ask(
            "alias-of-what",
            said[-1],
            msg("'{one}' and '{other}' stand for the same: the controller, or its site?", one=said[0], other=said[1]),
            (msg("the controller"), msg("the web site")),
            line.spot,
        )
    return Controller(name, said, line.spot if line else None)


def _opening(parts: Sequence[Section]) -> Iterator[Line]:
    """The lines that can introduce the controller: the preamble, and the first sentence of the first article."""
    first = next((part for part in parts if part.own and part.kind not in (Kind.PREAMBLE, Kind.TOC, Kind.DATES)), None)
    for part in parts:
        if part.kind is Kind.PREAMBLE or part is first or (part.kind is Kind.DATES and part.order < 3):
            yield from (line for block in part.texts() for line in block.lines)


def _named(lines: Sequence[Line]) -> tuple[str | None, tuple[str, ...], Line | None]:
    for line in lines:
        generated = _GENERATED.match(line.text)
        if generated:
            return *_of_form(generated), line
        for found in _hereafter(line):
            words = _words(found)
            name = _cleaned(found["name"])
            law = re.search(r"법$|방침|정보$|약관", words[0]) or re.search(r"법률?$|방침$", name or "")
            if name and not law and not _SERVICE_WORDS.match(words[0]):
                return name, words, line
    for line in lines:
        runs = _RUNS.search(line.text)
        if runs:
            return single(runs["name"]), (), line
    return None, (), None


def _of_form(found: re.Match[str]) -> tuple[str, tuple[str, ...]]:
    name, word = single(found["name"] or found["plain"]), single(found["words"])
    return name, (word,) if letters(word) != letters(name) else ()


def _hereafter(line: Line) -> Iterator[re.Match[str]]:
    """Yield the brackets that give a name (`이하 "회사"`); most lines have none, and to search for one takes long."""
    return _HEREAFTER.finditer(line.text) if "이하" in line.text else iter(())


def _words(found: re.Match[str]) -> tuple[str, ...]:
    """The words in a bracket of `이하`: those in quotes, else all but the verb."""
    inside = found["words"]
    quoted = _QUOTED.findall(inside)
    return tuple(single(one) for one in quoted) or (single(re.sub(r"(?:이?라|로)\s?.*$|;.*$", "", inside)) or inside,)


def _cleaned(name: str) -> str | None:
    plain = single(re.sub(r"^.*(?:운영하는|제공하는|에서)\s", "", name)).strip("'\"‘’“” ")
    plain = re.sub(r"^[^'\"‘“]*\s['\"‘“](?=[^'\"’”]+$)", "", plain)  # `메모 앱 '하루'`: what the quotes hold
    return plain if plain and not _PLACEHOLDER.search(plain) and len(plain) > 1 else None


def _of_titles(parts: Sequence[Section]) -> tuple[str | None, Line | None]:
    """A company in the title of the policy."""
    for part in parts:
        if part.heading and part.kind is Kind.PREAMBLE and COMPANY.search(part.title):
            name = re.sub(r"\s?(?:의\s)?개인정보\s?(?:처리|취급|보호)?\s?(?:방침|정책).*$", "", part.title).strip(
                "[]〔〕 "
            )
            if name != part.title:
                return single(name), part.heading.lines[0]
    return None, None


def _subject(lines: Sequence[Line], notes: Notes) -> tuple[str | None, Line | None]:
    for line in lines:
        found = _SUBJECT.match(line.text)
        if not found or _NOBODY.search(found["name"]) or _CLAUSE.search(found["name"]) or _DONE_TO.search(line.text):
            continue
        over = _OF.match(found["name"])
        if over:
            notes.ask(
                "controller-under",
                over["name"],
                msg(
                    "'{name}' belongs to '{over}': which of them is the controller?",
                    name=over["name"],
                    over=over["over"],
                ),
                (msg("'{name}'", name=over["name"]), msg("'{name}'", name=over["over"])),
                line.spot,
            )
        name = single(over["name"] if over else found["name"])
        if not _PLACEHOLDER.search(name):
            return name, line
    return None, None


def _used(parts: Sequence[Section]) -> tuple[str, ...]:
    """Words for the controller that begin sentences of the whole text."""
    counted: dict[str, int] = {}
    for part in parts:
        for line in part.lines():
            for found in _ALIAS.finditer(line.text):
                counted[found["word"]] = counted.get(found["word"], 0) + 1
    return tuple(word for word, count in counted.items() if count >= (2 if word == "회사" else 1))


def service(parts: Sequence[Section]) -> Service:
    """Read what the controller runs."""
    names: dict[str, None] = {}
    for line in _opening(parts):
        for found in _hereafter(line):
            name = _cleaned(found["name"])
            if name and _SERVICE_WORDS.match(_words(found)[0]):
                names.setdefault(re.sub(r"\s(?:앱|서비스|홈페이지)$", "", name))
        quoted = _QUOTED_SITE.search(line.text)
        if quoted:
            names.setdefault(single(quoted["name"]))
    lines = [line for part in parts if part.kind is Kind.SERVICE for line in part.lines()]
    urls = [found[0] for line in lines for found in _SITE.finditer(line.text)]
    urls += [name for name in names if _SITE.fullmatch(name)]
    said = tuple(single(re.sub(r"^\d{1,2}[.)]\s*", "", line.text)) for line in lines)
    return Service(tuple(names), tuple(dict.fromkeys(urls)), said)


def legal_frame(parts: Sequence[Section], notes: Notes) -> tuple[str, ...]:
    """Read the laws that the opening says the policy follows."""
    found: dict[str, str] = {}
    for part in parts:
        for line in part.lines() if part.kind is Kind.PREAMBLE else ():
            if not _FOLLOWS.search(line.text):
                continue
            for law in _LAW.finditer(line.text):
                text = single(law["quoted"] or law["plain"])
                found.setdefault(letters(text), text)
                notes.use(line, "names", text)
    return tuple(found.values())
