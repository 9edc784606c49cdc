"""Paths as arguments."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from supplytwin.errors import Error

StrPath = str | os.PathLike[str]


def path_of(name: str, path: StrPath, expected: str = "a path") -> str:
    """A path as the simulator takes it. Raises TypeError for what is none, and Error for one that no file can have."""
    text = os.fspath(path) if isinstance(path, str | os.PathLike) else path
    if not isinstance(text, str):
        raise TypeError(f"{name}: expected {expected}, found {path!r}")
    if not text:
        raise Error(f"{name}: the path is empty; name one")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Error(f"{name}: {text!r} is no UTF-8 text; rename it") from None
    if "\0" in text:
        raise Error(f"{name}: {text!r} has a character that no path may have; choose another")
    return text


@contextmanager
def told(path: StrPath, what: str = "cannot be read", kind: type[Error] = Error) -> Iterator[None]:
    """Tells what the system does not let be done to a path as an error of the package."""
    try:
        yield
    except OSError as error:
        raise kind(f"{os.fspath(path)}: {what}: {error.strerror}") from None


def new_path(name: str, path: StrPath) -> str:
    """The path of what is to be written. Raises Error, too, when something is there already."""
    text = path_of(name, path)
    if os.path.lexists(text):
        raise Error(f"{text}: is there already; choose another name")
    return text
