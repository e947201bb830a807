"""Scoring units under emulation schemes, which are files under rules/scoring/; every point knows its record."""
