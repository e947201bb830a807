"""What an installation may lack; light, so that every command can know it."""

from __future__ import annotations


class MissingExtraError(RuntimeError):
    """A format needs a package that this installation lacks."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs the extra `{extra}`: pip install 'thidua[{extra}]'")
