-- turn: how often the ledger has taken over from a place. The place counts along and first: one that counts less was
-- put back from an old copy.
ALTER TABLE drained ADD COLUMN turn {integer} NOT NULL DEFAULT 0;
