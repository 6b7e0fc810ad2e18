"""How long a check takes, and what many in one process need: `python -m bench.check`.

A policy of 200 lines, cold (a process that starts, reads, judges and prints; median of some) and warm (parse and judge
in a process that has done it before), and a thousand policies in one process, none like the other by its service.
Memory is what the process held at most. Targets: 0.6 s, 50 ms, 5 % above what the first hundred needed.
"""

import resource
import statistics
import subprocess
import sys
from datetime import date
from pathlib import Path

from bench.machine import machine, seconds, table
from jikim.check import check
from jikim.law import catalogue
from jikim.policy import parse

EXAMPLES = sorted((Path(__file__).resolve().parent.parent / "examples").glob("*/policy.yaml"))
SERVICE = b"service:    {id: "
ON = date(2026, 11, 22)
COLD, WARM, FIRST, ALL = 9, 30, 100, 1000


def main() -> None:
    print(machine())
    policy = min(EXAMPLES, key=lambda path: abs(len(path.read_text("utf-8").splitlines()) - 200))
    lines = len(policy.read_text("utf-8").splitlines())
    cold = statistics.median(seconds(lambda: program(policy)) for _ in range(COLD))
    source = policy.read_bytes()
    judge(source)
    warm = statistics.median(seconds(lambda: judge(source)) for _ in range(WARM))
    first, rest = most_kib(range(FIRST)), most_kib(range(FIRST, ALL))
    table([
        (f"{lines} lines, cold (target 0.6 s)", f"{cold:.2f} s"),
        (f"{lines} lines, warm (target 50 ms)", f"{warm * 1000:.0f} ms"),
        (f"memory after {FIRST} policies", f"{first / 1024:.1f} MiB"),
        (f"memory after {ALL} policies (target 1.05 times)", f"{rest / 1024:.1f} MiB, {rest / first:.3f} times"),
    ])  # fmt: skip


def program(policy: Path) -> None:
    """Check as a person does, in a process of its own."""
    command = [sys.executable, "-c", "import sys; from jikim.cli import main; sys.exit(main())"]
    subprocess.run([*command, "check", str(policy)], capture_output=True, check=False)


def judge(source: bytes) -> None:
    check(parse(source), catalogue(), ON)


def most_kib(numbers: range) -> int:
    """Check policies of so many services; what the process held at most until then, in KiB."""
    texts = [path.read_bytes() for path in EXAMPLES]
    for number in numbers:
        judge(texts[number % len(texts)].replace(SERVICE, SERVICE + f"s{number}_".encode()))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
