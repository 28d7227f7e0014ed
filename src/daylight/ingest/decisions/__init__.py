"""What a person must decide before a file can be read, and what is written once it is decided."""
