"""Joins the modules into one network: every table, in memory."""

import math
from dataclasses import dataclass

import catalogue as items_
import inputs
import keyed
import lanes as lanes_
import sites
import sourcing
import stocking
import usage
from lanes import Lane
from sites import Centre, Hospital, Unit
from stocking import Flow, Rule


@dataclass
class Network:
    """All that the tables say."""

    profile: str
    hospitals: list[Hospital]
    centres: list[Centre]
    units: list[Unit]
    items: list[items_.Item]
    cost: dict[str, float]
    pack: dict[str, int]
    cv: dict[str, float]
    rates: dict[tuple[str, str], float]  # unit, item -> picks a day
    suppliers: dict[str, sourcing.Supplier]
    sources: sourcing.Sources
    lanes: list[Lane]
    rules: dict[tuple[str, str], Rule]  # location, item
    flows: dict[tuple[str, str], Flow]  # storeroom or centre, item
    leads: dict[tuple[str, str], tuple[float, float]]
    substitutes: list[tuple[str, str]]


def network(profile: str, hospital_count: int = 12) -> Network:
    """The network of a profile. The full catalogue at the twelve real sites sets the level of costs in every profile."""
    wanted = items_.items(profile)
    considered = wanted if profile == "large" else items_.items("full")
    members = sites.hospitals(hospital_count)
    units = [unit for hospital in members for unit in sites.units(hospital)]
    reference: dict[str, float] = {}
    cvs: dict[str, list[float]] = {}
    kept = {item.id for item in wanted}
    rates: dict[tuple[str, str], float] = {}
    liked = {h.id: usage.likings(h.id, considered) for h in members}
    for unit in units:
        for item, rate in usage.rates(unit, considered, liked[unit.hospital.id]):
            if unit.hospital.cluster == 0:
                reference[item.id] = reference.get(item.id, 0.0) + rate * 365
                cvs.setdefault(item.id, []).append(rate)
            if item.id in kept:
                rates[unit.id, item.id] = rate
    beds = sum(h.beds for h in members if h.cluster == 0)
    cost = items_.costs(wanted if profile == "large" else considered, reference, beds)
    pack = {item.id: items_.pack(item, cost[item.id]) for item in wanted}
    cv = {item.id: noise(cvs.get(item.id, [])) for item in wanted}
    centres = [sites.centre([h for h in members if h.cluster == c]) for c in sorted({h.cluster for h in members})]
    suppliers = sourcing.suppliers(centres)
    sources = sourcing.source(wanted, cost, suppliers, centres)
    result = Network(
        profile,
        members,
        centres,
        units,
        wanted,
        cost,
        pack,
        cv,
        rates,
        suppliers,
        sources,
        [],
        {},
        {},
        {},
        items_.substitutes(wanted),
    )
    result.lanes = lanes_.lanes(members, centres, suppliers, sources)
    stock(result)
    drop_unstocked(result)
    return result


def noise(rates: list[float]) -> float:
    """Weekly noise of an item by its mean volume in a unit.

    Measured on monthly purchases of hospitals; that purchases exaggerate (lumping) and that weeks are noisier than
    months are taken to cancel: an assumption.
    """
    if not rates:
        return 0.65
    volume = 30 * math.fsum(rates) / len(rates)
    points = [(math.log(v), c) for v, c in inputs.variability()]
    return round(keyed.interpolate(math.log(max(volume, 1e-6)), points), 2)


def stock(net: Network) -> None:
    """Stock rules from the shelves upward: units, storerooms, centres."""
    lane = {(way.start, way.end): way for way in net.lanes}
    by_id = {item.id: item for item in net.items}
    hospital = {h.id: h for h in net.hospitals}
    centre = {c.cluster: c for c in net.centres}
    units = {u.id: u for u in net.units}
    for (unit_id, item_id), rate in net.rates.items():
        unit = units[unit_id]
        rule = stocking.unit_rule(rate, net.cost[item_id], net.pack[item_id])
        net.rules[unit_id, item_id] = rule
        flow = net.flows.setdefault((unit.hospital.id, item_id), Flow())
        flow.add(rate, stocking.lot(rule), net.cv[item_id], stocking.WEEKDAY_FACTOR.get(unit.type, 1.0))
    for (hospital_id, item_id), flow in list(net.flows.items()):
        home = hospital[hospital_id]
        name = net.sources.hospital_source[item_id]
        if net.suppliers[name].channel == "internal":
            name = centre[home.cluster].id
        supplier = net.suppliers[name]
        lead = stocking.lead_time(supplier, lane[name, hospital_id], home.platform == "on-premises")
        rule = stocking.store_rule(
            flow,
            lead,
            stocking.ORDER_DAYS[supplier.channel],
            0.0,
            net.cost[item_id],
            net.pack[item_id],
            by_id[item_id].criticality,
        )
        net.rules[hospital_id, item_id] = rule
        net.leads[hospital_id, item_id] = lead
        if supplier.channel == "internal":
            total = net.flows.setdefault((name, item_id), Flow())
            # Noise of units evens out over a hospital; what is left is inside the lots.
            total.add(flow.rate, stocking.lot(rule), math.sqrt(flow.noise) / flow.rate, 1.0)
    for (name, item_id), flow in net.flows.items():
        if name in hospital:
            continue
        first = net.sources.centre_source[item_id]
        lead = stocking.lead_time(net.suppliers[first], lane[first, name], False)
        net.leads[name, item_id] = lead
        net.rules[name, item_id] = stocking.store_rule(
            flow,
            lead,
            stocking.CENTRE_ORDER_DAYS,
            stocking.CENTRE_LEAST_SAFETY_DAYS,
            net.cost[item_id],
            net.pack[item_id],
            by_id[item_id].criticality,
        )


def drop_unstocked(net: Network) -> None:
    """A centre offers only what it stocks: an item that none of its hospitals uses is not on its contract."""
    centres = {c.id for c in net.centres}
    net.sources.offers = [
        (contract, item, price)
        for contract, item, price in net.sources.offers
        if net.sources.contracts[contract][0] not in centres
        or (net.sources.contracts[contract][0], item) in net.rules
    ]
    used = {contract for contract, _, _ in net.sources.offers}
    net.sources.contracts = {c: who for c, who in net.sources.contracts.items() if c in used}
    named = {supplier for supplier, _ in net.sources.contracts.values()}
    net.suppliers = {name: s for name, s in net.suppliers.items() if name in named}
