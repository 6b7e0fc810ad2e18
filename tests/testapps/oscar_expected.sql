-- What oscar.policy.yaml demands of the shop's tables at 09:00 in Korea on Monday, 9 November 2026, the day after the
-- policy came into force: one line (table, fate, key) for every row that does not simply stay. Written by hand from the
-- words of the policy, for SQLite and for PostgreSQL (in a session at UTC, as the shop keeps its instants). It knows
-- nothing of jikim: where the two differ, one of them is wrong.
--
-- destroyed: gone from the shop, nothing kept.    preserved: gone from the shop, what a law keeps stands apart.
-- released:  stays, and no longer names the member who goes.
--
-- The days. An event's own day is not counted, a period ends with the last of its days, and a day in Korea begins at
-- 15:00 UTC. What is only promised ends on the earliest reading, on which the event's day is the first day after all:
--   6 months after 9 May 2026      end with 8 November: over today. 10 May is not, so: before 9 May, 15:00 UTC.
--   1 year after 9 November 2025, 3 years after 9 November 2023: the same.
-- What a law demands ends on the latest reading, and no period ends on a Saturday, a Sunday or a holiday:
--   5 years after 6 November 2021  end on Friday, 6 November 2026: over. After 7 November: on a Saturday, so on Monday,
--                                  which is today and not over. So: before 6 November 2021, 15:00 UTC.
--   3 years after 6 November 2023  the same.
--
-- The orders, reckoned without the statement below. There are 2,551, each with one payment, and 241 of them with one
-- note; the payment and the note are of the moment at which the order was placed (the seed turns the clock). So one day
-- decides for each:
--   411 destroyed   placed up to 6 November 2021 in Korea: 12 + 50 + 83 + 116 of 2017 to 2020, and 150 of the 176 of
--                   2021. The law of payments has ended, and so has that of complaints, which is shorter.
--   1,683 preserved placed after that and up to 9 May 2026: 2,094 are past their half year, without those 411.
--   457 stay        placed since. 52 of them are of members who left, and no longer name them (released); 405 are left
--                   as they are, 42 of guests and 363 of members. (These 405 have nothing to do with the 405 orders in
--                   test_reference_oscar.py, which are of another shop.)
-- Notes: 98 destroyed, written up to 6 November 2023: 42 at the 411 orders, 56 at orders of which the payment is kept.
--
-- Twelve orders read line by line, with what policy and calendar say of each (days in Korea):
--   order  of      placed              note        by hand
--      44  member  5 February 2017                 5 years ended 2022: destroyed
--    2242  guest   14 October 2021                 ended 14 October 2026, a Wednesday: destroyed
--    2334  member  6 November 2021                 ended Friday, 6 November 2026: destroyed; the last of the 411
--    1878  member  8 November 2021                 ends 8 November 2026, a Sunday, so with today: preserved until
--                                                  tomorrow; the first that is
--     387  member  6 November 2023     the same    payment until 6 November 2028: preserved. The note: 3 years ended
--                                                  Friday, 6 November 2026: destroyed, nothing of it stands apart
--    1085  member  16 November 2023    the same    payment until 16 November 2028, the note until 16 November 2026:
--                                                  both preserved; telephone and memo of the receiver are not
--      74  leaver  25 November 2024                preserved: to leave ends no order. 25 November 2029 is a Sunday, so
--                                                  until the 26th
--    1538  member  8 May 2026                      the half year ended 7 November on the earliest reading: preserved
--                                                  until 8 May 2031; the last that is
--     693  member  10 May 2026                     ends with today on the earliest reading: stays; the first that does
--     481  leaver  10 May 2026                     stays, without the member's key
--    1030  leaver  2 July 2026         the same    stays with its note, without the member's key
--      10  guest   12 July 2026                    stays
WITH
-- `left`: the shop says who, not when; not before the last sign-in, which is past. Whoever works here never joined.
leavers AS (SELECT id FROM auth_user WHERE NOT is_active AND NOT is_staff),

