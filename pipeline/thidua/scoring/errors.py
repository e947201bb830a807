"""Errors of a user of scoring, each told in one line; apart, so that nothing heavy is imported to catch them."""


class SchemeError(ValueError):
    """A scheme or a unit that is not known, with the nearest names."""


class PeriodError(ValueError):
    """A period that cannot be read."""
