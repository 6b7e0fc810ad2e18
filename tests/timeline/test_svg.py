import xml.etree.ElementTree as ET

import pytest

from jikim.messages import Language
from jikim.timeline import groups
from jikim.timeline.drawing import patterns
from jikim.timeline.scale import Scale
from jikim.timeline.svg import BROAD, NARROW, drawing
from tests.timeline.shop import POLICY, told

HOSTILE = "</text><script>alert(1)</script>&amp;\"'"


def pictures(text: str = POLICY, width: int = BROAD) -> list[str]:
    story, lives = told(text)
    scale = Scale.of(lives)
    return [drawing(group, scale, Language.KOREAN, width, story) for group in groups(lives)]


@pytest.mark.parametrize("width", [BROAD, NARROW])
def test_a_drawing_is_well_formed_and_announced(width: int) -> None:
    for text in pictures(width=width):
        picture = ET.fromstring(text)
        title, description = picture[0], picture[1]
        assert picture.get("role") == "img"
        assert title.text
        assert description.text
        assert title.text.endswith("활동에서 모은 항목의 보관 기간")
        assert "2029-11-22까지" in description.text


@pytest.mark.parametrize("width", [BROAD, NARROW])
def test_nothing_is_drawn_outside_the_picture(width: int) -> None:
    for text in pictures(width=width):
        for box in ET.fromstring(text).iter("{http://www.w3.org/2000/svg}rect"):
            left, broad = float(box.get("x", 0)), float(box.get("width", 0))
            assert left >= 0
            assert left + broad <= width + 3


def test_in_use_apart_and_gone_are_drawn_apart() -> None:
    order = pictures()[1]
    assert 'class="live"' in order
    assert 'class="separate"' in order
    assert 'class="gone-line"' in order


def test_what_no_rule_ends_is_drawn_as_a_fault() -> None:
    unruled = POLICY.replace("keep: [{until: left}]\n    then: anonymise", "keep: []")
    assert any('class="unruled"' in text for text in pictures(unruled))
    assert not any('class="unruled"' in text for text in pictures())


@pytest.mark.parametrize("word", ["회원가입", "회원 관리", "탈퇴 DB", "회원 탈퇴"])
def test_a_hostile_label_stays_text(word: str) -> None:
    for text in pictures(POLICY.replace(word, f"'{HOSTILE.replace(chr(39), chr(39) * 2)}'")):
        tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(text).iter()}
        assert "script" not in tags


def test_the_patterns_are_well_formed() -> None:
    assert [each.get("id") for each in ET.fromstring(patterns()).iter("{http://www.w3.org/2000/svg}pattern")] == [
        "stripes",
        "dots",
    ]
