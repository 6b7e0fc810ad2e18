"""jikim (지킴): a Korean privacy policy that executes itself.

Rooms, from the ground up: `errors` and `messages` (what, why, fix, in two languages), `period` (how the
Civil Act counts days), `law` (statutes as dated data), `ledger` (a record nobody can alter unseen),
`policy` (the language), `lifecycle` (how long, where, on whose word), `timeline` (the picture of it),
`keeper` (keys and seals), `database` (connections, migrations, named SQL), `vault` (where data rests),
`engine` (the only room that acts and writes down), `demo` (ten years in a minute) and `cli` (the face).
"""

__version__ = "0.1.0"
