"""The suites of the bench: which contenders take part, and the ratios made of what they measure."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import agreement
import phases
from contender import Contender, ContenderError, Each, Measured, Measures, exactly_equal, rotate

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


Competitor = list[object] | Measures  # a command to be started, or what measures by itself


@dataclass
class Bench:
    """Where things are, how large the work is, and who is absent."""

    programs: Path
    python: Path
    cimba: Path | None
    quick: bool
    each: Each
    peers: set[str] = field(default_factory=set)  # that are installed
    notes: list[str] = field(default_factory=list)

    def own(self, *words: object) -> list[object]:
        """A contender of ours."""
        return [self.programs / "bench_own", *words]

    def peer(self, script: str, *words: object) -> list[object]:
        """A contender in Python."""
        return [self.python, HERE / "peers" / script, *words]

    def pick(self, usual: int, quick: int) -> int:
        """A size, or the one of a quick look."""
        return quick if self.quick else usual

    def there(self, commands: dict[str, list[object]]) -> dict[str, list[object]]:
        """Those of the peers that are installed."""
        return {peer: command for peer, command in commands.items() if peer in self.peers}

    def flagship(self) -> Path:
        """The year that is measured, or less for a quick look."""
        return ROOT / "scenarios" / ("small.yaml" if self.quick else "flagship-year.yaml")

    def compete(self, rounds: int, of: dict[str, Competitor]) -> dict[str, list[Measured]]:
        """Starts those that are not there yet and lets all measure in turn."""
        with contextlib.ExitStack() as ends:
            contenders: dict[str, Measures] = {}
            for name, one in of.items():
                self.each.tell(f"starting {name}")
                contenders[name] = Contender(name, one) if isinstance(one, list) else one
                ends.callback(contenders[name].close)
            return rotate(contenders, rounds, self.each)

    def scenario(self, name: str, model: Path, length: str) -> Path:
        """A scenario of all policies on a network, written into the build folder."""
        file = self.programs / name
        policies = sorted((ROOT / "models" / "policies").glob("*.yaml"))
        file.write_text(
            f"scenario: {file.stem}\n"
            f"model: {os.path.relpath(model, file.parent)}\n"
            f"period: {{ start: 2025-01-06, length: {length}, time_zone: America/Indiana/Indianapolis }}\n"
            "warm_up: 2 weeks\nfollow_up: 2 weeks\nhappens:\n"
            f"  - surge: {os.path.relpath(ROOT / 'models' / 'surges' / 'influenza-2024-25.yaml', file.parent)}\n"
            "policies:\n" + "".join(f"  - {os.path.relpath(p, file.parent)}\n" for p in policies) + "baseline: "
            "nightly-batch\nreplications: 1\n",
            encoding="utf-8",
        )
        return file

    def grown(self, hospitals: int) -> Path:
        """A scenario of the small catalogue at so many hospitals, whose network is made once."""
        folder = ROOT / "models" / "twelve-hospitals" / "small"
        if hospitals != 12:
            folder = self.programs / f"hospitals-{hospitals}"
            if not (folder / "network.yaml").exists():
                self.each.tell(f"making {folder.name}, once (minutes)")
                making = folder.with_suffix(".making")
                generate = ROOT / "models" / "twelve-hospitals" / "generate.py"
                shutil.rmtree(making, ignore_errors=True)
                subprocess.run(
                    [sys.executable, generate, "--profile", "small", "--hospitals", str(hospitals), "--out", making],
                    check=True,
                    capture_output=True,
                )
                making.rename(folder)
        return self.scenario(f"grown-{hospitals}.yaml", folder, "4 weeks")


def paces(measured: list[Measured]) -> list[float]:
    """Work a second, by round."""
    return [m["work"] / m["seconds"] for m in measured]


def seconds(measured: list[Measured]) -> list[float]:
    """Time by round."""
    return [m["seconds"] for m in measured]


def by_round(a: list[float], b: list[float]) -> list[float]:
    """The first over the second, round by round."""
    return [x / y for x, y in zip(a, b, strict=True)]


def same(measured: dict[str, list[Measured]], figure: str) -> None:
    """All contenders did as much of something, or it is an error."""
    if len({tuple(m[figure][0] for m in of) for of in measured.values()}) > 1:
        raise ContenderError(f"contenders differ in {figure}")


def short(peer: str) -> str:
    """A peer in the name of a ratio."""
    return peer.lower().replace("-", "")


Found = dict[str, list[float]]


def queues(bench: Bench) -> Found:
    """The event queue on the hold model."""
    found: Found = {}
    for name, pending in (("queue_1e3", 10**3), ("queue_1e4", 10**4), ("queue_1e5", 10**5), ("queue_1e6", 10**6)):
        if bench.quick and pending > 10**5:
            pending = 10**5
        holds = bench.pick(2_000_000, 100_000)
        commands = {who: bench.own("hold", who, pending, holds) for who in ("ours", "std")}
        peers: dict[str, list[object]] = {}
        if name == "queue_1e4":
            peers = {
                # ns-3 with the fastest of its schedulers at this size.
                "ns-3": [bench.programs / "bench_ns3", "hold", pending, holds, "ns3::PriorityQueueScheduler"],
                "Cimba": [bench.programs / "bench_cimba", bench.cimba, "hold", pending, holds],
                "SimGrid": [bench.programs / "bench_simgrid", "hold", pending, holds],
                "SimPy": bench.peer("simpy_hold.py", bench.programs / "bench_own", pending, holds // 10),
            }
        measured = bench.compete(bench.pick(7, 2), {**commands, **bench.there(peers)})
        exactly_equal(measured, ["ours", "std", "ns-3", "Cimba"])
        pace = {who: paces(m) for who, m in measured.items()}
        found[name] = by_round(pace["ours"], pace["std"])
        for peer in peers.keys() & pace.keys():
            found[f"{name}_{short(peer)}"] = by_round(pace["ours"], pace[peer])
    return found


def mm1(bench: Bench) -> Found:
    """M/M/1 through the kernel's interface."""
    arrivals = bench.pick(2_000_000, 50_000)
    peers: dict[str, list[object]] = {
        "ns-3": [bench.programs / "bench_ns3", "mm1", arrivals, "ns3::PriorityQueueScheduler"],
        "Cimba": [bench.programs / "bench_cimba", bench.cimba, "mm1", arrivals],
        "SimGrid": [bench.programs / "bench_simgrid", "mm1", arrivals // 4],
        "SimPy": bench.peer("simpy_mm1.py", arrivals // 10),
    }
    commands = {who: bench.own("mm1", who, arrivals) for who in ("ours", "std")}
    measured = bench.compete(bench.pick(7, 2), {**commands, **bench.there(peers)})
    exactly_equal(measured, ["ours", "std", "ns-3", "Cimba"])
    pace = {who: paces(m) for who, m in measured.items()}
    found = {"mm1": by_round(pace["ours"], pace["std"])}
    for peer in peers.keys() & pace.keys():
        found[f"mm1_{short(peer)}"] = by_round(pace["ours"], pace[peer])
    return found


class Program:
    """The program from its start to its end, as a contender."""

    def __init__(self, bench: Bench, scenario: Path) -> None:
        self.command = [str(bench.programs.parents[1] / "supplytwin"), "run", str(scenario)]

    def measure(self, _: int) -> Measured:
        """Runs one replication into a folder of its own."""
        with tempfile.TemporaryDirectory(prefix="supplytwin-bench-") as folder:
            out = ["--out", f"{folder}/out", "--replications", "1", "--policies", "transfer-first", "--jobs", "1"]
            start = time.perf_counter()
            subprocess.run([*self.command, *out], check=True, capture_output=True)
            return {"seconds": time.perf_counter() - start, "work": 1, "check": ""}

    def close(self) -> None:
        """Nothing is left."""


def flagship(bench: Bench) -> Found:
    """A year of the flagship against the naive draw of its picks."""
    scenario = bench.flagship()
    picks = bench.pick(60_000_000, 2_000_000)
    measured = bench.compete(
        bench.pick(5, 2),
        {
            "ours": bench.own("replications", scenario, "transfer-first", 1, 1),
            "naive draw": bench.own("naive-draw", scenario, picks),
            "demand path": bench.own("demand-path", scenario),
            "program": Program(bench, scenario),
        },
    )
    of_year = [m["picks"][0] for m in measured["ours"]]
    naive = [m["seconds"] / m["work"] * picks for m, picks in zip(measured["naive draw"], of_year, strict=True)]
    path = [m["seconds"] * picks / m["work"] for m, picks in zip(measured["demand path"], of_year, strict=True)]
    return {
        "flagship_naive_draw": by_round(seconds(measured["ours"]), naive),
        "flagship_no_orders": by_round(path, naive),
        "flagship_program_naive_draw": by_round(seconds(measured["program"]), naive),
    }


def network(bench: Bench) -> Found:
    """The same small network elsewhere."""
    ours = bench.own(
        "replications", HERE / "network.yaml", "all", bench.pick(40, 10), 1, "fill_rate", "period_on_hand"
    )
    found: Found = {}
    for peer, ratio, script, words, rounds in (
        ("SimPy", "simpy_model", "simpy_network.py", ["picks"], bench.pick(7, 2)),
        ("SimPy", "simpy_model_by_day", "simpy_network.py", ["days"], bench.pick(7, 2)),
        ("stockpyl", "stockpyl", "stockpyl_network.py", [], bench.pick(5, 2)),
        ("SupplyNetPy", "supplynetpy", "supplynetpy_network.py", ["picks"], bench.pick(3, 1)),
        ("SupplyNetPy", "supplynetpy_by_day", "supplynetpy_network.py", ["days"], bench.pick(5, 2)),
    ):
        if peer not in bench.peers:
            continue
        measured = bench.compete(rounds, {"ours": ours, peer: bench.peer(script, *words)})
        agreement.agree([agreement.of_ours(m) for m in measured["ours"]], measured[peer], ratio)
        found[ratio] = by_round(paces(measured["ours"]), paces(measured[peer]))
    return found


def inside(bench: Bench) -> Found:
    """Where a flagship year spends its time."""
    program = bench.programs / "bench_profile"
    measured = bench.compete(bench.pick(3, 1), {"profile": [program, bench.flagship(), "transfer-first"]})
    found: Found = {"recording_share": [], "order_path_share": []}
    for m in measured["profile"]:
        shares = phases.shares(program, m["addresses"])
        bench.notes.append("phases: " + ", ".join(f"{name} {share:.1%}" for name, share in shares.items()))
        found["recording_share"].append(shares.get("recording", 0.0))
        found["order_path_share"].append(sum(shares.get(name, 0.0) for name in phases.ORDER_PATH))
    return found


def decisions(bench: Bench) -> Found:
    """One decision."""
    command = bench.own("decisions", bench.flagship(), "transfer-first", bench.pick(200_000, 20_000))
    measured = bench.compete(bench.pick(5, 2), {"ours": command})
    exactly_equal({"ours": measured["ours"], "again": measured["ours"][::-1]}, ["ours", "again"])
    return {"decision_microseconds": [1e6 / pace for pace in paces(measured["ours"])]}


def growth(bench: Bench) -> Found:
    """Twelve hospitals, ten and a hundred times as many: networks that the model's generator makes and that stay."""
    sizes = bench.pick(3, 2)
    commands = {}
    for hospitals in (12, 120, 1200)[:sizes]:
        commands[str(hospitals)] = bench.own("growth", bench.grown(hospitals), "transfer-first")
    measured = bench.compete(bench.pick(3, 1), commands)
    times = {size: [m["seconds"] / m["work"] for m in of] for size, of in measured.items()}
    room = {size: [sum(m["bytes"]) for m in of] for size, of in measured.items()}
    for size, of in measured.items():
        parts = ", ".join(f"{part:.0f}" for part in of[-1]["bytes"])
        bench.notes.append(
            f"{size} hospitals: {of[-1]['points'][0]:,.0f} stocking points, {of[-1]['work']:,.0f} events of "
            f"{times[size][-1] * 1e9:.0f} ns, {parts} bytes a point of model, path and state"
        )
    largest = list(commands)[-1]
    return {
        "bytes_a_point": room["12"],
        "event_time_120_12": by_round(times["120"], times["12"]),
        "event_time_1200_12": by_round(times[largest], times["12"]),
        "bytes_1200_12": by_round(room[largest], room["12"]),
    }


class Pair:
    """Two processes that start the same work at the same time, as a contender."""

    def __init__(self, commands: list[list[object]]) -> None:
        self.contenders = [Contender("process", command) for command in commands]

    def measure(self, round_: int) -> Measured:
        """Lets both measure rounds of their own, and waits for both."""
        start = time.perf_counter()
        for i, contender in enumerate(self.contenders):
            contender.ask(2 * round_ + i)
        for contender in self.contenders:
            contender.answer()
        return {"seconds": time.perf_counter() - start, "work": 1, "check": ""}

    def close(self) -> None:
        """Ends both."""
        for contender in self.contenders:
            contender.close()


def threads(bench: Bench) -> Found:
    """Two threads of one process against two processes with half of the replications each."""
    each = bench.pick(8, 2)
    scenario = ROOT / "scenarios" / "small.yaml"
    process = bench.own("replications", scenario, "transfer-first", each, 1)
    measured = bench.compete(
        bench.pick(7, 2),
        {
            "threads": bench.own("replications", scenario, "transfer-first", 2 * each, 2),
            "processes": Pair([process, process]),
        },
    )
    return {"threads_2_processes_2": by_round(seconds(measured["processes"]), seconds(measured["threads"]))}


def policies(bench: Bench) -> Found:
    """Five policies in one experiment against five experiments."""
    scenario = bench.scenario("weeks.yaml", ROOT / "models" / "twelve-hospitals", "8 weeks")
    if bench.quick:
        scenario = ROOT / "scenarios" / "small.yaml"
    measured = bench.compete(
        bench.pick(3, 2),
        {
            "together": bench.own("replications", scenario, "all", 1, 1),
            "apart": bench.own("apart", scenario, "all", 1),
        },
    )
    same(measured, "events")
    return {"policies_together_apart": by_round(seconds(measured["together"]), seconds(measured["apart"]))}


SUITES: list[Callable[[Bench], Found]] = [
    queues, mm1, flagship, network, inside, decisions, growth, threads, policies,
]  # fmt: skip
