"""Values as a person may see them before approving: enough to know the row again, never a whole value.

At most the first letter and the length are left; of a mail address the first letters of both sides alone. A value of
one letter has no part that is not the whole.
"""

_LONGEST = 12
"""A mask says no more about the length of anything longer."""


def masked(value: object) -> str:
    """Return what may be shown of a value; nothing of NULL, bytes and truth values.

    >>> masked("김가온"), masked("a.kim@example.kr"), masked(7), masked("")
    ('김**', 'a***@e***', '*', '')
    """
    if value is None or isinstance(value, bool | bytes | bytearray | memoryview):
        return ""
    text = str(value)
    name, sign, domain = text.partition("@")
    if sign and name and "." in domain and " " not in text:
        return f"{_first(name)}***@{_first(domain)}***"
    return _first(text) + "*" * (min(len(text), _LONGEST) - len(_first(text)))


def _first(text: str) -> str:
    """Return the first letter of a text that has more than one."""
    return text[0] if len(text) > 1 and not text[0].isspace() else ""
