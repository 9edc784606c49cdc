"""The program itself as a contender, from its start to its end."""

import subprocess
import tempfile
import time
from pathlib import Path

from contender import Measured
from setting import Bench


class Program:
    """Runs of one scenario, one after the other, each with some of its policies and into a folder of its own."""

    def __init__(self, bench: Bench, scenario: Path, *policies: str) -> None:
        command = [
            str(bench.programs.parents[1] / "supplytwin"),
            "run",
            str(scenario),
            "--replications",
            "1",
            "--jobs",
            "1",
        ]
        self.commands = [[*command, "--policies", some] for some in policies]

    def measure(self, _: int) -> Measured:
        """Reading the model and writing results are in the time."""
        with tempfile.TemporaryDirectory(prefix="supplytwin-bench-") as folder:
            start = time.perf_counter()
            for number, command in enumerate(self.commands):
                subprocess.run([*command, "--out", f"{folder}/{number}"], check=True, capture_output=True)
            return {"seconds": time.perf_counter() - start, "work": 1, "check": ""}

    def close(self) -> None:
        """Nothing is left."""
