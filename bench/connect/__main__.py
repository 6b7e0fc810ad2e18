"""Run the benches named, or all: `python -m bench.connect [plan]`."""

import importlib
import sys

from bench.machine import machine

NAMES = ("plan", "destroy", "archiver", "preserve", "people")

if __name__ == "__main__":
    print(machine())
    chosen = [one for one in sys.argv[1:2] if one != "all"]
    for name in chosen or NAMES:
        importlib.import_module(f"bench.connect.{name}").main(sys.argv[2:] if chosen else [])
