"""The small network in SupplyNetPy: its own sites, links, customers and (s, S) policy.

supplynetpy_network.py picks|days: a customer a pick, or one for a day's demand.
"""

import contextlib
import io
import math
import sys
import time
from collections.abc import Generator

import numpy as np
import simpy
import small_network as small
import SupplyNetPy.Components as scm  # noqa: N813
from serve import serve

MOMENT = 1e-6  # days: goods come just after a day has begun


class Picks:
    """Customers who want one unit each, at any time."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng

    def gap(self) -> float:
        """Days to the next customer."""
        return self.rng.exponential(1 / small.MEAN)

    def quantity(self) -> int:
        """Units that a customer wants."""
        return 1


class Days:
    """One customer a day, when it begins, who wants all that is used in it; there is demand on every day."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng

    def gap(self) -> float:
        """Days to the next customer."""
        return 1

    def quantity(self) -> int:
        """Units that a customer wants; Poisson(100) is never 0."""
        return int(self.rng.poisson(small.MEAN))


class Network:
    """The network of one replication."""

    def __init__(self, seed: int, by_day: bool) -> None:
        rng = np.random.default_rng(seed)
        self.env = env = simpy.Environment()
        quiet = {"logging": False}
        maker = scm.Supplier(env=env, ID="maker", name="maker", node_type="infinite_supplier", **quiet)
        self.first_review = 0.5 if by_day else 1.0  # a day's customer comes when it begins
        before = (
            0.75 if by_day else 1 - MOMENT
        )  # goods come after stock was counted, and before the next day's demand
        self.centre = self.site("centre", "distributor", small.CENTRE_REORDER, small.CENTRE_PAR)
        scm.Link(
            env=env, ID="to-centre", source=maker, sink=self.centre, cost=0, lead_time=small.CENTRE_LEAD - before
        )
        self.hospitals = []
        for h in range(small.HOSPITALS):
            hospital = self.site(f"h{h}", "retailer", small.REORDER, small.PAR)
            scm.Link(env=env, ID=f"to-h{h}", source=self.centre, sink=hospital, cost=0, lead_time=small.LEAD - before)
            demand = Days(rng) if by_day else Picks(rng)
            scm.Demand(
                env=env,
                ID=f"d{h}",
                name=f"d{h}",
                order_arrival_model=demand.gap,
                order_quantity_model=demand.quantity,
                demand_node=hospital,
                tolerance=math.inf,
                order_min_split_ratio=1e-9,
                **quiet,
            )
            self.hospitals.append(hospital)
        self.day_ends = [0.0] * (small.HOSPITALS + 1)
        env.process(self.look())

    def site(self, name: str, kind: str, reorder: int, par: int) -> scm.InventoryNode:
        """A site, full at the start."""
        review = {"first_review_delay": self.first_review, "period": 1} if kind == "retailer" else {}
        return scm.InventoryNode(
            env=self.env,
            ID=name,
            name=name,
            node_type=kind,
            capacity=100_000,
            initial_level=par,
            inventory_holding_cost=1,
            replenishment_policy=scm.SSReplenishment,
            policy_param={"s": reorder, "S": par, **review},
            product_sell_price=2,
            product_buy_price=1,
            logging=False,
        )

    def look(self) -> Generator[simpy.Event, None, None]:
        """Adds up stock at the end of each day, after the reviews."""
        yield self.env.timeout(self.first_review)
        yield self.env.timeout(MOMENT / 2)
        while True:
            for i, site in enumerate([self.centre, *self.hospitals]):
                self.day_ends[i] += site.inventory.level
            yield self.env.timeout(1)


def measure(seed: int, by_day: bool) -> dict[str, object]:
    """One replication; making the network is not timed."""
    with contextlib.redirect_stdout(io.StringIO()):  # it says what it does
        net = Network(seed, by_day)
        start = time.perf_counter()
        net.env.run(until=small.DAYS + MOMENT)
        seconds = time.perf_counter() - start
    fill = [1 - h.stats.orders_shortage[1] / h.stats.demand_received[1] for h in net.hospitals]
    stock = [total / small.DAYS for total in net.day_ends]
    return {"seconds": seconds, "work": 1, "check": "", **small.answers(fill, stock[1:], stock[0])}


if __name__ == "__main__":
    serve(lambda seed: measure(seed, sys.argv[1] == "days"))
