"""Results → words, tables, pictures, pages."""
