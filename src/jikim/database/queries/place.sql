-- name: put_keeping
INSERT INTO keeping (id, digest, spec, by_age) VALUES (:id, :digest, :spec, :by_age) ON CONFLICT (id) DO NOTHING

-- name: put_kind
INSERT INTO kind (id, policy, activity, role, name, items, holds, keeping)
VALUES (:id, :policy, :activity, :role, :name, :items, :holds, :keeping)
ON CONFLICT (id) DO UPDATE SET items = excluded.items, holds = excluded.holds, keeping = excluded.keeping

-- name: keepings
SELECT id, digest, spec FROM keeping ORDER BY id

-- name: kinds
SELECT id, policy, activity, role, name, items, holds, keeping FROM kind ORDER BY id

-- name: put_strand
-- Again is the same: a move that was interrupted writes the same row once more.
INSERT INTO strand (id, record, person, kind, keeping, version, revision, key, collected, since, not_before, held,
                    frozen, state, by_age, e1, e2, e3, e4, e5, e6, e7, e8)
VALUES (:id, :record, :person, :kind, :keeping, :version, :revision, :key, :collected, :since, :not_before, :held,
        :frozen, :state, (SELECT by_age FROM keeping WHERE keeping.id = :keeping), :e1, :e2, :e3, :e4, :e5, :e6, :e7, :e8)
ON CONFLICT (id) DO NOTHING

-- name: put_sealed
INSERT INTO sealed (strand, part, item, body) VALUES (:strand, :part, :item, :body) ON CONFLICT (strand, part) DO NOTHING

-- name: put_lookup
INSERT INTO lookup (item, digest, strand, person) VALUES (:item, :digest, :strand, :person)
ON CONFLICT (item, digest, strand) DO NOTHING

-- name: strands
SELECT id, record, person, kind, keeping, version, revision, key, collected, since, not_before, held, frozen, state,
       e1, e2, e3, e4, e5, e6, e7, e8
FROM strand WHERE id IN :ids

-- name: strands_of_people
SELECT id, record, person, kind, keeping, version, revision, key, collected, since, not_before, held, frozen, state,
       e1, e2, e3, e4, e5, e6, e7, e8
FROM strand WHERE person IN :people

-- name: strands_of_record
SELECT id, record, person, kind, keeping, version, revision, key, collected, since, not_before, held, frozen, state,
       e1, e2, e3, e4, e5, e6, e7, e8
FROM strand WHERE person = :person AND record = :record

-- name: sealed
SELECT strand, part, item, body FROM sealed WHERE strand IN :ids ORDER BY strand, part

-- name: look_up
SELECT DISTINCT strand, person FROM lookup WHERE item = :item AND digest = :digest

-- name: set_state
UPDATE strand SET state = :state WHERE id IN :ids

-- name: set_clock
UPDATE strand SET e1 = :e1, e2 = :e2, e3 = :e3, e4 = :e4, e5 = :e5, e6 = :e6, e7 = :e7, e8 = :e8,
                  not_before = :not_before, held = :held
WHERE id = :id

-- name: strands_of_kind
-- In the order of their ids, so that the next ones are asked for where the last ones ended: one walk for them all.
SELECT id, record, person, kind, keeping, version, revision, key, collected, since, not_before, held, frozen, state,
       e1, e2, e3, e4, e5, e6, e7, e8
FROM strand WHERE kind = :kind AND keeping = :keeping AND id > :after ORDER BY id LIMIT :most

-- name: kinds_present
SELECT DISTINCT kind, keeping FROM strand

-- name: set_keeping
-- A newer version of the policy, or of the law, counts for strands that were collected under an older one.
UPDATE strand SET kind = :kind, keeping = :keeping, not_before = :not_before,
                  by_age = (SELECT by_age FROM keeping WHERE keeping.id = :keeping),
                  e1 = :e1, e2 = :e2, e3 = :e3, e4 = :e4, e5 = :e5, e6 = :e6, e7 = :e7, e8 = :e8
WHERE id = :id

-- name: set_frozen
UPDATE strand SET frozen = :frozen WHERE person = :person AND record IN :records

-- name: remove_sealed
DELETE FROM sealed WHERE strand IN :ids

-- name: remove_lookups
DELETE FROM lookup WHERE strand IN :ids

-- name: remove_strands
DELETE FROM strand WHERE id IN :ids

-- name: present
SELECT id FROM strand WHERE id IN :ids
UNION SELECT strand FROM sealed WHERE strand IN :ids
UNION SELECT strand FROM lookup WHERE strand IN :ids

-- name: people_present
SELECT DISTINCT person FROM strand WHERE person IN :people

-- name: records_present
SELECT DISTINCT record FROM strand WHERE person IN :people

-- name: put_pending
INSERT INTO log_pending (rid, leaf, side) VALUES (:rid, :leaf, :side)

-- name: lock_pending
SELECT 1

-- name: lock_pending.postgresql
-- Numbers are drawn before they are committed: wait until no note is half written, or a lower one could come later.
LOCK TABLE log_pending IN SHARE MODE

-- name: pending
SELECT id, rid, leaf, side FROM log_pending WHERE id > :after ORDER BY id LIMIT :most

-- name: remove_pending
DELETE FROM log_pending WHERE id <= :upto

-- name: put_taken
-- How far each log had come when it last took over from here: a ledger put back from an old copy shows by it.
INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value

-- name: taken
SELECT value FROM meta WHERE name = :name

-- name: stir
UPDATE strand SET stirred = 1 WHERE id IN :ids
