"""Stock rules: two bins in the units, (reorder point, par) in the storerooms and the distribution centres.

Safety stock follows lead time and demand by the usual formula; the service factors are an assumption, the same for
every policy, and know nothing of the influenza season.
"""

import math
from dataclasses import dataclass

from lanes import Lane
from sourcing import Supplier

BIN_DAYS = 5  # P042
# Least picks in a bin by unit cost [USD]: P042 gives 20 to 30 for what is cheap; dearer items are an assumption.
LEAST_BIN = ((1, 30), (5, 20), (20, 8), (100, 4), (500, 2))
SERVICE_FACTOR = {"vital": 1.65, "essential": 1.28, "desirable": 1.0}  # 95, 90, 84 %; assumption
ORDER_DAYS = {"internal": 3, "distributor": 3, "direct": 10}  # order cycle of a storeroom; assumption
CENTRE_ORDER_DAYS = 20  # 18 lines a year for each item, D13
CENTRE_LEAST_SAFETY_DAYS = 10  # brings the centre near the 22 to 28 days of P048
LEAST_ORDER = 75.0  # USD: cheap items are ordered by so much, at most 30 days of use; assumption
# From a breach to an order at the supplier: half a day until the next nightly decision, syncs, runs, approvals.
ORDER_PATH, ORDER_PATH_SD = 0.75, 0.45  # days; assumption
ON_PREMISES_PATH = 0.15  # days more where scans wait for a sync; assumption
POSTING = 0.15  # days until goods at the dock stand as received, P114
SHORT_LINES = 0.08  # share of lines that need a second order because the first was cut, from P068
HOSPITAL_WEEK_CV = 0.05  # as in network.yaml
WEEKDAY_FACTOR = {"or": 1.35, "procedure": 1.35, "clinic": 1.25}  # a weekday against the mean day, P040


@dataclass(frozen=True)
class Rule:
    """A row of par_levels.csv."""

    reorder_point: int
    par: int


@dataclass
class Flow:
    """Demand at a store: what its lead time must cover."""

    rate: float = 0.0  # each a day
    lumps: float = 0.0  # sum of rate times lot
    noise: float = 0.0  # sum of squared (cv times rate)
    busy: float = 0.0  # rate on a weekday
    largest: int = 0  # largest lot

    def add(self, rate: float, lot: int, cv: float, weekday: float) -> None:
        """A customer that draws `rate` a day in lots."""
        self.rate += rate
        self.lumps += rate * lot
        self.noise += (cv * rate) ** 2
        self.busy += rate * weekday
        self.largest = max(self.largest, lot)


def up(quantity: float, pack: int) -> int:
    """Rounded up to whole packs, at least one."""
    return max(1, math.ceil(round(quantity / pack, 6))) * pack


def bin_size(rate: float, cost: float, pack: int) -> int:
    """A bin of a unit: five days of use, or the least worth a bin."""
    least = next((size for limit, size in LEAST_BIN if cost < limit), 1)
    return up(max(BIN_DAYS * rate, least if rate >= 0.05 else min(least, 10)), pack)


def unit_rule(rate: float, cost: float, pack: int) -> Rule:
    """Two bins: one is open, the other asks for more when it is broached."""
    size = bin_size(rate, cost, pack)
    return Rule(size, 2 * size)


def lead_time(supplier: Supplier, lane: Lane, on_premises: bool) -> tuple[float, float]:
    """Mean and deviation of the days from a breach to goods on the shelf."""
    mean = ORDER_PATH + (ON_PREMISES_PATH if on_premises else 0) + supplier.waits[0] + supplier.acknowledge.mean
    mean += supplier.lead_time.mean + lane.wait + lane.transit.mean + POSTING
    variance = ORDER_PATH_SD**2 + supplier.waits[1] ** 2 + supplier.acknowledge.sd**2 + supplier.lead_time.sd**2
    variance += lane.wait_sd**2 + lane.transit.sd**2
    if supplier.channel != "internal":
        variance += SHORT_LINES * mean**2
        mean *= 1 + SHORT_LINES / 2
    return mean, math.sqrt(variance)


def safety(flow: Flow, mean: float, sd: float, criticality: str) -> float:
    """Units that the lead time and its demand may take beyond their means."""
    week = mean * min(mean, 7)  # noise lasts a week
    variance = mean * flow.lumps + week * (flow.noise + (HOSPITAL_WEEK_CV * flow.rate) ** 2) + (sd * flow.rate) ** 2
    return SERVICE_FACTOR[criticality] * math.sqrt(variance)


def store_rule(
    flow: Flow,
    lead: tuple[float, float],
    order_days: float,
    least_safety: float,
    item_cost: float,
    pack: int,
    criticality: str,
) -> Rule:
    """Reorder point: demand of the lead time on busy days, half a lot of undershoot, safety. Par: an order cycle more."""
    mean, sd = lead
    busy = flow.busy if mean < 5 else flow.rate
    undershoot = (flow.lumps / flow.rate - 1) / 2
    reorder = busy * mean + undershoot + max(safety(flow, mean, sd, criticality), least_safety * flow.rate)
    reorder_point = up(reorder, pack)
    worth_ordering = min(LEAST_ORDER / item_cost, 30 * flow.rate)
    order = up(max(order_days * flow.rate, flow.largest, worth_ordering), pack)
    return Rule(reorder_point, reorder_point + order)


def lot(rule: Rule) -> int:
    """What a point draws at a time."""
    return rule.par - rule.reorder_point
