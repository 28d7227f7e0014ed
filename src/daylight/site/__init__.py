"""Several finished runs as one public site: what is here, by agency, by question, by method."""
