-- What SQLite says of its file; its pragmas are asked as tables, so that one statement serves every table.

-- name: about
SELECT NULL AS own, sqlite_version() AS version

-- name: relations
-- Shadow tables are left out: they belong to a virtual table, and go with it.
SELECT l.name AS name, l.type AS type, l.wr AS without_rowid, COALESCE(m.sql, '') AS sql
  FROM pragma_table_list l JOIN sqlite_schema m ON m.name = l.name AND m.type IN ('table', 'view')
 WHERE l.schema = 'main' AND l.type IN ('table', 'view', 'virtual') AND l.name NOT LIKE 'sqlite\_%' ESCAPE '\'

-- name: columns
-- hidden: 1 of a virtual table, 2 and 3 generated.
SELECT m.name AS id, c.name AS name, c.type AS declared, c."notnull" AS required, c.dflt_value AS default_value,
       c.pk AS key_place, c.hidden AS hidden
  FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c
 WHERE m.type IN ('table', 'view') AND c.hidden <> 1
 ORDER BY m.name, c.cid

-- name: columns_of
-- Of one alone, for a file in which a view's table is gone or a virtual table's module is not here: such a one fails
-- with all the others.
SELECT :of AS id, c.name AS name, c.type AS declared, c."notnull" AS required, c.dflt_value AS default_value,
       c.pk AS key_place, c.hidden AS hidden
  FROM pragma_table_xinfo(:of) c
 WHERE c.hidden <> 1
 ORDER BY c.cid

-- name: foreign
-- The last one written comes first.
SELECT m.name AS id, f.id AS number, f."table" AS referred_table, f."from" AS name_of, f."to" AS referred_name,
       f.on_delete AS on_delete
  FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
 WHERE m.type = 'table'
 ORDER BY m.name, f.id DESC, f.seq

-- name: indexes
SELECT m.name AS id, i.name AS name, i."unique" AS is_unique, i.partial AS partial, x.name AS name_of
  FROM sqlite_schema m JOIN pragma_index_list(m.name) i JOIN pragma_index_xinfo(i.name) x
 WHERE m.type = 'table' AND x.key = 1 AND i.origin <> 'pk'
 ORDER BY m.name, i.name, x.seqno

-- name: triggers
SELECT t.tbl_name AS id, t.name AS name, t.sql AS sql FROM sqlite_schema t WHERE t.type = 'trigger'
