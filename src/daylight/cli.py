"""The command line: parse, call, show progress, print the path."""


def main() -> None:
    """Run the `daylight` command."""
