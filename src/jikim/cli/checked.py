"""One document after it was judged, and what becomes of many: their places, their exit code."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jikim.cli.faults import BROKEN, CLEAN, FOUND
from jikim.cli.files import STDIN
from jikim.errors import DocumentError, Finding, Severity


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a file of a folder; if it could not be read, `error` says so, and `found` holds its faults."""

    folder: Path
    file: str
    found: tuple[Finding, ...]
    error: DocumentError | None = None

    @property
    def code(self) -> int:
        """Return the exit code that this file alone leads to."""
        if self.error is not None:
            return BROKEN
        return FOUND if self.count(Severity.ERROR) else CLEAN

    def count(self, severity: Severity) -> int:
        """Return how many findings of a severity there are."""
        return sum(finding.severity is severity for finding in self.found)

    def from_here(self) -> "Checked":
        """Return the same with every file named by its path from where the program was called."""
        found = tuple(replace(one, place=replace(one.place, file=self._path(one.place.file))) for one in self.found)
        shown = found if self.error and self.error.faults else ()
        error = self.error and DocumentError(self.error.what, self.error.why, self.error.fix, shown)
        return Checked(self.folder, self._path(self.file), found, error)

    def _path(self, name: str) -> str:
        """Return the path of a file; one outside of this folder keeps its whole path."""
        if name == str(STDIN):
            return name
        path, here = (self.folder / name).absolute(), Path.cwd()
        return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def exit_code(all_checked: Sequence[Checked]) -> int:
    """Return the exit code of a run: that of the worst file."""
    return max((each.code for each in all_checked), default=CLEAN)
