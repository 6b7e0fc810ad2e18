"""Where the test applications are installed: in a cache of the user's, once for each version, never in this folder.

Nothing of theirs is in the repository. What is installed is named with its hash in a `*.lock` beside this file, and
pip takes it from whichever index it is set to use. A folder that was not finished is made again.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).resolve().parent


def python_of(application: str) -> Path:
    """Return the Python of a virtual environment that holds `<application>.lock`, making it first if need be."""
    lock = HERE / f"{application}.lock"
    version = sha256(lock.read_bytes() + sys.version.encode()).hexdigest()[:12]

    def make(folder: Path) -> None:
        run(sys.executable, "-m", "venv", str(folder))
        pip = (str(folder / "bin/python"), "-m", "pip", "--disable-pip-version-check", "--quiet")
        run(*pip, "install", "--require-hashes", "-r", str(lock))

    return made_once(f"{application}-{version}", make) / "bin/python"


def node_modules_of(application: str) -> Path:
    """Return the node_modules of `<application>/package-lock.json`; npm installs what it names and runs nothing."""
    source = HERE / application
    lock = (source / "package-lock.json").read_bytes()

    def make(folder: Path) -> None:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(source / name, folder)
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=folder)

    return made_once(f"{application}-{sha256(lock).hexdigest()[:12]}", make) / "node_modules"


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder `name` of the cache, filled by `make`; whoever else wants it meanwhile waits."""
    folder = _cache() / name
    done = folder / "complete"
    with _alone(folder.with_name(f"{name}.wait")):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def run(*command: str, cwd: Path | None = None, env: dict[str, str] | None = None, words: str = "") -> str:
    """Run `command` to its end with `words` as its input; return what it printed, or raise with it."""
    done = subprocess.run(
        command, cwd=cwd, env=env, input=words, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def _cache() -> Path:
    named = os.environ.get("XDG_CACHE_HOME")
    for place in (
        Path(named) if named else Path.home() / ".cache",
        Path(tempfile.gettempdir(), f"cache-{os.getuid()}"),
    ):
        try:
            (place / "jikim-testapps").mkdir(parents=True, exist_ok=True)
        except OSError:  # an account without a home
            continue
        return place / "jikim-testapps"
    raise RuntimeError("no folder for a cache: name one in XDG_CACHE_HOME")


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
