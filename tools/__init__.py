"""What keeps the documentation: its site, its pictures. Nothing here is part of the package."""
