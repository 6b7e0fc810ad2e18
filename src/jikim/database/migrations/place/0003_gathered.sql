-- A daily sweep costs what it must touch: pages, not rows. The ids of a person's strands begin alike, and a strand
-- rests in the tree of its id (SQLite), so that what leaves together lies together. Records are asked for through
-- their person, and the day of collecting is indexed only where a keeping counts from it (by_age).
ALTER TABLE keeping ADD COLUMN by_age {integer} NOT NULL DEFAULT 1;

CREATE TABLE gathered (
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
    stirred    {integer} NOT NULL DEFAULT 0,
    by_age     {integer} NOT NULL DEFAULT 1,
    e1 {integer}, e2 {integer}, e3 {integer}, e4 {integer},
    e5 {integer}, e6 {integer}, e7 {integer}, e8 {integer}
){clustered};
INSERT INTO gathered (id, record, person, kind, keeping, version, revision, key, collected, since, not_before, held,
                      frozen, state, stirred, e1, e2, e3, e4, e5, e6, e7, e8)
SELECT id, record, person, kind, keeping, version, revision, key, collected, since, not_before, held,
       frozen, state, stirred, e1, e2, e3, e4, e5, e6, e7, e8 FROM strand;
DROP TABLE strand;
ALTER TABLE gathered RENAME TO strand;
CREATE INDEX strand_person ON strand (person);
CREATE INDEX strand_collected ON strand (keeping, collected) WHERE by_age = 1;
CREATE INDEX strand_stirred ON strand (keeping) WHERE stirred = 1;
CREATE INDEX strand_e1 ON strand (keeping, e1) WHERE e1 IS NOT NULL;
CREATE INDEX strand_e2 ON strand (keeping, e2) WHERE e2 IS NOT NULL;
CREATE INDEX strand_e3 ON strand (keeping, e3) WHERE e3 IS NOT NULL;
CREATE INDEX strand_e4 ON strand (keeping, e4) WHERE e4 IS NOT NULL;
CREATE INDEX strand_e5 ON strand (keeping, e5) WHERE e5 IS NOT NULL;
CREATE INDEX strand_e6 ON strand (keeping, e6) WHERE e6 IS NOT NULL;
CREATE INDEX strand_e7 ON strand (keeping, e7) WHERE e7 IS NOT NULL;
CREATE INDEX strand_e8 ON strand (keeping, e8) WHERE e8 IS NOT NULL;

CREATE TABLE gathered_lookup (
    item   {text} NOT NULL,
    digest {blob} NOT NULL,
    strand {blob} NOT NULL,
    person {blob} NOT NULL,
    PRIMARY KEY (item, digest, strand)
){clustered};
INSERT INTO gathered_lookup (item, digest, strand, person) SELECT item, digest, strand, person FROM lookup;
DROP TABLE lookup;
ALTER TABLE gathered_lookup RENAME TO lookup;
CREATE INDEX lookup_strand ON lookup (strand);
