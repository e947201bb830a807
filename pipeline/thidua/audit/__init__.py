"""Auditing the reported figures: checks that stand in rules/audit.yaml, with the code of each kind here."""
