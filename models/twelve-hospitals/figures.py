"""Yearly counts that follow from a network's tables alone: at mean demand, without shortages."""

import math
from collections import Counter, defaultdict

import keyed
import sites
import sourcing
import stocking
from catalogue import capture
from categories import CATEGORIES
from network import Network

AUTOMATIC = 2000  # USD, P113


def figures(net: Network) -> dict[str, float]:
    """All counts of a network, by name."""
    return activity(net) | catalogue(net) | flows(net) | stock(net) | sourcing_counts(net)


def activity(net: Network) -> dict[str, float]:
    """What the hospitals do in a year, and the picks that go with it."""
    f = dict(sites.activity(net.hospitals))
    f["beds"] = sum(h.beds for h in net.hospitals)
    f["admissions"] = f["patient-days"] / 5.146  # P003
    f["units"], f["pairs"] = len(net.units), len(net.rates)
    f["picks"] = 365 * math.fsum(net.rates.values())
    # Shifts with at least one pick, D10.
    f["shift draws"] = math.fsum(1 - math.exp(-rate / 3) for rate in net.rates.values()) * 1095
    f["spend"] = 365 * math.fsum(rate * net.cost[item] for (_, item), rate in net.rates.items())
    return f


def catalogue(net: Network) -> dict[str, float]:
    """Shares over the items."""
    count = len(net.items)
    scanned = {i.id: capture(i) for i in net.items}
    f = {
        "items": count,
        "vital": sum(i.criticality == "vital" for i in net.items) / count,
        "essential": sum(i.criticality == "essential" for i in net.items) / count,
        "substitutable": len({i for i, _ in net.substitutes}) / count,
        "capture": math.fsum(r * scanned[i] for (_, i), r in net.rates.items()) / math.fsum(net.rates.values()),
    }
    category = {i.id: i.category.id for i in net.items}
    spend: dict[str, list[float]] = defaultdict(list)
    for (_, item), rate in net.rates.items():
        spend[category[item]].append(rate * net.cost[item])
    total = math.fsum(v for values in spend.values() for v in values)
    return f | {f"spend {c.id}": math.fsum(spend[c.id]) / total for c in CATEGORIES}


def flows(net: Network) -> dict[str, float]:
    """Replenishment lines: yearly use over the lot that a point draws."""
    hospitals = {h.id for h in net.hospitals}
    lines: dict[str, float] = defaultdict(float)
    spend: dict[str, float] = defaultdict(float)
    human = 0.0
    for (place, item), flow in net.flows.items():
        lot = stocking.lot(net.rules[place, item])
        kind = (
            "centre"
            if place not in hospitals
            else (
                "from centre" if net.suppliers[net.sources.hospital_source[item]].channel == "internal" else "direct"
            )
        )
        count = 365 * flow.rate / lot
        lines[kind] += count
        spend[kind] += 365 * flow.rate * net.cost[item]
        human += count * (lot * net.cost[item] > AUTOMATIC)
    like = min(net.hospitals, key=lambda h: (abs(h.beds - 250), h.id))
    unit_lines = {key: 365 * rate / stocking.lot(net.rules[key]) for key, rate in net.rates.items()}
    return {
        "unit lines": math.fsum(unit_lines.values()),
        "from centre lines": lines["from centre"],
        "centre lines": lines["centre"],
        "direct lines": lines["direct"],
        "purchase lines": lines["centre"] + lines["direct"],
        "approved by hand": human / sum(lines.values()),
        "direct share of spend": spend["direct"] / (spend["direct"] + spend["from centre"]),
        "like beds": like.beds,
        "like lines": math.fsum(n for (place, _), n in unit_lines.items() if place.startswith(like.id + "-")),
    }


def stock(net: Network) -> dict[str, float]:
    """Mean stock by level [USD, days, turns]."""
    hospitals = {h.id for h in net.hospitals}
    kind = {u.id: u.type for u in net.units}
    value: dict[str, float] = defaultdict(float)
    use: dict[str, float] = defaultdict(float)
    for (place, item), rule in net.rules.items():
        cost = net.cost[item]
        if place in kind:
            mean, rate, level = (rule.reorder_point + rule.par) / 2, net.rates[place, item], "units"
            if kind[place] == "or":
                value["or"] += mean * cost
                use["or"] += rate * cost
        else:
            flow = net.flows[place, item]
            undershoot = (flow.lumps / flow.rate - 1) / 2
            mean = rule.reorder_point - flow.rate * net.leads[place, item][0] - undershoot + stocking.lot(rule) / 2
            mean, rate, level = max(0.0, mean), flow.rate, "storerooms" if place in hospitals else "centre"
        value[level] += mean * cost
        use[level] += rate * cost
    return {
        "unit points": len(net.rates),
        "storeroom points": sum(place in hospitals for place, _ in net.rules),
        "centre points": sum(place not in hospitals and place not in kind for place, _ in net.rules),
        "stock value": value["units"] + value["storerooms"] + value["centre"],
        "unit days": value["units"] / use["units"],
        "storeroom days": value["storerooms"] / use["storerooms"],
        "centre days": value["centre"] / use["centre"],
        "or turns": 365 * use["or"] / value["or"],
    }


def sourcing_counts(net: Network) -> dict[str, float]:
    """Suppliers, contracts, lanes and the lead time of the direct suppliers [days]."""
    hospitals = {h.id for h in net.hospitals}
    internal = {name for name, s in net.suppliers.items() if s.channel == "internal"}
    lanes: Counter[str] = Counter()
    for lane in net.lanes:
        to = "hospital" if lane.end in hospitals else "centre"
        if lane.start in internal:
            lanes["centre to hospital"] += 1
        elif lane.start in hospitals:
            lanes["hospital to hospital"] += 1
        else:
            lanes[
                "distributor to hospital"
                if lane.start in sourcing.DISTRIBUTORS and to == "hospital"
                else f"supplier to {to}"
            ] += 1
    median, p95 = direct_lead(net)
    return {
        "suppliers": len(net.suppliers) - len(internal),
        "contracts": len(net.sources.contracts),
        "offers": len(net.sources.offers),
        "direct lead median": median,
        "direct lead p95": p95,
    } | {f"lanes {name}": count for name, count in lanes.items()}


def direct_lead(net: Network, draws: int = 4000) -> tuple[float, float]:
    """Median and 95 % quantile of a direct supplier's days from acknowledged to the dock, by keyed draws."""
    transit = {lane.start: lane.transit for lane in net.lanes if lane.end == "DC"}
    names = [name for name in sourcing.DIRECT if name in transit]
    days = []
    for k in range(draws):
        lead, lane = net.suppliers[names[k % len(names)]].lead_time, transit[names[k % len(names)]]
        sigma = math.sqrt(math.log(1 + (lead.sd / lead.mean) ** 2))
        u, v, w, _ = keyed.uniforms(f"draw {k}", "direct lead")
        shipped = lead.mean * math.exp(sigma * keyed.normal_at(u) - sigma**2 / 2)
        # The daily departure costs up to a day.
        days.append(shipped + w + lane.mean + (v - 0.5) * math.sqrt(12) * lane.sd)
    days.sort()
    return days[draws // 2], days[draws * 95 // 100]
