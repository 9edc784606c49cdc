"""Words as arguments, and in what is said."""

from __future__ import annotations

from collections.abc import Iterable


def word(name: str, value: str) -> str:
    """A text, such as a name. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError(f"{name}: expected a text, found {value!r}")
    return value


def words(name: str, values: Iterable[str]) -> list[str]:
    """A list of names. Raises TypeError for anything else, a single text included."""
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise TypeError(f"{name}: expected a list of names, found {values!r}")
    names = list(values)
    for value in names:
        if not isinstance(value, str):
            raise TypeError(f"{name}: expected a list of names, found {value!r} in it")
    return names


def flag(name: str, value: bool) -> bool:
    """True or False. Raises TypeError."""
    if not isinstance(value, bool):
        raise TypeError(f"{name}: expected True or False, found {value!r}")
    return value


def counted(number: int, one: str, many: str) -> str:
    """`1 policy`, `5 policies`."""
    return f"{number} {one if number == 1 else many}"
