"""The files of a data.yaml, read from the disk."""

from pathlib import Path

from jikim.cli.files import read_file
from jikim.mapping import Data, parse_data, wanted


def read_mapping(path: Path) -> Data:
    """Return the mapping of a file and of those it includes. Raises DocumentError or OSError."""
    return parse_data(read_sources(path), path.name)


def read_sources(path: Path) -> dict[str, bytes]:
    """Return the texts of a file and of those it includes, by name; one that is not there is left out."""
    sources = {path.name: read_file(path)}
    asked: set[str] = set()
    while missing := set(wanted(sources, path.name)) - asked:
        asked |= missing
        there = {name: path.parent / name for name in missing}
        sources |= {name: file.read_bytes() for name, file in there.items() if file.is_file()}
    return sources
