"""A secret that cannot be printed by accident: not in a log line, a traceback, a debugger or a pickle."""

from typing import NoReturn


class Secret:
    """Bytes that show as `***`; `reveal()` is the one way out, so that it can be searched for.

    Python cannot promise to wipe memory; this type limits where a secret is seen, not how long it is held.

    >>> Secret(b"not for the log")
    ***
    """

    __slots__ = ("_raw",)

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def reveal(self) -> bytes:
        """Return the bytes themselves, for a primitive that needs them."""
        return self._raw

    def __repr__(self) -> str:
        return "***"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not copied into a pickle")
