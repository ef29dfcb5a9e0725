<?php
// Makes the tables, and loads the posts that standard input describes. Prints their ids by name.
$socket = new mysqli('localhost', 'root', '', '', 0, getenv('BLOG_SOCKET'));
$socket->query('CREATE DATABASE IF NOT EXISTS blog CHARACTER SET utf8mb4');
$socket->close();
define('WP_INSTALLING', true);
require __DIR__ . '/start.php';
function wp_new_blog_notification() {} // sends no mail
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/taxonomy.php';
wp_install('Le blog de Cath', 'admin', 'admin@mail.example', true, '', 'secret');
update_option('timezone_string', 'Europe/Paris');
remove_action('do_pings', 'do_all_pings');
wp_set_current_user(1);
kses_remove_filters();
$author = wp_insert_user([
    'user_login' => 'cath', 'user_pass' => 'secret', 'display_name' => 'Cath', 'user_email' => 'cath@mail.example', 'role' => 'author',
]);

function load_comments(int $post, array $comments, int $author): void {
    $ids = [];
    foreach ($comments as $at => $comment) {
        $ids[$at] = wp_insert_comment(wp_slash([
            'comment_post_ID' => $post,
            'comment_author' => $comment['author'],
            'comment_author_email' => $comment['email'],
            'comment_author_url' => $comment['url'],
            'comment_content' => $comment['content'],
            'comment_date' => $comment['local'],
            'comment_date_gmt' => $comment['gmt'],
            'comment_type' => $comment['type'],
            'comment_approved' => $comment['status'],
            'comment_parent' => $comment['parent'] === null ? 0 : $ids[$comment['parent']],
            'user_id' => $comment['by_author'] ? $author : 0,
        ]));
    }
    wp_update_comment_count_now($post);
}

$made = [];
foreach ($given as $name => $post) {
    $id = wp_insert_post(wp_slash([
        'post_title' => $post['title'],
        'post_content' => $post['content'],
        'post_name' => $name,
        'post_status' => 'publish',
        'post_author' => $author,
        'post_date' => $post['local'],
        'post_date_gmt' => $post['gmt'],
        'post_category' => array_map('wp_create_category', $post['categories']),
        'tags_input' => $post['tags'],
        'comment_status' => $post['is_closed'] ?? false ? 'closed' : 'open',
        'post_password' => $post['password'] ?? '',
    ]), true);
    load_comments($id, $post['comments'], $author);
    $made[$name] = $id;
}
echo json_encode($made);
