"""Pages opened in a real browser, each in five views, for every test that makes pages."""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.testapps.installed import HERE, node_modules_of, python_of, run

VIEWS = 5


def looked_at(pages: Sequence[Path]) -> list[Mapping[str, object]]:
    """Return what the browser found on each page, in each view (`browser_look.py`)."""
    chromium = shutil.which("chromium")
    assert chromium, "install Debian's chromium"
    asked = {"pages": list(map(str, pages)), "axe": str(node_modules_of("browser") / "axe-core/axe.min.js"),
             "chromium": chromium, "pictures": os.environ.get("JIKIM_SCREENSHOTS", "")}  # fmt: skip
    told = run(str(python_of("browser")), str(HERE / "browser_look.py"), words=json.dumps(asked))
    found: list[Mapping[str, object]] = json.loads(told)
    assert len(found) == len(pages) * VIEWS
    return found


def validated(pages: Sequence[Path]) -> str:
    """Return what the W3C's validator has to say of pages: nothing, where they are sound."""
    vnu = node_modules_of("browser") / "vnu-jar/build/dist/vnu.jar"
    return run("java", "-jar", str(vnu), "--format", "gnu", *map(str, pages))
