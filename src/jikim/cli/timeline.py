"""`jikim timeline`: how long each item is kept, where, and on whose word."""

import shutil
from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.examples import example_or_file
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.spoken import argument, command, option
from jikim.law import catalogue, holidays
from jikim.messages import msg, say
from jikim.period import NEVER, Calendar, Instant, day_of
from jikim.policy import Policy, parse
from jikim.timeline import Life, Story, Stretch, example, lines, lives, page


@command(msg("FILE is a policy, or the id of an example; --as-of is the day on which the invented person joins"))
@argument("file")
@option("-o", "--output", type=options.FILE, metavar="FILE", says=msg("write the picture as one HTML page"))
@options.as_of
@options.as_json
@click.pass_obj
def timeline(face: Face, file: str, output: Path | None, now: Instant) -> int:
    """Draw on the terminal, or as a page."""
    source, name = example_or_file(file)
    policy = parse(source, name)
    story = example(policy, day_of(now))
    found = lives(policy, catalogue(), Calendar(holidays()), story)
    face.give({"begins": str(story.begins), "lives": [_data(face, life) for life in found]})
    if output is not None:
        output.write_text(page(_title(policy), found, face.language, story=story), encoding="utf-8")
        face.tell(msg("the picture stands in {file}", file=output))
    elif not face.as_json:
        _draw(face, found, story)
    return CLEAN


def _draw(face: Face, found: tuple[Life, ...], story: Story) -> None:
    width = max(60, shutil.get_terminal_size((100, 24)).columns)
    for line in lines(found, face.language, width, story):
        face.show(line.rstrip())


def _title(policy: Policy) -> str:
    return str(policy.service.name or policy.service.id)


def _data(face: Face, life: Life) -> dict[str, object]:
    """Return a life for a script."""
    return {"activity": life.activity, "label": life.label, "roles": list(life.roles), "items": list(life.items),
            "anonymise": life.anonymise, "stretches": [_stretch(face, each) for each in life.stretches]}  # fmt: skip


def _stretch(face: Face, stretch: Stretch) -> dict[str, object]:
    reasons = [
        {"until": say(each.until, face.language), "bound": each.bound.value,
         "what": [both.said(face.language) for both in each.what],
         "article": each.article.said(face.language) if each.article else None}
        for each in stretch.reasons
    ]  # fmt: skip
    end = None if stretch.end >= NEVER else str(day_of(stretch.end))
    return {"place": stretch.place.value, "from": str(day_of(stretch.start)), "to": end,
            "provisional": stretch.provisional, "reasons": reasons}  # fmt: skip
