-- What wordpress.policy.yaml demands of the site's tables at 09:00 in Korea on Monday, 9 November 2026, when every
-- member whose number divides by seven has told the site on 1 November that they leave: one line (table, key) for every
-- row that goes. Written by hand from the words of the policy, for MariaDB; it knows nothing of jikim.
--
-- The days are reckoned as in oscar_expected.sql. Nothing here is demanded by a law, so that all readings are the
-- earliest: 5 years after 9 November 2021 and 3 years after 9 November 2023 are over, those after the 10th are not.
-- A payment is dated as the clock in Korea shows it, a comment in UTC.
WITH
leavers AS (SELECT ID FROM wp_users WHERE ID % 7 = 0),
-- order: `5 years after paid`, whose it is makes no difference
orders AS (
    SELECT p.ID FROM wp_posts p
    LEFT JOIN wp_postmeta m ON m.post_id = p.ID AND m.meta_key = '_paid_date'
    WHERE p.post_type = 'shop_order'
      AND COALESCE(m.meta_value, DATE_ADD(p.post_date_gmt, INTERVAL 9 HOUR)) < '2021-11-10 00:00:00'
)
-- account: `until: left`, with everything that is said of the member
SELECT 'wp_users' AS `table`, ID AS `key` FROM leavers
UNION ALL SELECT 'wp_usermeta', umeta_id FROM wp_usermeta WHERE user_id IN (SELECT ID FROM leavers)
-- order, with its values and with what the staff noted
UNION ALL SELECT 'wp_posts', ID FROM orders
UNION ALL SELECT 'wp_postmeta', meta_id FROM wp_postmeta WHERE post_id IN (SELECT ID FROM orders)
UNION ALL SELECT 'wp_comments', comment_ID FROM wp_comments
          WHERE comment_type = 'order_note' AND comment_post_ID IN (SELECT ID FROM orders)
-- comment: `until: [left, 3 years]`, whichever comes first; a guest never leaves
UNION ALL SELECT 'wp_comments', comment_ID FROM wp_comments
          WHERE comment_type <> 'order_note'
            AND (user_id IN (SELECT ID FROM leavers) OR comment_date_gmt < '2023-11-09 15:00:00')
-- article: `until: left`
UNION ALL SELECT 'wp_posts', ID FROM wp_posts
          WHERE post_type IN ('post', 'page', 'revision') AND post_author IN (SELECT ID FROM leavers)
