"""A sentence and the values for its gaps, not yet in any language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with `{named}` gaps, and what fills them.

    A value may itself be a `Message` (a label that is translated too).
    Never holds personal information: messages are shown, logged and published.
    """

    text: str
    values: tuple[tuple[str, "str | int | Message"], ...] = ()

    def __str__(self) -> str:
        """Return the English, for developers and logs."""
        return self.text.format(**{name: str(value) for name, value in self.values})


def msg(text: str, /, **values: "str | int | Message | object") -> Message:
    """Make a message; `text` must be a literal, so that it can be found and translated.

    >>> str(msg("no role called '{role}'", role="guest"))
    "no role called 'guest'"
    """
    kept = tuple(
        (name, value if isinstance(value, str | int | Message) else str(value)) for name, value in values.items()
    )
    return Message(text, kept)
