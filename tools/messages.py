"""Gather the Korean of every room into the catalogue that jikim ships, or say what is wrong with it.

`python -m tools.messages` writes ko/LC_MESSAGES/jikim.mo; with `--check` it only compares. Both end with 1 and a
line `file:line: what` for each sentence of src/jikim without Korean, each translation that serves no sentence,
each pair whose gaps differ. The same .po files give the same bytes, whenever and by whom they are compiled.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from jikim.check import RULES, spoken

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/jikim"
KOREAN = SOURCE / "messages/ko"
COMPILED = KOREAN / "LC_MESSAGES/jikim.mo"
HANGUL = re.compile("[가-힣]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text and where it stands: an English one in a module, or one with its Korean in a .po file."""

    place: str
    text: str
    korean: str = ""
    gaps: frozenset[str] | None = None  # those filled by the call; None where it fills them with **values


def english(source: Path = SOURCE) -> Iterator[Sentence]:
    """Find every `msg("...")`, and what the rules ask; a text that is no literal comes out empty."""
    if source == SOURCE:
        yield from _pages()
    for path in sorted(source.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) == "msg":
                text = node.args[0] if node.args else None
                literal = text.value if isinstance(text, ast.Constant) and isinstance(text.value, str) else ""
                filled = [keyword.arg for keyword in node.keywords]
                gaps = None if None in filled else frozenset(name for name in filled if name)
                yield Sentence(f"{_shown(path)}:{node.lineno}", literal, gaps=gaps)


def _pages() -> Iterator[Sentence]:
    """Find the paragraphs of every rule, which are shown to people too; their Korean stands in ko/rules.po."""
    for rule in RULES.values():
        for paragraph in spoken(rule):
            yield Sentence(f"the page of {rule.code}", paragraph.text, gaps=frozenset())


def korean(folder: Path = KOREAN) -> Iterator[Sentence]:
    """Read every .po file; a translation marked fuzzy counts as none."""
    for path in sorted(folder.glob("*.po")):
        for message in read_po(io.BytesIO(path.read_bytes()), locale="ko", abort_invalid=True):
            if message.id:
                text = "" if message.fuzzy else str(message.string)
                yield Sentence(f"{_shown(path)}:{message.lineno}", str(message.id), text)


def faults(said: tuple[Sentence, ...], translated: tuple[Sentence, ...]) -> Iterator[str]:
    """Say everything that is wrong, each with its place."""
    known = {sentence.text for sentence in said}
    by_text: dict[str, Sentence] = {}
    for one in translated:
        other = by_text.setdefault(one.text, one)
        if one.text not in known:
            yield f"{one.place}: no sentence says {one.text!r}"
        if other.korean != one.korean:
            yield f"{one.place}: translated otherwise in {other.place}: {one.text!r}"
        if one.korean and _gaps(one.text) != _gaps(one.korean):
            yield f"{one.place}: the gaps differ: {_named(_gaps(one.text))} and {_named(_gaps(one.korean))}"
        if one.korean and re.search("[a-z]{3}", re.sub(r"\{.*?\}", "", one.text)) and not HANGUL.search(one.korean):
            yield f"{one.place}: not in Korean: {one.korean!r}"
    for sentence in said:
        yield from _faults_of_call(sentence, by_text)


def _faults_of_call(sentence: Sentence, by_text: dict[str, Sentence]) -> Iterator[str]:
    if not sentence.text:
        yield f"{sentence.place}: the text of msg() is not a literal"
        return
    if sentence.gaps is not None and sentence.gaps != _gaps(sentence.text):
        yield f"{sentence.place}: gaps {_named(_gaps(sentence.text))}, values {_named(sentence.gaps)}"
    if sentence.text not in by_text or not by_text[sentence.text].korean:
        yield f"{sentence.place}: no Korean for {sentence.text!r}"


class _Catalogue(Catalog):
    """Babel's own header carries the day and Babel's version; ours does not, so that the bytes stay the same."""

    def __iter__(self) -> Iterator[Message]:
        yield Message("", "Content-Type: text/plain; charset=utf-8\nLanguage: ko\n")
        for message in super().__iter__():
            if message.id:
                yield message


def compiled(translated: tuple[Sentence, ...]) -> bytes:
    """Return the bytes of the catalogue."""
    catalogue = _Catalogue(locale="ko", charset="utf-8")
    for sentence in translated:
        catalogue.add(sentence.text, sentence.korean)
    result = io.BytesIO()
    write_mo(result, catalogue)
    return result.getvalue()


def main(arguments: list[str]) -> int:
    """Compile, or compare; print what is wrong."""
    said, translated = tuple(english()), tuple(korean())
    wrong = list(faults(said, translated))
    wanted = compiled(translated)
    if arguments == ["--check"]:
        if not COMPILED.is_file() or COMPILED.read_bytes() != wanted:
            wrong.append(f"{_shown(COMPILED)}:1: out of date: run make messages")
    else:
        COMPILED.parent.mkdir(exist_ok=True)
        COMPILED.write_bytes(wanted)
    print("\n".join(wrong) or f"{len(translated)} sentences, all in Korean")
    return 1 if wrong else 0


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _gaps(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _named(gaps: frozenset[str]) -> str:
    return ", ".join(sorted(gaps)) or "none"


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
