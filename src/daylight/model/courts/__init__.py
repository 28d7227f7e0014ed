"""Methods on sentences, hearings for release and scores of risk."""
