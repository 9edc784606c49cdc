"""Whether simulators of one network give one answer."""

import math
import statistics

from contender import ContenderError, Measured

FIGURES = ("fill_rate", "hospital_stock", "centre_stock")
WITHIN = 4.5  # standard errors: a dozen comparisons of one truth go beyond once in ten thousand benches


def of_ours(measured: Measured) -> Measured:
    """Our figures under the names of peers/small_network.py: sites in order, the centre first."""
    sites = 13
    parts: Measured = {figure: [] for figure in FIGURES}
    for first in range(0, len(measured["fill_rate"]), sites):
        parts["fill_rate"] += measured["fill_rate"][first + 1 : first + sites]
        parts["hospital_stock"] += measured["period_on_hand"][first + 1 : first + sites]
        parts["centre_stock"].append(measured["period_on_hand"][first])
    return parts


def agree(ours: list[Measured], theirs: list[Measured], name: str) -> None:
    """Holds a peer's mean of each figure against ours; the spread is ours, which is of many more replications."""
    for figure in FIGURES:
        own = [value for m in ours for value in m[figure]]
        peer = [value for m in theirs for value in m[figure]]
        error = statistics.stdev(own) * math.sqrt(1 / len(own) + 1 / len(peer))
        apart = abs(statistics.fmean(own) - statistics.fmean(peer))
        if apart > WITHIN * error:
            raise ContenderError(
                f"{name} does not agree: {figure} is {statistics.fmean(peer):.6g} there and "
                f"{statistics.fmean(own):.6g} here, {apart / error:.1f} standard errors apart"
            )
