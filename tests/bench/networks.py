"""The suite of the small network that other simulators run as well."""

import agreement
from setting import HERE, Bench, Found, by_round, paces


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
