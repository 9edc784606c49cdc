"""Fits laws to the quantiles of purchase lags and draws them beside the data.

    python models/twelve-hospitals/fit.py

Reads inputs/purchase_lags.csv; writes fits/laws.csv, which the generator reads, and fits/laws.png. A lognormal, a gamma
and a mixture of two lognormals compete; the simplest that is within CLOSE of the data at every quantile is taken, or else
the closest. Needs matplotlib for the picture, otherwise the standard library.
"""

import csv
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.dont_write_bytecode = True

import inputs  # noqa: E402
import keyed  # noqa: E402
import laws  # noqa: E402

FOLDER = Path(__file__).resolve().parent / "fits"
CLOSE = 0.05  # of probability
TITLES = {
    "invoiced_after_receipt": "Receipt to invoice dated, where later",
    "processing": "Invoice dated to entered",
    "exception": "Blocked invoice entered to released",
}
Point = tuple[float, float]  # share, days


@dataclass(frozen=True)
class Fit:
    """A law of days: its share below a value, and its text as the tables write it."""

    family: str
    law: laws.Law
    share_below: Callable[[float], float]

    def gap(self, points: list[Point]) -> float:
        """The greatest difference of probability at the quantiles."""
        return max(abs(self.share_below(days) - share) for share, days in points)


def lognormal(points: list[Point]) -> Fit:
    """The straight line through the logarithms of the quantiles (least squares on normal scores)."""
    scores = [keyed.normal_at(share) for share, _ in points]
    logs = [math.log(days) for _, days in points]
    centre, mu = math.fsum(scores) / len(points), math.fsum(logs) / len(points)
    sigma = math.fsum((z - centre) * (x - mu) for z, x in zip(scores, logs, strict=True)) / math.fsum(
        (z - centre) ** 2 for z in scores
    )
    mu -= sigma * centre
    return Fit("lognormal", as_lognormal(mu, sigma), lambda x: keyed.normal_share((math.log(x) - mu) / sigma))


def as_lognormal(mu: float, sigma: float) -> laws.Law:
    """By the mean and deviation of the logarithm of days."""
    return laws.lognormal(24 * math.exp(mu), 24 * math.exp(mu + laws.Z95 * sigma))


def gamma(points: list[Point]) -> Fit:
    """The gamma law whose greatest difference is least, by a search over shape and mean."""
    best = min(
        ((0.3 * 1.05**k, scale) for k in range(60) for scale in (math.exp(j / 40) for j in range(-40, 180))),
        key=lambda g: max(abs(gamma_share(g[0], days / g[1]) - share) for share, days in points),
    )
    shape, scale = best
    return Fit("gamma", laws.gamma(24 * shape * scale, 1 / math.sqrt(shape)), lambda x: gamma_share(shape, x / scale))


def gamma_share(shape: float, x: float) -> float:
    """The share of a gamma law of scale 1 below x, by its series."""
    if x > shape + 60:
        return 1.0
    term = total = 1 / shape
    k = shape
    while term > total * 1e-12:
        k += 1
        term *= x / k
        total += term
    return min(1.0, total * math.exp(-x + shape * math.log(x) - math.lgamma(shape)))


def two_lognormals(points: list[Point]) -> Fit:
    """A mixture of two lognormals by expectation maximisation, each quantile standing for the share around it."""
    logs = [math.log(days) for _, days in points]
    edges = [0.0, *((a + b) / 2 for (a, _), (b, _) in pairwise(points)), 1.0]
    mass = [high - low for low, high in pairwise(edges)]
    first = [1.0 if share < 0.5 else 0.0 for share, _ in points]  # of each point, to the first part
    parts: list[tuple[float, float, float]] = []
    for _ in range(500):
        parts = []
        for belongs in (first, [1 - f for f in first]):
            weights = [m * b for m, b in zip(mass, belongs, strict=True)]
            weight = math.fsum(weights)
            mu = math.fsum(w * x for w, x in zip(weights, logs, strict=True)) / weight
            variance = math.fsum(w * (x - mu) ** 2 for w, x in zip(weights, logs, strict=True)) / weight
            parts.append((weight, mu, math.sqrt(max(variance, 0.01))))
        densities = [[w / s * math.exp(-(((x - m) / s) ** 2) / 2) for w, m, s in parts] for x in logs]
        first = [d[0] / (d[0] + d[1]) for d in densities]
    weight = round(parts[0][0], 3)
    (_, mu0, s0), (_, mu1, s1) = parts
    law = laws.mixture((weight, as_lognormal(mu0, s0)), (round(1 - weight, 3), as_lognormal(mu1, s1)))
    return Fit(
        "two lognormals",
        law,
        lambda x: (
            weight * keyed.normal_share((math.log(x) - mu0) / s0)
            + (1 - weight) * keyed.normal_share((math.log(x) - mu1) / s1)
        ),
    )


def fit(points: list[Point]) -> Fit:
    """The simplest law that is close, or else the closest."""
    rivals = [lognormal(points), gamma(points), two_lognormals(points)]
    return next((f for f in rivals if f.gap(points) <= CLOSE), min(rivals, key=lambda f: f.gap(points)))


def draw(fits: dict[str, tuple[list[Point], Fit]], file: Path) -> None:
    """Data as dots, the law as a line, one panel a lag."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, panels = plt.subplots(1, len(fits), figsize=(11, 3.4), sharey=True, layout="constrained")
    for panel, (lag, (points, law)) in zip(panels, fits.items(), strict=True):
        low, high = math.log(points[0][1]), math.log(points[-1][1])
        xs = [math.exp(low + (high - low) * k / 200) for k in range(201)]
        panel.plot(xs, [law.share_below(x) for x in xs], color="#c44e52", label=law.family)
        panel.plot([d for _, d in points], [s for s, _ in points], "o", color="#333333", markersize=3, label="data")
        panel.set_xscale("log")
        panel.set_xlabel("days")
        panel.set_title(f"{TITLES[lag]}\ngreatest difference {law.gap(points):.3f}", fontsize=9)
        panel.grid(alpha=0.3)
        panel.legend(fontsize=8)
    panels[0].set_ylabel("share at or below")
    figure.savefig(file, dpi=90, metadata={"Software": None})


def main() -> int:
    """Fits, writes, draws."""
    lags = inputs.purchase_lags()
    fits = {lag: (lags[lag], fit(lags[lag])) for lag in TITLES}
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "laws.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("# Laws fitted to inputs/purchase_lags.csv; written by fit.py\n")
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["lag", "family", "law", "mean_days", "greatest_difference"])
        for lag, (points, law) in fits.items():
            table.writerow([lag, law.family, law.law.text, f"{law.law.mean:.2f}", f"{law.gap(points):.3f}"])
    draw(fits, FOLDER / "laws.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
