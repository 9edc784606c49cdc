"""Reads the copies of real data under inputs/."""

import csv
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "inputs"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table under inputs/, without its comment lines."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def hospitals() -> list[dict]:
    """Licensed beds and coordinates of the twelve sites, largest first."""
    return [
        {"id": r["id"], "beds": int(r["beds"]), "latitude": float(r["latitude"]), "longitude": float(r["longitude"])}
        for r in rows("hospitals.csv")
    ]


def wound_price_quantiles() -> list[tuple[float, float]]:
    """(share, price each in GBP) of wound-care generics."""
    return [(float(r["share"]), float(r["price_gbp"])) for r in rows("wound_prices.csv")]


def variability() -> list[tuple[float, float]]:
    """(monthly volume, coefficient of variation)."""
    return [(float(r["monthly_volume"]), float(r["cv"])) for r in rows("variability.csv")]


def state_beds() -> int:
    """Licensed beds of Indiana in general acute and critical access hospitals that report a figure."""
    return sum(int(r["beds"]) for r in rows("indiana_beds.csv"))


def purchase_lags() -> dict[str, list[tuple[float, float]]]:
    """Quantiles of each lag of purchases: (share, days), ascending."""
    lags: dict[str, list[tuple[float, float]]] = {}
    for r in rows("purchase_lags.csv"):
        lags.setdefault(r["lag"], []).append((float(r["share"]), float(r["days"])))
    return lags


def purchase_share(name: str) -> float:
    """How often something happens to a purchase, of all that it could happen to."""
    row = next(r for r in rows("purchase_shares.csv") if r["share"] == name)
    return int(row["of_them"]) / int(row["items"])


def influenza() -> list[tuple[str, int]]:
    """(week ending Saturday, admissions with influenza in Indiana)."""
    return [(r["week_ending"], int(r["admissions"])) for r in rows("influenza_indiana.csv")]
