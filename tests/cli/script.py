"""Scripts of the command line: tests/cli/*.txt.

    # a remark
    @ people.jsonl           a file, written before the next command; its lines follow, each after two spaces
    $ jikim why --as-of ...  a command
    < m1                     a line on standard input
    > ...                    a line of output; the line `> ...` stands for any number of lines
    ! ...                    a line on standard error
    ? 1                      the exit code, where it is not 0
    = 0600 out.jsonl         a file that is there afterwards, with its mode

In an expected line `[...]` is any text, and `{order}` any word the first time and the same word ever after, also in
commands and input.
"""

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Step:
    """One command with what is expected of it."""

    line: int
    command: str
    files: dict[str, str]
    stdin: list[str] = field(default_factory=list)
    stdout: list[str] = field(default_factory=list)
    stderr: list[str] = field(default_factory=list)
    code: int = 0
    modes: list[tuple[str, str]] = field(default_factory=list)

    def arguments(self, words: dict[str, str]) -> list[str]:
        """The arguments after the program's name."""
        return shlex.split(filled(self.command, words))[1:]


def steps(path: Path) -> list[Step]:
    """The steps of a script."""
    found: list[Step] = []
    files: dict[str, str] = {}
    name = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        sign, text = line[:1], line[2:]
        if line.startswith("  ") and name:
            files[name] += text + "\n"
        elif sign == "@":
            name = text
            files[name] = ""
        elif sign == "$":
            found.append(Step(number, text, files))
            files, name = {}, ""
        elif sign in {"<", ">", "!"}:
            {"<": found[-1].stdin, ">": found[-1].stdout, "!": found[-1].stderr}[sign].append(text)
        elif sign == "?":
            found[-1].code = int(text)
        elif sign == "=":
            mode, _, file = text.partition(" ")
            found[-1].modes.append((mode, file))
        else:
            assert not line.strip() or sign == "#", f"{path.name}:{number}: {line}"
    return found


def filled(text: str, words: dict[str, str]) -> str:
    """The text with the words known so far; JSON braces stay as they are."""
    return re.sub(r"\{([a-z_]+)\}", lambda found: words.get(found[1], found[0]), text)


def differs(expected: list[str], output: str, words: dict[str, str]) -> str:
    """Where the output is not as expected; empty where it is. Remembers the words it meets."""
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else _line(filled(line, words), words) for line in expected)
    found = re.fullmatch(pattern, "".join(line.rstrip() + "\n" for line in output.splitlines()))
    if found is None:
        return "\n".join(["expected:", *expected, "got:", output])
    words |= {name: word for name, word in found.groupdict().items() if word is not None}
    return ""


def _line(text: str, words: dict[str, str]) -> str:
    """A regular expression for one expected line."""
    parts = []
    named: set[str] = set()
    for part in re.split(r"(\[\.\.\.\]|\{[a-z_]+\})", text):
        word = part[1:-1]
        if part == "[...]":
            parts.append(".*")
        elif re.fullmatch(r"\{[a-z_]+\}", part) and word not in words:
            parts.append(f"(?P={word})" if word in named else rf"(?P<{word}>\S+)")
            named.add(word)
        else:
            parts.append(re.escape(part))
    return "".join(parts) + r"[ ]*\n"
