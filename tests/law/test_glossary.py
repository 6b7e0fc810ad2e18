"""The glossary: one word, one meaning."""

import re

from jikim.law import glossary


def test_a_term_has_one_english_word_and_an_article() -> None:
    terms = glossary()
    assert len({term.ko for term in terms}) == len(terms) == len({term.en for term in terms})
    assert all(re.fullmatch(r"\d+(-\d+)?(\(\d+\))?\d*", term.article) for term in terms)


def test_a_class_name_means_one_term() -> None:
    names = [name for term in glossary() for name in term.code]
    assert len(names) == len(set(names))
    assert {"Controller", "DataSubject", "Entrusted", "PrivacyOfficer", "Policy", "Period"} <= set(names)
    assert not {"Processor", "User"} & set(names)


def test_destruction_and_erasure_are_two_acts() -> None:
    verbs = {term.verb: term.article for term in glossary() if term.verb}
    assert verbs == {"destroy": "21", "erase": "36", "preserve": "21(3)"}
