"""What no test may do: leave the machine, or be skipped without a word."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).resolve().parent.parent


def test_no_test_leaves_the_machine() -> None:
    with pytest.raises(RuntimeError, match="reached for the network"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)  # RFC 5737: an address nobody has
    with pytest.raises(RuntimeError, match="reached for the network"):
        socket.getaddrinfo("example.kr", 80)


SKIPS = {
    "test_example.py": """
        import pytest

        def test_that_skips_itself():
            pytest.skip("later")

        @pytest.mark.reference
        def test_against_the_reference(reference):
            assert reference.is_dir()
    """,
    "test_module.py": """
        import pytest

        pytest.importorskip("no_such_module")
    """,
}


def count_of(folder: Path, files: dict[str, str] = SKIPS, **told: str) -> str:
    """Run the tests of `files` under the same conftest, told by `told`, and return pytest's own count."""
    for name, text in files.items():
        (folder / name).write_text(dedent(text), encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = reference\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "--continue-on-collection-errors"]
    told |= {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=folder, env=os.environ | told, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()[-1].partition(" in ")[0]


def test_what_skips_itself_has_failed_but_for_what_lacks_its_reference(tmp_path: Path) -> None:
    assert count_of(tmp_path, JIKIM_REFERENCE="") == "1 failed, 1 skipped, 1 error"


def test_with_the_reference_nothing_is_skipped(tmp_path: Path) -> None:
    assert count_of(tmp_path, JIKIM_REFERENCE=str(tmp_path)) == "1 failed, 1 passed, 1 error"


@pytest.mark.parametrize(("asked", "count"), [("", "1 passed, 2 deselected"), ("1", "3 passed")])
def test_what_needs_an_application_is_left_out_unless_asked_for(tmp_path: Path, asked: str, count: str) -> None:
    marked = """
        import pytest

        @pytest.mark.mariadb
        def test_on_mariadb(): ...

        @pytest.mark.testapps
        def test_on_a_shop(): ...

        def test_on_nothing(): ...
    """
    assert count_of(tmp_path, {"test_marked.py": marked}, JIKIM_TEST_APPS=asked) == count
