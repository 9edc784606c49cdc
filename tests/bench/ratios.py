"""The ratios of the bench by name, what is aimed at, and how they are told."""

import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """What a ratio is to reach: at least or at most so much."""

    bound: float
    at_least: bool = True

    def reached(self, value: float) -> bool:
        """Whether a value reaches it."""
        return value >= self.bound if self.at_least else value <= self.bound

    def __str__(self) -> str:
        return f"{'>=' if self.at_least else '<='} {self.bound:g}"


@dataclass(frozen=True)
class Ratio:
    """What a name stands for, and the peer it needs."""

    doc: str
    goal: Goal | None = None
    peer: str | None = None


def at_least(bound: float) -> Goal:
    return Goal(bound)


def at_most(bound: float) -> Goal:
    return Goal(bound, at_least=False)


RATIOS = {
    "queue_1e3": Ratio("our holds a second / std::priority_queue's, 1,000 events pending"),
    "queue_1e4": Ratio("10,000 pending", at_least(2)),
    "queue_1e5": Ratio("100,000 pending", at_least(2)),
    "queue_1e6": Ratio("1,000,000 pending", at_least(2)),
    "queue_1e4_simpy": Ratio("our holds a second / SimPy's", at_least(40), "SimPy"),
    "queue_1e4_cimba": Ratio("our holds a second / Cimba's", peer="Cimba"),
    "queue_1e4_ns3": Ratio("our holds a second / ns-3's", peer="ns-3"),
    "queue_1e4_simgrid": Ratio("our holds a second / SimGrid's", peer="SimGrid"),
    "mm1": Ratio("our events a second / those of a bare std::priority_queue", at_least(0.6)),
    "mm1_simpy": Ratio("our events a second / SimPy's, as its manual writes a queue", at_least(100), "SimPy"),
    "mm1_simpy_callbacks": Ratio("the same against SimPy without processes", peer="SimPy"),
    "mm1_cimba": Ratio("our events a second / Cimba's", peer="Cimba"),
    "mm1_ns3": Ratio("our events a second / ns-3's", peer="ns-3"),
    "mm1_simgrid": Ratio("our events a second / SimGrid's", peer="SimGrid"),
    "flagship_naive_draw": Ratio("our time for a year / the naive draw of its picks", at_most(6)),
    "flagship_no_orders": Ratio("the demand path alone / the naive draw"),
    "flagship_program_naive_draw": Ratio("the whole program, reading and writing included / the naive draw"),
    "stockpyl": Ratio("our replications a second / stockpyl's", at_least(500), "stockpyl"),
    "supplynetpy": Ratio("our replications a second / SupplyNetPy's", at_least(500), "SupplyNetPy"),
    "simpy_model": Ratio("our replications a second / those of a SimPy model", at_least(200), "SimPy"),
    "supplynetpy_by_day": Ratio("the same, if a day's picks are one customer there", peer="SupplyNetPy"),
    "simpy_model_by_day": Ratio("the same, if a day's picks are one event there", peer="SimPy"),
    "recording_share": Ratio("share of samples of a flagship year that stand in recording", at_most(0.1)),
    "order_path_share": Ratio("share of samples that stand in needs, decisions, transfers, orders and bills"),
    "decision_microseconds": Ratio("one decision of transfer-first [microseconds]", at_most(0.7)),
    "decision_hashed_microseconds": Ratio("the same with the hash of its facts [microseconds]", at_most(2)),
    "decision_python": Ratio("our decisions a second / those of a function in Python on ready facts"),
    "event_time_120_12": Ratio("time an event at 120 hospitals / at 12"),
    "event_time_1200_12": Ratio("time an event at 1,200 hospitals / at 12", at_most(2)),
    "bytes_a_point": Ratio("model, path and state of a stocking point at 12 hospitals [byte]"),
    "bytes_120_12": Ratio("bytes a stocking point at 120 hospitals / at 12"),
    "bytes_1200_12": Ratio("bytes a stocking point at 1,200 hospitals / at 12", at_most(1.1)),
    "threads_2_processes_2": Ratio("the work of two threads / of two processes in the same time", at_least(0.95)),
    "policies_together_apart": Ratio("five policies in one experiment / in five", at_most(0.9)),
    "policies_program_together_apart": Ratio("one run of five policies / five runs, of the program", at_most(0.9)),
}


def summary(values: list[float]) -> dict[str, float]:
    """What goes into the JSON file."""
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def line(name: str, values: list[float]) -> str:
    """A row of the table."""
    ratio, median = RATIOS[name], statistics.median(values)
    reached = "" if ratio.goal is None else "reached" if ratio.goal.reached(median) else "NOT REACHED"
    spread = f"{min(values):.4g} .. {max(values):.4g}"
    return f"{name:<28}{median:>9.4g}  {spread:<21} {ratio.goal or ''!s:>8} {reached:<12} {ratio.doc}"
