"""The decree's rules as pure functions of dated facts: no database, no clock, no settings."""
