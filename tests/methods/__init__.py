"""The tests of one method in one file: known answer, recovery, properties."""
