"""Draws that depend on what they are for, never on when they are asked.

Every draw is the SHA-256 of seed, entity and purpose, read as uniforms. So profiles nest: adding an item, a unit or a
supplier leaves every other draw as it was.
"""

import hashlib
import math
from bisect import bisect_left
from statistics import NormalDist

SEED = "supplytwin twelve-hospitals 1"
_NORMAL = NormalDist()


def uniforms(entity: str, purpose: str) -> tuple[float, float, float, float]:
    """Four independent uniforms inside (0, 1) for one entity and purpose."""
    digest = hashlib.sha256(f"{SEED}|{entity}|{purpose}".encode()).digest()
    words = (int.from_bytes(digest[k : k + 8], "big") >> 11 for k in (0, 8, 16, 24))
    return tuple((word + 0.5) / 2**53 for word in words)


def uniform(entity: str, purpose: str) -> float:
    """One uniform inside (0, 1)."""
    return uniforms(entity, purpose)[0]


def normal_at(u: float) -> float:
    """The standard normal quantile of u."""
    return _NORMAL.inv_cdf(u)


def normal(entity: str, purpose: str) -> float:
    """One standard normal."""
    return normal_at(uniform(entity, purpose))


def normal_share(z: float) -> float:
    """The share of standard normals below z."""
    return _NORMAL.cdf(z)


def pick(entity: str, purpose: str, choices: list):
    """One of the choices, all equally likely."""
    return choices[int(uniform(entity, purpose) * len(choices))]


def pick_weighted(entity: str, purpose: str, weighted: list[tuple]):
    """One of the (choice, weight) pairs, by weight."""
    rest = uniform(entity, purpose) * math.fsum(weight for _, weight in weighted)
    for choice, weight in weighted:
        rest -= weight
        if rest < 0:
            return choice
    return weighted[-1][0]


class BetaQuantile:
    """Quantiles of a beta law by a fine trapezoid table; the standard library has none."""

    def __init__(self, a: float, b: float, steps: int = 4000):
        density = [((k / steps) ** (a - 1)) * ((1 - k / steps) ** (b - 1)) for k in range(steps + 1)]
        self._share = [0.0]
        for low, high in zip(density, density[1:]):
            self._share.append(self._share[-1] + (low + high) / 2)
        self._steps = steps

    def __call__(self, u: float) -> float:
        target = u * self._share[-1]
        k = max(1, bisect_left(self._share, target))
        low, high = self._share[k - 1], self._share[k]
        return (k - 1 + (target - low) / (high - low)) / self._steps


def interpolate(x: float, points: list[tuple[float, float]]) -> float:
    """The value at x of the line through ascending points, flat outside them."""
    if x <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]
