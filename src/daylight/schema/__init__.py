"""What canonical tables hold: columns, tables, vocabularies, severity and policy benchmarks."""
