<?php
// Sets the options that standard input names, the theme and the form of the addresses, as an administrator would.
require __DIR__ . '/start.php';
switch_theme($given['theme']);
foreach ($given['options'] as $name => $value) {
    update_option($name, $value);
}
global $wp_rewrite;
$wp_rewrite->init();
$wp_rewrite->set_permalink_structure($given['permalinks']);
flush_rewrite_rules(false);
echo '{}';
