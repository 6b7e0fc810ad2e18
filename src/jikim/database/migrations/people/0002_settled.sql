-- settled: 0 until the opening or closing of a hold has reached the strands of both places; after a crash the next run
-- brings it there again, and does not have to look at every open hold.
ALTER TABLE hold ADD COLUMN settled {integer} NOT NULL DEFAULT 0;
CREATE INDEX hold_unsettled ON hold (person) WHERE settled = 0;
