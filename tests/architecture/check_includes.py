"""Holds the tree against the plan of the house: sim/layers.txt and the rules that go with it.

Prints every fault as `file:line: message` and exits 1 when there is one. `--update` redraws the picture in README.md.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

ANY = "*"
BINDINGS = "python/bindings"
LONGEST = 400  # lines
LONG_FILES = "tests/architecture/long_files.txt"
PICTURE_BEGINS, PICTURE_ENDS = "<!-- layers -->", "<!-- /layers -->"

# What layers.txt itself may never allow: a room, and the rooms it must not reach.
FIXED = {
    "demand": {"supply", "integration"},
    "supply": {"demand", "integration"},
    "integration": {"demand", "supply"},
    "world": {"bundle", "edge", "host", "store"},
    "report": {"world", "experiment", "study"},
}
POLICY_SEES = {"base"}

# Headers from outside, and the only rooms that may include them.
FENCED = [
    (re.compile(r"yaml-cpp/"), {"scenario", "bundle"}, "yaml-cpp"),
    (re.compile(r"nlohmann/"), {"edge", "cli", "report"}, "JSON"),
    (re.compile(r"hdf5|H5\w*\.h"), {"store"}, "HDF5"),
    (re.compile(r"boost/graph/"), {"network"}, "Boost.Graph"),
    (re.compile(r"sqlite3\.h"), {"host"}, "SQLite"),
    (re.compile(r"nats/|nats\.h"), {"host"}, "NATS"),
    (re.compile(r"httplib\.h"), {"host"}, "HTTP"),
]
# Standard headers that a room must do without, and why.
BANNED = [
    (re.compile(r"random"), None, "standard distributions differ between libraries; kernel has its own"),
    (re.compile(r"fstream|filesystem|iostream"), {"world", "policy"}, "this room reads and writes no files"),
    (
        re.compile(r"thread|mutex|locale|regex|ctime"),
        {"policy"},
        "policy has no clock, locale, thread or parser",
    ),
]

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)
BLOCK_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True)
class Fault:
    """One thing that is not as the plan says."""

    where: str
    message: str

    def __str__(self) -> str:
        """Gives the fault as a compiler would."""
        return f"{self.where}: {self.message}"


Layers = dict[str, list[str]]


def read_layers(root: Path) -> tuple[Layers, list[Fault]]:
    """Reads sim/layers.txt: a room, then the rooms below it that it may include."""
    layers: Layers = {}
    faults = []
    for number, line in enumerate((root / "sim/layers.txt").read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"sim/layers.txt:{number}"
        match = re.fullmatch(r"([a-z]+):((?: [a-z]+)*| \*)", line)
        if not match:
            faults.append(Fault(where, f"expected `room: room room`, found `{line}`"))
            continue
        room, below = match[1], match[2].split()
        allowed = list(layers) if below == [ANY] else below
        faults += [Fault(where, f"{room} names {b}, which is not below it") for b in allowed if b not in layers]
        faults += [Fault(where, f"{room} may never include {b}") for b in allowed if b in FIXED.get(room, set())]
        if room == "policy" and set(allowed) != POLICY_SEES:
            faults.append(Fault(where, "policy sees only base"))
        if room in layers:
            faults.append(Fault(where, f"{room} is listed twice"))
        layers[room] = allowed
    return layers, faults


def includes(text: str) -> Iterator[tuple[int, str]]:
    """Yields the line and target of every #include outside comments."""
    text = BLOCK_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    for match in INCLUDE.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match[1] or match[2]


def check_include(root: Path, layers: Layers, room: str, target: str) -> Iterator[str]:
    """Yields what is wrong with one include of a room."""
    first = target.split("/")[0]
    if (root / "sim" / target).is_file():
        if first in layers and first != room and first not in layers[room]:
            yield f"{room} may not include {first} ({target})"
    elif "/" in target and first in layers:
        yield f"no such file: sim/{target}"
    for pattern, rooms, name in FENCED:
        if pattern.match(target) and room not in rooms:
            yield f"{name} belongs to {' and '.join(sorted(rooms))}, not to {room} ({target})"
    for pattern, banned_from, reason in BANNED:
        if pattern.fullmatch(target) and (banned_from is None or room in banned_from):
            yield f"<{target}> is not for {room}: {reason}"


def check_rooms(root: Path, layers: Layers) -> Iterator[Fault]:
    """Yields the faults of the folders under sim/: unknown, without README, or with sources where CMake looks not."""
    for folder in sorted(p for p in (root / "sim").iterdir() if p.is_dir()):
        where = folder.relative_to(root).as_posix()
        if folder.name not in layers:
            yield Fault(where, "not a room of sim/layers.txt")
        if not (folder / "README.md").is_file():
            yield Fault(where, "has no README.md")
        for nested in sorted(p for p in folder.glob("*/**/*") if p.suffix in {".cpp", ".hpp"}):
            yield Fault(nested.relative_to(root).as_posix(), "a room has no inner folders; this would not be built")


def check_readmes(root: Path) -> Iterator[Fault]:
    """Yields the headers, and the sources without one, that the README of their room does not name in code."""
    for readme in sorted((root / "sim").glob("*/README.md")):
        code = " ".join(re.findall(r"`([^`\n]+)`", readme.read_text())).replace("-", "_")
        names = re.findall(r"[\w*]+", code)  # subcommands have hyphens, families of files an asterisk
        headers = sorted(readme.parent.glob("*.hpp"))
        stems = {header.stem for header in headers}
        lone = sorted(source for source in readme.parent.glob("*.cpp") if source.stem not in stems)
        for file in headers + lone:
            if not any(fnmatchcase(file.stem, name) for name in names):
                yield Fault(readme.relative_to(root).as_posix(), f"says nothing about {file.name}")


