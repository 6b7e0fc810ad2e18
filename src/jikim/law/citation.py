"""How an article is cited: from the short form of the tables to what people read.

The tables write 30(1)3-2; people read `PIPA Art. 30 (1) 3-2`, or 개인정보 보호법 제30조제1항제3호의2. Several places
are set apart by commas and semicolons, `D` goes over to the decree, `(4)-(5)` and `44-2..44-4` are ranges. A number
after a hyphen is an inserted article (14-2: 제14조의2) unless it is the larger: 41-42 is two articles.
What is no article (a number of ISMS-P, the date of a guideline) is left as it is.
"""

import re

_PART = re.compile(r"\s*[;,/]\s*")
_PLACE = re.compile(
    r"(?P<article>\d+(?:-\d+)?)?(?:\((?P<paragraph>\d+)\)(?:-\((?P<to>\d+)\))?)?"
    r"(?P<item>\d+(?:-\d+)?)?(?P<proviso> proviso)?"
)
_NOT_AN_ARTICLE = re.compile(r"\d+\.\d+|[^D\d]")
_UNSTATED = ("none", "not read")


def english(statute: str, article: str) -> str:
    """Return the citation in the one form we use.

    >>> english("PIPA", "35; D41-42"), english("PIPA", "D46")
    ('PIPA Art. 35; Decree Art. 41-42', 'PIPA Decree Art. 46')
    """
    if _NOT_AN_ARTICLE.match(article):
        return _as_it_is(statute, article)
    text, decree = f"{statute} Art. ", False
    for place in _PART.split(article):
        if place.startswith("D") and not decree:
            decree = True
            text = text.removesuffix("Art. ") if text.endswith(" Art. ") else text.removesuffix(", ") + "; "
            text += "Decree Art. "
        text += _spaced(place.removeprefix("D")) + ", "
    return text.removesuffix(", ")


def korean(statute: str, article: str) -> str:
    """Return the citation as Korean statutes write it.

    >>> korean("개인정보 보호법", "35; D41-42")
    '개인정보 보호법 제35조, 시행령 제41조부터 제42조까지'
    """
    if _NOT_AN_ARTICLE.match(article):
        return _as_it_is(statute, article)
    return f"{statute} " + ", ".join(_korean(place) for place in _PART.split(article))


def _as_it_is(statute: str, article: str) -> str:
    said = "" if article in _UNSTATED else article.removeprefix("guideline").split("/")[0].strip()
    return f"{statute} {said}".rstrip()


def _spaced(place: str) -> str:
    return re.sub(r"\)(?=\d)", ") ", re.sub(r"(?<=\d)\(", " (", place))


def _korean(place: str) -> str:
    decree, place = ("시행령 ", place[1:]) if place.startswith("D") else ("", place)
    if ".." in place:
        first, last = place.split("..")
        return f"{decree}{_korean(first)}부터 {_korean(last)}까지"
    found = _PLACE.fullmatch(place)
    if found is None:
        return decree + place
    text = _numbered(found["article"], "조")
    if found["paragraph"]:
        text += f"제{found['paragraph']}항" + (f"부터 제{found['to']}항까지" if found["to"] else "")
    return decree + text + _numbered(found["item"], "호") + (" 단서" if found["proviso"] else "")


def _numbered(number: str | None, unit: str) -> str:
    if number is None:
        return ""
    first, _, second = number.partition("-")
    if not second:
        return f"제{first}{unit}"
    if int(second) > int(first):
        return f"제{first}{unit}부터 제{second}{unit}까지"
    return f"제{first}{unit}의{second}"
