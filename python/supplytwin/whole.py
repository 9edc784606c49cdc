"""Whole numbers as arguments."""

from __future__ import annotations

import operator


def whole(name: str, value: int | None, least: int, most: int) -> int | None:
    """A whole number within the bounds, or None. Raises TypeError and ValueError."""
    if value is None:
        return None
    try:
        if isinstance(value, bool):
            raise TypeError
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name}: expected a whole number, found {value!r}") from None
    if number < least:
        raise ValueError(
            f"{name} must be at least {least}, found {number}" if least else f"{name} must not be negative"
        )
    if number > most:
        raise ValueError(f"{name} must be at most {most}, found {number}")
    return number
