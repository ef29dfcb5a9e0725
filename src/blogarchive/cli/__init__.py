"""The command line: Click and tabulate live here and nowhere else."""


def main() -> None:
    """Entry point of the `blogarchive` command."""
