-- name: newest_key.sqlite
-- Numbers are handed out by us, under the write lock, because a wrapped key is bound to its number. A number is never
-- given out twice, not even that of a key long gone: shredding again what was shredded must not hit a new key.
SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'key'), 0)

-- name: newest_key.postgresql
SELECT nextval(pg_get_serial_sequence('key', 'id')) - 1

-- name: reserve_keys
SELECT 1 WHERE :newest > 0

-- name: reserve_keys.postgresql
SELECT setval(pg_get_serial_sequence('key', 'id'), :newest)

-- name: lock_keys
SELECT 1

-- name: lock_keys.postgresql
LOCK TABLE key IN EXCLUSIVE MODE

-- name: lock_secrets
SELECT 1

-- name: lock_secrets.postgresql
LOCK TABLE secret IN EXCLUSIVE MODE

-- name: put_key
INSERT INTO key (id, wrapped) VALUES (:id, :wrapped)

-- name: keys
SELECT id, wrapped FROM key WHERE id IN :ids

-- name: shred
-- The same number of zeros, in place: the bytes of the wrapped key are gone from the page they stood on.
UPDATE key SET wrapped = zeroblob(length(wrapped)) WHERE id IN :ids

-- name: shred.postgresql
DELETE FROM key WHERE id IN :ids

-- name: whole
-- Which of these keys still open something.
SELECT id FROM key WHERE id IN :ids AND wrapped <> zeroblob(length(wrapped))

-- name: whole.postgresql
SELECT id FROM key WHERE id IN :ids

-- name: remove_shredded
DELETE FROM key WHERE wrapped = zeroblob(length(wrapped))

-- name: secret
SELECT id, wrapped FROM secret WHERE name = :name

-- name: newest_secret
SELECT COALESCE(MAX(id), 0) FROM secret

-- name: put_secret
INSERT INTO secret (name, id, wrapped) VALUES (:name, :id, :wrapped) ON CONFLICT (name) DO NOTHING

-- name: epoch
-- The newest epoch that anything may be wrapped under: whoever holds an older key reads it again before wrapping.
SELECT value FROM meta WHERE name = 'epoch'

-- name: put_epoch
INSERT INTO meta (name, value) VALUES ('epoch', :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value

-- name: older_keys
-- Keys that another epoch than the newest wraps, of which :head are the first bytes; those that were shredded are none.
SELECT id, wrapped FROM key
WHERE id > :after AND substr(wrapped, 1, 5) <> :head AND wrapped <> zeroblob(length(wrapped)) ORDER BY id LIMIT :most

-- name: older_keys.postgresql
SELECT id, wrapped FROM key WHERE id > :after AND substr(wrapped, 1, 5) <> :head ORDER BY id LIMIT :most

-- name: rewrap_key
UPDATE key SET wrapped = :wrapped WHERE id = :id

-- name: secrets
SELECT name, id, wrapped FROM secret ORDER BY id

-- name: rewrap_secret
UPDATE secret SET wrapped = :wrapped WHERE name = :name
