"""What an ambiguity of the label pardons. Everything else is strict.

A label names, line by line, what a person must decide: `{line, question, options, gold}`. A predicted fact that differs
from the label's agrees all the same when exactly one field differs, an ambiguity stands at a line of the label's fact
(within its `lines`, where it has a span), and one of that ambiguity's options says the predicted value:

1. `need`: an option holds the word `required`, `optional` or `unspecified`;
2. `ends`: an option holds the predicted `combine` (`earliest`, `latest`) and the ends are the same; or there is one
   predicted end, of the label's period, whose event an option names (`service_done`, or in words: `from the record`,
   `from withdrawal` ...); or the predicted ends are some of the label's and an option names the event or the period
   of each (`withdrawal`, `2 years`);
3. `applies_to`: every predicted narrowing stands within one option (`all` only where an option begins with `all`);
4. any other text: an option says it in full, or in quotes;
5. a value that the label lacks, or that the prediction lacks: an option says `as printed`, or `none`,
   `missing`, `unknown` or `not stated`;
6. an officer's role: an option is that word.

Three rules need no line:

7. dates: the predicted day is, in full, an option of any ambiguity;
8. statutory lines with `law: null`: the law may be null or the label's `law_expected` (each such line stands under an
   ambiguity that asks which law governs it);
9. one item or several: where an ambiguity at the line quotes the item, and has an option with `one`, `two`, `three`,
   `four` or `split`, a missed item agrees with a run of false ones of the same collection, roles and need whose
   letters, put one after the other, are its own (commas, slashes, dots and 및 aside), and the other way round. The
   run counts as one item.

Not pardoned, though an ambiguity may ask about it: a fact that is missing or added altogether, which of two collections
a fact belongs to, and a choice whose options say it in no word of the schema.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from bench.reader.document import Row, lines_of, tight, words
from bench.reader.facts import Cut, Ends, Fact, Value, agrees, differing, label, period

IN_WORDS = {
    "record_made": "from the record",
    "payment_done": "from the payment",
    "withdrawal": "from withdrawal",
    "graduation": "from graduation",
}
NOTHING = ("none", "missing", "unknown", "not stated")
COUNTED = re.compile(r"\b(one|two|three|four|split)\b")
BETWEEN = re.compile(r"[\s,/·ㆍ∙․.]|및")
SPLIT = {"items", "automatic items"}


def at(ambiguities: Sequence[Row], fact: Fact) -> Iterator[Row]:
    """The ambiguities at the fact's lines."""
    for one in ambiguities:
        line = next(iter(lines_of(one)), None)
        if line is not None and fact.lines and (line in fact.lines or min(fact.lines) <= line <= max(fact.lines)):
            yield one


def has_word(option: str, word: str) -> bool:
    """Whether an option holds a word of the schema."""
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", option) is not None


def names_event(options: Sequence[str], event: str) -> bool:
    """Whether an option names an event, by its identifier or in words."""
    return any(has_word(option, event) or IN_WORDS.get(event, event) in option for option in options)


def names_period(options: Sequence[str], length: str) -> bool:
    """Whether an option is a length of time like `2 years` or `6 months`."""
    found = [re.fullmatch(r"(\d+) (year|month|day)s?", option) for option in options]
    return any(period(f"P{one[1]}{one[2][0].upper()}") == length for one in found if one)


def says_ends(options: Sequence[str], gold: Ends, predicted: Ends) -> bool:
    """Rule 2."""
    if gold.of == predicted.of:
        return any(has_word(option, predicted.combine) for option in options) if predicted.combine else False
    if predicted.of < gold.of:
        return all(names_event(options, event) or names_period(options, length) for event, length in predicted.of)
    ((event, length), *more) = sorted(predicted.of)
    return not more and len(gold.of) == 1 and {length} == {own for _, own in gold.of} and names_event(options, event)


def says_text(options: Sequence[str], text: str) -> bool:
    """Rule 4."""
    return any(text in {tight(option), *map(tight, re.findall(r"'([^']+)'", option))} for option in options)


def says(options: Sequence[str], name: str, gold: Value, predicted: Value) -> bool:
    """Whether one of the options says the predicted value of a field."""
    if name == "need":
        return any(has_word(option, str(predicted)) for option in options)
    if isinstance(gold, Ends) and isinstance(predicted, Ends):
        return says_ends(options, gold, predicted)
    if name == "applies_to" and isinstance(predicted, frozenset):
        plain = [tight(option) for option in options]
        return all(any(one.startswith("all") if text == "all" else text in one for one in plain) for text in predicted)
    if predicted is None:
        return any(has_word(option, word) for option in options for word in NOTHING)
    if gold is None and any("as printed" in option for option in options):
        return True
    return says_text(options, predicted.text if isinstance(predicted, Cut) else str(predicted))


def pardons(ambiguities: Sequence[Row], gold: Fact, predicted: Fact) -> bool:
    """Whether an ambiguity lets these two agree (rules 1 to 7)."""
    wrong = differing(gold, predicted)
    if gold.kind != predicted.kind or len(wrong) != 1:
        return False
    name = wrong[0]
    if gold.kind == "dates":
        said = [tight(option) for one in ambiguities for option in words(one.get("options"))]
        return predicted.value(name) in said
    if name in ("collection", "party", "rule"):
        return False
    asked = [words(one.get("options")) for one in at(ambiguities, gold)]
    return any(says(options, name, gold.value(name), predicted.value(name)) for options in asked)


def expected_law(statutory: Sequence[Row], gold: Fact, predicted: Fact) -> bool:
    """Rule 8."""
    if gold.kind != "statutory lines" or differing(gold, predicted) != ("law",) or gold.value("law") is not None:
        return False
    same = [one for one in statutory if label(one.get("record_text")) == gold.value("record_text")]
    return any(agrees(label(one.get("law_expected")), predicted.value("law")) for one in same)


def letters(*texts: object) -> str:
    """The letters of texts put one after the other, without what stands between items."""
    return "".join(BETWEEN.sub("", str(text)) for text in texts)


def letters_of(facts: Sequence[Fact]) -> str:
    """The letters of items put one after the other."""
    return letters(*(fact.value("item") for fact in facts))


def beside(fact: Fact) -> Mapping[str, Value]:
    """What must be the same in the two halves of an item."""
    return {name: value for name, value in fact.fields if name != "item"}


def run(whole: Fact, pieces: Sequence[Fact]) -> tuple[Fact, ...]:
    """The pieces in a row that make up one item; none if no two or more do."""
    of = [piece for piece in pieces if piece.kind == whole.kind and beside(piece) == beside(whole)]
    runs = (tuple(of[i:j]) for i in range(len(of)) for j in range(i + 2, len(of) + 1))
    return next((found for found in runs if letters_of(found) == letters_of([whole])), ())


def counted(ambiguities: Sequence[Row], gold: Sequence[Fact]) -> bool:
    """Whether an ambiguity at one of these quotes it, and asks how many there are."""
    asked = [(one, fact) for fact in gold for one in at(ambiguities, fact) if letters_of([fact]) in quoted(one)]
    return any(COUNTED.search(option) for one, _ in asked for option in words(one.get("options")))


def quoted(ambiguity: Row) -> str:
    """The letters of an ambiguity's question."""
    return letters(tight(ambiguity.get("question")))
