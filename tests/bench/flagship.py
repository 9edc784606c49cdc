"""Suites of the flagship: a year against the naive draw of its picks, where its time goes, and one decision."""

import sys

import phases
from contender import exactly_equal
from program import Program
from setting import HERE, Bench, Found, by_round, paces, seconds


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
            "program": Program(bench, scenario, "transfer-first"),
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
    scenario = bench.flagship()
    measured = bench.compete(
        bench.pick(5, 2),
        {
            "ours": bench.own("decisions", scenario, "transfer-first", bench.pick(200_000, 20_000)),
            "hashed": bench.own("decisions-hashed", scenario, "transfer-first", bench.pick(200_000, 20_000)),
            "Python": [
                sys.executable,
                HERE / "peers" / "python_decisions.py",
                bench.programs / "bench_own",
                scenario,
                bench.pick(5000, 500),
            ],
        },
    )
    exactly_equal({"ours": measured["ours"], "again": measured["ours"][::-1]}, ["ours", "again"])
    ours = paces(measured["ours"])
    return {
        "decision_microseconds": [1e6 / pace for pace in ours],
        "decision_hashed_microseconds": [1e6 / pace for pace in paces(measured["hashed"])],
        "decision_python": by_round(ours, paces(measured["Python"])),
    }
