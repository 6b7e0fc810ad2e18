-- What PostgreSQL's catalogue says of a service's tables, one statement a subject, whatever the number of tables.
-- pg_catalog is asked and not information_schema, which hides from a login what it may only read.

-- name: about
SELECT current_schema() AS own, current_setting('server_version') AS version

-- name: relations
-- r table, p partitioned, v view, m materialised view (a copy of rows), f table of another server.
-- A table that was never analysed has no number of rows yet; the server still counts what was written to it.
SELECT c.oid AS id, n.nspname AS schema, c.relname AS name, c.relkind::text AS kind, c.relispartition AS part,
       COALESCE(pg_catalog.obj_description(c.oid, 'pg_class'), '') AS comment,
       CASE WHEN c.reltuples > 0 THEN c.reltuples::bigint
            ELSE COALESCE(pg_catalog.pg_stat_get_live_tuples(c.oid), 0) END AS rows
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't'
   AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'

-- name: columns
-- A domain counts as the type that it stands on.
WITH RECURSIVE stands_on (id, base, modifier, required) AS (
    SELECT t.oid, t.oid, -1, false FROM pg_catalog.pg_type t WHERE t.typtype <> 'd'
    UNION ALL
    SELECT d.oid, s.base, CASE WHEN s.modifier >= 0 THEN s.modifier ELSE d.typtypmod END, d.typnotnull OR s.required
      FROM pg_catalog.pg_type d JOIN stands_on s ON s.id = d.typbasetype WHERE d.typtype = 'd'
)
SELECT a.attrelid AS id, a.attname AS name, b.typname AS type, b.typcategory::text AS category,
       pg_catalog.format_type(a.atttypid, a.atttypmod) AS declared,
       CASE WHEN a.atttypmod >= 0 THEN a.atttypmod ELSE s.modifier END AS modifier,
       NOT (a.attnotnull OR s.required) AS nullable,
       a.atthasdef OR a.attidentity <> '' AS has_default, a.attgenerated <> '' AS generated,
       COALESCE(pg_catalog.col_description(a.attrelid, a.attnum), '') AS comment
  FROM pg_catalog.pg_attribute a
  JOIN stands_on s ON s.id = a.atttypid
  JOIN pg_catalog.pg_type b ON b.oid = s.base
  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
 WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid >= 16384
 ORDER BY a.attrelid, a.attnum

-- name: constraints
-- Without those that the server itself made for the parts of a table (they have a parent).
SELECT k.conrelid AS id, k.conname AS name, k.contype::text AS kind, k.confrelid AS referred_id,
       k.confdeltype::text AS on_delete, k.condeferred AS deferred,
       CASE k.contype WHEN 'c' THEN pg_catalog.pg_get_constraintdef(k.oid) ELSE '' END AS text,
       ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u (number, place)
               JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number
              ORDER BY u.place) AS columns,
       ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u (number, place)
               JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number
              ORDER BY u.place) AS referred
  FROM pg_catalog.pg_constraint k
 WHERE k.conrelid >= 16384 AND k.contype IN ('p', 'f', 'c') AND k.conparentid = 0
UNION ALL
SELECT a.attrelid, d.conname, 'c', 0, '', false, a.attname || ': ' || pg_catalog.pg_get_constraintdef(d.oid), '{}', '{}'
  FROM pg_catalog.pg_constraint d
  JOIN pg_catalog.pg_attribute a ON a.atttypid = d.contypid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
 WHERE d.contypid <> 0 AND d.contype = 'c' AND a.attrelid >= 16384

-- name: indexes
-- Those that a comparison can use, and those that forbid a value twice. An expression stands for its column.
SELECT i.indrelid AS id, x.relname AS name, i.indisunique AS is_unique,
       ARRAY(SELECT COALESCE(a.attname::text, pg_catalog.pg_get_indexdef(i.indexrelid, u.place::int, true))
               FROM unnest(i.indkey::int2[]) WITH ORDINALITY u (number, place)
               LEFT JOIN pg_catalog.pg_attribute a
                      ON a.attrelid = i.indrelid AND a.attnum = u.number AND u.number <> 0
              WHERE u.place <= i.indnkeyatts ORDER BY u.place) AS columns
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
  JOIN pg_catalog.pg_am m ON m.oid = x.relam
 WHERE i.indisvalid AND NOT i.indisprimary AND i.indrelid >= 16384
   AND (i.indisunique OR (m.amname = 'btree' AND i.indpred IS NULL))

-- name: triggers
-- And the rules that rewrite what was asked, which do the same work under another name.
SELECT t.tgrelid AS id, t.tgname AS name, e.word AS does_on
  FROM pg_catalog.pg_trigger t
  JOIN (VALUES (4, 'insert'), (8, 'delete'), (16, 'update')) e (bit, word) ON t.tgtype::int & e.bit <> 0
 WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')
UNION ALL
SELECT r.ev_class, r.rulename, CASE r.ev_type WHEN '2' THEN 'update' WHEN '3' THEN 'insert' ELSE 'delete' END
  FROM pg_catalog.pg_rewrite r
 WHERE r.ev_type IN ('2', '3', '4') AND r.ev_enabled IN ('O', 'A') AND r.ev_class >= 16384

-- name: parts
SELECT i.inhparent AS whole, i.inhrelid AS part FROM pg_catalog.pg_inherits i
