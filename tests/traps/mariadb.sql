-- A small Korean shop with every trap that MariaDB can set. README.md says which table carries which.
SET SESSION sql_mode = '';

CREATE TABLE members (
    id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
    login_id varchar(20) NOT NULL UNIQUE,
    name varchar(40) NOT NULL,
    email varchar(120) NOT NULL,
    mobile varchar(20),
    birth varchar(8) NOT NULL DEFAULT '' COMMENT '생년월일 (Ymd)',
    joined_on varchar(8) NOT NULL,
    left_on date NOT NULL DEFAULT '0000-00-00',
    last_login_at datetime,
    default_address_id int unsigned,
    recommended_by int unsigned,
    photo mediumblob,
    mobile_tail varchar(4) AS (right(mobile, 4)) VIRTUAL,
    CONSTRAINT members_mobile_is_korean CHECK (mobile IS NULL OR mobile LIKE '01%'),
    CONSTRAINT members_recommended FOREIGN KEY (recommended_by) REFERENCES members (id) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='회원';
CREATE TABLE addresses (
    id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
    member_id int unsigned NOT NULL,
    recipient varchar(40) NOT NULL,
    mobile varchar(20) NOT NULL,
    postcode char(5) NOT NULL,
    street varchar(200) NOT NULL,
    door varchar(100) NOT NULL DEFAULT '',
    KEY addresses_member (member_id),
    CONSTRAINT addresses_of FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
ALTER TABLE members ADD CONSTRAINT members_default_address FOREIGN KEY (default_address_id) REFERENCES addresses (id);
CREATE TABLE orders (
    id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    number varchar(20) NOT NULL,
    member_id int unsigned,
    guest_name varchar(40) NOT NULL DEFAULT '',
    guest_mobile varchar(20) NOT NULL DEFAULT '',
    recipient_name varchar(40) NOT NULL,
    recipient_mobile varchar(20) NOT NULL,
    recipient_address varchar(300) NOT NULL,
    request text,
    receipt json,
    paid_at timestamp NULL,
    amount decimal(12, 0) NOT NULL CHECK (amount >= 0),
    UNIQUE KEY orders_number (number),
    KEY orders_member_paid (member_id, paid_at),
    FULLTEXT KEY orders_request (request),
    CONSTRAINT orders_of FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE order_lines (
    order_id bigint NOT NULL,
    line int NOT NULL,
    product varchar(80) NOT NULL,
    options json,
    PRIMARY KEY (order_id, line),
    CONSTRAINT lines_of FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
-- MariaDB lets a table with partitions refer to none.
CREATE TABLE payments (
    id bigint NOT NULL,
    paid_on date NOT NULL,
    order_id bigint NOT NULL,
    payer varchar(40) NOT NULL,
    account varchar(40),
    PRIMARY KEY (id, paid_on)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  PARTITION BY RANGE (YEAR(paid_on)) (PARTITION p2024 VALUES LESS THAN (2025), PARTITION p2025 VALUES LESS THAN MAXVALUE);
CREATE TABLE order_removed (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, removed_by varchar(20) NOT NULL, removed_at datetime NOT NULL, body mediumtext NOT NULL) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4;
CREATE TABLE inquiries (
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    login_id varchar(30) NOT NULL DEFAULT '',
    title varchar(200) NOT NULL,
    body text NOT NULL,
    answer text,
    written_on varchar(8) NOT NULL,
    KEY inquiries_login (login_id)
) ENGINE=MyISAM DEFAULT CHARSET=utf8mb3;
CREATE TABLE boards (code varchar(20) NOT NULL PRIMARY KEY, title varchar(80) NOT NULL) ENGINE=MyISAM DEFAULT CHARSET=utf8mb3;
CREATE TABLE write_free (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, login_id varchar(20) NOT NULL, writer varchar(40) NOT NULL, ip varchar(45) NOT NULL, title varchar(200) NOT NULL, body text NOT NULL, written_at datetime NOT NULL DEFAULT '0000-00-00 00:00:00') ENGINE=MyISAM DEFAULT CHARSET=utf8mb3;
CREATE TABLE write_qa LIKE write_free;
CREATE TABLE attachments (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, path varchar(200) NOT NULL, digest char(64) NOT NULL UNIQUE) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE attachment_uses (attachment_id int NOT NULL, used_by varchar(40) NOT NULL, row_id int NOT NULL, PRIMARY KEY (attachment_id, used_by, row_id), CONSTRAINT uses_of FOREIGN KEY (attachment_id) REFERENCES attachments (id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE member_meta (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, member_id bigint NOT NULL, meta_key varchar(80), meta_value longtext, KEY member_meta_member (member_id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE login_log (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, login_key varchar(255) NOT NULL, ip varchar(45) NOT NULL, agent text, seen_on varchar(8) NOT NULL) ENGINE=MyISAM DEFAULT CHARSET=utf8mb3;
CREATE TABLE sessions (token char(40) NOT NULL PRIMARY KEY, data text NOT NULL, expires_at datetime NOT NULL) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE consents (
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    member_id int unsigned NOT NULL,
    item varchar(40) NOT NULL,
    policy_version varchar(20) NOT NULL,
    agreed_at timestamp NOT NULL,
    CONSTRAINT consents_of FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE member_history (history_id int NOT NULL AUTO_INCREMENT PRIMARY KEY, id int NOT NULL, name varchar(40) NOT NULL, email varchar(120) NOT NULL, mobile varchar(20), changed_at datetime NOT NULL DEFAULT current_timestamp()) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE admin_log (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, staff varchar(20) NOT NULL, action varchar(20) NOT NULL, object_id varchar(40) NOT NULL, object_repr varchar(200) NOT NULL, logged_at datetime NOT NULL) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE campaigns (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, title varchar(80) NOT NULL, member_ids text NOT NULL) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE imports (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, source varbinary(200), line text NOT NULL) ENGINE=MyISAM DEFAULT CHARSET=latin1;
CREATE TABLE `point.log` (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, `회원 번호` int NOT NULL, `금액` int NOT NULL) ENGINE=MyISAM DEFAULT CHARSET=utf8mb3;

CREATE VIEW member_card AS
    SELECT m.id, m.name, m.mobile, a.street FROM members m LEFT JOIN addresses a ON a.id = m.default_address_id;
CREATE TABLE gone (id int);
CREATE VIEW member_lost AS SELECT id FROM gone;
DROP TABLE gone;
CREATE SEQUENCE order_numbers;
CREATE TRIGGER members_keep_history AFTER UPDATE ON members FOR EACH ROW
    INSERT INTO member_history (id, name, email, mobile) VALUES (old.id, old.name, old.email, old.mobile);
CREATE TRIGGER orders_keep_removed AFTER DELETE ON orders FOR EACH ROW
    INSERT INTO order_removed (removed_by, removed_at, body)
    VALUES ('trigger', now(), concat(old.recipient_name, '|', old.recipient_mobile));
