"""Values: small classes of fields that nothing changes once they are made, of which an article takes hundreds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a dataclass of a class; that nothing changes its fields is the type checker's care.

    With `frozen=True` Python would see to it too, and making one took five times as long.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
