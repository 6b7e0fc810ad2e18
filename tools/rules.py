"""Write docs/rules from the rules themselves: a page a rule, and an index by group.

`python -m tools.rules` writes what differs and takes away the pages of rules that are gone; with `--check` it only
compares. A page is what `jikim rules CODE` prints, as Markdown, with its Korean beside it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from jikim.check import RULES, Rule, page_of, parts_of, severity_of
from jikim.cli.rules import GROUPS
from jikim.law import catalogue
from jikim.messages import Language, Message, say

FOLDER = Path(__file__).resolve().parent.parent / "docs/rules"
_ENGLISH, _KOREAN = Language.ENGLISH, Language.KOREAN
_HEAD = """\
# Rules of `jikim check`

Made by `python -m tools.rules` from the rules in `src/jikim/check`; do not edit. `jikim rules CODE` prints a page in
Korean or English. [The guide](../check.md) says how to run the check and how to waive a finding.
"""


def pages() -> dict[str, str]:
    """Return every file of the folder by its name."""
    return {"README.md": "\n".join(_index())} | {f"{rule.code}.md": "\n".join(_page(rule)) for rule in RULES.values()}


def _index() -> Iterator[str]:
    yield _HEAD
    for group, title in GROUPS.items():
        yield f"## {_heading(title)} ({say(title, _KOREAN)})\n"
        yield "| rule | severity | what it asks | 묻는 것 |"
        yield "|---|---|---|---|"
        for rule in RULES.values():
            if rule.group is group:
                what, severity = page_of(rule).what[0], severity_of(rule, catalogue()).value
                said = f"{_cell(what, _ENGLISH)} | {_cell(what, _KOREAN)}"
                yield f"| [{rule.code}]({rule.code}.md) | {severity} | {said} |"
        yield ""


def _page(rule: Rule) -> Iterator[str]:
    what = page_of(rule).what
    yield f"# {rule.code}\n"
    yield from (f"{say(each, _ENGLISH)}\n" for each in what)
    yield "\n>\n".join(f"> {say(each, _KOREAN)}" for each in what) + "\n"
    for part in parts_of(rule, catalogue(), _ENGLISH):
        yield f"## {_heading(part.title)}\n"
        lines = [say(line, _ENGLISH) for line in part.lines]
        yield from ("```yaml", *lines, "```\n") if part.piece else (*(f"* {line}" for line in lines), "")
    yield "[All rules](README.md)\n"


def _heading(title: Message) -> str:
    said = say(title, _ENGLISH)
    return said[:1].upper() + said[1:]


def _cell(message: Message, language: Language) -> str:
    return say(message, language).replace("|", "\\|")


def differing(wanted: dict[str, str]) -> list[str]:
    """Return the names of files that are not as they should be, those too many included."""
    there = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    return sorted(name for name in {*wanted, *there} if wanted.get(name) != there.get(name))


def main(arguments: list[str]) -> int:
    """Write, or compare."""
    wanted = pages()
    wrong = differing(wanted)
    if arguments == ["--check"]:
        print("\n".join(f"docs/rules/{name}: out of date: run python -m tools.rules" for name in wrong))
        return 1 if wrong else 0
    FOLDER.mkdir(exist_ok=True)
    for name in wrong:
        if name in wanted:
            (FOLDER / name).write_text(wanted[name], encoding="utf-8")
        else:
            (FOLDER / name).unlink()
    print(f"{len(wanted)} pages, {len(wrong)} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
