-- name: head
SELECT size, root FROM log WHERE origin = :origin

-- name: put_head
INSERT INTO log (origin, size, root) VALUES (:origin, :size, :root)
ON CONFLICT (origin) DO UPDATE SET size = excluded.size, root = excluded.root

-- name: tile
SELECT hashes FROM tile WHERE origin = :origin AND level = :level AND place = :place

-- name: put_tile
INSERT INTO tile (origin, level, place, hashes) VALUES (:origin, :level, :place, :hashes)
ON CONFLICT (origin, level, place) DO UPDATE SET hashes = excluded.hashes

-- name: bundle
SELECT entries FROM bundle WHERE origin = :origin AND place = :place

-- name: put_bundle
INSERT INTO bundle (origin, place, entries) VALUES (:origin, :place, :entries)
ON CONFLICT (origin, place) DO UPDATE SET entries = excluded.entries

-- name: put_side
INSERT INTO side (origin, leaf, month, rid, body) VALUES (:origin, :leaf, :month, :rid, :body)

-- name: side
SELECT month, rid, body FROM side WHERE origin = :origin AND leaf = :leaf

-- name: sides
SELECT leaf, month, rid, body FROM side WHERE origin = :origin ORDER BY leaf

-- name: lock_ledger
SELECT 1

-- name: lock_ledger.postgresql
LOCK TABLE drained IN EXCLUSIVE MODE

-- name: taken_over
-- upto: what a place notes under a higher number is new; of lower ones the ledger may hold some (see `held`).
SELECT upto, turn FROM drained WHERE source = :source

-- name: put_taken_over
INSERT INTO drained (source, upto, turn) VALUES (:source, :upto, :turn)
ON CONFLICT (source) DO UPDATE SET upto = excluded.upto, turn = excluded.turn

-- name: held
-- Goes through every note; asked after a crash, or when a place was put back from an old copy.
SELECT rid, body FROM side WHERE rid IN :rids

-- name: sides_from
SELECT leaf, month, rid, body FROM side WHERE origin = :origin AND leaf >= :leaf ORDER BY leaf

-- name: signed
SELECT size, note FROM signed WHERE origin = :origin

-- name: put_signed
INSERT INTO signed (origin, size, note) VALUES (:origin, :size, :note)
ON CONFLICT (origin) DO UPDATE SET size = excluded.size, note = excluded.note
