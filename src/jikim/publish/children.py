"""A summary for children (작성지침: a version for children), where the policy lets them join with a guardian's consent.

It says less than the whole document and nothing else: what is kept of them, why, until when, who else sees it, whom to
ask. Children are addressed in short sentences; the words of the policy stay as they are.
"""

from collections.abc import Iterator
from dataclasses import replace

from jikim.law import Catalogue
from jikim.lifecycle import rules_of
from jikim.messages import Language, msg
from jikim.policy import Activity, Listed, Policy
from jikim.policy.parties import ChildRule
from jikim.publish.asking import called
from jikim.publish.collection import activity_title
from jikim.publish.document import Block, Cell, Document, Line, Paragraph, Run, Section
from jikim.publish.parties import receiver
from jikim.publish.retention import combination, preserved_until
from jikim.publish.wording import Wording, bullets, cell, listed, printed, printed_if


def for_children(
    policy: Policy, law: Catalogue, language: Language = Language.KOREAN, whole: str = ""
) -> Document | None:
    """Return the summary, or None where children cannot join; `whole` is the file with the whole document."""
    child = policy.children
    if child is None or child.rule is ChildRule.REFUSE:
        return None
    wording = Wording(language, policy, law)
    parts = [part for part in _parts(wording) if part is not None]
    guardian = msg("if you are under {age}, your parent or guardian has to agree first.", age=child.under)
    more = msg("everything else stands in the whole privacy policy.")
    opening: list[Block] = [Paragraph(wording.frame(guardian, child.place))]
    if whole:
        opening.append(Paragraph(wording.frame(more, policy.document.place, link=whole)))
    return Document(
        language=language,
        title=wording.title(msg("your personal information, in short")),
        opening=tuple(opening),
        cards_title=wording.title(msg("personal information at a glance")),
        cards=(),
        sections=tuple(replace(part, number=str(number)) for number, part in enumerate(parts, 1)),
    )


def _parts(wording: Wording) -> Iterator[Section | None]:
    policy = wording.policy
    activities = [each for each in policy.activities if each.collect]
    yield _part(wording, "what", wording.grid(
        msg("what we know about you, and why"),
        (msg("when you do this"), msg("what we keep"), msg("why we keep it"), msg("how long we keep it")),
        (_row(wording, each) for each in activities),
    ), combination(wording))  # fmt: skip
    yield _part(wording, "who", bullets(_others(wording)))
    rights = policy.rights.list if policy.rights else ()
    yield _part(wording, "ask", bullets(called(wording, *each) for each in rights))
    yield _part(wording, "whom", bullets(_contacts(policy)))


_TITLES = {
    "what": msg("what we know about you, and why"),
    "who": msg("who else sees it"),
    "ask": msg("what you can ask for"),
    "whom": msg("whom you can ask"),
}


def _part(wording: Wording, anchor: str, block: Block | None, before: Block | None = None) -> Section | None:
    return wording.part("", anchor, _TITLES[anchor], [before, block]) if block else None


def _row(wording: Wording, activity: Activity) -> tuple[Cell, ...]:
    items = [line for group in activity.collect
             for line in wording.etc(listed(group.items), group.place, etc=group.etc)]  # fmt: skip
    ends = {line.text: line for line in _ends(wording, activity)}
    return (
        cell((activity_title(wording, activity),)),
        cell(items),
        cell(printed(purpose.label) for purpose in activity.purposes),
        cell(ends.values()),
    )


def _ends(wording: Wording, activity: Activity) -> Iterator[Line]:
    """Yield until when, with the items before it where it is not for all."""
    for keep in rules_of(wording.policy, activity):
        phrase = wording.until(keep.ends, keep.place, by_law=keep.by_law)
        for line in (phrase,) if phrase else ():
            yield _of_items(keep.items, line)
            yield from (wording.prefixed(msg("left out: "), each) for each in listed(keep.leaves_out))
    for record in wording.policy.statutory:
        phrase = wording.until((preserved_until(record),), record.place)
        if phrase and activity.id in (record.of or ()):
            yield _of_items(record.items, phrase)


def _of_items(items: tuple[Listed, ...], phrase: Line) -> Line:
    runs = [run for line in listed(items) for run in line.runs]
    return Line((*runs, Run(": "), *phrase.runs)) if runs else phrase


def _others(wording: Wording) -> Iterator[Line]:
    """Yield third parties, those entrusted and recipients abroad, each once."""
    policy = wording.policy
    lines = [line for to in (policy.provided.to if policy.provided else ()) for line in receiver(wording, to)]
    lines += [printed(party.name) for party in policy.entrusted]
    lines += [line for each in policy.overseas or () for line in printed_if(each.recipient)]
    different: dict[str, Line] = {}
    for line in lines:
        different.setdefault(line.text, line)
    yield from different.values()


def _contacts(policy: Policy) -> Iterator[Line]:
    for officer in policy.officers:
        for text in (officer.name, officer.department, officer.phone, officer.email):
            yield from printed_if(text)
