"""A contender: a program that has loaded what it works on, waits, and measures once when it is told to."""

import json
import subprocess
import tempfile
from collections.abc import Mapping
from typing import Any, Protocol

Measured = dict[str, Any]


class ContenderError(RuntimeError):
    """A contender failed, or did not do the same as the others."""


class Measures(Protocol):
    """Whatever takes part."""

    def measure(self, round_: int) -> Measured: ...

    def close(self) -> None: ...


class Contender:
    """A running program; what it says is described in contenders/contender.hpp."""

    def __init__(self, name: str, command: list[object]) -> None:
        self.name = name
        self.complaints = tempfile.TemporaryFile(mode="w+")  # noqa: SIM115
        self.process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.complaints,
            text=True,
        )
        self.answer()  # it is ready

    def ask(self, round_: int) -> None:
        """Lets it measure."""
        assert self.process.stdin is not None
        try:
            print(round_, file=self.process.stdin, flush=True)
        except BrokenPipeError:
            raise self.failed() from None

    def answer(self) -> Measured:
        """What it found."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise self.failed()
        return json.loads(line)

    def measure(self, round_: int) -> Measured:
        """Lets it measure and waits for the answer."""
        self.ask(round_)
        return self.answer()

    def failed(self) -> ContenderError:
        """Why it ended."""
        code = self.process.wait()
        self.complaints.seek(0)
        return ContenderError(f"{self.name} ended with {code}: {self.complaints.read().strip()[-2000:]}")

    def close(self) -> None:
        """Ends it."""
        self.process.kill()
        self.process.communicate()
        self.complaints.close()


def rotate(contenders: Mapping[str, Measures], rounds: int, each: "Each") -> dict[str, list[Measured]]:
    """Lets all measure once a round, a different one first each time."""
    found: dict[str, list[Measured]] = {name: [] for name in contenders}
    names = list(contenders)
    for round_ in range(rounds):
        first = round_ % len(names)
        for name in names[first:] + names[:first]:
            each.tell(f"round {round_ + 1}/{rounds}: {name}")
            found[name].append(contenders[name].measure(round_))
    return found


class Each:
    """Shows what is going on, on a terminal."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream if stream.isatty() else None
        self.suite = ""

    def tell(self, what: str) -> None:
        """Replaces the line that is shown."""
        if self.stream:
            print(f"\r\x1b[K{self.suite}: {what}", end="", file=self.stream, flush=True)

    def clear(self) -> None:
        """Takes the line away."""
        if self.stream:
            print("\r\x1b[K", end="", file=self.stream, flush=True)


def exactly_equal(found: dict[str, list[Measured]], names: list[str]) -> None:
    """All of these did the same in the same order, or it is an error."""
    checks = {name: [m["check"] for m in found[name]] for name in names if name in found}
    if len({tuple(c) for c in checks.values()}) > 1:
        raise ContenderError(f"contenders did not do the same: {checks}")
