"""`python -m daylight`: the command line where the command itself is not on the path."""

from daylight.cli.main import main

main()
