"""Findings as a SARIF 2.1.0 log, which code scanning reads: one run, the rules that were broken, one result a finding.

A result is told apart from others by its rule, file and words, without the numbers of lines in them: it stays the same
finding when the document grows above it (section 3.27.17). What two findings share is counted. Columns count letters.
A rule brings its page along as `help`; a fault of form has none, and says what its sentence says.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from jikim import __version__
from jikim.check import RULES, Rule, page_of, parts_of, severity_of
from jikim.cli.annotations import told
from jikim.cli.checked import Checked
from jikim.errors import Finding, Severity
from jikim.law import Catalogue
from jikim.messages import Language, Message, say

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
PAGE = "urn:jikim:rule:{code}"
"""Names the page of a rule; docs/rules/ has it, and `jikim rules CODE` prints it."""
FINGERPRINT = "jikimFinding/v1"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

_Json = dict[str, object]


def sarif(checked: Sequence[Checked], catalogue: Catalogue, language: Language) -> str:
    """Return the log of a run over some files, as text."""
    found = [finding for each in checked for finding in each.found]
    codes = list(dict.fromkeys(finding.rule for finding in found))
    first = {finding.rule: finding for finding in reversed(found)}
    rules = [_rule(first[code], catalogue, language) for code in codes]
    run: _Json = {
        "tool": {"driver": {"name": "jikim", "semanticVersion": __version__, "language": language.value,
                            "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(checked, language)],
        "results": list(_results(found, codes, language)),
    }  # fmt: skip
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _invocation(checked: Sequence[Checked], language: Language) -> _Json:
    """Say which files could not be read: what else is wrong with them nobody knows."""
    said = [
        {"level": "error", "message": {"text": say(each.error.what, language)}, "locations": [_location(each.file)]}
        for each in checked
        if each.error is not None
    ]
    return {"executionSuccessful": not said, "toolExecutionNotifications": said}


def _rule(finding: Finding, catalogue: Catalogue, language: Language) -> _Json:
    rule = RULES.get(finding.rule)
    if rule is None:
        said = {"text": say(finding.why, language)}
        return {"id": finding.rule, "shortDescription": said, "fullDescription": said, "help": said,
                "defaultConfiguration": {"level": _LEVELS[finding.severity]}}  # fmt: skip
    what = [say(each, language) for each in page_of(rule).what]
    return {
        "id": rule.code,
        "shortDescription": {"text": what[0]},
        "fullDescription": {"text": "\n\n".join(what)},
        "help": _help(rule, catalogue, language),
        "helpUri": PAGE.format(code=rule.code),
        "defaultConfiguration": {"level": _LEVELS[severity_of(rule, catalogue)]},
        "properties": {"tags": [rule.group.value, *rule.law]},
    }


def _help(rule: Rule, catalogue: Catalogue, language: Language) -> _Json:
    plain, marked = [], []
    for part in parts_of(rule, catalogue, language):
        title, lines = say(part.title, language), [say(line, language) for line in part.lines]
        plain.append("\n".join((title, *(f"  {line}" for line in lines))))
        shown = ["```yaml", *lines, "```"] if part.piece else [f"* {line}" for line in lines]
        marked.append("\n".join((f"**{title}**", "", *shown)))
    return {"text": "\n\n".join(plain), "markdown": "\n\n".join(marked)}


def _results(found: Sequence[Finding], codes: Sequence[str], language: Language) -> Iterator[_Json]:
    numbers = {code: number for number, code in enumerate(codes)}
    seen: Counter[str] = Counter()
    for finding in found:
        alike = "\0".join((finding.rule, finding.place.file, *_words(finding.what)))
        seen[alike] += 1
        print_ = sha256(f"{alike}\0{seen[alike]}".encode()).hexdigest()
        yield {
            "ruleId": finding.rule,
            "ruleIndex": numbers[finding.rule],
            "level": _LEVELS[finding.severity],
            "message": {"text": told(finding, language)},
            "locations": [_location(finding.place.file, finding.place.line, finding.place.column)],
            "partialFingerprints": {FINGERPRINT: print_},
            "properties": {"law": list(finding.law)},
        }


def _words(message: Message) -> Iterator[str]:
    """Yield the English sentence and its values without numbers of lines, which are other ones tomorrow."""
    yield message.text
    for name, value in message.values:
        if name != "line":
            yield from _words(value) if isinstance(value, Message) else (str(value),)


def _location(file: str, line: int | None = None, column: int | None = None) -> Mapping[str, object]:
    path = Path(file)
    physical: _Json = {"artifactLocation": {"uri": path.as_uri() if path.is_absolute() else quote(file)}}
    if line is not None:
        physical["region"] = {"startLine": line, "startColumn": column}
    return {"physicalLocation": physical}
