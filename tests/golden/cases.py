"""Makes the needs of `decisions.jsonl`, without their decisions: a small network and some hundred states of it."""

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
POLICIES = ("nightly-batch", "standard-par", "transfer-first", "criticality-tiered", "forecast-led")
NOW = datetime(2025, 2, 10, 14, tzinfo=UTC)
HOUR, DAY = 3_600_000, 86_400_000
USD = 1_000_000
MOST = 2**31 - 1
SITES = ("DC", "H1", "H2", "H3", "H4")
UNITS = {"H1-ICU": "H1", "H1-OR": "H1", "H2-ICU": "H2", "H4-ED": "H4"}
CASES = 70
Row = dict[str, Any]


def wire(t: datetime) -> str:
    return t.strftime("%Y-%m-%dT%H:%M:%S.") + f"{t.microsecond // 1000:03}Z"


def master() -> Row:
    """The network."""
    items = [
        # id, category, criticality, cost, pack, volume, daily use of a storeroom [each / 1000 / day]
        ("N95", "ppe", "vital", 850_000, 20, 90, 180_000),
        ("MASK", "ppe", "essential", 120_000, 50, 12, 400_000),
        ("GOWN", "ppe", "desirable", 2 * USD, 1, 900, 35_500),
        ("STENT", "cardiac", "vital", 900 * USD, 1, 100, 90),
        ("PUMP", "iv", "essential", 45 * USD, 4, 2_000, 7_001),
        ("DUST", "iv", "desirable", 5 * USD, 10, 0, 0),  # nobody uses it
    ]
    contracts = [
        # id, supplier, from, to
        ("OWN", "CENTRE", -100, None),
        ("ACME-A", "ACME", -100, 100),
        ("ACME-OVER", "ACME", -100, 0),  # ends this very instant
        ("BOLT-NEW", "BOLT", 0, 200),  # begins this very instant
        ("BOLT-SOON", "BOLT", 1, 200),
        ("FAR", "FAR", -300, None),
    ]
    offers = []
    for item, _, _, price, *_ in items:
        if item != "STENT":
            offers.append(("OWN", item, True, False, price, 20, 20))
        offers.append(("ACME-A", item, True, True, price * 107 // 100, 160, 160))
        if item in ("N95", "GOWN"):
            offers.append(("ACME-OVER", item, True, True, price // 2, 1, 1))
        if item in ("N95", "MASK", "STENT"):
            offers.append(("BOLT-NEW", item, True, True, price * 96 // 100, 7, 500))
        if item == "MASK":
            offers.append(("BOLT-SOON", item, True, True, 1, 1, 1))
        if item in ("PUMP", "STENT"):
            offers.append(("FAR", item, False, True, price * 60 // 100, 1, 1))
    points: list[Row] = []
    for item, *_, use in items:
        for site in SITES:
            if item == "STENT" and site in ("DC", "H3"):
                continue
            share = {"DC": 4, "H1": 1, "H2": 1, "H3": 1, "H4": 1}[site]
            par = max(3, use * share * 12 // 1000)
            points.append(
                {
                    "location": site,
                    "site": site,
                    "item": item,
                    "kind": "dc" if site == "DC" else "storeroom",
                    "par": par,
                    "reorder_point": par // 2,
                    "daily_use_milli": use * share,
                    **({"lot": 25} if site == "DC" else {}),
                }
            )
    for unit, site in UNITS.items():
        for item, *_, use in items[:5]:
            if item == "STENT" and unit != "H1-OR":
                continue
            points.append(
                {
                    "location": unit,
                    "site": site,
                    "item": item,
                    "kind": "unit",
                    "par": max(2, use // 800),
                    "reorder_point": use // 1700,
                    "daily_use_milli": use // 4,
                }
            )
    return {
        "categories": ["ppe", "cardiac", "iv"],
        "locations": [*SITES, *UNITS],
        "sites": [{"id": s, "dc": s == "DC", "room": 5_000_000 if s == "H4" else 0} for s in SITES],
        "items": [
            {"id": i, "category": c, "criticality": k, "standard_cost": s, "pack": p, "volume": v}
            for i, c, k, s, p, v, _ in items
        ],
        "points": points,
        "suppliers": [
            supplier("CENTRE", "internal", False),
            supplier("ACME", "distributor", True, 1_200_000, 350 * USD, 25 * USD),
            supplier("BOLT", "direct", True, 1_750_000, 1_000 * USD, 80 * USD),
            supplier("FAR", "import", False, 1_000_000, 0, 0),
        ],
        "contracts": [
            {
                "id": i,
                "supplier": s,
                "from": wire(NOW + timedelta(days=a)),
                **({} if b is None else {"to": wire(NOW + timedelta(days=b))}),
            }
            for i, s, a, b in contracts
        ],
        "offers": [
            dict(
                zip(
                    ("contract", "item", "to_hospitals", "to_dc", "price", "multiple", "minimum"),
                    offer,
                    strict=True,
                )
            )
            for offer in offers
        ],
        "substitutes": [
            {"item": "N95", "by": "MASK", "ratio": 2_000_000, "acceptance": 600_000},
            {"item": "N95", "by": "GOWN", "ratio": 333_333, "acceptance": 50_000},
            {"item": "MASK", "by": "N95", "ratio": 500_000, "acceptance": 1_000_000},
            {"item": "PUMP", "by": "DUST", "ratio": 1_000_000, "acceptance": 900_000},
        ],
        "forecast": {"ppe": 1_000_000, "cardiac": 1_000_000, "iv": 1_000_000},
        "couriers": [
            {"from": a, "to": b, "time": HOUR * (1 + abs(i - j)), "cost": USD * (30 + 7 * ((i * j) % 5))}
            for i, a in enumerate(SITES)
            for j, b in enumerate(SITES)
            if i != j and {a, b} != {"H2", "H3"} and b != "DC"
        ],
        "lanes": [
            {
                "supplier": s,
                "to": site,
                "receive_time": receive + 3 * HOUR * k,
                "freight": freight,
                "expedite_freight": 3 * freight,
                **({} if express is None else {"expedite_time": express + HOUR * k}),
            }
            for s, receive, express, freight in (
                ("CENTRE", 20 * HOUR, None, 12 * USD),
                ("ACME", 2 * DAY, 20 * HOUR, 45 * USD),
                ("BOLT", 3 * DAY, 26 * HOUR, 20 * USD),
                ("FAR", 25 * DAY, None, 400 * USD),
            )
            for k, site in enumerate(SITES)
            if not (s == "CENTRE" and site == "DC") and not (s == "BOLT" and site == "H3")
        ],
    }


def supplier(name: str, channel: str, express: bool, price: int = 1_000_000, minimum: int = 0, fee: int = 0) -> Row:
    return {
        "id": name,
        "channel": channel,
        "can_expedite": express,
        "expedite_price": price,
        "minimum_order": minimum,
        "small_order_fee": fee,
        "healthy": True,
        **({"ships_from": "DC"} if channel == "internal" else {}),
    }


def needs(of: Row) -> list[Row]:
    """Needs with what is known; every kind of point, every extreme, and much in between."""
    draw = random.Random(7)
    item_of = {i["id"]: i for i in of["items"]}
    substitutes = {i: [s["by"] for s in of["substitutes"] if s["item"] == i] for i in item_of}

    def level(point: Row) -> int:
        return draw.choice((0, 0, 1, point["reorder_point"], point["par"], draw.randint(0, 2 * point["par"])))

    def known(point: Row, extreme: bool) -> Row:
        stock = {
            "on_hand": level(point),
            "on_order": draw.choice((0, 0, level(point))),
            "reserved": draw.choice((0, 0, 3)),
        }
        if extreme:
            stock["on_hand"] = draw.choice((-40, -MOST - 1, MOST, 0))
            stock["on_order"] = draw.choice((0, MOST, -5))
        if draw.random() < 0.3:
            stock |= {"episode": 4, "attempts": draw.choice((1, 2, 65_535))}
        if point["kind"] == "unit" and draw.random() < 0.4:
            stock["refused"] = draw.choice((1, 2, 3))
        if point["kind"] == "unit" and draw.random() < 0.2:
            stock["substituted"] = True
        return {k: v for k, v in stock.items() if v}

    found = []
    for case in range(CASES):
        point = of["points"][(case * 13) % len(of["points"])]
        extreme = case % 9 == 0
        near = {point["item"], *substitutes[point["item"]]}
        stock = [
            {"location": p["location"], "item": p["item"], **known(p, extreme and draw.random() < 0.5)}
            for p in of["points"]
            if p["item"] in near or (p["location"] == "H4" and point["site"] == "H4")
        ]
        for row in stock:  # the need itself is one
            if (row["location"], row["item"]) == (point["location"], point["item"]) and case % 3:
                row["on_hand"] = min(row.get("on_hand", 0), point["reorder_point"])
                row.pop("on_order", None)
        found.append(
            {
                "trigger": draw.choice(
                    ("stock.par_breached", "demand.urgent", "stock.par_breached", "forecast.published")
                ),
                "location": point["location"],
                "item": point["item"],
                "episode": 5,
                "opened": wire(NOW - timedelta(milliseconds=draw.choice((0, 1, HOUR, 3 * DAY)))),
                "as_of": wire(NOW + timedelta(milliseconds=draw.choice((0, 0, -1, 1)))),
                "stock": [r for r in stock if len(r) > 2],
                "forecast": draw.choice((1_000_000, 1_000_000, 1_350_001, 600_000, 0)),
                "suppliers": [
                    {
                        "supplier": s["id"],
                        "ratio": draw.choice((1_000_000, 899_999, 900_000, 0)),
                        "up": draw.random() < 0.8,
                    }
                    for s in of["suppliers"]
                    if draw.random() < 0.4
                ],
                "prices": [
                    {
                        "contract": o["contract"],
                        "contract_item": o["item"],
                        "price": draw.choice((0, 1, o["price"] * 3)),
                    }
                    for o in of["offers"]
                    if o["item"] == point["item"] and case % 5 == 0
                ],
            }
        )
    return found


def main() -> None:
    """Writes the file; decisions are put in by `golden_test.py --update`."""
    of = master()
    opening = {
        "specversion": "1.0",
        "type": "master.snapshot.v1",
        "source": "/master",
        "id": "0",
        "sequence": "0",
        "recordedtime": wire(NOW),
        "datacontenttype": "application/json",
        "data": of,
    }
    lines = [opening] + [{"policy": p, "need": n, "decision": None} for n in needs(of) for p in POLICIES]
    (HERE / "decisions.jsonl").write_text("".join(json.dumps(x, separators=(",", ":")) + "\n" for x in lines))


if __name__ == "__main__":
    main()
