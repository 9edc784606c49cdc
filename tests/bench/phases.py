"""Where the time of a replication goes: samples of contenders/profile.cpp, told by the source that each stands in."""

import re
import subprocess
from collections import Counter
from pathlib import Path

ORDER_PATH = {
    "announcements", "consignment", "documents", "freight", "needs", "orders", "substitution", "transfers",
}  # fmt: skip
RECORDS = {"latency", "recording"}
RECORDS_A_MEASURE = re.compile(r"\bcell\(|\brecord_|\bledger\b|\bm\.|\btime\(outcome::")
Frame = tuple[str, int]


def stacks(addresses: list[float]) -> list[tuple[int, ...]]:
    """The samples, innermost first; a caller is looked up at its call, not at where it goes on."""
    found: list[tuple[int, ...]] = []
    stack: list[int] = []
    for address in addresses:
        if address:
            stack.append(int(address) - (1 if stack else 0))
        else:
            found.append(tuple(stack))
            stack = []
    return found


def places(program: Path, addresses: set[int]) -> dict[int, list[Frame]]:
    """Source file and line of each address, what was inlined there first."""
    wanted = sorted(addresses)
    said = subprocess.run(
        ["addr2line", "-a", "-i", "-e", str(program)],
        input="\n".join(hex(a) for a in wanted),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found: dict[int, list[Frame]] = {}
    for line in said.splitlines():
        if line.startswith("0x"):
            frames = found.setdefault(int(line, 16), [])
        else:
            file, _, number = line.split(" ")[0].rpartition(":")
            frames.append((file, int(number) if number.isdigit() else 0))
    return found


class Sources:
    """The text of source lines."""

    def __init__(self) -> None:
        self.files: dict[str, list[str]] = {}

    def line(self, file: str, number: int) -> str:
        """One line; empty where there is none."""
        if file not in self.files:
            path = Path(file)
            self.files[file] = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        lines = self.files[file]
        return lines[number - 1] if 0 < number <= len(lines) else ""


def phase(frames: list[Frame], sources: Sources) -> str:
    """The file of sim/world that is at work, or `recording` where its innermost line writes down what happened."""
    for file, number in frames:
        path = Path(file)
        if path.parent.name == "outcome":
            return "recording"
        if path.parent.name == "world":
            if path.stem in RECORDS or RECORDS_A_MEASURE.search(sources.line(file, number)):
                return "recording"
            if path.suffix == ".cpp":
                return path.stem
    return "other"


def shares(program: Path, addresses: list[float]) -> dict[str, float]:
    """The share of the samples in each phase."""
    samples = stacks(addresses)
    placed = places(program, {address for stack in samples for address in stack})
    sources = Sources()
    counted = Counter(phase([f for a in stack for f in placed[a]], sources) for stack in samples)
    return {name: number / len(samples) for name, number in counted.most_common()}
