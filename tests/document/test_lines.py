"""Lines that run over several lines of their file: cut or put together, each letter still knows where it stood."""

from hypothesis import given
from hypothesis import strategies as st

from jikim.document import Line, Spot


def places(line: Line) -> list[tuple[str, int]]:
    """Return the letters of a line, each with the line of the file that it stands on."""
    return [(letter, line.spot_at(at).number) for at, letter in enumerate(line.text)]


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """Make a line of a few words, each on a line of the file of its own."""
    words = draw(st.lists(st.text("가나다", min_size=1, max_size=4), min_size=1, max_size=4))
    first = draw(st.integers(1, 9))
    whole, *others = (Line(word, Spot(first + at)) for at, word in enumerate(words))
    return whole.with_further(*others)


@given(lines(), st.data())
def test_letters_between_two_places_keep_their_lines(line: Line, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(line.text) - 1))
    end = data.draw(st.integers(begin + 1, len(line.text)))
    assert places(line.between(begin, end)) == places(line)[begin:end]
    assert line.between(begin, len(line.text)) == line.after(begin)


@given(lines(), lines())
def test_lines_put_together_keep_theirs_with_a_space_between(line: Line, further: Line) -> None:
    whole = line.with_further(further)
    assert whole.text == f"{line.text} {further.text}"
    assert places(whole)[: len(line.text)] == places(line)
    assert places(whole)[-len(further.text) :] == places(further)
