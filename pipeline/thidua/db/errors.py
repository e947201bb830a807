"""Errors of a user of the database, each told in one line; apart, so that nothing heavy is imported to catch them."""


class DatabaseError(RuntimeError):
    """A database that cannot be used, or a load that it cannot take; it says what to do."""


class CorrectionError(ValueError):
    """A correction that says nothing usable: an unknown field, a value that the field cannot hold, an unknown record."""
