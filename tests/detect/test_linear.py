"""A hostile text of a million characters takes no longer than a million characters may."""

from time import process_time

import pytest

from jikim.detect.values import RECOGNISERS, is_technical, names_somebody, share_naming

MILLION = 1_000_000
HOSTILE = {
    "letters": "a" * MILLION,
    "digits": "1" * MILLION,
    "separators": "0-" * (MILLION // 2),
    "mail without an end": "a." * (MILLION // 2) + "@",
    "many ats": "a@" * (MILLION // 2),
    "domains without an end": "a@" + "b." * (MILLION // 2),
    "syllables": "가" * MILLION,
    "roads": "서울 " + "가로" * (MILLION // 2),
    "districts": "가구 " * (MILLION // 3),
    "names": "김하람님" * (MILLION // 4),
    "spaces": " " * MILLION,
    "brackets": "[" * MILLION,
    "stars": "*" * MILLION,
    "colons": "a:" * (MILLION // 2),
    "telephones": "010-0000" * (MILLION // 8),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_every_question_is_answered_in_linear_time(text: str) -> None:
    started = process_time()
    answers = [one.asks(text) for one in RECOGNISERS]
    named = names_somebody(text), share_naming([text]), is_technical([text])

    assert not any(answers)
    assert len(named) == 3
    assert process_time() - started < 1.0
