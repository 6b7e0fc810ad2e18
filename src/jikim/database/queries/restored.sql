-- name: moving
-- Marked as being moved; asked only after a place was put back from an old copy.
SELECT id FROM strand WHERE state <> 0

-- name: people_apart
-- Everybody with a strand in a place; asked only after it was put back from an old copy.
SELECT DISTINCT person FROM strand
