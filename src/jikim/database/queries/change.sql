-- name: everybody
SELECT COUNT(*) FROM person

-- name: touched
-- People of whom a record of one of these activities is there.
SELECT COUNT(DISTINCT person) FROM record WHERE activity IN :activities AND (:any_role = 1 OR role IN :roles)

-- name: agreed
-- People whose newest word on a matter is yes, and of whom a record that it covers is still there.
SELECT COUNT(*) FROM (
    SELECT person, agreed, ROW_NUMBER() OVER (PARTITION BY person ORDER BY at DESC, id DESC) AS nth
    FROM consent WHERE matter = :matter
) AS newest
WHERE newest.nth = 1 AND newest.agreed = 1 AND EXISTS (
    SELECT 1 FROM record WHERE record.person = newest.person AND record.activity IN :activities
                           AND (:any_role = 1 OR record.role IN :roles))
