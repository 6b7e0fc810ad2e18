-- A place where strands rest: the same tables in the live and in the separate database, so that each place can be
-- swept alone. Instants are microseconds since 1970 UTC; ids of people, records and strands are 16 random bytes.

-- What decides the life of strands, spelt out when the policy was enacted: the same numbers in every place.
-- Ends with the vault: it holds no personal information.
CREATE TABLE keeping (
    id     {integer} PRIMARY KEY,
    digest {blob} NOT NULL UNIQUE,
    spec   {text} NOT NULL
){strict};

CREATE TABLE kind (
    id       {integer} PRIMARY KEY,
    policy   {integer} NOT NULL,
    activity {text} NOT NULL,
    role     {text} NOT NULL,
    name     {text} NOT NULL,
    items    {text} NOT NULL,
    holds    {text} NOT NULL,
    keeping  {integer} NOT NULL REFERENCES keeping (id),
    UNIQUE (policy, name)
){strict};

-- One strand: the items of a record that live and die together. e1..e8 are the instants of the events its keeping
-- counts, in the keeping's order. Ends when its keeping ends; destroyed with its key.
-- state: 0 at rest, 1 being moved. held: open holds that cover it. since: when it came to this place.
-- not_before: the earliest instant at which destruction could have been known to be due.
CREATE TABLE strand (
    id         {blob} PRIMARY KEY,
    record     {blob} NOT NULL,
    person     {blob} NOT NULL,
    kind       {integer} NOT NULL REFERENCES kind (id),
    keeping    {integer} NOT NULL REFERENCES keeping (id),
    version    {text} NOT NULL,
    revision   {integer} NOT NULL,
    key        {integer} NOT NULL,
    collected  {integer} NOT NULL,
    since      {integer} NOT NULL,
    not_before {integer} NOT NULL,
    held       {integer} NOT NULL DEFAULT 0,
    frozen     {integer} NOT NULL DEFAULT 0,
    state      {integer} NOT NULL DEFAULT 0,
    e1 {integer}, e2 {integer}, e3 {integer}, e4 {integer},
    e5 {integer}, e6 {integer}, e7 {integer}, e8 {integer}
){strict};
CREATE INDEX strand_person ON strand (person);
CREATE INDEX strand_record ON strand (record);
CREATE INDEX strand_collected ON strand (keeping, collected);
CREATE INDEX strand_e1 ON strand (keeping, e1) WHERE e1 IS NOT NULL;
CREATE INDEX strand_e2 ON strand (keeping, e2) WHERE e2 IS NOT NULL;
CREATE INDEX strand_e3 ON strand (keeping, e3) WHERE e3 IS NOT NULL;
CREATE INDEX strand_e4 ON strand (keeping, e4) WHERE e4 IS NOT NULL;
CREATE INDEX strand_e5 ON strand (keeping, e5) WHERE e5 IS NOT NULL;
CREATE INDEX strand_e6 ON strand (keeping, e6) WHERE e6 IS NOT NULL;
CREATE INDEX strand_e7 ON strand (keeping, e7) WHERE e7 IS NOT NULL;
CREATE INDEX strand_e8 ON strand (keeping, e8) WHERE e8 IS NOT NULL;

-- The ciphertext: part 0 holds the items, each further part one file. Ends with its strand.
CREATE TABLE sealed (
    strand {blob} NOT NULL,
    part   {integer} NOT NULL,
    item   {text} NOT NULL,
    body   {blob} NOT NULL,
    PRIMARY KEY (strand, part)
){strict};

-- Keyed digests of the few items that may be looked up. Ends with its strand.
CREATE TABLE lookup (
    item   {text} NOT NULL,
    digest {blob} NOT NULL,
    strand {blob} NOT NULL,
    person {blob} NOT NULL,
    PRIMARY KEY (item, digest, strand)
){strict};
CREATE INDEX lookup_strand ON lookup (strand);

-- What the ledger must still take over, written in the transaction it speaks of. Ends when the ledger has it.
CREATE TABLE log_pending (
    id   {counter},
    rid  {blob} NOT NULL,
    leaf {blob} NOT NULL,
    side {blob} NOT NULL
){strict};
