-- name: put_policy
INSERT INTO policy (id, version, digest, source, effective, enacted)
VALUES (:id, :version, :digest, :source, :effective, :enacted)

-- name: policies
SELECT id, version, digest, source, effective, enacted FROM policy ORDER BY effective, id

-- name: put_person
INSERT INTO person (id, digest, key, sealed, created) VALUES (:id, :digest, :key, :sealed, :created)

-- name: people_by_digest
SELECT id, digest, key, sealed, created FROM person WHERE digest IN :digests

-- name: people
SELECT id, digest, key, sealed, created FROM person WHERE id IN :ids

-- name: every_person
SELECT id, digest, key, sealed, created FROM person ORDER BY created, id

-- name: put_record
INSERT INTO record (id, person, activity, role, cases, policy, collected)
VALUES (:id, :person, :activity, :role, :cases, :policy, :collected)

-- name: records
SELECT id, person, activity, role, cases, policy, collected FROM record WHERE id IN :ids

-- name: records_of_people
SELECT id, person, activity, role, cases, policy, collected FROM record WHERE person IN :people ORDER BY collected, id

-- name: put_event
INSERT INTO event (person, record, name, at, recorded, ripe) VALUES (:person, :record, :name, :at, :recorded, :ripe)

-- name: events_of_people
SELECT id, person, record, name, at, recorded, ripe FROM event WHERE person IN :people ORDER BY at, id

-- name: ripening
-- A person comes once for each event: with DISTINCT, SQLite walks through the people instead of what is not ripe.
SELECT person FROM event WHERE ripe = 0 AND at <= :now

-- name: ripen
-- Only once they have reached every place: an event that is not ripe is taken up again by the next run.
UPDATE event SET ripe = 1 WHERE ripe = 0 AND at <= :now AND person IN :people

-- name: put_consent
INSERT INTO consent (person, matter, agreed, policy, wording, at, recorded)
VALUES (:person, :matter, :agreed, :policy, :wording, :at, :recorded)

-- name: consents_of_people
SELECT person, matter, agreed, policy, wording, at, recorded FROM consent WHERE person IN :people ORDER BY at, id

-- name: put_hold
INSERT INTO hold (id, person, name, opened, closed) VALUES (:id, :person, :name, :opened, NULL)

-- name: close_hold
UPDATE hold SET closed = :closed WHERE id = :id AND closed IS NULL

-- name: hold
SELECT id, person, name, opened, closed FROM hold WHERE id = :id

-- name: holds_of_people
SELECT id, person, name, opened, closed FROM hold WHERE person IN :people ORDER BY opened

-- name: unsettled_holds
SELECT DISTINCT person FROM hold WHERE settled = 0

-- name: unsettle_hold
-- Said before anything is changed: after a crash the next run brings the hold to both places as it then stands.
UPDATE hold SET settled = 0 WHERE id = :id

-- name: settle_holds
UPDATE hold SET settled = 1 WHERE person IN :people

-- name: open_holds
SELECT id, person, name, opened, closed FROM hold WHERE closed IS NULL ORDER BY opened

-- name: put_plan
INSERT INTO plan (digest, made, expires, approved, approver, acts)
VALUES (:digest, :made, :expires, NULL, NULL, :acts) ON CONFLICT (digest) DO NOTHING

-- name: put_planned
INSERT INTO planned (plan, strand, act) VALUES (:plan, :strand, :act) ON CONFLICT (plan, strand) DO NOTHING

-- name: plan
SELECT digest, made, expires, approved, approver, acts FROM plan WHERE digest = :digest

-- name: approve_plan
UPDATE plan SET approved = :approved, approver = :approver WHERE digest = :digest

-- name: approved
SELECT planned.strand, planned.act FROM planned JOIN plan ON plan.digest = planned.plan
WHERE plan.approved IS NOT NULL AND plan.expires > :now AND planned.strand IN :ids

-- name: remove_planned
DELETE FROM planned WHERE strand IN :ids

-- name: remove_plans
DELETE FROM plan WHERE expires <= :now OR NOT EXISTS (SELECT 1 FROM planned WHERE planned.plan = plan.digest)

-- name: remove_expired_planned
DELETE FROM planned WHERE plan IN (SELECT digest FROM plan WHERE expires <= :now)

-- name: put_outbox
INSERT INTO outbox (id, strand, person, record, act, kind, old_key, new_key, state, rid, begun, due)
VALUES (:id, :strand, :person, :record, :act, :kind, :old_key, :new_key, :state, :rid, :begun, :due)

-- name: outbox
SELECT id, strand, person, record, act, kind, old_key, new_key, state, rid, begun, due FROM outbox ORDER BY begun, rid, id

-- name: outbox_open
SELECT COUNT(*) FROM outbox

-- name: outbox_done
UPDATE outbox SET state = 'done' WHERE id IN :ids

-- name: remove_outbox
DELETE FROM outbox WHERE id IN :ids

-- name: remove_outbox_of
DELETE FROM outbox WHERE strand IN :strands

-- name: put_anonymous
INSERT INTO anonymous (id, activity, version, key, body) VALUES (:id, :activity, :version, :key, :body)
ON CONFLICT (id) DO NOTHING

-- name: anonymous
SELECT id, activity, version, key, body FROM anonymous WHERE id IN :ids

-- name: remove_anonymous
DELETE FROM anonymous WHERE id IN :ids

-- name: remove_records
DELETE FROM record WHERE id IN :records

-- name: remove_record_events
DELETE FROM event WHERE record IN :records

-- name: remove_people
DELETE FROM person WHERE id IN :people

-- name: remove_person_events
DELETE FROM event WHERE person IN :people

-- name: remove_consents
DELETE FROM consent WHERE person IN :people

-- name: remove_holds
DELETE FROM hold WHERE person IN :people

-- name: remove_person_records
DELETE FROM record WHERE person IN :people

-- name: engaged
SELECT value FROM meta WHERE name = 'engaged'

-- name: put_engaged
INSERT INTO meta (name, value) VALUES ('engaged', :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value

-- name: grown
-- Whether another process has enacted a policy or brought strands to one since we last read.
SELECT (SELECT COUNT(*) FROM policy) AS policies, (SELECT COALESCE(MAX(id), 0) FROM kind) AS newest
