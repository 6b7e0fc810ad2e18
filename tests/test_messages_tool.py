"""What tools/messages.py finds wrong, and that its bytes stay the same."""

import gettext
import io
from pathlib import Path

from tools.messages import Sentence, compiled, english, faults, korean


def test_a_sentence_without_korean_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "room.py").write_text(
        'from jikim.messages import msg\n\nASK = msg("say {what}", what=1)\n', encoding="utf-8"
    )
    assert list(faults(tuple(english(tmp_path)), ())) == ["room.py:3: no Korean for 'say {what}'"]


def test_a_text_that_is_no_literal_cannot_be_translated(tmp_path: Path) -> None:
    (tmp_path / "room.py").write_text("msg(f'say {what}')\n", encoding="utf-8")
    assert list(faults(tuple(english(tmp_path)), ())) == ["room.py:1: the text of msg() is not a literal"]


def test_the_values_are_those_of_the_gaps(tmp_path: Path) -> None:
    (tmp_path / "room.py").write_text('msg("say {what}", who=1)\n', encoding="utf-8")
    translated = (Sentence("room.po:1", "say {what}", "'{what}' 항목을 말하십시오"),)
    assert list(faults(tuple(english(tmp_path)), translated)) == ["room.py:1: gaps what, values who"]


def test_a_translation_must_serve_and_keep_the_gaps_and_be_korean() -> None:
    said = (Sentence("a.py:1", "say {what}"), Sentence("a.py:2", "say nothing"))
    translated = (
        Sentence("a.po:1", "say {what}", "말하십시오"),
        Sentence("a.po:2", "say nothing", "shh"),
        Sentence("a.po:3", "gone", "없음"),
    )
    assert list(faults(said, translated)) == [
        "a.po:1: the gaps differ: what and none",
        "a.po:2: not in Korean: 'shh'",
        "a.po:3: no sentence says 'gone'",
    ]


def test_a_fuzzy_translation_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "room.po").write_text('#, fuzzy\nmsgid "say"\nmsgstr "말"\n', encoding="utf-8")
    (fuzzy,) = korean(tmp_path)
    assert fuzzy.korean == ""


def test_the_same_sentences_give_the_same_bytes_in_any_order() -> None:
    one, two = Sentence("a.po:1", "say", "말"), Sentence("b.po:1", "hear", "들음")
    assert compiled((one, two)) == compiled((two, one))
    assert gettext.GNUTranslations(io.BytesIO(compiled((one, two)))).gettext("hear") == "들음"
