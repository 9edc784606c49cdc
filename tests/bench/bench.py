"""The bench: ratios of speeds that are measured side by side, in one run.

`./dev bench` builds the contenders and runs it.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

from contender import ContenderError, Each
from events import mm1, queues
from flagship import decisions, flagship, inside
from networks import network
from ratios import RATIOS, line, summary
from scale import growth, policies, threads
from setting import ROOT, Bench

BUILD = ROOT / "build" / "release" / "tests" / "bench"
PYTHON = ROOT / "build" / "peers" / "bin" / "python"

SUITES = [queues, mm1, flagship, network, inside, decisions, growth, threads, policies]
MODULES = {"SimPy": "simpy", "stockpyl": "stockpyl", "SupplyNetPy": "SupplyNetPy", "Cimba": "cimba"}
PROGRAMS = {"ns-3": "bench_ns3", "SimGrid": "bench_simgrid"}


def arguments() -> argparse.Namespace:
    """The command line, checked."""
    parser = argparse.ArgumentParser(prog="./dev bench", description="Ratios of speeds, measured side by side.")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the ratios to a file as well")
    parser.add_argument(
        "--quick", action="store_true", help="small sizes and few rounds: says that it works, no more"
    )
    parser.add_argument("--only", metavar="SUITE,..", help=f"some of {', '.join(s.__name__ for s in SUITES)}")
    options = parser.parse_args()
    known = {suite.__name__ for suite in SUITES}
    options.only = set(options.only.split(",")) if options.only else known
    if options.only - known:
        parser.error(f"no suite {', '.join(sorted(options.only - known))}; there are {', '.join(sorted(known))}")
    return options


def version(python: Path, module: str) -> str | None:
    """The version of an installed peer in Python."""
    say = f"import importlib.metadata as m; print(m.version({module!r}))"
    found = subprocess.run([python, "-c", say], capture_output=True, text=True) if python.exists() else None
    return found.stdout.strip() if found and found.returncode == 0 else None


def of_package(package: str) -> str | None:
    """The version of an installed Debian package."""
    try:
        found = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True)
    except FileNotFoundError:
        return None
    return found.stdout.strip() or None


def cimba_library(python: Path) -> Path | None:
    """The engine inside the Python package."""
    return next(iter(python.parent.parent.glob("lib/python*/site-packages/cimba/libcimba_py.so")), None)


def machine() -> dict[str, object]:
    """What it ran on."""
    model = [
        at.partition(": ")[2] for at in Path("/proc/cpuinfo").read_text().splitlines() if at.startswith("model name")
    ]
    return {
        "processor": model[0] if model else platform.processor(),
        "cores": os.cpu_count(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "system": platform.platform(),
        "load_before": os.getloadavg()[0],
    }


def run(options: argparse.Namespace) -> int:
    """Runs the suites; prints and writes what they found."""
    peers = {peer: version(PYTHON, module) for peer, module in MODULES.items()}
    for peer, program in PROGRAMS.items():
        package = {"ns-3": "libns3-dev", "SimGrid": "libsimgrid-dev"}[peer]
        peers[peer] = (of_package(package) or "?") if (BUILD / program).exists() else None
    here = {**machine(), "peers": {peer: found for peer, found in peers.items() if found}}
    print(f"{here['processor']}, {here['cores']} cores, load {here['load_before']:.2f} before")
    print("peers: " + (", ".join(f"{peer} {found}" for peer, found in peers.items() if found) or "none"))

    each = Each(sys.stderr)
    bench = Bench(BUILD, PYTHON, cimba_library(PYTHON), options.quick, each)
    bench.peers = {peer for peer, found in peers.items() if found}
    ratios: dict[str, list[float]] = {}
    started = time.monotonic()
    for suite in SUITES:
        if suite.__name__ not in options.only:
            continue
        each.suite = suite.__name__
        found = suite(bench)
        each.clear()
        for name in sorted(found, key=list(RATIOS).index):
            print(line(name, found[name]), flush=True)
        for note in bench.notes:
            print(f"    {note}", flush=True)
        bench.notes.clear()
        ratios.update(found)

    absent = [name for name, ratio in RATIOS.items() if ratio.peer is not None and ratio.peer not in bench.peers]
    for name in absent:
        print(f"{name:<28}   absent  {RATIOS[name].peer} is not installed: ./dev bench --peers")
    print(f"{time.monotonic() - started:.0f} s" + (", quick: figures mean nothing" if options.quick else ""))
    if options.json:
        told = {
            "ratios": {name: summary(values) for name, values in ratios.items()},
            "machine": here,
            "absent": absent,
        }
        options.json.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return 0


def main() -> int:
    """0 when all was measured, 1 when contenders failed or disagreed, 130 when interrupted."""
    try:
        return run(arguments())
    except ContenderError as error:
        print(f"\nbench: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nbench: interrupted", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
