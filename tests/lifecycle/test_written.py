"""A keeping written down and read back is the same keeping."""

import pytest
from hypothesis import given

from jikim.lifecycle import Keeping, read_keeping, write_keeping
from jikim.lifecycle.versions import shorter
from tests.lifecycle.lives import keepings
from tests.lifecycle.said import keeping


@given(keepings(), keepings())
def test_what_is_written_is_read_back(own: Keeping, newer: Keeping) -> None:
    for one in (own, shorter(own, newer)):
        assert read_keeping(write_keeping(one)) == one
        assert write_keeping(read_keeping(write_keeping(one))) == write_keeping(one)


def test_a_keeping_of_another_format_is_refused() -> None:
    text = write_keeping(keeping("live promise: left"))

    with pytest.raises(ValueError, match="another format"):
        read_keeping(text.replace('"format":1', '"format":2'))
