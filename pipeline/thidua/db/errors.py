"""Errors of a user of the database, each told in one line; apart, so that nothing heavy is imported to catch them."""


class DatabaseError(RuntimeError):
    """A database that cannot be used, or a load that it cannot take; it says what to do."""


class CorrectionError(ValueError):
    """A correction that says nothing usable: an unknown field, a value that the field cannot hold, an unknown record."""


class CellError(CorrectionError):
    """A cell that a field cannot hold: `field`, and what was written there."""

    def __init__(self, field: str, cell: str | None, reason: str) -> None:
        super().__init__(f"{field} cannot be {cell!r}: {reason}")
        self.field, self.cell = field, cell
