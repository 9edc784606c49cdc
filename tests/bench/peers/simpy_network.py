"""The small network as somebody who knows SimPy writes it: a process a site, callbacks for picks and deliveries.

simpy_network.py picks|days: demand pick by pick, or a day's at once.
"""

import sys
import time
from collections.abc import Generator

import numpy as np
import simpy
import small_network as small
from serve import serve
from simpy.events import Timeout

MOMENT = 1e-6  # days: goods come just after a day has begun


class Site:
    """Stock under an (s, S) rule; negative stock waits."""

    def __init__(self, env: simpy.Environment, reorder: int, par: int, lead: int, source: "Site | None") -> None:
        self.env, self.reorder, self.par, self.source = env, reorder, par, source
        self.lead = lead - 1 + MOMENT
        self.stock = self.position = par
        self.day_ends = 0

    def take(self, quantity: int) -> None:
        """Serves what is asked, or owes it."""
        self.stock -= quantity
        self.position -= quantity

    def review(self) -> None:
        """Orders up to the par level where the position is at the reorder point."""
        if self.position <= self.reorder:
            order = self.par - self.position
            self.position = self.par
            if self.source is not None:
                self.source.take(order)
            Timeout(self.env, self.lead, order).callbacks.append(self.receive)

    def receive(self, delivery: simpy.Event) -> None:
        """Goods arrive."""
        self.stock += delivery._value


class Hospital(Site):
    """A site with demand of its own."""

    def __init__(self, env: simpy.Environment, centre: Site, rng: np.random.Generator, by_day: bool) -> None:
        super().__init__(env, small.REORDER, small.PAR, small.LEAD, centre)
        self.asked = self.at_once = 0
        if by_day:
            self.demand = iter(rng.poisson(small.MEAN, small.DAYS).tolist())
            Timeout(env, 0.5).callbacks.append(self.day)
        else:
            self.gaps = iter(rng.exponential(1 / small.MEAN, int(small.MEAN * small.DAYS * 1.1)).tolist())
            Timeout(env, next(self.gaps)).callbacks.append(self.pick)

    def pick(self, _: simpy.Event) -> None:
        """One pick, and when the next one falls."""
        self.asked += 1
        if self.stock > 0:
            self.at_once += 1
        self.take(1)
        Timeout(self.env, next(self.gaps)).callbacks.append(self.pick)

    def day(self, _: simpy.Event) -> None:
        """A day's demand at noon."""
        quantity = next(self.demand)
        self.asked += quantity
        self.at_once += min(quantity, max(self.stock, 0))
        self.take(quantity)
        Timeout(self.env, 1).callbacks.append(self.day)


def days(env: simpy.Environment, hospitals: list[Hospital], centre: Site) -> Generator[simpy.Event, None, None]:
    """What happens when a day ends."""
    for _ in range(small.DAYS):
        yield Timeout(env, 1)
        for site in (*hospitals, centre):
            site.review()
        for site in (*hospitals, centre):
            site.day_ends += max(site.stock, 0)


def measure(seed: int, by_day: bool) -> dict[str, object]:
    """One replication."""
    rng = np.random.default_rng(seed)
    start = time.perf_counter()
    env = simpy.Environment()
    centre = Site(env, small.CENTRE_REORDER, small.CENTRE_PAR, small.CENTRE_LEAD, None)
    hospitals = [Hospital(env, centre, rng, by_day) for _ in range(small.HOSPITALS)]
    env.run(until=env.process(days(env, hospitals, centre)))
    seconds = time.perf_counter() - start
    fill = [h.at_once / h.asked for h in hospitals]
    found = small.answers(fill, [h.day_ends / small.DAYS for h in hospitals], centre.day_ends / small.DAYS)
    return {"seconds": seconds, "work": 1, "check": "", **found}


if __name__ == "__main__":
    serve(lambda seed: measure(seed, sys.argv[1] == "days"))
