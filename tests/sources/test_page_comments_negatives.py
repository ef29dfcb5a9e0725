"""What looks like comments and is none."""

import pytest

from tests.sources.pages import comments

RECENT = "".join(
    f'<li class="recentcomments"><span class="comment-author-link">Guest {n}</span>'
    f' on <a href="http://blog.example/other-{n}/#comment-{n}">Other post {n}</a></li>'
    for n in range(1, 6)
)
CASES = {
    "recent comments": f'<div class="widget" id="recent-comments-2"><h2>Recent comments</h2><ul id="recentcomments">{RECENT}</ul></div>',
    "recent comments dressed up as a list": f'<div id="sidebar"><div id="comments"><ol class="commentlist">{RECENT}</ol></div></div>',
    "related posts": "<ul class='related'>"
    + "".join(
        f'<li id="post-{n}"><h3><a href="/other-{n}/">Title {n}</a></h3><span>{n} May 2012</span></li>'
        for n in range(1, 5)
    )
    + "</ul>",
    "list of posts": "".join(
        f'<div class="post" id="post-{n}"><h2><a href="/p{n}/">Title {n}</a></h2><p class="by">by <b>Ada</b> on {n} May 2012 10:00</p>'
        f"<p>The beginning of this post.</p></div>"
        for n in range(1, 5)
    ),
    "empty form": '<div id="respond" class="comment-respond"><h3 id="reply-title">Leave a comment</h3><form id="commentform">'
    '<p class="comment-notes">'
    'Your address is kept secret.</p><p class="comment-form-author"><label>Name</label><input></p>'
    '<p class="comment-form-comment"><textarea></textarea></p></form></div>',
    "no comments yet": '<div id="comments"><h3>No comments</h3><p class="nocomments">Be the first to write one.</p></div>',
    "template in a script": '<script type="text/template"><li class="comment" id="comment-1"><b class="fn">Name</b>'
    " 4 March 2012 10:00<p>Text</p></li></script>",
    "empty preview": '<div id="comment-preview" class="comment" style="display:none"><b class="fn"></b><div class="text"></div></div>',
    "forum links": '<div class="forum">'
    + "".join(
        f'<p class="comment"><a href="/forum/{n}">Thread {n} of the forum</a> 4 May 2012 10:0{n}</p>'
        for n in range(1, 6)
    )
    + "</div>",
    "archive": "<ul>" + "".join(f'<li><a href="/2012/0{n}/">0{n}/2012</a> (4)</li>' for n in range(1, 7)) + "</ul>",
    "tweets": '<div class="widget"><ul class="tweets">'
    + "".join(
        f'<li>A short message {n} <a class="timesince" href="http://t.example/{n}">4 May 2012 10:0{n}</a></li>'
        for n in range(1, 5)
    )
    + "</ul></div>",
}


@pytest.mark.parametrize("body", CASES.values(), ids=CASES.keys())
def test_look_alikes_are_no_comments(body: str) -> None:
    assert comments(body) == []
