"""The command line: commands, what a terminal shows, what there is."""
