"""How well does `jikim read` read? Its facts against labels made by hand: precision, recall and F1 per kind of fact.

`python -m bench.reader` runs the reader over every labelled document; `--facts FOLDER` judges facts kept as JSON.
A label is a document of the schema `kpp-gold/1` (`gold/README.md` of the reference, `tests/reader/gold/README.md`),
and so is what the reader prints with `--facts`. Nothing here imports the rooms of jikim.

Read `facts.py` first (what a fact is, and when two agree), then `kinds.py` (which facts a document states),
`lenient.py` (what an ambiguity pardons, and nothing else) and `score.py` (the counting).
"""
