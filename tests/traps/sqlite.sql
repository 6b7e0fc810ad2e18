-- A small Korean shop with every trap that SQLite can set. README.md says which table carries which.
PRAGMA foreign_keys = OFF;

CREATE TABLE members (
    id INTEGER PRIMARY KEY,
    login_id varchar(20) NOT NULL UNIQUE,
    name varchar(40) NOT NULL,
    email varchar(120) NOT NULL,
    mobile varchar(20),
    birth varchar(8) NOT NULL DEFAULT '',
    joined_on varchar(8) NOT NULL,
    left_on date NOT NULL DEFAULT '0000-00-00',
    last_login_at datetime,
    default_address_id integer REFERENCES addresses (id) DEFERRABLE INITIALLY DEFERRED,
    recommended_by integer REFERENCES members (id) ON DELETE SET NULL,
    photo blob,
    mobile_tail varchar(4) GENERATED ALWAYS AS (substr(mobile, -4)) VIRTUAL,
    CONSTRAINT members_mobile_is_korean CHECK (mobile IS NULL OR mobile LIKE '01%')
);
CREATE TABLE addresses (
    id INTEGER PRIMARY KEY,
    member_id integer NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    recipient varchar(40) NOT NULL,
    mobile varchar(20) NOT NULL,
    postcode char(5) NOT NULL,
    street varchar(200) NOT NULL,
    door varchar(100) NOT NULL DEFAULT ''
);
CREATE INDEX addresses_member ON addresses (member_id);
CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    number varchar(20) NOT NULL,
    member_id integer REFERENCES members (id) ON DELETE SET NULL,
    guest_name varchar(40) NOT NULL DEFAULT '',
    guest_mobile varchar(20) NOT NULL DEFAULT '',
    recipient_name varchar(40) NOT NULL,
    recipient_mobile varchar(20) NOT NULL,
    recipient_address varchar(300) NOT NULL,
    request text,
    receipt json,
    paid_at timestamp,
    amount decimal(12, 0) NOT NULL CHECK (amount >= 0)
);
CREATE UNIQUE INDEX orders_number ON orders (number);
CREATE INDEX orders_member_paid ON orders (member_id, paid_at);
CREATE TABLE order_lines (
    order_id integer NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    line integer NOT NULL,
    product varchar(80) NOT NULL,
    options json,
    PRIMARY KEY (order_id, line)
) WITHOUT ROWID;
CREATE TABLE payments (
    id integer NOT NULL,
    paid_on date NOT NULL,
    order_id integer NOT NULL REFERENCES orders (id) ON DELETE RESTRICT,
    payer varchar(40) NOT NULL,
    account varchar(40),
    PRIMARY KEY (id, paid_on)
);
CREATE TABLE order_removed (id INTEGER PRIMARY KEY, removed_by varchar(20) NOT NULL, removed_at datetime NOT NULL, body text NOT NULL);
CREATE TABLE inquiries (
    id INTEGER PRIMARY KEY,
    login_id varchar(30) NOT NULL DEFAULT '',
    title varchar(200) NOT NULL,
    body text NOT NULL,
    answer text,
    written_on varchar(8) NOT NULL
);
CREATE INDEX inquiries_login ON inquiries (login_id);
CREATE TABLE boards (code varchar(20) NOT NULL PRIMARY KEY, title varchar(80) NOT NULL);
CREATE TABLE write_free (id INTEGER PRIMARY KEY, login_id varchar(20) NOT NULL, writer varchar(40) NOT NULL, ip varchar(45) NOT NULL, title varchar(200) NOT NULL, body text NOT NULL, written_at datetime NOT NULL);
CREATE TABLE write_qa (id INTEGER PRIMARY KEY, login_id varchar(20) NOT NULL, writer varchar(40) NOT NULL, ip varchar(45) NOT NULL, title varchar(200) NOT NULL, body text NOT NULL, written_at datetime NOT NULL);
CREATE TABLE attachments (id INTEGER PRIMARY KEY, path varchar(200) NOT NULL, digest char(64) NOT NULL UNIQUE);
CREATE TABLE attachment_uses (attachment_id integer NOT NULL REFERENCES attachments (id), used_by varchar(40) NOT NULL, row_id integer NOT NULL, PRIMARY KEY (attachment_id, used_by, row_id));
CREATE TABLE member_meta (id INTEGER PRIMARY KEY, member_id integer NOT NULL, meta_key varchar(80), meta_value text);
CREATE INDEX member_meta_member ON member_meta (member_id);
CREATE TABLE login_log (id INTEGER PRIMARY KEY, login_key varchar(255) NOT NULL, ip varchar(45) NOT NULL, agent text, seen_on varchar(8) NOT NULL);
CREATE TABLE sessions (token char(40) NOT NULL PRIMARY KEY, data text NOT NULL, expires_at datetime NOT NULL);
CREATE TABLE consents (
    id INTEGER PRIMARY KEY,
    member_id integer NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    item varchar(40) NOT NULL,
    policy_version varchar(20) NOT NULL,
    agreed_at timestamp NOT NULL
);
CREATE TABLE member_history (history_id INTEGER PRIMARY KEY, id integer NOT NULL, name varchar(40) NOT NULL, email varchar(120) NOT NULL, mobile varchar(20), changed_at datetime NOT NULL DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE admin_log (id INTEGER PRIMARY KEY, staff varchar(20) NOT NULL, action varchar(20) NOT NULL, object_id varchar(40) NOT NULL, object_repr varchar(200) NOT NULL, logged_at datetime NOT NULL);
CREATE TABLE campaigns (id INTEGER PRIMARY KEY, title varchar(80) NOT NULL, member_ids text NOT NULL);
CREATE TABLE imports (id INTEGER PRIMARY KEY, source, line text NOT NULL);
CREATE TABLE "point.log" (id INTEGER PRIMARY KEY, "회원 번호" integer NOT NULL, "금액" integer NOT NULL);

CREATE VIEW member_card AS
    SELECT m.id, m.name, m.mobile, a.street FROM members m LEFT JOIN addresses a ON a.id = m.default_address_id;
CREATE TABLE gone (id int);
CREATE VIEW member_lost AS SELECT id FROM gone;
DROP TABLE gone;
CREATE VIRTUAL TABLE post_search USING fts5 (title, body);
INSERT INTO post_search VALUES ('잘 받았습니다', '나래 드림');
CREATE TRIGGER members_keep_history AFTER UPDATE ON members BEGIN
    INSERT INTO member_history (id, name, email, mobile) VALUES (old.id, old.name, old.email, old.mobile);
END;
CREATE TRIGGER orders_keep_removed AFTER DELETE ON orders BEGIN
    INSERT INTO order_removed (removed_by, removed_at, body)
    VALUES ('trigger', CURRENT_TIMESTAMP, old.recipient_name || '|' || old.recipient_mobile);
END;
