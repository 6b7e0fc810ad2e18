-- Wrapped keys, never beside what they seal. Rows are only ever appended, overwritten in place with zeros, and then
-- removed: cells are not moved about, so no stale copy of a key stays in a page.
CREATE TABLE key (
    id      {counter},
    wrapped {blob} NOT NULL
){strict};

-- Keys that outlive strands: look-up, log months, signing. `name` says what for.
CREATE TABLE secret (
    name    {text} PRIMARY KEY,
    id      {integer} NOT NULL,
    wrapped {blob} NOT NULL
){strict};
