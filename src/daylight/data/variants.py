"""Variants of estimates that methods make and reports speak of."""

DEALT = "blanks dealt like recorded stops that ended the same way"
"""Stops of unrecorded group given to groups as the recorded ones of their kind and end are."""
