"""A report in the formats that people work with: paper, text editor, slides, tables, database."""
