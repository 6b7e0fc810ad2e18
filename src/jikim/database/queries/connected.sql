-- name: put_plan
INSERT INTO connected_plan (digest, made, now, expires, policy, data, whole, rows, widened, unusual, approved, approver,
                            carried)
VALUES (:digest, :made, :now, :expires, :policy, :data, :whole, :rows, :widened, :unusual, NULL, NULL, NULL)
ON CONFLICT (digest) DO NOTHING

-- name: put_count
INSERT INTO connected_count (plan, database, tbl, act, rows) VALUES (:plan, :database, :tbl, :act, :rows)
ON CONFLICT (plan, database, tbl, act) DO NOTHING

-- name: plan
SELECT digest, made, now, expires, policy, data, whole, rows, widened, unusual, approved, approver, carried
FROM connected_plan WHERE digest = :digest

-- name: accepted_plans
-- What is usual: the newest plans that somebody approved, or that were carried out without being asked for it.
SELECT digest, made, now, expires, policy, data, whole, rows, widened, unusual, approved, approver, carried
FROM connected_plan WHERE whole = 1 AND (approved IS NOT NULL OR carried IS NOT NULL)
ORDER BY made DESC, digest LIMIT :most

-- name: newest_plan
SELECT digest, made, now, expires, policy, data, whole, rows, widened, unusual, approved, approver, carried
FROM connected_plan WHERE whole = 1 ORDER BY made DESC, digest LIMIT 1

-- name: counts
SELECT plan, database, tbl, act, rows FROM connected_count WHERE plan IN :plans ORDER BY plan, database, tbl, act

-- name: approve_plan
UPDATE connected_plan SET approved = :approved, approver = :approver WHERE digest = :digest

-- name: carry_plan
UPDATE connected_plan SET carried = :carried WHERE digest = :digest

-- name: aged_plans
SELECT digest FROM connected_plan WHERE expires <= :now AND approved IS NULL AND carried IS NULL

-- name: remove_counts
DELETE FROM connected_count WHERE plan IN :plans

-- name: remove_plans
DELETE FROM connected_plan WHERE digest IN :plans

-- name: approved
SELECT policy, data, source, law, approved FROM connected_approved WHERE id = 1

-- name: put_approved
INSERT INTO connected_approved (id, policy, data, source, law, approved)
VALUES (1, :policy, :data, :source, :law, :approved)
ON CONFLICT (id) DO UPDATE SET policy = excluded.policy, data = excluded.data, source = excluded.source,
                               law = excluded.law, approved = excluded.approved

-- name: people_told
-- What happened to people themselves, with what the service calls them; those nobody named cannot be found in tables.
SELECT person.id, person.key, person.sealed, event.name, event.at
FROM event JOIN person ON person.id = event.person
WHERE event.record IS NULL AND event.at <= :now AND person.digest IS NOT NULL ORDER BY event.at, event.id

-- name: people_held
SELECT person.id, person.key, person.sealed, hold.name
FROM hold JOIN person ON person.id = hold.person
WHERE hold.closed IS NULL AND person.digest IS NOT NULL ORDER BY hold.opened, hold.id
