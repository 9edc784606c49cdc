"""Suites of size: larger networks, two threads, five policies."""

import time

from contender import Contender, Measured
from program import Program
from setting import ROOT, Bench, Competitor, Found, by_round, same, seconds


def growth(bench: Bench) -> Found:
    """Twelve hospitals, ten and a hundred times as many: networks that the model's generator makes and that stay."""
    sizes = [12, 120] if bench.quick else [12, 120, 1200]
    commands: dict[str, Competitor] = {}
    for hospitals in sizes:
        commands[str(hospitals)] = bench.own("growth", bench.grown(hospitals), "transfer-first")
    measured = bench.compete(bench.pick(3, 1), commands)
    times = {size: [m["seconds"] / m["work"] for m in of] for size, of in measured.items()}
    room: Found = {size: [sum(m["bytes"]) for m in of] for size, of in measured.items()}
    for size, of in measured.items():
        parts = ", ".join(f"{part:.0f}" for part in of[-1]["bytes"])
        bench.notes.append(
            f"{size} hospitals: {of[-1]['points'][0]:,.0f} stocking points, {of[-1]['work']:,.0f} events of "
            f"{times[size][-1] * 1e9:.0f} ns, {parts} bytes a point of model, path and state"
        )
    found = {"bytes_a_point": room["12"]}
    for larger in list(commands)[1:]:
        found[f"event_time_{larger}_12"] = by_round(times[larger], times["12"])
        found[f"bytes_{larger}_12"] = by_round(room[larger], room["12"])
    return found


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
    """Five policies in one experiment against five experiments, and the same for the program as it is used."""
    scenario = bench.scenario("weeks.yaml", ROOT / "models" / "twelve-hospitals", "8 weeks")
    if bench.quick:
        scenario = ROOT / "scenarios" / "small.yaml"
    names = sorted(p.stem for p in (ROOT / "models" / "policies").glob("*.yaml"))
    measured = bench.compete(
        bench.pick(3, 2),
        {
            "together": bench.own("replications", scenario, "all", 1, 1),
            "apart": bench.own("apart", scenario, "all", 1),
        },
    )
    same(measured, "events")
    programs = bench.compete(
        bench.pick(3, 2),
        {"one run": Program(bench, scenario, ",".join(names)), "five runs": Program(bench, scenario, *names)},
    )
    return {
        "policies_together_apart": by_round(seconds(measured["together"]), seconds(measured["apart"])),
        "policies_program_together_apart": by_round(seconds(programs["one run"]), seconds(programs["five runs"])),
    }