-- An order is kept in use for 6 months after it was `paid` (by its last payment; without one, after it was placed).
paid AS (
    SELECT o.id, o.user_id, o.basket_id, o.billing_address_id, o.shipping_address_id, o.date_placed,
           COALESCE((SELECT MAX(p.date_created) FROM order_paymentevent p WHERE p.order_id = o.id), o.date_placed)
           AS at,
           COALESCE((SELECT MAX(n.date_created) FROM order_ordernote n WHERE n.order_id = o.id), o.date_placed)
           AS asked
    FROM order_order o
),
-- Then a law keeps the record of payment for 5 years, and that of a complaint for 3; what no law names goes at once
-- (the receiver's telephone and the memo), and with it the row when both are over.
orders AS (
    SELECT paid.*,
           CASE WHEN at >= '2021-11-06 15:00:00' OR asked >= '2023-11-06 15:00:00' THEN 'preserved' ELSE 'destroyed' END
           AS fate
    FROM paid WHERE at < '2026-05-09 15:00:00'
),
lines AS (SELECT l.id, o.fate FROM order_line l JOIN orders o ON o.id = l.order_id),
payments AS (SELECT s.id, o.fate FROM payment_source s JOIN orders o ON o.id = s.order_id),
events AS (SELECT e.id, o.fate FROM order_paymentevent e JOIN orders o ON o.id = e.order_id),
baskets AS (SELECT b.id FROM basket_basket b JOIN leavers m ON m.id = b.owner_id),
basket_lines AS (SELECT l.id FROM basket_line l JOIN baskets b ON b.id = l.basket_id),
wishes AS (SELECT w.id FROM wishlists_wishlist w JOIN leavers m ON m.id = w.owner_id),
-- "until left, or 3 years": whichever comes first; a guest never leaves.
reviews AS (
    SELECT r.id FROM reviews_productreview r
    WHERE r.user_id IN (SELECT id FROM leavers) OR r.date_created < '2023-11-09 15:00:00'
)

-- account: `until: left`, and everything that hangs on it
SELECT 'auth_user' AS "table", 'destroyed' AS fate, CAST(id AS TEXT) AS "key" FROM leavers
UNION ALL SELECT 'address_useraddress', 'destroyed', CAST(id AS TEXT) FROM address_useraddress
          WHERE user_id IN (SELECT id FROM leavers)
UNION ALL SELECT 'django_admin_log', 'destroyed', CAST(id AS TEXT) FROM django_admin_log
          WHERE content_type_id = 4 AND object_id IN (SELECT CAST(id AS TEXT) FROM leavers)
UNION ALL SELECT 'analytics_usersearch', 'destroyed', CAST(id AS TEXT) FROM analytics_usersearch
          WHERE user_id IN (SELECT id FROM leavers)
UNION ALL SELECT 'analytics_userproductview', 'destroyed', CAST(id AS TEXT) FROM analytics_userproductview
          WHERE user_id IN (SELECT id FROM leavers)
UNION ALL SELECT 'analytics_userrecord', 'destroyed', CAST(id AS TEXT) FROM analytics_userrecord
          WHERE user_id IN (SELECT id FROM leavers)
UNION ALL SELECT 'basket_basket', 'destroyed', CAST(id AS TEXT) FROM baskets
UNION ALL SELECT 'basket_line', 'destroyed', CAST(id AS TEXT) FROM basket_lines
UNION ALL SELECT 'basket_lineattribute', 'destroyed', CAST(id AS TEXT) FROM basket_lineattribute
          WHERE line_id IN (SELECT id FROM basket_lines)

-- card: `until: left`; wish: `until: left`, with the addresses to which a list was shown
UNION ALL SELECT 'payment_bankcard', 'destroyed', CAST(id AS TEXT) FROM payment_bankcard
          WHERE user_id IN (SELECT id FROM leavers)
UNION ALL SELECT 'wishlists_wishlist', 'destroyed', CAST(id AS TEXT) FROM wishes
UNION ALL SELECT 'wishlists_line', 'destroyed', CAST(id AS TEXT) FROM wishlists_line
          WHERE wishlist_id IN (SELECT id FROM wishes)
UNION ALL SELECT 'wishlists_wishlistsharedemail', 'destroyed', CAST(id AS TEXT) FROM wishlists_wishlistsharedemail
          WHERE wishlist_id IN (SELECT id FROM wishes)

-- message and alert: `until: [left, 1 year]`; review: `until: [left, 3 years]`
UNION ALL SELECT 'communication_email', 'destroyed', CAST(id AS TEXT) FROM communication_email
          WHERE user_id IN (SELECT id FROM leavers) OR date_sent < '2025-11-09 15:00:00'
UNION ALL SELECT 'communication_notification', 'destroyed', CAST(id AS TEXT) FROM communication_notification
          WHERE recipient_id IN (SELECT id FROM leavers) OR date_sent < '2025-11-09 15:00:00'
UNION ALL SELECT 'customer_productalert', 'destroyed', CAST(id AS TEXT) FROM customer_productalert
          WHERE user_id IN (SELECT id FROM leavers) OR date_created < '2025-11-09 15:00:00'
UNION ALL SELECT 'reviews_productreview', 'destroyed', CAST(id AS TEXT) FROM reviews
UNION ALL SELECT 'reviews_vote', 'destroyed', CAST(id AS TEXT) FROM reviews_vote
          WHERE review_id IN (SELECT id FROM reviews) OR user_id IN (SELECT id FROM leavers)

-- visit: `until: expired`, a moment without a period
UNION ALL SELECT 'django_session', 'destroyed', session_key FROM django_session
          WHERE expire_date <= '2026-11-09 00:00:00'

-- order: the row, and all that is of it. Leaving ends no order; whose it is makes no difference.
UNION ALL SELECT 'order_order', fate, CAST(id AS TEXT) FROM orders
UNION ALL SELECT 'order_billingaddress', fate, CAST(billing_address_id AS TEXT) FROM orders
          WHERE billing_address_id IS NOT NULL
UNION ALL SELECT 'order_shippingaddress', fate, CAST(shipping_address_id AS TEXT) FROM orders
          WHERE shipping_address_id IS NOT NULL
UNION ALL SELECT 'order_line', fate, CAST(id AS TEXT) FROM lines
UNION ALL SELECT 'order_lineattribute', l.fate, CAST(a.id AS TEXT) FROM order_lineattribute a
          JOIN lines l ON l.id = a.line_id
UNION ALL SELECT 'order_lineprice', o.fate, CAST(p.id AS TEXT) FROM order_lineprice p JOIN orders o ON o.id = p.order_id
UNION ALL SELECT 'order_paymentevent', fate, CAST(id AS TEXT) FROM events
UNION ALL SELECT 'payment_source', fate, CAST(id AS TEXT) FROM payments
UNION ALL SELECT 'payment_transaction', s.fate, CAST(t.id AS TEXT) FROM payment_transaction t
          JOIN payments s ON s.id = t.source_id
-- a note that the law of complaints no longer keeps is kept by nothing, although the order it was written at is
UNION ALL SELECT 'order_ordernote', CASE WHEN o.asked >= '2023-11-06 15:00:00' THEN 'preserved' ELSE 'destroyed' END,
          CAST(n.id AS TEXT) FROM order_ordernote n JOIN orders o ON o.id = n.order_id

-- An order that stays cannot name a member who is gone; nor can it name their basket.
UNION ALL SELECT 'order_order', 'released', CAST(p.id AS TEXT) FROM paid p
          WHERE p.id NOT IN (SELECT id FROM orders)
            AND (p.user_id IN (SELECT id FROM leavers) OR p.basket_id IN (SELECT id FROM baskets))
