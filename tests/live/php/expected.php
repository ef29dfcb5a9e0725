<?php
// What the database holds of one post, with texts as this blog shows them. Standard input is the post's id.
require __DIR__ . '/start.php';
global $wpdb;
$post = get_post($given);
$rows = $wpdb->get_results($wpdb->prepare(
    "SELECT * FROM $wpdb->comments WHERE comment_post_ID = %d AND comment_approved = '1' ORDER BY comment_date_gmt, comment_ID", $post->ID
));
$comments = [];
foreach ($rows as $row) {
    $comment = get_comment($row->comment_ID);
    $comments[] = [
        'id' => $row->comment_ID,
        'kind' => $row->comment_type,
        'parent' => $row->comment_parent ?: null,
        'author' => get_comment_author($comment),
        'url' => $row->comment_author_url ?: null,
        'is_post_author' => $row->user_id === $post->post_author,
        'local' => $row->comment_date,
        'gmt' => $row->comment_date_gmt,
        'html' => apply_filters('comment_text', get_comment_text($comment), $comment, []),
    ];
}
echo json_encode([
    'url' => get_permalink($post),
    'title' => html_entity_decode(wp_strip_all_tags(get_the_title($post)), ENT_QUOTES | ENT_HTML5),
    'author' => get_userdata($post->post_author)->display_name,
    'local' => $post->post_date,
    'gmt' => $post->post_date_gmt,
    'html' => apply_filters('the_content', $post->post_content),
    'tags' => wp_list_pluck(get_the_tags($post->ID) ?: [], 'name'),
    'categories' => wp_list_pluck(get_the_category($post->ID), 'name'),
    'count' => (int) $post->comment_count,
    'comments' => $comments,
], JSON_THROW_ON_ERROR);
