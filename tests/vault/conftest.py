"""The vaults of these tests, on both products."""

from tests.running import running, server, settings

__all__ = ["running", "server", "settings"]
