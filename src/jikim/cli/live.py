"""What `jikim check --live` adds: the databases of a mapping, looked at. Loaded only when it is asked for."""

from pathlib import Path

from jikim.cli.face import Face
from jikim.cli.tables import progress
from jikim.engine import live_findings
from jikim.errors import Finding
from jikim.mapping import Data, Url, UrlKind
from jikim.messages import msg
from jikim.policy import Policy
from jikim.settings import database_address


def drifted(face: Face, folder: Path, data: Data, policy: Policy) -> tuple[Finding, ...]:
    """Return where a mapping and its live databases differ; paths start from `folder`."""
    addresses = {str(one.name): database_address(_written(one.url), face.environment, folder) for one in data.live}
    with progress(face, msg("looking at the tables")):
        return live_findings(data, policy, addresses)


def _written(url: Url) -> str:
    return url.value if url.kind is UrlKind.LITERAL else f"{url.kind.value}:{url.value}"
