"""What a figure was measured on, and how figures are printed: both sides, their ratio, and how much they varied."""

import os
import platform
import sqlite3
import statistics
from collections.abc import Callable, Sequence
from time import perf_counter


def machine() -> str:
    """Return the machine in a line."""
    name = next(
        (line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")), platform.processor()
    )
    return (
        f"{os.cpu_count()} cores ({name}), {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def _cpuinfo() -> list[str]:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return file.readlines()
    except OSError:
        return []


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` took."""
    started = perf_counter()
    work()
    return perf_counter() - started


def compare(ours: Callable[[], float], rival: Callable[[], float], rounds: int = 7) -> dict[str, float]:
    """Run both sides in turn and return medians, the median of the per-round ratios, and how the rival varied.

    Each side returns its seconds. The ratio is rival / ours: 1.0 is as fast as the rival, 0.5 half as fast.
    """
    pairs = [(ours(), rival()) for _ in range(rounds)]
    ratios = [theirs / mine for mine, theirs in pairs]
    plain = [theirs for _, theirs in pairs]
    return {
        "ours": statistics.median(mine for mine, _ in pairs),
        "rival": statistics.median(plain),
        "ratio": statistics.median(ratios),
        "lowest": min(ratios),
        "highest": max(ratios),
        "rival_spread": max(plain) / min(plain),
    }


def show(title: str, figures: dict[str, float], note: str = "") -> None:
    """Print one comparison."""
    void = "  VOID: the plain side alone varied too much" if figures["rival_spread"] > 1.5 else ""
    print(
        f"{title}: ours {figures['ours'] * 1000:.1f} ms, rival {figures['rival'] * 1000:.1f} ms, "
        f"ratio {figures['ratio']:.2f} ({figures['lowest']:.2f} to {figures['highest']:.2f}){void} {note}"
    )


def table(rows: Sequence[tuple[str, str]]) -> None:
    """Print figures one below the other."""
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"  {name:{width}}  {value}")
