<?php
/* Fill WordPress with the invented people that arrive as JSON on the standard input, through its own functions.
 * Orders are kept as a shop plugin of the older kind keeps them: a post of the type shop_order, its values in
 * wp_postmeta under the names that such plugins use, remarks of the staff as comments. The
 * accounts of those who leave are then deleted as WordPress deletes. Prints nothing. */

define('WP_INSTALLING', true);
$_SERVER += [
    'HTTP_HOST' => 'shop.example.kr', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/',
    'REMOTE_ADDR' => '127.0.0.1',
];
$input = json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR);

function wp_mail(): bool { return true; }  // pluggable: nothing is sent, whatever asks for it

foreach ($input['settings'] as $name => $value) {  // what a site has in wp-config.php
    define($name, $value);
}
$table_prefix = 'wp_';
require_once ABSPATH . 'wp-settings.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/user.php';

function address(array $person, string $prefix): array {
    return [
        "{$prefix}first_name" => $person['given'], "{$prefix}last_name" => $person['family'],
        "{$prefix}address_1" => $person['street'], "{$prefix}address_2" => $person['door'],
        "{$prefix}city" => $person['city'], "{$prefix}postcode" => $person['postcode'], "{$prefix}country" => 'KR',
        "{$prefix}phone" => $person['mobile'],
    ];
}

function comment(array $person, int $post, int $user, string $when, string $text): void {
    wp_insert_comment([
        'comment_post_ID' => $post, 'user_id' => $user, 'comment_content' => $text,
        'comment_author' => $person['name'], 'comment_author_email' => $person['email'],
        'comment_author_url' => "https://{$person['login']}.example.kr/", 'comment_author_IP' => $person['ip'],
        'comment_agent' => $person['agent'], 'comment_date' => $when, 'comment_date_gmt' => $when,
    ]);
}

function member(array $person): int {
    $user = wp_insert_user([
        'user_login' => $person['login'], 'user_email' => $person['email'], 'user_pass' => 'one for all',
        'user_url' => "https://{$person['login']}.example.kr/", 'display_name' => $person['name'],
        'first_name' => $person['given'], 'last_name' => $person['family'], 'nickname' => $person['nickname'],
        'description' => "{$person['city']}에 사는 {$person['given']}입니다.", 'user_registered' => $person['joined'],
        'role' => 'subscriber',
    ]);
    $values = address($person, 'billing_') + ['billing_email' => $person['email']] + address($person, 'shipping_');
    $login = strtotime($person['joined']);
    $session = ['expiration' => $login + 172800, 'ip' => $person['ip'], 'ua' => $person['agent'], 'login' => $login];
    $values['session_tokens'] = [hash('sha256', $person['login']) => $session];
    foreach ($values as $key => $value) {
        update_user_meta($user, $key, $value);
    }
    return $user;
}

function order(array $person, int $user, array $order): void {
    $receiver = $order['receiver'];
    $post = wp_insert_post([
        'post_type' => 'shop_order', 'post_status' => $order['status'], 'post_title' => "주문 {$order['number']}",
        'post_author' => 1, 'post_excerpt' => $order['note'], 'post_date' => $order['paid'],
        'post_date_gmt' => $order['paid'], 'post_password' => "order_{$order['number']}",
    ]);
    $billing = address($person, '_billing_') + ['_billing_email' => $order['email']];
    $shipping = address($receiver, '_shipping_');
    $values = $billing + $shipping + [
        '_billing_address_index' => implode(' ', $billing), '_shipping_address_index' => implode(' ', $shipping),
        '_customer_user' => $user, '_customer_ip_address' => $person['ip'], '_customer_user_agent' => $person['agent'],
        '_order_key' => "order_{$order['number']}", '_order_total' => $order['amount'], '_order_currency' => 'KRW',
        '_payment_method' => 'card', '_transaction_id' => $order['reference'], '_paid_date' => $order['paid'],
    ];
    foreach ($values as $key => $value) {
        update_post_meta($post, $key, $value);
    }
    if ($order['call'] !== '') {
        wp_insert_comment([
            'comment_post_ID' => $post, 'comment_type' => 'order_note', 'comment_content' => $order['call'],
            'comment_author' => 'counter', 'comment_author_email' => 'counter@example.kr',
            'comment_date' => $order['paid'], 'comment_date_gmt' => $order['paid'],
        ]);
    }
}

wp_install('가온상회', 'counter', 'counter@example.kr', false, '', 'one for all');
$erased = [];
foreach ($input['people'] as $person) {
    $user = member($person);
    foreach ($person['orders'] as $order) {
        order($person, $order['guest'] ? 0 : $user, $order);
    }
    foreach ($person['comments'] as $said) {
        comment($person, 1, $user, $said['when'], $said['text']);
    }
    if ($person['article'] !== '') {
        wp_insert_post([
            'post_author' => $user, 'post_status' => 'publish', 'post_title' => "{$person['name']}의 후기",
            'post_content' => $person['article'], 'post_content_filtered' => $person['article'],
            'post_date' => $person['joined'], 'post_date_gmt' => $person['joined'],
        ]);
    }
    if ($person['leaves']) {
        $erased[] = $user;
    }
}
foreach ($erased as $user) {
    wp_delete_user($user, 1);  // what they wrote goes to the shop
}
