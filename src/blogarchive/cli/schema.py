"""`blogarchive schema`."""

import click


@click.command(name="schema")
def command() -> None:
    """Print the JSON Schema (2020-12) of the JSON document.

    \b
    blogarchive schema > blogarchive.schema.json
    """
    from blogarchive.export.schema import schema_text

    click.echo(schema_text(), nl=False)
