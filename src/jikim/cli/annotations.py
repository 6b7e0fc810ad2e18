"""Findings as workflow commands of GitHub Actions, which shows them on the lines of a pull request.

`::error file=policy.yaml,line=14,col=7,title=retention-missing::what%0Awhy ...`. What would end a command or one of its
properties is escaped as the runner undoes it. GitHub shows ten of a kind a step; the log has them all.
"""

from collections.abc import Iterator, Sequence

from jikim.cli.checked import Checked
from jikim.errors import Finding, Severity
from jikim.messages import Language, Message, msg, say

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = _IN_DATA | {":": "%3A", ",": "%2C"}


def annotations(checked: Sequence[Checked], language: Language) -> Iterator[str]:
    """Yield a line for each finding, in the order of the files and of the lines in them."""
    for each in checked:
        yield from (_annotation(finding, language) for finding in each.found)
        if each.error is not None and not each.found:
            said = _escaped(say(each.error.what, language), _IN_DATA)
            yield f"::error file={_escaped(each.file, _IN_PROPERTY)}::{said}"


def _annotation(finding: Finding, language: Language) -> str:
    place = finding.place
    properties = {"file": place.file, "line": place.line, "col": place.column, "title": finding.rule}
    named = ",".join(f"{name}={_escaped(str(value), _IN_PROPERTY)}" for name, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {named}::{_escaped(told(finding, language), _IN_DATA)}"


def told(finding: Finding, language: Language) -> str:
    """Return what is wrong, why, and what to do, a line each."""
    parts: tuple[tuple[Message, Message], ...] = ((msg("why"), finding.why), (msg("fix"), finding.fix))
    rest = (f"{say(head, language)}: {say(text, language)}" for head, text in parts)
    return "\n".join((say(finding.what, language), *rest))


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(letter, letter) for letter in text)
