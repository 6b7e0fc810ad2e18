"""What the models of a Django project say of its tables, asked of the project's own Python in a process of its own.

The two live in environments that know nothing of each other: jikim does not need Django, and the project not jikim.
"""

import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jikim.detect import Field, Models, UserModel
from jikim.errors import OperatorError
from jikim.messages import msg

_SCRIPT = Path(__file__).with_name("django_models.py")
_SECONDS = 120


@dataclass(frozen=True, slots=True)
class DjangoProject:
    """A project by its settings module; `python` is that of its environment, `folder` where `manage.py` stands."""

    settings: str
    python: str
    folder: Path
    environment: Mapping[str, str] = field(repr=False)

    def models(self) -> Models:
        """Return what its models say; no row is read. Raises OperatorError."""
        python = shutil.which(self.python, path=self.environment.get("PATH"))
        if python is None:
            raise _refused(msg("there is no Python '{python}'", python=self.python))
        environment = {**self.environment, "DJANGO_SETTINGS_MODULE": self.settings, "PYTHONUTF8": "1"}
        try:
            done = subprocess.run(  # noqa: S603  (the Python that the caller named)
                [python, "-W", "ignore", "-"], input=_SCRIPT.read_bytes(), cwd=self.folder, env=environment,
                capture_output=True, timeout=_SECONDS, check=False)  # fmt: skip
        except subprocess.TimeoutExpired:
            raise _refused(msg("it did not end within {seconds} seconds", seconds=_SECONDS)) from None
        if done.returncode:
            raise _refused(msg("it ended with: {error}", error=_last_line(done.stderr)))
        try:
            return _models(json.loads(done.stdout))
        except (ValueError, KeyError, TypeError):
            raise _refused(msg("what it answered is no description of models")) from None


def _refused(why: Any) -> OperatorError:  # noqa: ANN401  (a message)
    return OperatorError(
        msg("the models of the Django project cannot be read"),
        why,
        msg("stand in the folder of manage.py, name the settings module, and the project's own Python with `--python`"),
    )


def _last_line(error: bytes) -> str:
    """Return the kind of the last error, without its words: settings may quote a secret."""
    lines = [line for line in error.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1].partition(":")[0].strip()[:200] if lines else "?"


def _models(said: Mapping[str, Any]) -> Models:
    fields = tuple(
        Field(one["table"], one["column"], tuple(one["kinds"]), tuple(one["says"]), tuple(one["help"]),
              tuple(one["refers"]) if one["refers"] else None)
        for one in said["fields"]
    )  # fmt: skip
    people = said["people"]
    return Models(fields, UserModel(people["table"], people["key"], tuple(people["names"])))
