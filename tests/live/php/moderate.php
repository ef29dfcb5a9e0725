<?php
// Does to comments what moderators and commenters do, in order. Standard input: a list of {do, id?, post?, …}. Prints the new comments' ids by name.
require __DIR__ . '/start.php';
kses_remove_filters();
$made = [];
foreach ($given as $step) {
    $id = $step['id'] ?? null;
    switch ($step['do']) {
        case 'add':
            $clock = $step['when'] ?? gmdate('Y-m-d H:i:s');
            $made[$step['name']] = wp_insert_comment(wp_slash([
                'comment_post_ID' => $step['post'],
                'comment_author' => $step['author'],
                'comment_author_email' => '',
                'comment_author_url' => $step['url'] ?? '',
                'comment_content' => $step['content'],
                'comment_date' => get_date_from_gmt($clock),
                'comment_date_gmt' => $clock,
                'comment_type' => 'comment',
                'comment_approved' => $step['approved'] ?? '1',
                'comment_parent' => $step['parent'] ?? 0,
            ]));
            break;
        case 'edit':
            wp_update_comment(wp_slash(['comment_ID' => $id] + $step['fields']));
            break;
        case 'trash':
            wp_trash_comment($id);
            break;
        case 'untrash':
            wp_untrash_comment($id);
            break;
        case 'approve':
        case 'hold':
            wp_set_comment_status($id, $step['do']);
            break;
        case 'delete':
            wp_delete_comment($id, true);
            break;
        case 'post':
            wp_update_post(wp_slash(['ID' => $step['post']] + $step['fields']));
            break;
        default:
            throw new Exception("no such step: {$step['do']}");
    }
}
echo json_encode((object) $made);
