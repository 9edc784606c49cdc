"""Probability laws as the tables write them, with mean and deviation for the stock rules."""

import math
from dataclasses import dataclass

Z95 = 1.6448536269514722
HOURS = {"min": 1 / 60, "h": 1.0, "day": 24.0, "days": 24.0, "s": 1 / 3600}


@dataclass(frozen=True)
class Law:
    """A law of time: its text, and its mean and deviation [days]."""

    text: str
    mean: float
    sd: float


def number(value: float) -> str:
    """A number without exponent or idle zeros."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return text or "0"


def hours(value: float) -> str:
    """A time as text, to the minute: in minutes below an hour, in days from two days on."""
    minutes = round(value * 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes >= 2880:
        return f"{number(round(minutes / 1440, 2))} days"
    return f"{number(round(minutes / 60, 2))} h"


def uniform(low: float, high: float) -> Law:
    """Between two times [h]."""
    return Law(f"uniform({hours(low)}, {hours(high)})", (low + high) / 48, (high - low) / math.sqrt(12) / 24)


def triangular(low: float, mode: float, high: float) -> Law:
    """Least, most likely and greatest time [h]."""
    variance = (low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18
    text = f"triangular({hours(low)}, {hours(mode)}, {hours(high)})"
    return Law(text, (low + mode + high) / 72, math.sqrt(variance) / 24)


def lognormal(median: float, p95: float) -> Law:
    """By median and 95 % quantile [h]."""
    sigma = math.log(p95 / median) / Z95
    mean = median * math.exp(sigma**2 / 2)
    text = f"lognormal(median {hours(median)}, p95 {hours(p95)})"
    return Law(text, mean / 24, mean * math.sqrt(math.exp(sigma**2) - 1) / 24)


def gamma(mean: float, cv: float) -> Law:
    """By mean [h] and coefficient of variation."""
    return Law(f"gamma(mean {hours(mean)}, cv {number(round(cv, 3))})", mean / 24, mean * cv / 24)


def mixture(*parts: tuple[float, Law]) -> Law:
    """Of laws with shares that add up to 1."""
    mean = math.fsum(share * law.mean for share, law in parts)
    square = math.fsum(share * (law.sd**2 + law.mean**2) for share, law in parts)
    text = "mixture(" + ", ".join(f"{number(share)}: {law.text}" for share, law in parts) + ")"
    return Law(text, mean, math.sqrt(max(0.0, square - mean**2)))
