-- What MariaDB's and MySQL's information_schema says of the database that the address names.

-- name: about
SELECT DATABASE() AS own, VERSION() AS version

-- name: relations
SELECT t.table_name AS name, t.table_type AS type, COALESCE(t.engine, '') AS engine, t.table_comment AS comment,
       COALESCE(t.table_rows, 0) AS row_count
  FROM information_schema.tables t WHERE t.table_schema = DATABASE() AND t.table_type <> 'SEQUENCE'

-- name: columns
SELECT c.table_name AS id, c.column_name AS name, c.data_type AS type, c.column_type AS declared,
       c.character_maximum_length AS length, c.is_nullable AS nullable, c.column_default AS default_value,
       c.extra AS extra, c.column_comment AS comment, c.column_key AS key_kind
  FROM information_schema.columns c WHERE c.table_schema = DATABASE()
 ORDER BY c.table_name, c.ordinal_position

-- name: indexes
SELECT s.table_name AS id, s.index_name AS name, s.non_unique AS repeats, s.index_type AS type, s.column_name AS name_of
  FROM information_schema.statistics s WHERE s.table_schema = DATABASE()
 ORDER BY s.table_name, s.index_name, s.seq_in_index

-- name: foreign
-- A login that may only read sees which columns refer, and not what happens on delete: that is NULL then.
SELECT k.table_name AS id, k.constraint_name AS name, k.column_name AS name_of,
       k.referenced_table_schema AS referred_schema, k.referenced_table_name AS referred_table,
       k.referenced_column_name AS referred_name, r.delete_rule AS on_delete
  FROM information_schema.key_column_usage k
  LEFT JOIN information_schema.referential_constraints r
         ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name
        AND r.table_name = k.table_name
 WHERE k.table_schema = DATABASE() AND k.referenced_table_name IS NOT NULL
 ORDER BY k.table_name, k.constraint_name, k.ordinal_position

-- name: checks_mariadb
SELECT c.table_name AS id, c.constraint_name AS name, c.check_clause AS text
  FROM information_schema.check_constraints c WHERE c.constraint_schema = DATABASE()

-- name: checks_mysql
SELECT t.table_name AS id, c.constraint_name AS name, c.check_clause AS text
  FROM information_schema.check_constraints c
  JOIN information_schema.table_constraints t
    ON t.constraint_schema = c.constraint_schema AND t.constraint_name = c.constraint_name
 WHERE c.constraint_schema = DATABASE()

-- name: triggers
SELECT t.event_object_table AS id, t.trigger_name AS name, t.event_manipulation AS does_on
  FROM information_schema.triggers t WHERE t.trigger_schema = DATABASE()

-- name: parts
SELECT p.table_name AS id, p.partition_name AS name FROM information_schema.partitions p
 WHERE p.table_schema = DATABASE() AND p.partition_name IS NOT NULL
 ORDER BY p.table_name, p.partition_ordinal_position, p.subpartition_ordinal_position

-- name: may_see_triggers
SELECT COUNT(*) FROM (
    SELECT privilege_type FROM information_schema.user_privileges WHERE privilege_type IN ('TRIGGER', 'SUPER')
    UNION ALL
    SELECT privilege_type FROM information_schema.schema_privileges
     WHERE privilege_type = 'TRIGGER' AND DATABASE() LIKE table_schema
) p
