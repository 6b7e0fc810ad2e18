"""A few real kills; `python -m bench.faults.kill` does three hundred, `bench.faults.power` cuts the power."""

import warnings
from pathlib import Path

from bench.faults.kill import lost_by_attach, run


def test_killed_at_random_it_loses_nothing_and_says_what_is_so(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a fork beside threads: the child only sweeps and ends
        figures = run(15, 12, 1, tmp_path)

    assert figures.wrong == []
    assert figures.kills == 15
    assert figures.open_acts > 0, "some kills fell between the intention and the outcome"


def test_the_same_kills_do_harm_where_a_move_spans_two_files(tmp_path: Path) -> None:
    """The negative control: what never finds harm shows nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        kills, rows = lost_by_attach(200, 1, tmp_path / "pair")

    assert rows > 0, f"{kills} kills of a move by ATTACH lost nothing: the harness is broken"
