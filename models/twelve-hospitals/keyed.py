"""Draws that depend on what they are for, never on when they are asked.

Every draw is the SHA-256 of seed, entity and purpose, read as uniforms. So profiles nest: adding an item, a unit or a
supplier leaves every other draw as it was.
"""

import hashlib
import math
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from statistics import NormalDist
from typing import TypeVar

SEED = "supplytwin twelve-hospitals 1"
T = TypeVar("T")
_NORMAL = NormalDist()


def uniforms(entity: str, purpose: str) -> tuple[float, float, float, float]:
    """Four independent uniforms inside (0, 1) for one entity and purpose."""
    digest = hashlib.sha256(f"{SEED}|{entity}|{purpose}".encode()).digest()
    first, second, third, fourth = ((int.from_bytes(digest[k : k + 8], "big") >> 11) + 0.5 for k in (0, 8, 16, 24))
    return first / 2**53, second / 2**53, third / 2**53, fourth / 2**53


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


def pick(entity: str, purpose: str, choices: Sequence[T]) -> T:
    """One of the choices, all equally likely."""
    return choices[int(uniform(entity, purpose) * len(choices))]


def pick_weighted(entity: str, purpose: str, weighted: Sequence[tuple[T, float]]) -> T:
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
        for low, high in pairwise(density):
            self._share.append(self._share[-1] + (low + high) / 2)
        self._steps = steps

    def __call__(self, u: float) -> float:
        """The value below which a share u falls."""
        target = u * self._share[-1]
        k = max(1, bisect_left(self._share, target))
        low, high = self._share[k - 1], self._share[k]
        return (k - 1 + (target - low) / (high - low)) / self._steps


def interpolate(x: float, points: list[tuple[float, float]]) -> float:
    """The value at x of the line through ascending points, flat outside them."""
    if x <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]
