"""A stretch of a life as a sentence, the same on the terminal, in the drawing and in the table."""

from datetime import date

from jikim.lifecycle import Bound, Place
from jikim.messages import Language, Message, msg, say
from jikim.period import NEVER, Instant, day_of
from jikim.timeline.breadth import printable
from jikim.timeline.life import Group, Life, Stretch
from jikim.timeline.reason import Reason

PLACES = {
    Place.LIVE: msg("in use"),
    Place.SEPARATE: msg("kept apart"),
    Place.NOWHERE: msg("gone"),
}
_PROVISIONAL = "*"
_BOUNDS = {
    Bound.FLOOR: msg("a duty of law to keep"),
    Bound.CEILING: msg("a duty of law to destroy"),
}


def opening(message: Message, language: Language) -> str:
    """Return a message as the beginning of a sentence, or as a heading."""
    said = say(message, language)
    return said[:1].upper() + said[1:]


def last_day(end: Instant) -> date:
    """Return the last day on which what ends at `end` is still kept."""
    return day_of(end - 1)


def until(stretch: Stretch | None, language: Language) -> str:
    """Return until when, as a day; marked where it may still move."""
    if stretch is None:
        return "–"
    if stretch.end >= NEVER:
        return say(msg("no end"), language)
    return f"{last_day(stretch.end)}{_PROVISIONAL if stretch.provisional else ''}"


def what_for(reason: Reason, language: Language, *, brief: bool = False) -> str:
    """Return until what event or period, for what, and where it is stored; `brief` names one purpose only."""
    what = [each.said(language) for each in reason.what]
    if brief and len(what) > 1:
        what = [say(msg("{first} and {count} more", first=what[0], count=len(what) - 1), language)]
    parts = [say(msg("until {end}", end=reason.until), language), ", ".join(what), reason.store]
    return " · ".join(printable(part) for part in parts if part)


def statute(reason: Reason, language: Language) -> str:
    """Return the article with what it commands; empty where the rule cites none."""
    if reason.article is None:
        return ""
    article, bound = printable(reason.article.said(language)), _BOUNDS.get(reason.bound)
    if not reason.verified:
        return say(msg("{article} (not verified)", article=article), language)
    return f"{article} ({say(bound, language)})" if bound else article


def why(stretch: Stretch, language: Language) -> str:
    """Return every reason of a stretch in short; that there is none is said too."""
    if not stretch.reasons:
        return say(msg("no rule of the policy says until when"), language)
    said = [(what_for(reason, language, brief=True), statute(reason, language)) for reason in stretch.reasons]
    return " / ".join(" · ".join(part for part in parts if part) for parts in said)


def reasons(stretch: Stretch, language: Language) -> tuple[str, ...]:
    """Return the reasons of a stretch in full, its place first."""
    place = say(PLACES[stretch.place], language)
    full = [what_for(reason, language) for reason in stretch.reasons] or [why(stretch, language)]
    return tuple(say(msg("{place}: {why}", place=place, why=each), language) for each in full)


def statutes(stretch: Stretch, language: Language) -> tuple[str, ...]:
    """Return the articles that a stretch rests on."""
    return tuple(said for reason in stretch.reasons if (said := statute(reason, language)))


def caption(stretch: Stretch, language: Language) -> str:
    """Return a stretch in one line: place, last day, reasons."""
    place = say(PLACES[stretch.place], language)
    if stretch.end >= NEVER:
        return say(msg("{place} without an end: {why}", place=place, why=why(stretch, language)), language)
    return say(
        msg("{place} to {day}: {why}", place=place, day=until(stretch, language), why=why(stretch, language)), language
    )


def end_of(life: Life, gone: Stretch) -> Message:
    """Return what becomes of the strand in the end, when, and by which statute if one forces it."""
    day = str(day_of(gone.start))
    done = msg("anonymised from {day}", day=day) if life.anonymise else msg("destroyed from {day}", day=day)
    return msg("{done}: {why}", done=done, why=msg("a duty of law to destroy")) if gone.reasons else done


def kept(life: Life) -> tuple[Stretch, ...]:
    """Return the stretches during which the strand rests anywhere."""
    return tuple(each for each in life.stretches if each.place is not Place.NOWHERE)


def last(life: Life, place: Place) -> Stretch | None:
    """Return the last stretch in a place, if it ever rests there."""
    return next((each for each in reversed(life.stretches) if each.place is place), None)


def headings(group: Group, language: Language) -> tuple[str, ...]:
    """Return the labels of the activities of a group."""
    return tuple(say(_AUTOMATIC, language) if each == "automatic" else printable(each) for each in group.labels)


def roles(life: Life) -> str:
    """Return the roles that share a life."""
    return printable(", ".join(life.roles))


def items(life: Life) -> str:
    """Return the items of a life, as printed in the policy."""
    return printable(", ".join(life.items))


def is_provisional(told: tuple[Life, ...]) -> bool:
    """Return whether any day shown may still move."""
    return any(stretch.provisional for life in told for stretch in life.stretches)


_AUTOMATIC = msg("automatic collection")
MAY_MOVE = msg("* the public holidays of that year are not known yet: only weekends are counted, and the day may move")
