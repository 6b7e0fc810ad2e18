"""What no test may do: leave the machine, or be skipped without a word."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def test_no_test_leaves_the_machine() -> None:
    with pytest.raises(RuntimeError, match="reached for the network"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)  # RFC 5737: an address nobody has
    with pytest.raises(RuntimeError, match="reached for the network"):
        socket.getaddrinfo("example.kr", 80)


def outcome_of(test: str, folder: Path, reference: str = "") -> str:
    """Run a test under the same conftest, and return pytest's own count."""
    file = folder / "test_example.py"
    file.write_text(f"import pytest\n{test}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider", str(file)]
    surroundings = os.environ | {"JIKIM_REFERENCE": reference, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()[-1].partition(" in ")[0]


def test_a_skipped_test_has_failed(tmp_path: Path) -> None:
    assert outcome_of("def test_it(): pytest.skip('later')", tmp_path) == "1 failed"


def test_a_module_that_skips_itself_has_failed(tmp_path: Path) -> None:
    assert "1 error" in outcome_of("pytest.importorskip('no_such_module')", tmp_path)


def test_only_what_needs_the_reference_may_be_skipped_and_only_without_it(tmp_path: Path) -> None:
    test = "@pytest.mark.reference\ndef test_it(reference): assert reference.is_dir()"
    marker = "import warnings; warnings.simplefilter('ignore', pytest.PytestUnknownMarkWarning)\n"
    assert outcome_of(marker + test, tmp_path) == "1 skipped"
    assert outcome_of(marker + test, tmp_path, reference=str(tmp_path)) == "1 passed"
