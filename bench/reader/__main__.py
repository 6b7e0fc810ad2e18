"""Score the reader: `python -m bench.reader [--facts FOLDER] [--gold FOLDER ...] [--detail DOCUMENT] [--groups]`.

Without --gold the five labels of the reference (JIKIM_REFERENCE) and the eight of tests/reader/gold. Without --facts
the reader of this working copy reads every labelled document. Exits 1 where a target of the issue is not met.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from bench.reader.document import Row, row
from bench.reader.groups import grouped, groups
from bench.reader.predict import Unread, facts_from, facts_of
from bench.reader.score import Score, score
from bench.reader.table import detail, short_of, table

OURS = Path(__file__).resolve().parents[2] / "tests" / "reader" / "gold"
SOURCES = ("", "corpus/docs")  # where a label's `source.file` stands below the reference


def labels(folders: Sequence[Path]) -> dict[str, Row]:
    """The labels of these folders by their names, in order."""
    found = [path for folder in folders for path in sorted(folder.glob("*.yaml"))]
    return {path.stem: row(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in found}


def source(label: Row, reference: Path) -> Path:
    """The document a label was read from."""
    name = str(row(label.get("source")).get("file"))
    found = [reference / below / name for below in SOURCES if (reference / below / name).is_file()]
    if not found:
        raise Unread(f"{name}: not below the reference")
    return found[0]


def prediction(name: str, label: Row, facts: Path | None, reference: Path | None) -> Row:
    """The facts told of a labelled document; nothing, and a word on stderr, where there are none."""
    try:
        if facts is not None:
            return facts_from(facts, name)
        if reference is None:
            raise Unread(f"{name}: JIKIM_REFERENCE names no folder")
        return facts_of(source(label, reference))
    except Unread as unread:
        print(f"unread: {unread}", file=sys.stderr)
        return {}


def scored(folder: Path, reference: Path) -> list[Score]:
    """The scores of the documents whose labels stand in a folder."""
    return [score(label, facts_of(source(label, reference))) for label in labels([folder]).values()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, or what went wrong in one document."""
    parser = argparse.ArgumentParser(prog="python -m bench.reader", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--facts", type=Path, metavar="FOLDER", help="judge <label>.json of this folder")
    parser.add_argument("--gold", type=Path, nargs="+", metavar="FOLDER", help="folders of labels")
    parser.add_argument("--detail", metavar="DOCUMENT", help="every missed and every false fact of one label")
    parser.add_argument("--groups", action="store_true", help="the table of docs/reading-measured.md")
    asked = parser.parse_args(arguments)
    reference = Path(os.environ["JIKIM_REFERENCE"]) if os.environ.get("JIKIM_REFERENCE") else None
    if asked.groups and reference:
        print("\n".join(grouped({name: scored(folder, reference) for name, folder in groups(reference).items()})))
        return 0
    known = labels(asked.gold or [*([reference / "gold"] if reference else []), OURS])
    if asked.detail is not None and asked.detail not in known:
        parser.error(f"no label {asked.detail!r}; there are {', '.join(known)}")
    chosen = {asked.detail: known[asked.detail]} if asked.detail else known
    scores = {name: score(label, prediction(name, label, asked.facts, reference)) for name, label in chosen.items()}
    print("\n".join(table(scores)))
    if asked.detail:
        print("\n".join(detail(scores[asked.detail])))
    short = short_of(scores)
    print("\n".join(f"short of the target: {one}" for one in short), file=sys.stderr)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
