"""The command line: one command a duty, in Korean or English, for people and for scripts (`--json`).

Reads what nothing below may read (the clock, the environment, the arguments, standard input) and hands it on as
values. It acts through the engine only, and may ask any room that decides. It never takes a personal value as an
argument (a process list and a shell's history would keep it), and never shows one in an error or its own log.
Exit codes: 0 clean, 1 findings or refused, 2 broken input or surroundings.
Read `table.py` (the commands), then `program.py`; each command has a file of its own.
"""

from jikim.cli.program import main, run

__all__ = ["main", "run"]
