"""One value inside another taken out of it: a JSON document, a PHP serialization, a free text.

Answers what a cell holds once the values sought are wiped from it, or where they stand. What it cannot read it says,
and leaves as it was; it never guesses at a broken encoding, and knows nothing of databases.
Read `paths.py` first: how a place in a document is named.
"""
