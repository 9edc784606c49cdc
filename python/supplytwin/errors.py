"""What supplytwin raises on purpose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One fault of an input file."""

    file: str
    """as the user named it"""
    line: int
    """from 1; 0 when the fault has no line"""
    column: int
    """from 1 [characters]; 0 when the fault has no line"""
    message: str
    """what is wrong, what was expected, a suggestion"""
    excerpt: str
    """the line of the file"""


class Error(Exception):
    """Everything that supplytwin raises on purpose is one of these."""


class InputError(Error):
    """An input with faults: all of them at once in `faults`, and in words in the message."""

    def __init__(self, message: str, faults: list[Fault]) -> None:
        super().__init__(message, faults)
        self.faults = faults

    def __str__(self) -> str:
        return str(self.args[0])


class ScenarioError(InputError):
    """A scenario, network table or surge that cannot be run."""


class PolicyError(InputError):
    """A policy bundle that cannot be loaded."""


class StoreError(Error):
    """A results file that cannot be written, read or merged."""


class ModelError(Error):
    """The model broke one of its own rules; the message names the simulated time."""
