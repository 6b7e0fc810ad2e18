"""Names of companies: where one ends and the next begins, and what is no name but a kind of company."""

import re

from jikim.reader.labelled import is_blank
from jikim.reader.letters import single, split

MARK = r"(?:㈜|[(（]주[)）]|주식회사|유한회사|[(（]유[)）]|[(（]재[)）]|[(（]사[)）]|재단법인|사단법인)"
_LATIN_MARK = r"(?:Inc|LLC|Ltd|Corp|Co|GmbH|SA|B\.V|Limited|Corporation|Platform)\.?"
COMPANY = re.compile(rf"{MARK}|\b{_LATIN_MARK}(?=\s|$|[,)])")
_BETWEEN = re.compile(
    rf"(?<=주식회사)\s+(?=㈜|[(（]주[)）])|(?<=[㈜])\s*$|(?<=[가-힣A-Za-z]㈜)\s+(?=㈜|[가-힣A-Z])|(?<=[가-힣A-Za-z])\s+(?={MARK}\s?[가-힣A-Za-z]{{2,}}\s+{MARK})"
)
_SIDE_BY_SIDE = re.compile(r"(?<=[A-Za-z0-9])\s+/\s+(?=[A-Z][a-z])|(?<=[a-z])·(?=[A-Z])")
"""Between two names in Latin letters (`Alpha / Beta`, `Alpha·Beta`); a Korean one behind a slash is often a service."""
_KIND = re.compile(
    r"(?:업체|대행사|택배사|배송사|호스팅사|PG사|VAN사|카드사|통신사|운송사|협력사|제휴사|수탁사|이동통신사|보험사|은행사|택배회사|대행회사|판매자)"
    r"(?:\s?[(（][^)）]{1,30}[)）])?$"
)
_FOREIGN = re.compile(
    rf"^[A-Z][A-Za-z0-9 .,&()-]*\b(?:{_LATIN_MARK})|^(?:Amazon|Google|Microsoft|Facebook|Meta|Apple)\b"
)
_HOME = re.compile(r"korea|코리아|한국", re.IGNORECASE)
_UNFILLED = re.compile(r"(?:업체|회사|기관|대행사|사)?\s?(?:명칭|업체명|회사명|기관명)$")
_TWO_SCRIPTS = re.compile(r"^[A-Za-z][A-Za-z0-9 .&-]{1,30}\s+[가-힣]{2,20}$")


def stripped(text: str) -> str:
    """A name or work without the brackets or quotes around all of it."""
    text = single(text).strip(" -–•*")
    while len(text) > 2 and text[0] in "[［" and text[-1] in "]］" and not text[1:-1].count("["):
        text = text[1:-1].strip()
    return text.strip("\"'“”")


def names_in(text: str) -> tuple[str, ...]:
    """Return the names that one cell or value holds, in order.

    >>> names_in("가나택배, ㈜다라, 마바 주식회사 ㈜ 사아")
    ('가나택배', '㈜다라', '마바 주식회사', '㈜ 사아')
    """
    listed = [
        piece
        for part in split(text, ",，、;")
        for whole in _SIDE_BY_SIDE.split(part)
        for piece in _BETWEEN.split(whole)
        if piece and piece.strip()
    ]
    joined: list[str] = []
    for part in listed:
        if joined and re.fullmatch(rf"{_LATIN_MARK}", part.strip()):
            joined[-1] = f"{joined[-1]}, {part.strip()}"
        else:
            joined.append(part.strip())
    return tuple(re.sub(r"\s+등$", "", part) for part in joined)


def holds_two_unmarked(text: str) -> bool:
    """Whether two names stand side by side with nothing between them."""
    return any(len([piece for piece in _BETWEEN.split(part) if piece and piece.strip()]) > 1 for part in split(text))


def is_kind(name: str) -> bool:
    """Whether a name is only a kind of company (`택배사`, `결제 대행업체`)."""
    return bool(_KIND.search(name)) and not COMPANY.search(name)


def is_foreign(name: str) -> bool:
    """Whether a name is that of a foreign company with nothing that says it sits here."""
    return bool(_FOREIGN.search(name)) and not _HOME.search(name)


def in_two_scripts(name: str) -> bool:
    """Whether a name stands in Latin letters and again in Korean."""
    return bool(_TWO_SCRIPTS.match(name)) and not COMPANY.search(name) and not _HOME.search(name)


def is_placeholder(name: str) -> bool:
    """Whether a name was never filled in."""
    return is_blank(name) or bool(_UNFILLED.search(name))
