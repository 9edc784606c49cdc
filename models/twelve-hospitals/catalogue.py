"""The items: category, name, criticality, popularity, cost, pack, capture, substitutes.

What an item is depends on its own name alone. Only the level of costs is scaled, by category, on the full catalogue at
the twelve real sites, so that yearly spend by category meets P020; it is the same number in every profile.
"""

import math
from dataclasses import dataclass

import inputs
import keyed
from categories import CATEGORIES, Category

PROFILES = ("small", "full", "large")
SPEND_PER_BED = 72_700  # USD a year, P016
# Popularity: log weight = 1.3 (item) + 1.245 (unit and item), so that sigma over pairs is the 1.8 of P027; the split is
# an assumption.
ITEM_SIGMA = 1.3
PAIR_SIGMA = math.sqrt(1.8**2 - ITEM_SIGMA**2)
COST_AGAINST_POPULARITY = -0.5  # correlation of log cost and log popularity: what is used much is cheap; assumption
LARGE_ITEMS = 8000  # D08
PACK_VALUE = 60.0  # USD: dearer packs are broken into smaller ones; assumption
# Wound-care prices by share: the shape is real, the level is scaled like every category's.
WOUND_PRICES = inputs.wound_price_quantiles()
CAPTURE = keyed.BetaQuantile(8, 1.6)  # P054
CAPTURE_BOUNDS = (0.80, 0.995)  # below, records drift so far between counts that no policy can work: assumption
SUBSTITUTES_BEYOND_FIRST = 0.6  # Poisson mean; 1.6 substitutes by P029


@dataclass(frozen=True)
class Item:
    """An item before its cost is known: what its own name decides."""

    id: str
    category: Category
    ordinal: int  # from 1 inside its category
    name: str
    criticality: str
    popularity: float  # standard normal
    cost_shape: float  # cost before the level of its category

    @property
    def in_full(self) -> bool:
        """Whether the full catalogue has it; the large one adds more."""
        return self.ordinal <= self.category.items


def size(category: Category, profile: str) -> int:
    """Items of a category in a profile: a tenth, all of D08, or as many more as make 8,000."""
    if profile == "small":
        return category.items // 10
    if profile == "full":
        return category.items
    return round_to_total()[category.id]


def round_to_total() -> dict[str, int]:
    """The large profile by category: largest remainders, so that the sum is exact."""
    full = sum(c.items for c in CATEGORIES)
    exact = {c.id: c.items * LARGE_ITEMS / full for c in CATEGORIES}
    sizes = {name: int(value) for name, value in exact.items()}
    for name in sorted(exact, key=lambda n: (sizes[n] - exact[n], n))[: LARGE_ITEMS - sum(sizes.values())]:
        sizes[name] += 1
    return sizes


def items(profile: str) -> list[Item]:
    """The items of a profile, by category and ordinal."""
    return [make(category, k) for category in CATEGORIES for k in range(1, size(category, profile) + 1)]


def make(category: Category, ordinal: int) -> Item:
    """One item, from its name alone."""
    name = f"{category.prefix}{ordinal:04d}"
    vital, _, popular, cost = keyed.uniforms(name, "item")
    criticality = "essential"
    if vital < category.vital:
        criticality = "vital"
    elif vital > 1 - category.desirable:
        criticality = "desirable"
    popularity = keyed.normal_at(popular)
    mixed = COST_AGAINST_POPULARITY * popularity + math.sqrt(1 - COST_AGAINST_POPULARITY**2) * keyed.normal_at(cost)
    if category.id == "wound":
        shape = keyed.interpolate(keyed.normal_share(mixed), WOUND_PRICES)
    else:
        shape = math.exp(category.cost_sigma * mixed)
    noun = keyed.pick(name, "noun", category.nouns)
    return Item(name, category, ordinal, f"{noun} {ordinal}", criticality, popularity, shape)


def significant(value: float, digits: int = 4) -> float:
    """Rounded to so many significant digits, so that no last bit of a library's logarithm can show."""
    if value == 0:
        return 0.0
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def costs(catalogue: list[Item], reference_picks: dict[str, float], beds: int) -> dict[str, float]:
    """Standard cost [USD each] of every item; `reference_picks` are yearly picks in the full catalogue at the real sites."""
    value: dict[str, list[float]] = {c.id: [] for c in CATEGORIES}
    for item in catalogue:
        if item.in_full and item.id in reference_picks:
            value[item.category.id].append(reference_picks[item.id] * item.cost_shape)
    level = {c.id: c.spend * SPEND_PER_BED * beds / math.fsum(value[c.id]) for c in CATEGORIES}
    return {item.id: max(0.0001, significant(level[item.category.id] * item.cost_shape, 3)) for item in catalogue}


def pack(item: Item, cost: float) -> int:
    """Base units in a pack: a keyed choice of the category, smaller when a pack would be dear."""
    drawn = keyed.pick_weighted(item.id, "pack", item.category.packs)
    choices = sorted(size for size, _ in item.category.packs if size <= drawn)
    affordable = [size for size in choices if size * cost <= PACK_VALUE]
    return affordable[-1] if affordable else 1


def capture(item: Item) -> float:
    """Share of picks that are scanned."""
    low, high = CAPTURE_BOUNDS
    return round(min(high, max(low, CAPTURE(keyed.uniform(item.id, "capture")))), 3)


def unmet(item: Item, cost: float) -> str:
    """Cheap commodities at an empty shelf are done without; the rest is owed. Assumption."""
    return "backorder" if item.category.id in ("surgical", "implants") or cost >= 5 else "lost"


def substitutes(catalogue: list[Item]) -> list[tuple[str, str]]:
    """(item, substitute) pairs: of the same kind and of lower ordinal, so that profiles nest and no cycle can be."""
    result = []
    kin: dict[tuple[str, str], list[Item]] = {}
    for item in catalogue:
        family = kin.setdefault((item.category.id, item.name.rsplit(" ", 1)[0]), [])
        first, more, _, _ = keyed.uniforms(item.id, "substitutes")
        if family and first < item.category.substitutable:
            nearest = sorted(family, key=lambda other: (abs(other.popularity - item.popularity), other.id))
            result += [(item.id, other.id) for other in nearest[: 1 + poisson(more, SUBSTITUTES_BEYOND_FIRST)]]
        family.append(item)
    return result


def poisson(u: float, mean: float) -> int:
    """The Poisson quantile of u, at most 3."""
    share = term = math.exp(-mean)
    count = 0
    while u > share and count < 3:
        count += 1
        term *= mean / count
        share += term
    return count
