"""The form in which two spellings of one word are compared.

Policies print `이메일 주소` and `이메일주소`, `E-mail` and `e-mail`, `상담·문의` and `상담ㆍ문의`. None of it changes
what is meant, so spaces, hyphens, middle dots, the width of letters and their case are set aside. Brackets stay, since
`이메일(아이디)` is a login name and `이메일` is not; `without_remark` takes them away when nothing else is found.
"""

import re
import unicodedata

_SET_ASIDE = re.compile(r"[\s·ㆍ‧・•∙⋅・_\-‐-―－]")
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕|<[^<>]*>")


def normal(words: str) -> str:
    """Return `words` as they are compared.

    >>> normal("E-mail 주소") == normal("e-mail주소")
    True
    """
    # The Hangul middle dot (U+318D) goes first: NFKC would turn it into a letter.
    folded = unicodedata.normalize("NFKC", _SET_ASIDE.sub("", words)).casefold()
    return unicodedata.normalize("NFKC", _SET_ASIDE.sub("", folded))


def without_remark(words: str) -> str:
    """Return normal `words` without what stands in brackets.

    >>> without_remark("휴대폰번호(선택)")
    '휴대폰번호'
    """
    return _REMARK.sub("", words)