def sources(root: Path, layers: Layers) -> Iterator[tuple[str, Path]]:
    """Yields every source with its room; the bindings of Python are a room above all others."""
    for top in ("sim", BINDINGS):
        for file in sorted(p for p in (root / top).rglob("*") if p.suffix in {".cpp", ".hpp", ".h"}):
            room = BINDINGS if top == BINDINGS else file.relative_to(root / top).parts[0]
            if room in layers:
                yield room, file


def check_sources(root: Path, layers: Layers) -> Iterator[Fault]:
    """Yields the faults of every include of sim/ and of the bindings."""
    layers = {**layers, BINDINGS: [room for room in layers if room != "cli"]}
    for room, file in sources(root, layers):
        for line, target in includes(file.read_text()):
            where = f"{file.relative_to(root).as_posix()}:{line}"
            yield from (Fault(where, message) for message in check_include(root, layers, room, target))


def own_files(root: Path) -> Iterator[Path]:
    """Yields every source file and folder that people wrote."""
    for top in ("sim", "tests", "models", "python"):
        for path in sorted((root / top).rglob("*")):
            if "__pycache__" not in path.parts:
                yield path


def check_names_and_lengths(root: Path) -> Iterator[Fault]:
    """Yields names that say nothing, and long files without a reason."""
    reasons = {}
    for number, line in enumerate((root / LONG_FILES).read_text().splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            listed, _, reason = line.partition(":")
            reasons[listed] = number
            if not reason.strip():
                yield Fault(f"{LONG_FILES}:{number}", f"{listed} has no reason")
    for path in own_files(root):
        where = path.relative_to(root).as_posix()
        if path.is_dir():
            if path.name in {"include", "common", "utils", "helpers"}:
                yield Fault(where, f"a folder called {path.name} says nothing about what is in it")
            continue
        if path.suffix not in {".cpp", ".hpp", ".h", ".py"}:
            continue
        if re.search(r"(^|_)(manager|helpers?|impl|utils?)(_|$)", path.stem):
            yield Fault(where, "the name says nothing about what is in it")
        lines = path.read_text().count("\n")
        if lines > LONGEST and reasons.pop(where, None) is None:
            yield Fault(where, f"{lines} lines; split it, or give the reason in {LONG_FILES}")
    for listed, number in reasons.items():
        yield Fault(f"{LONG_FILES}:{number}", f"{listed} is not over {LONGEST} lines")


def picture(layers: Layers) -> str:
    """Draws the rooms by height, each above all it may include, and the table of who may include whom."""
    height: dict[str, int] = {}
    for room, below in layers.items():
        height[room] = 1 + max((height[b] for b in below), default=-1)
    floors = [" · ".join(r for r in layers if height[r] == h) for h in range(max(height.values()), -1, -1)]
    widest = max(map(len, floors))
    name = max(map(len, layers))
    drawn = ["```text"]
    drawn += [floor.center(widest).rstrip() for floor in floors]
    drawn += ["```", "", "```text"]
    order = list(layers)
    for i, room in enumerate(order):
        cells = ["●" if other in layers[room] else "·" for other in order[:i]]
        drawn.append(" ".join([f"{room:<{name}}", *cells, "■"]))
    drawn += ["```"]
    return "\n".join(drawn)


def split_readme(root: Path) -> tuple[str, str, str] | None:
    """Gives README.md before, inside and after the markers of the picture; None when they are not there once each."""
    text = (root / "README.md").read_text()
    if text.count(PICTURE_BEGINS) != 1 or text.count(PICTURE_ENDS) != 1:
        return None
    before, rest = text.split(PICTURE_BEGINS)
    inside, after = rest.split(PICTURE_ENDS)
    return before, inside.strip(), after


def check_picture(root: Path, layers: Layers) -> Iterator[Fault]:
    """Yields a fault when the picture of README.md is not the one of layers.txt."""
    parts = split_readme(root)
    if parts is None:
        yield Fault("README.md", f"needs {PICTURE_BEGINS} and {PICTURE_ENDS}, once each")
    elif parts[1] != picture(layers):
        yield Fault("README.md", "the picture of the layers is not that of sim/layers.txt; run this with --update")


def check(root: Path) -> list[Fault]:
    """Gives every fault of the tree under root."""
    layers, faults = read_layers(root)
    if faults:
        return faults
    faults += check_rooms(root, layers)
    faults += check_readmes(root)
    faults += check_sources(root, layers)
    faults += check_names_and_lengths(root)
    faults += check_picture(root, layers)
    return faults


def update(root: Path) -> None:
    """Rewrites the picture in README.md."""
    parts = split_readme(root)
    if parts is None:
        sys.exit(f"README.md needs {PICTURE_BEGINS} and {PICTURE_ENDS}, once each")
    layers, _ = read_layers(root)
    before, _, after = parts
    text = f"{before}{PICTURE_BEGINS}\n{picture(layers)}\n{PICTURE_ENDS}{after}"
    (root / "README.md").write_text(text)


def main() -> int:
    """Runs the check from the command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[2])
    arguments.add_argument("--update", action="store_true", help="rewrite the picture in README.md first")
    options = arguments.parse_args()
    if options.update:
        update(options.root)
    faults = check(options.root)
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
