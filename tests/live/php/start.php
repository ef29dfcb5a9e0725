<?php
// What every script of the tests begins with; `script.php ROOT` with JSON on standard input.
$_SERVER += ['HTTP_HOST' => parse_url(getenv('BLOG_HOME'), PHP_URL_HOST), 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_URI' => '/'];
$given = json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR);
require $argv[1] . '/wp-load.php';
