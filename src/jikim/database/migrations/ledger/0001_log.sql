-- The ledger as rows: tiles and bundles exactly as C2SP tlog-tiles lays them out, so that they can be exported as
-- files. No personal information but in `side`, sealed under the key of its month; ends with that month.
CREATE TABLE log (
    origin {text} PRIMARY KEY,
    size   {integer} NOT NULL,
    root   {blob} NOT NULL
){strict};
CREATE TABLE tile (
    origin {text} NOT NULL,
    level  {integer} NOT NULL,
    place  {integer} NOT NULL,
    hashes {blob} NOT NULL,
    PRIMARY KEY (origin, level, place)
){strict};
CREATE TABLE bundle (
    origin  {text} NOT NULL,
    place   {integer} NOT NULL,
    entries {blob} NOT NULL,
    PRIMARY KEY (origin, place)
){strict};
CREATE TABLE side (
    origin {text} NOT NULL,
    leaf   {integer} NOT NULL,
    month  {text} NOT NULL,
    rid    {blob} NOT NULL,
    body   {blob} NOT NULL,
    PRIMARY KEY (origin, leaf)
){strict};
-- The newest checkpoint that was signed, kept before the signature leaves: a log never signs backwards.
CREATE TABLE signed (
    origin {text} PRIMARY KEY,
    size   {integer} NOT NULL,
    note   {text} NOT NULL
){strict};
-- Up to which pending row of each place the ledger has taken over: exactly once, also after a crash.
CREATE TABLE drained (
    source {text} PRIMARY KEY,
    upto   {integer} NOT NULL
){strict};
