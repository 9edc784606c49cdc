"""Suppliers, contracts and offers: who sells what to whom, at which price and how fast."""

import math
from dataclasses import dataclass, field

import keyed
import laws
from catalogue import Item, significant
from categories import CATEGORIES
from laws import Law
from sites import Centre

# D18: 2 distributors, 60 direct, 20 specialty and consignment, 8 import or spot; the split of the last is an assumption.
DISTRIBUTORS = ("D1", "D2")
DIRECT = tuple(f"M{k:02d}" for k in range(1, 61))
SPECIALTY = tuple(f"C{k:02d}" for k in range(1, 21))
IMPORT = ("X1", "X2", "X3", "X4")
SPOT = ("S1", "S2", "S3", "S4")
# Main category of the direct suppliers, in order of their names; assumption.
DIRECT_BY_CATEGORY = (
    ("ppe", 5),
    ("wound", 8),
    ("iv", 8),
    ("surgical", 18),
    ("lab", 8),
    ("pharmacy", 5),
    ("linen", 2),
    ("respiratory", 6),
)
SECOND_LINE_SHARE = 0.9  # direct suppliers with a second category; assumption
SHIPS_TO_HOSPITALS = ("ppe", 1), ("iv", 3), ("linen", 2)  # so many of a category's direct suppliers; assumption

# Items that never see the distribution centre, which stocks about 2,000 of 2,400 (D13). Which they are is an assumption:
# a third of the implants (consignment), linen from a service, and the fast movers that the prime distributor brings.
DIRECT_IMPLANTS = 0.31
DIRECT_LINEN = 0.5
DIRECT_FAST, FAST = 0.85, 1.4  # share of the items whose popularity passes the threshold
# Choices among suppliers; assumptions.
IMPORT_SHARE = {"ppe": 0.30}
IMPORT_SHARE_OTHER = 0.04
DC_FROM_DISTRIBUTOR = 0.30
DC_SECOND_SOURCE = 0.8
SECOND_DISTRIBUTOR = 0.6
LOCAL_MAKER = 0.4
HOSPITAL_ALTERNATIVE = 0.85
D1_SHARE = 0.6
SECOND_SPECIALTY = 0.2
SPOT_SHARE = 0.12
SPOT_CATEGORIES = ("ppe", "wound", "iv", "respiratory", "pharmacy")
# A maker's backorder: 3 % of a centre's 18 lines a year is 0.045 a month for each item, inside the 0.02 to 0.05 of P076.
# The length, and the smaller share at distributors, who stock many makers' goods, are an assumption.
MAKER_LATE = (0.03, laws.lognormal(25 * 24, 75 * 24))
DISTRIBUTOR_LATE = (0.01, laws.uniform(5 * 24, 20 * 24))
ALTERNATIVE_MARKUP = (0.03, 0.10)  # an alternative source is this much dearer; assumption


@dataclass
class Supplier:
    """A supplier and how it works."""

    id: str
    name: str
    channel: str
    sequence: str
    hours: str
    acknowledge: Law
    lead_time: Law
    fill: str
    expedite_lead_time: str
    expedite_price: str
    minimum_order: str
    small_order_fee: str
    waits: tuple[float, float]  # mean and deviation of closed hours met by an order [days]; assumption
    location: str = ""
    categories: tuple[str, ...] = ()
    late: tuple[float, Law] | None = (
        None  # share of lines that wait for their maker, and how long; no stock rule plans for it
    )

    @property
    def shipping(self) -> str:
        """The law from acknowledged to shipped, late lines among them."""
        if self.late is None:
            return self.lead_time.text
        share, law = self.late
        return laws.mixture((round(1 - share, 6), self.lead_time), (share, law)).text


@dataclass
class Sources:
    """Contracts and offers of one catalogue."""

    contracts: dict[str, tuple[str, str]] = field(default_factory=dict)  # id -> supplier, ships_to
    offers: list[tuple[str, str, float]] = field(default_factory=list)  # contract, item, price
    hospital_source: dict[str, str] = field(default_factory=dict)  # item -> the supplier hospitals use first
    centre_source: dict[str, str] = field(default_factory=dict)  # item -> the supplier the centre uses first

    def offer(self, supplier: str, ships_to: str, item: Item, price: float) -> None:
        """One item under the supplier's contract for its category and destination."""
        contract = f"{supplier}-{item.category.prefix}-{'H' if ships_to == 'hospitals' else 'DC'}"
        self.contracts[contract] = (supplier, ships_to)
        self.offers.append((contract, item.id, significant(price, 5)))


def fill(supplier: str, low: float = 0.90, high: float = 0.96) -> str:
    """Share of a line that ships: in full nearly always, else 30 to 90 %; the mean is near the 0.97 of P068."""
    share = round(low + (high - low) * keyed.uniform(supplier, "fill"), 3)
    return f"mixture({laws.number(share)}: 100 %, {laws.number(round(1 - share, 3))}: uniform(30 %, 90 %))"


