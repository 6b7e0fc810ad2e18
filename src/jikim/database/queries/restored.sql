-- name: moving
-- Marked as being moved; asked only after a place was put back from an old copy.
SELECT id FROM strand WHERE state <> 0
