"""What a command is given beside its own arguments: the language, the clock, the settings, a place to write."""

import json
import os
import pwd
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from jikim.messages import Language, Message, say


@dataclass(slots=True)
class Face:
    """One call of the program. Results go to standard output, everything else to standard error."""

    language: Language
    environment: Mapping[str, str] = field(repr=False)
    settings_file: Path | None = None
    log: TextIO | None = None
    debug: bool = False
    as_json: bool = False
    command: str = ""

    def say(self, message: Message) -> str:
        """Return a message in the language chosen."""
        return say(message, self.language)

    def tell(self, message: Message) -> None:
        """Print a sentence as a result; silent where a script reads JSON."""
        if not self.as_json:
            sys.stdout.write(self.say(message) + "\n")

    def show(self, text: str) -> None:
        """Print lines as a result."""
        sys.stdout.write(text + "\n")

    def warn(self, text: str) -> None:
        """Print lines beside the result."""
        sys.stderr.write(text + "\n")

    def give(self, answer: object) -> None:
        """Print a result for a script; silent where a person reads."""
        if self.as_json:
            sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")

    def note(self, event: str, **counts: int) -> None:
        """Write one line into the program's own log: codes and counts, never what somebody typed or is called."""
        if self.log is not None:
            at = clock().isoformat(timespec="milliseconds")
            line = {"at": at, "command": self.command, "event": event, **counts}
            self.log.write(json.dumps(line) + "\n")
            self.log.flush()


def clock() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def actor() -> str:
    """Return who runs the program, as the operating system knows them."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"


def is_terminal(stream: TextIO) -> bool:
    """Return whether a person watches a stream."""
    return stream.isatty()
