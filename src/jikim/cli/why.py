"""`jikim why`: why something of a person is still here, until when, and on whose word."""

from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN
from jikim.cli.files import reference
from jikim.cli.opened import opened
from jikim.cli.spoken import command
from jikim.cli.tables import show_table
from jikim.engine import Explained, Running, explain
from jikim.lifecycle import Justified, Place, Rule
from jikim.messages import Message, msg
from jikim.period import NEVER, Instant, day_of, text_of
from jikim.timeline import sentence
from jikim.timeline.reason import Reason, reason_of

_HEADS = (msg("items"), msg("place"), msg("rule"), msg("statute"), msg("until"), msg("next"))


@command(msg("whom it is about comes by standard input or a file"))
@options.person
@options.as_of
@options.as_json
@click.pass_obj
def why(face: Face, person_file: Path, now: Instant) -> int:
    """Explain every strand of a person."""
    person = reference(face, person_file)
    with opened(face, acts=False) as running:
        found = [_Said(face, running, each) for each in explain(running, person, now)]
    face.note("explained", strands=len(found))
    face.give({"as_of": text_of(now), "strands": [each.data() for each in found]})
    if face.as_json:
        return CLEAN
    for record in dict.fromkeys(each.record for each in found):
        own = [each for each in found if each.record == record]
        face.tell(own[0].heading)
        show_table(face, _HEADS, [each.row() for each in own])
    if not found:
        face.tell(msg("nothing of this person is here"))
    return CLEAN


class _Said:
    """One strand in words."""

    def __init__(self, face: Face, running: Running, explained: Explained) -> None:
        self._face = face
        self._state = explained.justification
        self._kind = explained.kind
        self._policy = running.of(explained.kind.policy).policy
        self._law = running.law
        self._place = explained.place
        self.record = explained.row.record.hex()
        activity = self._policy.activity(explained.kind.activity)
        self.heading = msg("record {record}  {activity}, collected {day}", record=self.record,
                           activity=str(activity.label) if activity else explained.kind.activity,
                           day=text_of(explained.row.collected))  # fmt: skip

    def row(self) -> tuple[str, ...]:
        """Return the strand as a row of the table."""
        reason = self._reason(self._state.carrier) if self._state.carrier else None
        language = self._face.language
        rule = sentence.what_for(reason, language) if reason else self._without_rule()
        statute = sentence.statute(reason, language) if reason else ""
        return (", ".join(self._items()), self._place_name(), rule, statute, self._until(), self._next())

    def data(self) -> dict[str, object]:
        """Return the strand for a script."""
        state = self._state
        return {"record": self.record, "activity": self._kind.activity, "items": list(self._kind.items),
                "place": self._place, "held": state.held, "next_change": _moment(state.next_change),
                "destroyed_from": _moment(state.dead), "rules": [self._rule(each) for each in state.rules]}  # fmt: skip

    def _rule(self, each: Justified) -> dict[str, object]:
        reason = self._reason(each.rule)
        article = reason.article.said(self._face.language) if reason.article else None
        return {"place": each.rule.place.value, "bound": each.rule.bound.value, "reason": each.rule.reason,
                "until": self._face.say(reason.until), "article": article, "end": _moment(each.end),
                "carries": each.rule is self._state.carrier}  # fmt: skip

    def _reason(self, rule: Rule) -> Reason:
        return reason_of(rule, self._kind.activity, self._policy, self._law)

    def _items(self) -> list[str]:
        found = [self._policy.item(item) for item in self._kind.items]
        return [str(item.label) for item in found if item is not None]

    def _place_name(self) -> str:
        return self._face.say(sentence.PLACES[Place(self._place)])

    def _without_rule(self) -> str:
        said = msg("a hold stays its destruction") if self._state.held else msg("nothing keeps it; it is due")
        return self._face.say(said)

    def _until(self) -> str:
        """Return the last day of the rule that carries."""
        ends = [each.end for each in self._state.rules if each.rule is self._state.carrier]
        if not ends:
            return "-"
        return self._face.say(msg("open")) if ends[0] >= NEVER else str(day_of(ends[0] - 1))

    def _next(self) -> str:
        state = self._state
        if state.place is Place.SEPARATE and Place(self._place) is Place.LIVE:
            return self._face.say(msg("due: put apart"))
        if state.next_change >= NEVER:
            return "-"
        what: Message = msg("destroyed") if state.next_change >= state.dead else msg("kept apart")
        return f"{day_of(state.next_change)} {self._face.say(what)}"


def _moment(instant: Instant) -> str | None:
    return None if instant >= NEVER else text_of(instant)
