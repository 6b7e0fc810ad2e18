-- name: put_chunk
INSERT INTO connected_chunk (id, plan, part, number, state, database, tbl, key, sealed, done_rows, skipped, missing,
                             begun, ended)
VALUES (:id, :plan, :part, :number, 'begun', :database, :tbl, :key, :sealed, 0, 0, 0, :begun, NULL)

-- name: note_files
UPDATE connected_chunk SET sealed = :sealed WHERE id = :id

-- name: end_chunk
UPDATE connected_chunk
SET state = :state, sealed = coalesce(:sealed, sealed), done_rows = :done, skipped = :skipped, missing = :missing,
    ended = :ended
WHERE id = :id

-- name: fail_chunk
UPDATE connected_chunk SET state = 'failed', ended = :ended WHERE id = :id

-- name: begin_again
UPDATE connected_chunk SET state = 'begun', begun = :begun, ended = NULL WHERE id = :id

-- name: open_chunks
SELECT id, plan, part, number, state, database, tbl, key, sealed, done_rows, skipped, missing, begun, ended
FROM connected_chunk WHERE state = 'begun' ORDER BY begun, part, number

-- name: chunk_state
SELECT state FROM connected_chunk WHERE id = :id

-- name: chunks_of_part
SELECT count(*) AS known, sum(CASE WHEN state = 'done' THEN 1 ELSE 0 END) AS done
FROM connected_chunk WHERE plan = :plan AND part = :part

-- name: chunks_of_plan
SELECT id, plan, part, number, state, database, tbl, key, sealed, done_rows, skipped, missing, begun, ended
FROM connected_chunk WHERE plan = :plan ORDER BY part, number

-- name: done_chunks
-- What was destroyed since: the ledger of erasures, by which a restored database is swept again.
SELECT id, plan, part, number, state, database, tbl, key, sealed, done_rows, skipped, missing, begun, ended
FROM connected_chunk WHERE state = 'done' AND ended >= :since ORDER BY ended, part, number

-- name: aged_chunks
SELECT id, key FROM connected_chunk WHERE state <> 'begun' AND ended < :before

-- name: remove_chunks
DELETE FROM connected_chunk WHERE id IN :ids
