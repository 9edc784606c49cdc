"""The rules of transfer-first written as a function in Python, on facts that are ready in dictionaries.

python_decisions.py OWN SCENARIO COUNT: OWN is our contender, which prints needs, their facts and what it decided.
"""

import json
import math
import subprocess
import sys
import time
from typing import Any

from serve import serve

Facts = dict[str, Any]
Decision = tuple[str, int, int]  # the action, the donor and the offer; -1 for none
DAY = 86_400_000
DONOR_FLOOR = 7.5 * DAY
COURIER_REACH = 23 * 3_600_000
URGENCY, BRIDGE, ENOUGH_ALLOCATED = 1.4, 2.65, 900_000


def cover(available: int, daily_use: int) -> float:
    """How long a stock lasts [ms]."""
    if available <= 0:
        return 0
    return available * 1000 * DAY // daily_use if daily_use > 0 else math.inf


def lends(wanted: int, pack: int, on_hand: int) -> int:
    """What a donor with so much to spare would give, in whole packs."""
    packs = (wanted + pack - 1) // pack * pack
    return max(0, min(packs, on_hand)) // pack * pack


def decide(need: Facts, donors: list[Facts], contracts: list[Facts]) -> Decision:
    """The first rule that applies, as models/policies/transfer-first.yaml has it for storerooms and centres."""
    quantity = need["quantity"]
    if quantity <= 0:
        return "no_action", -1, -1
    matters = need["criticality"] in ("vital", "essential")
    if need["position_cover"] < need["time_to_receive"] * URGENCY:
        if need["kind"] == "storeroom":
            donor = lender(need, donors, matters)
            if donor is not None:
                return "transfer.request", donor, -1
        if matters:
            fast = [
                c
                for c in contracts
                if c["active"]
                and c["healthy"]
                and c["in_stock"]
                and c["can_expedite"]
                and c["expedite_time"] < need["time_to_receive"]
            ]
            if fast:
                best = min(
                    fast,
                    key=lambda c: (c["allocation"] < ENOUGH_ALLOCATED, c["expedite_time"], c["expedite_cost"]),
                )
                return "requisition.expedite", -1, best["index"]
    usual = [c for c in contracts if c["active"]]
    if not usual:
        return "no_action", -1, -1
    best = min(
        usual,
        key=lambda c: (
            not c["in_stock"],
            not c["healthy"],
            not c["internal"],
            c["allocation"] < ENOUGH_ALLOCATED,
            c["cost"],
            c["time_to_receive"],
        ),
    )
    return "requisition.create", -1, best["index"]


def lender(need: Facts, donors: list[Facts], matters: bool) -> int | None:
    """Whom to borrow from."""
    until_goods = math.floor(need["use_to_receive"] * BRIDGE + 0.5) - need["position"]
    loan, pack = min(until_goods, need["quantity"]), need["pack"]
    if loan <= 0:
        return None
    near = [d for d in donors if d["time_away"] <= COURIER_REACH and d["time_away"] < need["time_to_receive"]]
    best: tuple[Any, ...] | None = None
    for d in near:
        given = lends(loan, pack, d["available"])
        after = cover(d["available"] - given, d["daily_use"])
        if given > 0 and after >= DONOR_FLOOR and (matters or need["value"] > d["cost"]):
            key = (d["time_away"], d["cost"], -after)
            if best is None or key < best[0]:
                best = (key, d["index"])
    if best is None and matters:
        for d in near:
            kept = math.ceil(DONOR_FLOOR * d["daily_use"] / (DAY * 1000))
            if lends(loan, pack, d["available"] - kept) > 0:
                most = (-d["cover"], d["time_away"])
                if best is None or most < best[0]:
                    best = (most, d["index"])
    return best[1] if best else None


def main() -> None:
    """Serves the bench, once every decision is the same as ours."""
    own, scenario, count = sys.argv[1:4]
    command = [own, "needs", scenario, "transfer-first", count]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    cases = [json.loads(line) for line in said.splitlines()]
    for case in cases:
        mine = decide(case["need"], case["donors"], case["contracts"])
        if mine != (case["action"], case["donor"], case["offer"]):
            sys.exit(f"the function in Python decides {mine} where the bundle decides otherwise: {case}")

    def measure(_: int) -> dict[str, object]:
        start = time.perf_counter()
        for case in cases:
            decide(case["need"], case["donors"], case["contracts"])
        return {"seconds": time.perf_counter() - start, "work": len(cases), "check": ""}

    serve(measure)


if __name__ == "__main__":
    main()
