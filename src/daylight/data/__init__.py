"""The nouns that pass between the verbs: cells, panel, sample, result, provenance."""
