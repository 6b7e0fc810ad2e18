"""The HTML page: the ten years of a service, the life of each strand, and the same facts as tables.

One file without scripts and without anything to fetch: it can be mailed, printed and kept. The markup is
templates/page.html, the colours and widths templates/page.css; jinja2 escapes whatever is put in.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from jikim.lifecycle import Place
from jikim.messages import Language, msg, say
from jikim.timeline import sentence
from jikim.timeline.breadth import printable
from jikim.timeline.chart import chart, number, summary
from jikim.timeline.decade import Decade
from jikim.timeline.drawing import patterns, swatch
from jikim.timeline.life import Group, Life, groups
from jikim.timeline.scale import Scale
from jikim.timeline.story import Story
from jikim.timeline.svg import BROAD, NARROW, drawing

_SAYINGS = {
    "years": msg("the years in one picture"),
    "years_lead": msg("the whole height is everything ever collected: in use, kept apart, gone"),
    "years_table": msg("the years in numbers"),
    "lives": msg("how long, where, and on whose word"),
    "lives_lead": msg("the life of each item, for an example person to whom this happens:"),
    "table": msg("the same as a table"),
    "activity": msg("activity"),
    "roles": msg("person"),
    "items": msg("items"),
    "live": msg("in use until"),
    "separate": msg("kept apart until"),
    "reason": msg("reason"),
    "statute": msg("statute"),
    "advice": msg("jikim reckons by the policy and by the law it has on file; it does not replace legal advice"),
}
_LIFE_LEGEND = (
    ("live", msg("in use")),
    ("separate", msg("kept apart")),
    ("end", msg("gone")),
)
_STOCKS = (
    ("live", msg("in use")),
    ("separate", msg("kept apart")),
    ("gone", msg("gone")),
    ("people", msg("people")),
)
_ACTS = (
    ("moved", msg("put apart")),
    ("returned", msg("come back")),
    ("anonymised", msg("anonymised")),
    ("destroyed", msg("destroyed")),
)
_HEADS = (
    msg("end of"),
    msg("people"),
    msg("in use"),
    msg("kept apart"),
    msg("on hold"),
    msg("put apart"),
    msg("come back"),
    msg("anonymised"),
    msg("destroyed so far"),
)
_MONTHS = 12


def page(
    title: str,
    lives: tuple[Life, ...],
    language: Language = Language.KOREAN,
    figures: Mapping[str, str | int] | None = None,
    decade: Decade | None = None,
    story: Story | None = None,
) -> str:
    """Return the page. `figures` are shown as cards at its top: label -> value, whole numbers with separators."""
    return _template().render(
        language=language.value,
        title=printable(title),
        said={name: sentence.opening(message, language) for name, message in _SAYINGS.items()},
        patterns=patterns(),
        figures=[(printable(label), _figure(value)) for label, value in (figures or {}).items()],
        decade=_decade(decade, language) if decade else None,
        story=[(str(each.day), printable(say(each.label, language))) for each in story.happenings] if story else [],
        legend=[(swatch(class_), sentence.opening(message, language)) for class_, message in _LIFE_LEGEND],
        groups=_pictures(lives, language, story),
        rows=[row for group in groups(lives) for row in _rows(group, language)],
        note=say(sentence.MAY_MOVE, language) if sentence.is_provisional(lives) else "",
    )


@cache
def _templates() -> Environment:
    loader = PackageLoader("jikim.timeline")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _template() -> Template:
    return _templates().get_template("page.html")


def _figure(value: str | int) -> str:
    return number(value) if isinstance(value, int) else printable(value)


def _pictures(lives: tuple[Life, ...], language: Language, story: Story | None) -> list[dict[str, object]]:
    """Return each group with its drawing in both widths; the style sheet shows the one that fits."""
    if not lives:
        return []
    scale = Scale.of(lives)
    return [
        {
            "headings": sentence.headings(group, language),
            "broad": drawing(group, scale, language, BROAD, story),
            "narrow": drawing(group, scale, language, NARROW, story),
        }
        for group in groups(lives)
    ]


def _rows(group: Group, language: Language) -> Iterator[dict[str, object]]:
    """Yield a row of the table for each life."""
    for life in group.lives:
        stretches = sentence.kept(life)
        ends = [sentence.last(life, place) for place in (Place.LIVE, Place.SEPARATE)]
        yield {
            "activity": " / ".join(sentence.headings(group, language)),
            "roles": sentence.roles(life),
            "items": sentence.items(life),
            "until": [sentence.until(end, language) for end in ends],
            "reasons": list(dict.fromkeys(line for each in stretches for line in sentence.reasons(each, language))),
            "statutes": list(dict.fromkeys(line for each in stretches for line in sentence.statutes(each, language))),
            "end": say(sentence.end_of(life, gone), language) if (gone := sentence.last(life, Place.NOWHERE)) else "",
        }


def _decade(decade: Decade, language: Language) -> dict[str, object]:
    """Return the pictures of ten years with their legend and table."""
    last = {"live": decade.live, "separate": decade.separate, "gone": decade.gone, "people": decade.people}
    return {
        "broad": chart(decade, language, BROAD),
        "narrow": chart(decade, language, NARROW),
        "summary": summary(decade, language),
        "stocks": [(swatch(name), sentence.opening(word, language), number(last[name][-1])) for name, word in _STOCKS],
        "acts": [(swatch(name), sentence.opening(word, language)) for name, word in _ACTS],
        "heads": [sentence.opening(head, language) for head in _HEADS],
        "rows": list(_years(decade)),
    }


def _years(decade: Decade) -> Iterator[list[str]]:
    """Yield a row for each year: what is there at its end, and what was done in it."""
    last = decade.months - 1
    for end in [month for month in range(decade.months) if decade.month(month).month == _MONTHS or month == last]:
        year = range(max(0, end - decade.month(end).month + 1), end + 1)
        stocks = [series[end] for series in (decade.people, decade.live, decade.separate, decade.held)]
        acts = [sum(series[month] for month in year) for series in (decade.moved, decade.returned, decade.anonymised)]
        yield [f"{decade.month(end):%Y-%m}", *(number(count) for count in (*stocks, *acts, decade.destroyed[end]))]
