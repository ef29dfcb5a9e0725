<?php
// Plugin Name: switches of the tests. Loaded with every request ("must use").
add_filter('pre_http_request', fn() => new WP_Error('test', 'nothing leaves this machine'));
if (get_option('test_without_rest')) {
    // as security plugins do: strangers get 401, and the page does not name the interface
    add_filter('rest_authentication_errors', fn() => new WP_Error('rest_forbidden', 'members only', ['status' => 401]));
    remove_action('wp_head', 'rest_output_link_wp_head');
    remove_action('template_redirect', 'rest_output_link_header', 11);
}
