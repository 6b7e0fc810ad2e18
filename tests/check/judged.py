"""A document and its findings, as the tests of the check show them.

What a test does not show is taken from sound.yaml, section by section, so that only what is shown can be wrong.
"""

import re
from datetime import date
from pathlib import Path
from textwrap import dedent

from jikim.check import check
from jikim.errors import Finding
from jikim.law import catalogue
from jikim.policy import parse

HERE = Path(__file__).parent
TODAY = date(2026, 11, 22)
SECTION = re.compile(r"^(?=[a-z]+:)", re.MULTILINE)
# The sections that speak of no activity, event or item.
ALWAYS = {"jikim", "document", "service", "controller", "officers", "version", "provided", "children", "destruction",
          "rights", "safeguards", "remedies", "notice", "disclosures", "promises"}  # fmt: skip


# A document of a test is a piece of one: a role stands there for the next test, and a shop sells without its records.
OF_A_WHOLE = {"role-unused", "trade-without-records", "optional-consent-unnamed", "destruction-method-partial"}


def findings(document: str, on: date = TODAY, without: str = "", *, whole: bool = False) -> tuple[Finding, ...]:
    """Return the findings of a document completed from sound.yaml, leaving out the sections named in `without`.

    What only a whole policy can lack is told where the test says that it shows one.
    """
    shown = dedent(document).strip("\n") + "\n"
    given = set(re.findall(r"^([a-z]+):", shown, re.MULTILINE)) | set(without.split())
    sound = SECTION.split((HERE / "sound.yaml").read_text(encoding="utf-8"))
    rest = "".join(section for section in sound if section.partition(":")[0] in ALWAYS - given)
    found = check(parse((shown + rest).encode()), catalogue(), on)
    return tuple(finding for finding in found if whole or finding.rule not in OF_A_WHOLE)


def judged(document: str, on: date = TODAY, without: str = "", *, whole: bool = False) -> list[tuple[int, str]]:
    """Return what is found, by line: `(2, "retention-missing")`."""
    return [(finding.place.line, finding.rule) for finding in findings(document, on, without, whole=whole)]


def judged_file(path: Path, on: date = TODAY) -> tuple[Finding, ...]:
    """Return the findings of a policy in a file."""
    return check(parse(path.read_bytes(), path.name), catalogue(), on)
