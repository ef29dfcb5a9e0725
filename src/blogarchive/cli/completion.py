"""`blogarchive completion`."""

import click
from click.shell_completion import get_completion_class

from blogarchive.errors import UsageError


@click.command(name="completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script for a shell.

    \b
    blogarchive completion bash >> ~/.bashrc
    blogarchive completion zsh >> ~/.zshrc
    blogarchive completion fish > ~/.config/fish/completions/blogarchive.fish
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise UsageError(shell, "no completion for this shell")
    click.echo(kind(ctx.find_root().command, {}, "blogarchive", "_BLOGARCHIVE_COMPLETE").source())
