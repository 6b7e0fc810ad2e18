"""Put a message into Korean or English, from the packaged gettext catalogue."""

import gettext
from enum import Enum
from functools import cache
from pathlib import Path

from jikim.messages.message import Message


class Language(Enum):
    """The languages a person may choose; Korean is the default everywhere."""

    KOREAN = "ko"
    ENGLISH = "en"


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language is Language.ENGLISH:
        return gettext.NullTranslations()
    return gettext.translation("jikim", Path(__file__).parent, languages=[language.value])


def say(message: Message, language: Language = Language.KOREAN) -> str:
    """Return the sentence in `language`, its gaps filled."""
    text = _catalogue(language).gettext(message.text) if message.text else ""
    values = {name: say(value, language) if isinstance(value, Message) else value for name, value in message.values}
    return text.format(**values)
