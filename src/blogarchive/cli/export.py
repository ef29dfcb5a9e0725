"""`blogarchive export`."""

from pathlib import Path

import click

from blogarchive.archive import open_archive
from blogarchive.cli.choosing import chosen
from blogarchive.cli.deliver import Delivery
from blogarchive.cli.options import archive_option
from blogarchive.cli.output_options import Output, output_options
from blogarchive.cli.progress import Progress
from blogarchive.errors import UsageError
from blogarchive.pipeline.looks import with_kept_look


@click.command(name="export")
@click.argument("posts", nargs=-1, metavar="[POST]...")
@click.option("--all", "everything", is_flag=True, help="Every post in the archive.")
@output_options
@archive_option
def command(posts: tuple[str, ...], everything: bool, output: Output, archive: Path) -> None:
    """Write archived posts in another form: data, Markdown, an offline page, a book, a site. Nothing is asked from the web.

    POST is its number in `list`, its address, or a part of its title that no other has; without one, the archive must hold a single post.

    \b
    blogarchive export 1 -f html -o post.html
    blogarchive export --all -f md -o posts/
    """
    with open_archive(archive, write=False) as opened, Progress(quiet=output.quiet, verbose=output.verbose) as progress:
        rows = chosen(opened, posts, everything=everything)
        if not posts and not everything and len(rows) != 1:
            raise UsageError("export", f"the archive holds {len(rows)} posts: name one, or say --all")
        delivery = Delivery(output, len(rows))
        for post in rows:
            delivery.expect(post.url, post.published)
        for post in rows:
            progress.step(f"post {post.id}")
            if delivery.takes_documents:
                delivery.hand_over_document(opened.document(post.id))
            else:
                snapshot = opened.snapshot(post.id)
                wants_look = output.look != "without"
                delivery.hand_over(with_kept_look(snapshot, opened.look(post.id)) if wants_look else snapshot)
        delivery.finish()