def suppliers(centres: list[Centre]) -> dict[str, Supplier]:
    """All suppliers by id."""
    result = {}
    for centre in centres:
        # The centre ships from its own stock (P070), so nothing but an empty shelf cuts a line. Sequential: its orders
        # ride the same truck. STAT handling is the law of P102; the rest is an assumption.
        result[centre.id] = Supplier(
            centre.id,
            "Distribution centre",
            "internal",
            "sequential",
            "mon-fri 05:00-23:00, sat 05:00-14:00",
            laws.uniform(0.1, 0.5),
            laws.triangular(1, 2, 4),
            "100 %",
            "triangular(30 min, 1 h, 2.5 h)",
            "100 %",
            "",
            "",
            (0.2, 0.4),
            location=centre.id,
        )
    for name in DISTRIBUTORS:
        # Picked in the evening, on the road overnight (P067); an electronic order is acknowledged within the hour
        # (P107, assumption). Crossing: each order is a parcel of its own.
        result[name] = Supplier(
            name,
            f"Distributor {name[1:]}",
            "distributor",
            "crossing",
            "mon-fri 05:00-20:00, sun 10:00-20:00",
            laws.uniform(0.25, 1),
            laws.uniform(1, 4),
            fill(name),
            "uniform(1 h, 3 h)",
            "105 %",
            "350 USD",
            "10 USD",
            (0.3, 0.5),
            categories=tuple(c.id for c in CATEGORIES if c.id != "implants"),
            late=DISTRIBUTOR_LATE,
        )
    main = [category for category, count in DIRECT_BY_CATEGORY for _ in range(count)]
    for name, category in zip(DIRECT, main, strict=True):
        lines = [category]
        second, which, *_ = keyed.uniforms(name, "second line")
        if second < SECOND_LINE_SHARE:
            others = [c.id for c in CATEGORIES if c.id not in (category, "implants", "linen")]
            lines.append(others[int(which * len(others))])
        # With a lane of one to three days the whole is near a median of 4 days, a 95 % quantile of 10 (P071). P114: a
        # business day to acknowledge. Crossing: parcels. Minimum and fee inside P072.
        result[name] = direct(
            name, f"Manufacturer {name[1:]}", "direct", lognormal_by(name, 1.4, 7.5), (0.5, 0.7), lines
        )
    for name in SPECIALTY:
        # Consigned or loaned sets from a depot: shipped within days (P071); the law is an assumption.
        result[name] = direct(
            name, f"Specialty {name[1:]}", "direct", lognormal_by(name, 1.0, 3.0), (0.5, 0.7), ["implants"]
        )
    for name in IMPORT:
        # Factory, port, sea, port, rail: 33 days in all with the lane (P073). Sequential: containers of one shipping
        # line arrive in the order in which they sailed. No expediting.
        result[name] = Supplier(
            name,
            f"Importer {name[1:]}",
            "import",
            "sequential",
            "mon-fri 08:00-17:00",
            laws.uniform(4, 9),
            laws.triangular(72, 120, 240),
            fill(name),
            "",
            "",
            "500 USD",
            "25 USD",
            (0.6, 0.8),
        )
    for name in SPOT:
        # Off contract, from stock, at a premium (P096); quick ship by P071.
        result[name] = direct(
            name, f"Spot market {name[1:]}", "direct", laws.uniform(24, 72), (0.5, 0.7), list(SPOT_CATEGORIES)
        )
    return result


def direct(name: str, title: str, channel: str, lead: Law, waits: tuple[float, float], lines: list[str]) -> Supplier:
    """A supplier that ships parcels from its own stock."""
    minimum, fee, *_ = keyed.uniforms(name, "terms")
    return Supplier(
        name,
        title,
        channel,
        "crossing",
        "mon-fri 08:00-17:00",
        laws.uniform(2, 9),
        lead,
        fill(name),
        "uniform(4 h, 24 h)",
        "110 %",
        f"{350 + round(minimum * 3) * 50} USD",
        f"{10 + round(fee * 3) * 5} USD",
        waits,
        categories=tuple(lines),
        late=MAKER_LATE,
    )


def lognormal_by(name: str, median_days: float, p95_days: float) -> Law:
    """A lead-time law scaled for one supplier by a keyed factor of about a fifth; assumption."""
    factor = 2 ** (0.3 * keyed.normal(name, "lead time"))
    return laws.lognormal(round(24 * median_days * factor), round(24 * p95_days * factor))


def makers(all_suppliers: dict[str, Supplier], category: str, hospitals: bool) -> list[tuple[str, float]]:
    """Direct suppliers of a category with their weights; those that also serve hospitals come first in their group."""
    lead = [n for n in DIRECT if all_suppliers[n].categories[0] == category]
    if hospitals:
        return [(n, 1.0) for n in lead[: dict(SHIPS_TO_HOSPITALS).get(category, 0)]]
    return [(n, 1.0 if n in lead else 0.25) for n in DIRECT if category in all_suppliers[n].categories]


