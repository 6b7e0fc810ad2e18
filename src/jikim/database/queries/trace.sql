-- name: put_trace
INSERT INTO connected_trace (plan, number, key, sealed, made) VALUES (:plan, :number, :key, :sealed, :made)

-- name: traces
SELECT plan, number, key, sealed, made FROM connected_trace WHERE plan = :plan ORDER BY number

-- name: aged_traces
SELECT DISTINCT plan FROM connected_trace WHERE made <= :before

-- name: remove_traces
DELETE FROM connected_trace WHERE plan = :plan
