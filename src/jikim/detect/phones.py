"""Korean telephone numbers: which are mobile, which hang on a wall, which belong to a call centre.

The country's code (+82, 0082) stands for the leading zero. Numbers are read whole by `is_mobile` and `is_phone`, and
found in the middle of a text by `MENTIONED`, whose every repetition is bounded.
"""

import re

_SHORTEST, _LONGEST = 8, 24
_SET_ASIDE = re.compile(r"[ \-.()/]")
_ABROAD = re.compile(r"(?:\+|00)?820?(?=[1-9])")
_MOBILE = re.compile(r"010\d{8}|01[16789]\d{7,8}")
_LAND = re.compile(r"02\d{7,8}|0(?:3[1-3]|4[1-4]|5[1-5]|6[1-4])\d{7,8}")
_NETWORK = re.compile(r"070\d{8}|050\d{8,9}|080\d{7}|060\d{7,8}")
_CENTRE = re.compile(r"1[568]\d\d-\d{4}")
_MASKED = re.compile(r"01[016789][- ]?[\d*]{3,4}[- ]?[\d*]{4}")
MENTIONED = re.compile(r"(?<![\d-])(?:\+82[ -]?)?0?1[016789][ \-.]?\d{3,4}[ \-.]?\d{4}(?![\d-])")


def is_mobile(value: str) -> bool:
    """Say whether this is a Korean mobile number, some digits of which may be hidden.

    >>> is_mobile("+82 10-0000-1234"), is_mobile("010-****-1234"), is_mobile("02-000-1234")
    (True, True, False)
    """
    number = _national(value)
    return bool(_MOBILE.fullmatch(number)) or (
        "*" in value and len(value) <= _LONGEST and bool(_MASKED.fullmatch(value.strip()))
    )


def is_phone(value: str) -> bool:
    """Say whether this is any Korean telephone number; one without separators must be written with its zero."""
    number = _national(value)
    whole = _MOBILE.fullmatch(number) or _LAND.fullmatch(number) or _NETWORK.fullmatch(number)
    return bool(whole) or bool(_CENTRE.fullmatch(value.strip())) or is_mobile(value)


def _national(value: str) -> str:
    if not _SHORTEST <= len(value) <= _LONGEST:
        return ""
    number = _SET_ASIDE.sub("", value.strip())
    if abroad := _ABROAD.match(number):
        number = f"0{number[abroad.end() :]}"
    return number if number.isascii() and number.isdigit() else ""