def by_centre(item: Item) -> bool:
    """Whether the distribution centre stocks the item."""
    u = keyed.uniform(item.id, "route")
    if item.category.id == "implants":
        return u >= DIRECT_IMPLANTS
    if item.category.id == "linen":
        return u >= DIRECT_LINEN
    return item.popularity < FAST or u >= DIRECT_FAST


def markup(item: Item, purpose: str) -> float:
    """How much dearer an alternative source is."""
    low, high = ALTERNATIVE_MARKUP
    return 1 + low + (high - low) * keyed.uniform(item.id, purpose)


@dataclass(frozen=True)
class Choice:
    """The keyed choices for one item, made before it is known which of them matter."""

    item: Item
    price: float
    distributor: str
    other: str  # the distributor that was not chosen
    specialty: str
    alternative: float
    second: float
    imported: float
    distributed: float

    @property
    def implant(self) -> bool:
        """Whether it comes from a specialty supplier."""
        return self.item.category.id == "implants"


def choose(item: Item, price: float) -> Choice:
    """The choices for one item, from its name alone."""
    chosen = 0 if keyed.uniform(item.id, "distributor") < D1_SHARE else 1
    specialty = keyed.pick(item.id, "specialty", SPECIALTY)
    return Choice(
        item, price, DISTRIBUTORS[chosen], DISTRIBUTORS[1 - chosen], specialty, *keyed.uniforms(item.id, "offers")
    )


def source(
    catalogue: list[Item], cost: dict[str, float], all_suppliers: dict[str, Supplier], centres: list[Centre]
) -> Sources:
    """Contracts and offers for a catalogue."""
    sources = Sources()
    for item in catalogue:
        choice = choose(item, cost[item.id])
        if by_centre(item):
            for centre in centres:
                sources.offer(centre.id, "hospitals", item, choice.price)
            sources.hospital_source[item.id] = centres[0].id
            source_centre(sources, all_suppliers, choice)
            if choice.implant or choice.alternative < HOSPITAL_ALTERNATIVE:
                supplier = choice.specialty if choice.implant else choice.distributor
                sources.offer(supplier, "hospitals", item, choice.price * markup(item, "alternative price"))
        else:
            source_hospitals(sources, all_suppliers, choice)
        if item.category.id in SPOT_CATEGORIES and keyed.uniform(item.id, "spot") < SPOT_SHARE:
            gap = 1.10 * math.exp(0.15 * keyed.normal(item.id, "spot price") - 0.15**2 / 2)  # P096
            sources.offer(keyed.pick(item.id, "spot supplier", SPOT), "hospitals", item, choice.price * gap)
    return sources


def source_centre(sources: Sources, all_suppliers: dict[str, Supplier], choice: Choice) -> None:
    """How the distribution centre buys an item: a first source, and usually a dearer distributor."""
    item = choice.item
    if choice.implant:
        first = choice.specialty
    elif choice.imported < IMPORT_SHARE.get(item.category.id, IMPORT_SHARE_OTHER):
        first = keyed.pick(item.id, "importer", IMPORT)
    elif choice.distributed < DC_FROM_DISTRIBUTOR:
        first = choice.distributor
    else:
        first = keyed.pick_weighted(item.id, "maker", makers(all_suppliers, item.category.id, hospitals=False))
    sources.offer(first, "dc", item, choice.price)
    sources.centre_source[item.id] = first
    if choice.second < DC_SECOND_SOURCE and not choice.implant:
        second = choice.other if first == choice.distributor else choice.distributor
        sources.offer(second, "dc", item, choice.price * markup(item, "second price"))


def source_hospitals(sources: Sources, all_suppliers: dict[str, Supplier], choice: Choice) -> None:
    """How hospitals buy an item that the distribution centre does not stock."""
    item, rivals = choice.item, []
    local = makers(all_suppliers, item.category.id, hospitals=True)
    if choice.implant:
        first = choice.specialty
        if choice.second < SECOND_SPECIALTY:
            rivals = [keyed.pick(item.id, "rival", [s for s in SPECIALTY if s != first])]
    elif item.category.id == "linen":
        first = keyed.pick_weighted(item.id, "local maker", local)
    elif local and choice.distributed < LOCAL_MAKER:
        first, rivals = keyed.pick_weighted(item.id, "local maker", local), [choice.distributor]
    else:
        first = choice.distributor
        if choice.second < SECOND_DISTRIBUTOR:
            rivals = [choice.other]
    sources.offer(first, "hospitals", item, choice.price)
    sources.hospital_source[item.id] = first
    for rival in rivals:
        sources.offer(rival, "hospitals", item, choice.price * markup(item, "second price"))
