"""Finders of mentions, one module per kind, all of one shape: KIND, BUILDERS, find(text, rules)."""
