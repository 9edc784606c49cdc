"""How goods travel: trucks from the distribution centre, couriers between hospitals, carriers from suppliers."""

import math
from dataclasses import dataclass

import keyed
import laws
from laws import Law
from sites import Centre, Hospital
from sourcing import DISTRIBUTORS, IMPORT, Sources, Supplier

ROAD_FACTOR = 1.3  # road over great circle; assumption
MILES_PER_HOUR = 55  # assumption
KM_PER_MILE = 1.609344
COURIER_REACH_KM = 122  # gives the about 38 allowed pairs of D19; assumption
COURIER_BASE, COURIER_MILE, COURIER_STAT = 25, 1.75, 25  # USD, P100
TRUCK_BASE, TRUCK_MILE = 12, 0.25  # USD, one order's share of a truck that runs anyway; assumption
EXPEDITE_FREIGHT = 2.5  # against standard freight, P099
EXPEDITE_LEAST = 45  # USD, next-day parcel, P099


@dataclass(frozen=True)
class Lane:
    """A row of lanes.csv; the mean and deviation of wait and transit [days] feed the stock rules."""

    start: str
    end: str
    transit: Law
    schedule: str
    cost: float
    expedite_transit: str
    expedite_cost: float
    wait: float = 0.0  # mean wait for a departure [days]
    wait_sd: float = 0.0


def kilometres(a: Centre | Hospital, b: Centre | Hospital) -> float:
    """Great circle between two places."""
    north_a, east_a, north_b, east_b = map(math.radians, (a.latitude, a.longitude, b.latitude, b.longitude))
    h = math.sin((north_b - north_a) / 2) ** 2
    h += math.cos(north_a) * math.cos(north_b) * math.sin((east_b - east_a) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(h))


def road_miles(a: Centre | Hospital, b: Centre | Hospital) -> float:
    """Miles by road; at least one."""
    return max(1.0, kilometres(a, b) * ROAD_FACTOR / KM_PER_MILE)


def drive(miles: float) -> Law:
    """Hours on the road: a tenth faster or, in bad traffic, two fifths slower than the mean speed; assumption."""
    hours = miles / MILES_PER_HOUR + 0.1
    return laws.triangular(0.9 * hours, hours, 1.4 * hours)


def truck_schedule(hospital: Hospital) -> tuple[str, float, float]:
    """Departures from the distribution centre with mean and deviation of the wait [days]; by size, an assumption."""
    if hospital.beds >= 200:
        return "mon-sat 04:00", 0.62, 0.40
    if hospital.beds >= 100:
        return "mon-fri 04:00", 0.79, 0.65
    return "mon 04:00; wed 04:00; fri 04:00", 1.21, 0.75


def lanes(
    members: list[Hospital], centres: list[Centre], suppliers: dict[str, Supplier], sources: Sources
) -> list[Lane]:
    """All lanes, by start and end."""
    result = []
    home = {c.cluster: c for c in centres}
    for hospital in members:
        centre = home[hospital.cluster]
        miles = road_miles(centre, hospital)
        schedule, wait, wait_sd = truck_schedule(hospital)
        courier = COURIER_BASE + COURIER_MILE * miles + COURIER_STAT
        result.append(
            Lane(
                centre.id,
                hospital.id,
                drive(miles),
                schedule,
                round(TRUCK_BASE + TRUCK_MILE * miles, 2),
                drive(miles).text,
                round(courier, 2),
                wait,
                wait_sd,
            )
        )
    for a in members:
        for b in members:
            if a is b or a.cluster != b.cluster or kilometres(a, b) > COURIER_REACH_KM:
                continue
            # Picking and packing at the donor (P102) is transfer_handling in network.yaml; here only the drive counts.
            miles = road_miles(a, b)
            cost = COURIER_BASE + COURIER_MILE * miles
            result.append(
                Lane(
                    a.id,
                    b.id,
                    drive(miles),
                    "continuous",
                    round(cost, 2),
                    drive(miles).text,
                    round(cost + COURIER_STAT, 2),
                )
            )
    destinations = {(supplier, ships_to) for supplier, ships_to in sources.contracts.values()}
    for name, supplier in suppliers.items():
        if supplier.channel == "internal":
            continue
        if (name, "dc") in destinations:
            result += [carrier(supplier, centre.id, True) for centre in centres]
        if (name, "hospitals") in destinations:
            result += [carrier(supplier, hospital.id, False) for hospital in members]
    return sorted(result, key=lambda lane: (lane.start, lane.end))


def carrier(supplier: Supplier, end: str, pallets: bool) -> Lane:
    """A carrier's lane from a supplier; freight per shipment is an assumption."""
    share = keyed.uniform(f"{supplier.id}>{end}", "freight")
    if supplier.id in DISTRIBUTORS:
        # Leaves at 20:00 for the morning dock: one day for 95 %, two for 4 %, three for 1 % (P067).
        transit = laws.mixture(
            (0.95, laws.uniform(8, 11)), (0.04, laws.uniform(32, 35)), (0.01, laws.uniform(56, 59))
        )
        cost = round((60 + 60 * share) if pallets else (8 + 8 * share), 2)
        # A same-day courier from the distributor's depot; assumption.
        return Lane(
            supplier.id,
            end,
            transit,
            "mon-fri 20:00; sun 20:00",
            cost,
            "uniform(3 h, 6 h)",
            round(max(EXPEDITE_LEAST, EXPEDITE_FREIGHT * cost), 2),
            0.60,
            0.45,
        )
    if supplier.id in IMPORT:
        # Sea, ports and rail: with the factory's days the whole chain has the 33 days of P073; the spread is an assumption.
        return Lane(
            supplier.id, end, laws.lognormal(24 * 26.5, 24 * 36), "continuous", round(900 + 900 * share, 2), "", 0
        )
    near = keyed.uniform(supplier.id, "near")
    transit = laws.uniform(24 + 24 * (near > 0.6), 48 + 24 * (near > 0.6))
    cost = round((80 + 120 * share) if pallets else (15 + 25 * share), 2)
    return Lane(
        supplier.id,
        end,
        transit,
        "mon-fri 17:00",
        cost,
        "uniform(14 h, 20 h)",
        round(max(EXPEDITE_LEAST, EXPEDITE_FREIGHT * cost), 2),
        0.79,
        0.6,
    )
