"""`jikim rules`: the rules of the check, and the page of each."""

from collections.abc import Iterator
from difflib import get_close_matches

import click

from jikim.check import RULES, Group, Rule, page_of, parts_of, severity_of
from jikim.cli import options
from jikim.cli.face import Face
from jikim.cli.faults import CLEAN, SEVERITIES
from jikim.cli.spoken import argument, command
from jikim.errors import OperatorError
from jikim.law import catalogue
from jikim.messages import Message, msg

GROUPS = {
    Group.COMPLETENESS: msg("what a policy says"),
    Group.RETENTION: msg("how long"),
    Group.CONSENT: msg("consent"),
    Group.PARTIES: msg("who else"),
    Group.RIGHTS: msg("what people may ask"),
    Group.SAFEGUARDS: msg("what keeps it safe"),
    Group.STALENESS: msg("what was right once"),
    Group.WORDS: msg("how it is said"),
    Group.WAIVERS: msg("waivers themselves"),
}


@command(msg("CODE is the code of a finding, such as retention-missing; without it, all rules are listed"))
@argument("code", required=False)
@options.as_json
@click.pass_obj
def rules(face: Face, code: str | None) -> int:
    """Print the page of a rule, or what each rule asks."""
    if code is None:
        face.give([_data(face, rule) for rule in RULES.values()])
        if not face.as_json:
            face.show("\n".join(_index(face)))
        return CLEAN
    rule = RULES.get(code) or _refuse(code)
    face.give(_data(face, rule) | {"parts": {str(part.title): [face.say(line) for line in part.lines]
                                             for part in parts_of(rule, catalogue(), face.language)}})  # fmt: skip
    if not face.as_json:
        face.show("\n".join(_page(face, rule)))
    return CLEAN


def _refuse(code: str) -> Rule:
    near = get_close_matches(code, RULES, 1)
    fix = msg("did you mean `{near}`?", near=near[0]) if near else msg("see `{command}`", command="jikim rules")
    raise OperatorError(
        msg("there is no rule of this name"),
        msg("a finding of form (a key, an id, a value) has no page: it says itself what to write"),
        fix,
    )


def _data(face: Face, rule: Rule) -> dict[str, object]:
    severity = severity_of(rule, catalogue())
    return {"rule": rule.code, "group": rule.group.value, "severity": severity.value, "law": list(rule.law),
            "what": [face.say(each) for each in page_of(rule).what]}  # fmt: skip


def _index(face: Face) -> Iterator[str]:
    width = max(map(len, RULES))
    for group, title in GROUPS.items():
        yield f"{face.say(title)}:"
        for rule in RULES.values():
            if rule.group is group:
                yield f"  {rule.code:{width}}  {face.say(page_of(rule).what[0])}"
        yield ""


def _page(face: Face, rule: Rule) -> Iterator[str]:
    yield f"{rule.code}  {face.say(SEVERITIES[severity_of(rule, catalogue())])}"
    yield from (f"\n{face.say(each)}" for each in page_of(rule).what)
    for part in parts_of(rule, catalogue(), face.language):
        yield f"\n{face.say(part.title)}"
        yield from (f"  {_line(face, line)}" for line in part.lines)


def _line(face: Face, line: Message) -> str:
    """Return a line; one of several rows stays below itself."""
    return face.say(line).replace("\n", "\n  ")
