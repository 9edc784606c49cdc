"""Hospitals, distribution centres and clinical units, and how busy each unit is."""

import math
from dataclasses import dataclass

import inputs
import keyed

# Occupancy by licensed beds, P002 and D01.
OCCUPANCY = [
    (25, 0.40),
    (60, 0.60),
    (85, 0.60),
    (120, 0.66),
    (160, 0.70),
    (190, 0.72),
    (240, 0.75),
    (280, 0.76),
    (340, 0.78),
    (480, 0.80),
    (720, 0.82),
]
BEDS_PER_UNIT = 28  # P012
# Units beside the inpatient ones, by rank of the hospital in its cluster, D06.
OTHER_UNITS = [14, 12, 10, 9, 9, 8, 8, 7, 6, 5, 4, 4]
ICU_UNIT_SHARE = 0.17  # gives the 18 of D07
ICU_BED_SHARE = 0.15  # P004, in hospitals that have one
PROCEDURE_SHARE = 0.28  # of the other units but the ED and the OR; gives the 20 of D07
ED_VISITS_PER_BED = 175  # P009, a year
BEDS_PER_OR = 23  # P010
CASES_PER_OR = 750  # P011, a year
PROCEDURES_PER_BED = 60_000 / 2725  # D09, a year
CLINIC_VISITS_PER_BED = 500_000 / 2725  # D09, a year
# Picks by ward day, ICU day, ED visit, OR case, procedure, clinic visit: P039.
PICKS = {"ward": 45, "icu": 120, "ed": 14, "or": 70, "procedure": 35, "clinic": 4}
UNIT_SPREAD = (
    0.2  # lognormal sigma of a unit's picks against its type; P039 gives 0.6 to 1.6, the law is an assumption
)
ON_PREMISES = {2, 5, 8, 10, 12}  # ranks still on premises: five of twelve by P130, which ones is an assumption
CLUSTER = 12
PREFIX = {"ward": "W", "icu": "ICU", "ed": "ED", "or": "OR", "procedure": "PR", "clinic": "CL"}


@dataclass(frozen=True)
class Hospital:
    """A hospital; rank 1 is the largest of its cluster of twelve."""

    id: str
    rank: int
    cluster: int
    beds: int
    latitude: float
    longitude: float
    occupancy: float

    @property
    def platform(self) -> str:
        """The inventory platform that its scans go through."""
        return "on-premises" if self.rank in ON_PREMISES else "cloud"


@dataclass(frozen=True)
class Centre:
    """A distribution centre, one a cluster."""

    id: str
    cluster: int
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Unit:
    """A clinical unit: staffed beds where it has any, and its mean picks a day."""

    id: str
    hospital: Hospital
    type: str
    beds: int
    picks: float
    name: str


def hospitals(count: int) -> list[Hospital]:
    """The twelve real sites, then synthetic clusters of twelve made from them by keyed noise."""
    real = inputs.hospitals()
    result = []
    for n in range(count):
        cluster, rank = divmod(n, CLUSTER)
        site = real[rank]
        name = f"H{n + 1:02d}"
        beds, latitude, longitude = site["beds"], site["latitude"], site["longitude"]
        if cluster:
            beds = max(15, round(beds * math.exp(0.2 * keyed.normal(name, "beds"))))  # assumption
            shift_north, shift_east = cluster_offset(cluster)
            latitude = round(latitude + shift_north + 0.1 * keyed.normal(name, "north"), 5)
            longitude = round(longitude + shift_east + 0.1 * keyed.normal(name, "east"), 5)
        occupancy = keyed.interpolate(math.log(beds), [(math.log(b), o) for b, o in OCCUPANCY])
        result.append(Hospital(name, rank + 1, cluster, beds, latitude, longitude, round(occupancy, 3)))
    return result


def cluster_offset(cluster: int) -> tuple[float, float]:
    """Where a synthetic cluster lies against the real one [degrees north, east]: cells of a ten by ten grid."""
    cell = (cluster + 45) % 100
    return (cell // 10 - 4) * 3.5, (cell % 10 - 5) * 4.5


def centre(members: list[Hospital]) -> Centre:
    """The distribution centre of a cluster, at its bed-weighted centroid: an assumption."""
    beds = sum(h.beds for h in members)
    cluster = members[0].cluster
    return Centre(
        "DC" if cluster == 0 else f"DC{cluster + 1}",
        cluster,
        round(math.fsum(h.beds * h.latitude for h in members) / beds, 2),
        round(math.fsum(h.beds * h.longitude for h in members) / beds, 2),
    )


def units(hospital: Hospital) -> list[Unit]:
    """The units of a hospital by the scheme of D06 and D07."""
    inpatient = math.ceil(hospital.beds / BEDS_PER_UNIT)
    icus = int(ICU_UNIT_SHARE * inpatient + 0.5)
    wards = inpatient - icus
    others = OTHER_UNITS[hospital.rank - 1]
    procedures = max(1, int(PROCEDURE_SHARE * (others - 2) + 0.5))
    clinics = others - 2 - procedures
    icu_beds = round(ICU_BED_SHARE * hospital.beds) if icus else 0
    yearly = {
        "ward": (hospital.beds - icu_beds) * hospital.occupancy * 365,
        "icu": icu_beds * hospital.occupancy * 365,
        "ed": hospital.beds * ED_VISITS_PER_BED,
        "or": hospital.beds / BEDS_PER_OR * CASES_PER_OR,
        "procedure": hospital.beds * PROCEDURES_PER_BED,
        "clinic": hospital.beds * CLINIC_VISITS_PER_BED,
    }
    counts = {"ward": wards, "icu": icus, "ed": 1, "or": 1, "procedure": procedures, "clinic": clinics}
    beds = {"ward": hospital.beds - icu_beds, "icu": icu_beds}
    titles = {
        "ward": "ward",
        "icu": "intensive care",
        "ed": "emergency department",
        "or": "operating rooms",
        "procedure": "procedure suite",
        "clinic": "clinic",
    }
    result = []
    for kind, count in counts.items():
        for k in range(1, count + 1):
            name = f"{hospital.id}-{PREFIX[kind]}" + (f"-{k}" if kind not in ("ed", "or") else "")
            spread = math.exp(UNIT_SPREAD * keyed.normal(name, "picks") - UNIT_SPREAD**2 / 2)
            share = beds.get(kind, 0)
            unit_beds = share * k // count - share * (k - 1) // count
            title = titles[kind] + (f" {k}" if count > 1 else "")
            result.append(
                Unit(name, hospital, kind, unit_beds, yearly[kind] / 365 * PICKS[kind] / count * spread, title)
            )
    return result


def activity(members: list[Hospital]) -> dict[str, float]:
    """Yearly patient-days, ED visits, OR cases and so on, for the report."""
    days = math.fsum(h.beds * h.occupancy * 365 for h in members)
    icu = math.fsum(
        round(ICU_BED_SHARE * h.beds) * h.occupancy * 365 for h in members if any(u.type == "icu" for u in units(h))
    )
    beds = sum(h.beds for h in members)
    return {
        "patient-days": days,
        "ward days": days - icu,
        "icu days": icu,
        "ED visits": beds * ED_VISITS_PER_BED,
        "OR rooms": beds / BEDS_PER_OR,
        "OR cases": beds / BEDS_PER_OR * CASES_PER_OR,
        "procedures": beds * PROCEDURES_PER_BED,
        "clinic visits": beds * CLINIC_VISITS_PER_BED,
    }
