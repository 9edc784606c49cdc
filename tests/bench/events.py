"""Suites of the kernel: the event queue and M/M/1."""

from contender import exactly_equal
from setting import Bench, Competitor, Found, by_round, paces, short


def queues(bench: Bench) -> Found:
    """The event queue on the hold model."""
    found: Found = {}
    for name, pending in (("queue_1e3", 10**3), ("queue_1e4", 10**4), ("queue_1e5", 10**5), ("queue_1e6", 10**6)):
        holds = bench.pick(2_000_000, 50_000)
        commands = {who: bench.own("hold", who, pending, holds) for who in ("ours", "std")}
        peers: dict[str, Competitor] = {}
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
        for peer in sorted(peers.keys() & pace.keys()):
            found[f"{name}_{short(peer)}"] = by_round(pace["ours"], pace[peer])
    return found


def mm1(bench: Bench) -> Found:
    """M/M/1 through the kernel's interface."""
    arrivals = bench.pick(2_000_000, 50_000)
    peers: dict[str, Competitor] = {
        "ns-3": [bench.programs / "bench_ns3", "mm1", arrivals, "ns3::PriorityQueueScheduler"],
        "Cimba": [bench.programs / "bench_cimba", bench.cimba, "mm1", arrivals],
        "SimGrid": [bench.programs / "bench_simgrid", "mm1", arrivals // 4],
        "SimPy": bench.peer("simpy_mm1.py", "processes", arrivals // 20),
        "SimPy callbacks": bench.peer("simpy_mm1.py", "callbacks", arrivals // 10),
    }
    commands: dict[str, Competitor] = {who: bench.own("mm1", who, arrivals) for who in ("ours", "std")}
    commands |= bench.there(peers)
    measured = bench.compete(bench.pick(7, 2), commands)
    exactly_equal(measured, ["ours", "std", "ns-3", "Cimba"])
    pace = {who: paces(m) for who, m in measured.items()}
    found = {"mm1": by_round(pace["ours"], pace["std"])}
    for peer in sorted(peers.keys() & pace.keys()):
        found[f"mm1_{short(peer)}"] = by_round(pace["ours"], pace[peer])
    return found
