"""A form as a piece of HTML, to stand inside a page and a `<form>` of the service's own.

No script and no style: whoever embeds it styles the classes. Each matter is a fieldset with its legend, its box bound
to a label and described by what is told; no box is ticked, and only a matter without which nobody goes on asks the
browser for a tick. What is important stands in bold and underlined (PIPA Art. 22 (2), Decree Art. 17 (3)). The boxes
are called `agreed` with the id of the matter as value, and `guardian`, as `jikim collect` takes them.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from jikim.consent.form import Form, Guardian, Matter, Told, Words
from jikim.consent.form_words import (
    AGREE,
    OPTIONAL,
    REQUIRED,
    TOLD,
    WITHOUT_CONSENT,
    children,
    children_refused,
    guardian_agrees,
    said,
)
from jikim.messages import Language, Message, say

_KOREAN = re.compile(r"[가-힣](?:[^A-Za-z&<>‘’]*[가-힣])?")


def fragment(found: Sequence[Form], language: Language) -> str:
    """Return the forms as HTML, one section each, in a language; the policy's own words stay as they are."""
    names: list[str] = []
    for form in found:
        name = f"jikim-{form.activity}"
        names.append(f"{name}-parties" if name in names else name)
    lines = (line for form, name in zip(found, names, strict=True) for line in _form(form, name, language))
    return "\n".join(lines) + "\n"


def _form(form: Form, name: str, language: Language) -> Iterator[str]:
    yield f'<section class="jikim-consent" id="{name}" lang="{language.value}" aria-labelledby="{name}-title">'
    yield f'<h2 id="{name}-title">{_words(form.label, language)}</h2>'
    for number, ground in enumerate(form.grounds, 1):
        yield f'<section class="jikim-without-consent" aria-labelledby="{name}-told{number}">'
        yield f'<h3 id="{name}-told{number}">{_ours(WITHOUT_CONSENT, language)}</h3>'
        yield from _told(ground.told, f"{name}-told{number}-list", language)
        yield "</section>"
    numbered = list(enumerate(form.matters, 1))
    for required, title in ((True, REQUIRED), (False, OPTIONAL)):
        some = [each for each in numbered if each[1].required is required]
        if some:
            yield f'<fieldset class="jikim-{"required" if required else "optional"}">'
            yield f"<legend>{_ours(title, language)}</legend>"
            for number, matter in some:
                yield from _matter(matter, f"{name}-{number}", language)
            yield "</fieldset>"
    if form.guardian is not None:
        yield from _children(form.guardian, name, language)
    yield "</section>"


def _matter(matter: Matter, name: str, language: Language) -> Iterator[str]:
    yield f'<fieldset class="jikim-matter" id="{name}">'
    yield f"<legend>{_words(matter.title, language)}</legend>"
    yield from _told(matter.told, f"{name}-told", language)
    asks = " required" if matter.required and matter.everybody else ""
    yield (
        f'<p><input type="checkbox" id="{name}-agreed" name="agreed" value="{escape(matter.id)}"'
        f' aria-describedby="{name}-told"{asks}> <label for="{name}-agreed">{_ours(AGREE, language)}:'
        f" {_words(matter.title, language)}</label></p>"
    )
    yield "</fieldset>"


def _told(told: Sequence[Told], name: str, language: Language) -> Iterator[str]:
    yield f'<dl id="{name}">'
    for each in told:
        yield f"<dt>{_ours(TOLD[each.what], language)}</dt>"
        for line in each.lines:
            text = _words(line, language)
            yield f'<dd><strong class="jikim-important"><u>{text}</u></strong></dd>' if each.important else (
                f"<dd>{text}</dd>")  # fmt: skip
    yield "</dl>"


def _children(guardian: Guardian, name: str, language: Language) -> Iterator[str]:
    """Yield the box of a legal representative, or that children are refused."""
    says = f"<p>{_words(guardian.says, language)}</p>" if guardian.says is not None else ""
    if not guardian.asked:
        yield f'<p class="jikim-children">{_ours(children_refused(guardian.under), language)}</p>{says}'
        return
    yield '<fieldset class="jikim-children">'
    yield f"<legend>{_ours(children(guardian.under), language)}</legend>{says}"
    yield (
        f'<p><input type="checkbox" id="{name}-guardian" name="guardian" value="true">'
        f' <label for="{name}-guardian">{_ours(guardian_agrees(guardian.under), language)}</label></p>'
    )
    yield "</fieldset>"


def _ours(message: Message, language: Language) -> str:
    text = say(message, language)
    return escape(text[:1].upper() + text[1:])


def _words(words: Words, language: Language) -> str:
    """Return words escaped; in an English form what is Korean says so, and not the English around it."""
    ours = isinstance(words, Message) and words.text[:1].isalpha()
    text = _ours(words, language) if isinstance(words, Message) and ours else escape(said(words, language))
    if language is not Language.ENGLISH:
        return text
    return _KOREAN.sub(r'<span lang="ko">\g<0></span>', text) if isinstance(words, Message) else _korean(text)


def _korean(text: str) -> str:
    return f'<span lang="ko">{text}</span>' if _KOREAN.search(text) else text
