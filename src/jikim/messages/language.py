"""Put a message into Korean or English, from the packaged gettext catalogue."""

import gettext
from functools import cache
from pathlib import Path

from jikim.messages.message import Both, Language, Message


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language is Language.ENGLISH:
        return gettext.NullTranslations()
    return gettext.translation("jikim", Path(__file__).parent, languages=[language.value])


def say(message: Message, language: Language = Language.KOREAN) -> str:
    """Return the sentence in `language`, its gaps filled."""
    text = _catalogue(language).gettext(message.text) if message.text else ""
    return text.format(**{name: _filled(value, language) for name, value in message.values})


def _filled(value: str | int | Both | Message, language: Language) -> str | int:
    if isinstance(value, Message):
        return say(value, language)
    return value.said(language) if isinstance(value, Both) else value
