"""A sentence and the values for its gaps, not yet in any language."""

from dataclasses import dataclass
from enum import Enum


class Language(Enum):
    """The languages a person may choose; Korean is the default everywhere."""

    KOREAN = "ko"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Both:
    """The same words in Korean and in English: what the catalogue of law says, and how an article is cited."""

    korean: str
    english: str

    def __str__(self) -> str:
        """Return the English, for developers and logs."""
        return self.english

    def said(self, language: Language) -> str:
        """Return the words of a language."""
        return self.korean if language is Language.KOREAN else self.english


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with `{named}` gaps, and what fills them.

    A value may itself be a `Message` (a label that is translated too), or stand in both languages.
    Never holds personal information: messages are shown, logged and published.
    """

    text: str
    values: tuple[tuple[str, "str | int | Both | Message"], ...] = ()

    def __str__(self) -> str:
        """Return the English, for developers and logs."""
        return self.text.format(**{name: str(value) for name, value in self.values})


def msg(text: str, /, **values: "str | int | Both | Message | object") -> Message:
    """Make a message; `text` must be a literal, so that it can be found and translated.

    >>> str(msg("no role called '{role}'", role="guest"))
    "no role called 'guest'"
    """
    kept = tuple(
        (name, value if isinstance(value, str | int | Both | Message) else str(value)) for name, value in values.items()
    )
    return Message(text, kept)
