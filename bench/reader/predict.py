"""Where predictions come from: the reader itself, run as anybody runs it, or a folder of JSON files.

The one place that knows how the reader is called: `python -m jikim read FILE --facts`, one JSON document on stdout.
"""

import json
import subprocess
import sys
from pathlib import Path

from bench.reader.document import Row, row

SECONDS = 120


class Unread(Exception):
    """A document for which there is no prediction, and why."""


def facts_of(document: Path) -> Row:
    """What the reader of this working copy says of a document."""
    command = [sys.executable, "-m", "jikim", "read", str(document), "--facts"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as late:
        raise Unread(f"{document.name}: not read in {SECONDS} seconds") from late
    if done.returncode:
        last = done.stderr.strip().rpartition("\n")[2]
        raise Unread(f"{document.name}: the reader ended with {done.returncode}: {last}")
    return parsed(done.stdout, document.name)


def facts_from(folder: Path, name: str) -> Row:
    """What was said earlier: `<name of the label>.json`."""
    kept = folder / f"{name}.json"
    if not kept.is_file():
        raise Unread(f"{name}: {kept.name} is not in the folder")
    return parsed(kept.read_text(encoding="utf-8"), name)


def parsed(text: str, name: str) -> Row:
    """A JSON object."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unread(f"{name}: no JSON: {error}") from error
    if not isinstance(found, dict):
        raise Unread(f"{name}: the JSON is no object")
    return row(found)
