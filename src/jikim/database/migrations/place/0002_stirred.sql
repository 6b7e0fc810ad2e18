-- stirred: 1 when an event has given a strand that is kept apart a use again; the next sweep returns it. Without it
-- every strand kept apart would have to be asked every day.
ALTER TABLE strand ADD COLUMN stirred {integer} NOT NULL DEFAULT 0;
CREATE INDEX strand_stirred ON strand (keeping) WHERE stirred = 1;
