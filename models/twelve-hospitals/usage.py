"""Which unit uses which item, and how many a day."""

import math

import keyed
from catalogue import ITEM_SIGMA, PAIR_SIGMA, Item, significant
from categories import CATEGORIES
from sites import Unit

# Items of a unit's list by category, in the order of CATEGORIES: the totals are P024's 200, 280, 350, 800, 400, 120
# (D07); the split is an assumption.
#            ppe wound  iv surgical implants lab pharmacy linen respiratory
LISTS = {
    "ward": (30, 50, 45, 8, 0, 30, 17, 10, 10),
    "icu": (35, 55, 75, 15, 0, 35, 25, 10, 30),
    "ed": (40, 80, 75, 35, 0, 55, 25, 12, 28),
    "or": (30, 60, 50, 290, 300, 20, 20, 10, 20),
    "procedure": (25, 30, 60, 160, 70, 20, 15, 6, 14),
    "clinic": (25, 25, 12, 8, 0, 28, 8, 8, 6),
}
# Share of a unit's picks by category; the ICU leans on the counts of P030, the rest is an assumption.
SHARES = {
    "ward": (0.38, 0.10, 0.20, 0.02, 0, 0.12, 0.08, 0.06, 0.04),
    "icu": (0.36, 0.16, 0.22, 0.03, 0, 0.08, 0.07, 0.03, 0.05),
    "ed": (0.36, 0.12, 0.20, 0.03, 0, 0.15, 0.05, 0.04, 0.05),
    "or": (0.20, 0.10, 0.10, 0.45, 0.02, 0.02, 0.05, 0.03, 0.03),
    "procedure": (0.22, 0.08, 0.15, 0.40, 0.015, 0.04, 0.05, 0.025, 0.02),
    "clinic": (0.40, 0.15, 0.05, 0.05, 0, 0.22, 0.05, 0.05, 0.03),
}
# A list holds the items whose score passes a threshold: popular everywhere, liked at this hospital, needed in this
# unit. The three weights are an assumption.
POPULAR, LIKED, NEEDED = 0.7, 0.8, 0.7
SCORE_SIGMA = math.sqrt(POPULAR**2 + LIKED**2 + NEEDED**2)
SIZED = ("or", "procedure")  # one suite a hospital: its list grows with the hospital
TAIL_LISTED, TAIL_WEIGHT = 0.3, 0.05  # items beyond the full catalogue are rarely listed and little used; assumption


def list_factor(unit: Unit) -> float:
    """Length of a unit's list against its type; assumption."""
    if unit.type not in SIZED:
        return 1.0
    return min(1.3, max(0.6, (unit.hospital.beds / 190) ** 0.25))


def likings(hospital_id: str, catalogue: list[Item]) -> list[float]:
    """How much a hospital likes each item, standard normal."""
    return [keyed.normal(f"{hospital_id}/{item.id}", "liked") for item in catalogue]


def rates(unit: Unit, catalogue: list[Item], liked: list[float]) -> list[tuple[Item, float]]:
    """(item, mean picks a day) of a unit. Weights are shared out over the full catalogue alone, so profiles nest."""
    factor = list_factor(unit)
    thresholds = {}
    for category, length in zip(CATEGORIES, LISTS[unit.type], strict=True):
        if length:
            share = min(0.95, length * factor / category.items)
            thresholds[category.id] = (
                -keyed.normal_at(share) * SCORE_SIGMA,
                -keyed.normal_at(share * TAIL_LISTED) * SCORE_SIGMA,
            )
    weights: dict[str, list[tuple[Item, float]]] = {}
    for item, like in zip(catalogue, liked, strict=True):
        if item.category.id not in thresholds:
            continue
        need, weight, _, _ = keyed.uniforms(f"{unit.id}/{item.id}", "pair")
        score = POPULAR * item.popularity + LIKED * like + NEEDED * keyed.normal_at(need)
        if score <= thresholds[item.category.id][0 if item.in_full else 1]:
            continue
        size = math.exp(ITEM_SIGMA * item.popularity + PAIR_SIGMA * keyed.normal_at(weight))
        weights.setdefault(item.category.id, []).append((item, size if item.in_full else size * TAIL_WEIGHT))
    totals = {name: math.fsum(w for item, w in group if item.in_full) for name, group in weights.items()}
    listed = {name: total for name, total in totals.items() if total > 0}
    shares = {c.id: s for c, s in zip(CATEGORIES, SHARES[unit.type], strict=True) if c.id in listed}
    whole = math.fsum(shares.values())
    result = []
    for name, group in weights.items():
        if name in listed:
            each = unit.picks * shares[name] / whole / listed[name]
            result += [(item, significant(max(each * weight, 0.0005))) for item, weight in group]
    return result
