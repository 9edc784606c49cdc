"""Writes a network as the tables of a network folder."""

import csv
import os
import shutil
import tempfile
from pathlib import Path

import inputs
import invoices
import laws
from catalogue import capture, unmet
from network import Network
from sourcing import SPOT

Cell = str | int
SCHEMA = Path(__file__).resolve().parents[1] / "schema" / "network.json"  # for editors
SYNTHETIC = "synthetic; written by generate.py, see README.md"
TITLES = {
    "locations.csv": "Beds and coordinates of hospitals: HIFLD Open (US government open data), anonymised; the rest is "
    + SYNTHETIC,
    "items.csv": "Items: " + SYNTHETIC,
    "suppliers.csv": "Suppliers: " + SYNTHETIC,
    "contracts.csv": "Contracts: " + SYNTHETIC,
    "contract_items.csv": "Prices by contract: " + SYNTHETIC,
    "lanes.csv": "Lanes: drives by the distances of locations.csv; the rest is " + SYNTHETIC,
    "par_levels.csv": "Stock rules: " + SYNTHETIC,
    "usage_rates.csv": "Mean picks a day: " + SYNTHETIC,
    "substitutes.csv": "Substitutes: " + SYNTHETIC,
}


def money(value: float) -> str:
    """An amount of money as the tables write it."""
    return f"{laws.number(value)} USD"


def percent(share: float) -> str:
    """A ratio as the tables write it."""
    return f"{laws.number(round(100 * share, 4))} %"


def rows(net: Network) -> dict[str, list[list[Cell]]]:
    """Every table: its header, then its rows, in an order that no dictionary decides."""
    contracts: list[list[Cell]] = [
        [name, supplier, ships_to, "spot" if supplier in SPOT else "contract"]
        for name, (supplier, ships_to) in sorted(net.sources.contracts.items())
    ]
    pars: list[list[Cell]] = [[*key, rule.reorder_point, rule.par] for key, rule in sorted(net.rules.items())]
    rates: list[list[Cell]] = [[*key, laws.number(rate)] for key, rate in sorted(net.rates.items())]
    substitutes: list[list[Cell]] = [[*pair] for pair in sorted(net.substitutes)]
    return {
        "locations.csv": locations(net),
        "items.csv": items(net),
        "suppliers.csv": suppliers(net),
        "contracts.csv": [["id", "supplier", "ships_to", "kind"], *contracts],
        "contract_items.csv": contract_items(net),
        "lanes.csv": lanes(net),
        "par_levels.csv": [["location", "item", "reorder_point", "par"], *pars],
        "usage_rates.csv": [["location", "item", "rate"], *rates],
        "substitutes.csv": [["item", "substitute"], *substitutes],
    }


def locations(net: Network) -> list[list[Cell]]:
    """Centres, hospitals, units."""
    table: list[list[Cell]] = [
        ["id", "kind", "parent", "name", "latitude", "longitude", "beds", "occupancy", "unit_type", "platform"]
    ]
    for c in net.centres:
        table.append(
            [
                c.id,
                "distribution_centre",
                "",
                "Distribution centre",
                laws.number(c.latitude),
                laws.number(c.longitude),
                "",
                "",
                "",
                "cloud",
            ]
        )
    for h in net.hospitals:
        table.append(
            [
                h.id,
                "hospital",
                "",
                f"Hospital {h.id[1:]}",
                laws.number(h.latitude),
                laws.number(h.longitude),
                h.beds,
                percent(h.occupancy),
                "",
                h.platform,
            ]
        )
    for u in net.units:
        table.append([u.id, "unit", u.hospital.id, u.name, "", "", u.beds or "", "", u.type, ""])
    return table


def items(net: Network) -> list[list[Cell]]:
    """The catalogue."""
    table: list[list[Cell]] = [
        [
            "id",
            "name",
            "category",
            "criticality",
            "standard_cost",
            "pack",
            "unmet",
            "capture",
            "demand_cv",
            "ownership",
        ]
    ]
    for i in net.items:
        cost = net.cost[i.id]
        table.append(
            [
                i.id,
                i.name,
                i.category.id,
                i.criticality,
                money(cost),
                net.pack[i.id],
                unmet(i, cost),
                percent(capture(i)),
                laws.number(net.cv[i.id]),
                i.category.ownership,
            ]
        )
    return table


def suppliers(net: Network) -> list[list[Cell]]:
    """Suppliers and their laws."""
    table: list[list[Cell]] = [
        [
            "id",
            "name",
            "channel",
            "location",
            "sequence",
            "hours",
            "acknowledge",
            "lead_time",
            "fill",
            "expedite_lead_time",
            "expedite_price",
            "minimum_order",
            "small_order_fee",
            "terms",
        ]
    ]
    for _, s in sorted(net.suppliers.items()):
        table.append(
            [
                s.id,
                s.name,
                s.channel,
                s.location,
                s.sequence,
                s.hours,
                s.acknowledge.text,
                s.shipping,
                s.fill,
                s.expedite_lead_time,
                s.expedite_price,
                s.minimum_order,
                s.small_order_fee,
                "" if s.channel == "internal" else invoices.terms(s.id),
            ]
        )
    return table


def contract_items(net: Network) -> list[list[Cell]]:
    """Prices; orders are whole packs."""
    table: list[list[Cell]] = [["contract", "item", "price", "multiple"]]
    for contract, item, price in sorted(net.sources.offers):
        table.append([contract, item, money(price), net.pack[item]])
    return table


def lanes(net: Network) -> list[list[Cell]]:
    """Lanes with what a shipment costs."""
    table: list[list[Cell]] = [["from", "to", "transit", "schedule", "cost", "expedite_transit", "expedite_cost"]]
    for way in net.lanes:
        table.append(
            [
                way.start,
                way.end,
                way.transit.text,
                way.schedule,
                money(way.cost),
                way.expedite_transit,
                money(way.expedite_cost) if way.expedite_transit else "",
            ]
        )
    return table


def network_yaml(net: Network, name: str, folder: Path) -> str:
    """The part of the network that is no table; its first line tells editors where the schema is from `folder`."""
    real = "real beds and places, synthetic otherwise"
    if len(net.hospitals) > 12:
        real = "synthetic but for the beds and places of the first twelve"
    summary = f"{len(net.hospitals)} hospitals, {len(net.units)} units, {len(net.items)} items; {real}"
    text = (inputs.FOLDER / "network.yaml").read_text(encoding="utf-8")
    for key, value in {"name": name, "summary": summary, **invoices.words()}.items():
        text = text.replace("{" + key + "}", value)
    schema = Path(os.path.relpath(SCHEMA, folder.resolve())).as_posix()
    return f"# yaml-language-server: $schema={schema}\n" + text


def write(net: Network, folder: Path, name: str) -> None:
    """Writes all files into a temporary folder first, then renames each into place."""
    folder.mkdir(parents=True, exist_ok=True)
    waiting = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
    try:
        for file_name, table in rows(net).items():
            with (waiting / file_name).open("w", encoding="utf-8", newline="") as file:
                file.write(f"# {TITLES[file_name]}\n")
                csv.writer(file, lineterminator="\n").writerows(table)
        (waiting / "network.yaml").write_text(network_yaml(net, name, folder), encoding="utf-8")
        for path in sorted(waiting.iterdir()):
            path.replace(folder / path.name)
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
