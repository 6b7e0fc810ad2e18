"""The example policies: by the id of their service, wherever jikim was installed."""

from importlib import resources
from pathlib import Path

import jikim
from jikim.errors import OperatorError
from jikim.messages import msg


def example(name: str) -> bytes | None:
    """Return the policy of an example, or None when there is none of that name."""
    found = _folder() / name / "policy.yaml"
    return found.read_bytes() if name.isidentifier() and found.is_file() else None


def example_or_file(name: str) -> tuple[bytes, str]:
    """Return a policy and what to call it in places: an example by id, else a file."""
    found = example(name)
    if found is not None:
        return found, f"{name}/policy.yaml"
    path = Path(name)
    if not path.exists() and name.isidentifier():
        raise OperatorError(
            msg("there is neither an example nor a file called '{name}'", name=name),
            msg("the examples are named by the id of their service"),
            msg("use one of: {known}", known=", ".join(known())))  # fmt: skip
    return path.read_bytes(), path.name


def known() -> list[str]:
    """Return the ids of the examples."""
    return sorted(entry.name for entry in _folder().iterdir() if (entry / "policy.yaml").is_file())


def _folder() -> Path:
    """Return the folder of the repository when the package stands in one; what was installed may be older."""
    package = Path(str(resources.files(jikim)))
    beside = package.parent.parent / "examples"
    return beside if package.parent.name == "src" and beside.is_dir() else package / "examples"
