"""`jikim check --data`: a map held against its policy, and with --live against the databases it speaks of."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from jikim.cli.checked import Checked
from jikim.cli.face import Face
from jikim.cli.files import read_file
from jikim.cli.mapped import read_mapping
from jikim.cli.table import loaded
from jikim.errors import DocumentError, Finding
from jikim.mapping import Data, ties
from jikim.policy import Policy, parse


def with_data(face: Face, policy_file: Path, data: Path, live: bool) -> Checked:
    """Return what is found in a map; if the policy cannot be read, what is wrong with that."""
    try:
        policy = parse(read_file(policy_file), policy_file.name)
    except DocumentError as error:
        return Checked(policy_file.parent, policy_file.name, error.faults, error)
    try:
        mapping = read_mapping(data)
    except DocumentError as error:
        return Checked(data.parent, data.name, error.faults, error)
    found = (*ties(mapping, policy), *(_drifted(face, data.parent, mapping, policy) if live else ()))
    return Checked(data.parent, data.name, tuple(sorted(found, key=lambda finding: finding.place)))


def _drifted(face: Face, folder: Path, data: Data, policy: Policy) -> tuple[Finding, ...]:
    """Look at the databases; whoever checks documents alone need not wait until what opens them is loaded."""
    look = cast(Callable[[Face, Path, Data, Policy], tuple[Finding, ...]], loaded("live", "drifted"))
    return look(face, folder, data, policy)
