"""The program as a process of its own, for what one process cannot try in itself."""

import hashlib
import os
import resource
import subprocess
import sys
from pathlib import Path

_PROGRAM = [sys.executable, "-W", "error", "-c", "import sys; from jikim.cli import main; sys.exit(main())"]
# Root may write everywhere; without these powers it is a user like any other.
_AS_A_USER = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--inh-caps=-all"]


def jikim(
    folder: Path, *arguments: str, given: str = "", as_a_user: bool = False, most_bytes: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder; `most_bytes` is the largest file that it may write."""
    before = _AS_A_USER if as_a_user and os.geteuid() == 0 else []
    limit = None if most_bytes is None else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JIKIM_")}
    return subprocess.run(
        [*before, *_PROGRAM, *arguments],
        cwd=folder, input=given, env=environment, capture_output=True, text=True, check=False, preexec_fn=limit,
    )  # fmt: skip


def digest(folder: Path) -> str:
    """The digest of every name and byte below a folder."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        found.update(str(path.relative_to(folder)).encode() + b"\0")
        found.update(path.read_bytes() if path.is_file() else b"")
    return found.hexdigest()
