"""Sets the yearly counts of the full profile beside the proposed dimensions and the face-validity rows.

    python models/twelve-hospitals/check.py            print the report
    python models/twelve-hospitals/check.py --write    write it to COUNTS.md beside this file

Figures that only a run gives stand in run_counts.csv. To renew them:

    supplytwin run scenarios/flagship-year.yaml --out results/flagship-year
    supplytwin compare results/flagship-year --json --kpis all > year.json
    python models/twelve-hospitals/check.py --run year.json --write

This program alone reads face_validity.csv; nothing that makes the tables may.
"""

import argparse
import csv
import json
import sys
from dataclasses import dataclass
from pathlib import Path

sys.dont_write_bytecode = True

import network  # noqa: E402
from figures import figures  # noqa: E402

FOLDER = Path(__file__).resolve().parent
PROPOSED_BEDS = 2725  # D01
RUN_COUNTS = FOLDER / "run_counts.csv"
RUN_KPIS = (
    "purchase_orders",
    "order_lines",
    "expedited_lines",
    "dc_lines",
    "restocks",
    "transfers",
    "stockout_incidents",
    "stockout_hours",
    "ready_rate",
    "fill_rate",
    "total_spend",
    "emergency_share",
    "emergency_spend",
    "expedite_freight",
    "invoices",
    "match_rate",
    "price_exceptions",
    "quantity_exceptions",
    "receipt_exceptions",
)
NOT_MODELLED = None  # a figure that the model cannot give yet


@dataclass(frozen=True)
class Count:
    """A proposed dimension and ours; `by_beds` rescales the proposal to our beds."""

    row: str
    what: str
    proposed: float
    ours: float | None
    by_beds: bool = True
    why: str = ""

    def target(self, beds: float) -> float:
        """The proposal at our beds."""
        return self.proposed * beds / PROPOSED_BEDS if self.by_beds else self.proposed

    def ratio(self, beds: float) -> float | None:
        """Ours against the proposal."""
        return None if self.ours is None else self.ours / self.target(beds)


MERGED = (
    "A storeroom stands between the units and the source, so it merges the lines of its units; the proposal lets "
    "each unit's line go through"
)
ALONE = "The baseline policy sees its own site alone and does not borrow"
CALM = (
    "No recall, no product out at all its makers at once and no lost message yet: the network is calmer than the "
    "proposal's one line in a hundred"
)


def take_run(file: Path) -> None:
    """Writes the figures of the baseline policy in the output of `supplytwin compare --json --kpis all`."""
    compared = json.loads(file.read_text(encoding="utf-8"))
    policy = compared["baseline"]
    kpis = compared["policies"][policy]["kpi"]
    with RUN_COUNTS.open("w", encoding="utf-8", newline="") as out:
        out.write(f"# Means of scenarios/flagship-year.yaml under {policy}; written by check.py --run\n")
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["kpi", "mean", "lo", "hi", "unit"])
        for kpi in RUN_KPIS:
            row = kpis[kpi]
            table.writerow([kpi, *(f"{row[k]:.6g}" for k in ("mean", "lo", "hi")), row["unit"]])


def run_counts() -> dict[str, float]:
    """Figures of a simulated year, by KPI name."""
    with RUN_COUNTS.open(encoding="utf-8", newline="") as file:
        return {r["kpi"]: float(r["mean"]) for r in csv.DictReader(line for line in file if not line.startswith("#"))}


def counts(f: dict[str, float], run: dict[str, float]) -> list[Count]:
    """Rows D01 to D21; those about events are counted in a run."""
    return [
        Count("D01", "licensed beds", 2725, f["beds"], False),
        Count("D02", "patient-days", 754_600, f["patient-days"]),
        Count("D03", "admissions", 146_600, f["admissions"]),
        Count("D04", "emergency visits", 476_000, f["ED visits"]),
        Count("D05", "operating rooms", 118, f["OR rooms"]),
        Count("D05", "operations", 88_500, f["OR cases"]),
        Count("D06", "clinical units", 199, f["units"]),
        Count("D07", "unit-item pairs", 50_080, f["pairs"]),
        Count("D08", "items", 2400, f["items"], False),
        Count("D09", "picks", 59_200_000, f["picks"]),
        Count("D10", "shifts of a pair with a pick", 17_600_000, f["shift draws"]),
        Count("D11", "unit replenishment lines", 1_000_000, f["unit lines"]),
        Count("D12", "pick lines of the distribution centre", 615_000, f["from centre lines"], True, MERGED),
        Count("D13", "items of the distribution centre", 2000, f["centre points"], False),
        Count("D13", "its purchase lines", 36_000, f["centre lines"]),
        Count("D13", "purchase order lines", 262_000, f["purchase lines"], True, MERGED),
        Count("D13", "purchase orders (run)", 45_000, run["purchase_orders"]),
        Count(
            "D14",
            "exceptions (run)",
            26_000,
            run["price_exceptions"] + run["quantity_exceptions"] + run["receipt_exceptions"],
            True,
            "A tenth of the lines, as proposed, but of fewer lines",
        ),
        Count("D15", "transfers (run)", 4000, run["transfers"], True, ALONE),
        Count("D16", "unit stockouts (run)", 10_000, run["stockout_incidents"], True, CALM),
        Count("D17", "spend [USD]", 198_000_000, f["spend"]),
        Count("D18", "suppliers", 90, f["suppliers"], False),
        Count("D18", "contracts", 260, f["contracts"], False),
        Count("D19", "lanes from the centre to hospitals", 12, f["lanes centre to hospital"], False),
        Count("D19", "hospital pairs that may transfer", 38, f["lanes hospital to hospital"] / 2, False),
        Count(
            "D19",
            "lanes from distributors to hospitals",
            12,
            f["lanes distributor to hospital"],
            False,
            "Both distributors serve every hospital, so that an allocation of one leaves a choice",
        ),
        Count("D19", "lanes from suppliers to the centre", 88, f["lanes supplier to centre"], False),
        Count("D19", "lanes from suppliers to hospitals", 300, f["lanes supplier to hospital"], False),
        Count(
            "D20",
            "surges",
            5,
            3,
            False,
            "Three influenza seasons; pandemic, hurricane, recall and strike are not modelled yet",
        ),
        Count("D21", "cost of shortages [USD]", 14_700_000, NOT_MODELLED),
    ]


def other_figures(f: dict[str, float]) -> list[tuple[str, str, str, str]]:
    """What the parameter book says beside the dimensions: row, what, its figure, ours."""
    return [
        ("P028", "vital, essential share of items", "0.15, 0.45", f"{f['vital']:.3f}, {f['essential']:.3f}"),
        ("P029", "items with a substitute (0.65 commodity, 0.10 implants)", "0.50", f"{f['substitutable']:.2f}"),
        ("P046", "days in hospital storerooms", "19.7 to 25.2", f"{f['storeroom days']:.1f}"),
        ("P047", "turns of operating rooms a year", "2 to 3.6; another source 10 to 15", f"{f['or turns']:.1f}"),
        ("P048", "days in the distribution centre", "22 to 28", f"{f['centre days']:.1f}"),
        ("P049", "days in units", "30 with storerooms (small hospital)", f"{f['unit days']:.1f}"),
        ("P054", "share of picks scanned", "0.83 (beta mean)", f"{f['capture']:.3f}"),
        (
            "P071",
            "direct suppliers, days: median, p95",
            "4, 10",
            f"{f['direct lead median']:.1f}, {f['direct lead p95']:.1f}",
        ),
        ("P113", "share of lines above 2,000 USD", "0.08", f"{f['approved by hand']:.3f}"),
        ("-", "share of spend that bypasses the centre", "-", f"{f['direct share of spend']:.2f}"),
        ("-", "value of all stock [USD]", "-", f"{f['stock value']:,.0f}"),
    ]


def face_validity(f: dict[str, float], run: dict[str, float]) -> list[tuple[str, str, str, str, str]]:
    """The rows that no fit may read: row, parameter, published, ours, why they differ by more than a factor of two."""
    with (FOLDER / "face_validity.csv").open(encoding="utf-8", newline="") as file:
        book = {r["id"]: r for r in csv.DictReader(line for line in file if not line.startswith("#"))}
    storerooms = f["from centre lines"] + f["direct lines"]
    ours = {
        "P018": f"{f['spend'] / f['beds']:,.0f} USD and {(f['direct lines'] + f['centre lines']) / f['beds']:.0f} purchase lines "
        f"({storerooms / f['beds']:.0f} storeroom lines) per bed-year; in a run {run['purchase_orders'] / f['beds']:.0f} orders of "
        f"{(run['order_lines'] + run['expedited_lines']) / run['purchase_orders']:.1f} lines",
        "P021": f"{(run['emergency_spend'] + run['expedite_freight']) / 1e6:.2f} M USD for express goods and "
        "their freight; care and revenue are not priced",
        "P131": f"{run['stockout_incidents'] / run['restocks']:.4f} stockouts a restock line",
        "P132": f"{1 - run['ready_rate']:.4f} of shelf time empty, substitutes not counted",
        "P133": f"{f['like lines']:,.0f} replenishment lines a year at the hospital nearest in size ({f['like beds']} beds)",
        "P135": "none: surgery is not scheduled by supplies",
        "P137": f"{run['stockout_incidents'] / (f['units'] * 365 * 3):.3f} stockouts a unit and shift of 8 h",
    }
    why = {
        "P018": "Storerooms merge the lines of their units, and what is on consignment or billed after use needs no order; "
        "the source counts items, which are lines by inference",
        "P021": "The survey's cost is care, idle stock and lost revenue of shortages across whole products, which the model "
        "does not have yet",
        "P132": "The source is a year of national shortages; here no product is short at all its makers at once",
        "P133": "Two bins send a line for each that is emptied; a shelf here falls to its reorder point and is filled up in one",
        "P135": "Procedures and their delays are not modelled yet",
        "P137": "The source counts all failures of a nurse's work, of which missing supplies are one kind, and mostly things "
        "in the wrong place rather than out of stock; nurse minutes are not modelled yet",
    }
    return [
        (
            name,
            row["parameter"],
            f"{row['value']} {row['unit']}; {row['distribution']}",
            ours[name],
            why.get(name, ""),
        )
        for name, row in book.items()
    ]


def whole(value: float) -> str:
    """A number without decimals, in thousands."""
    return f"{value:,.0f}"


def report(f: dict[str, float], run: dict[str, float]) -> str:
    """The report as Markdown."""
    lines = [
        "# Counts of the full profile",
        "",
        "Written by check.py from the tables alone: mean demand, no shortages, no surge; rows marked (run) are means of",
        "scenarios/flagship-year.yaml under its baseline policy (run_counts.csv). Proposals are the rows D01 to D21 of",
        f"the parameter book, rescaled from {PROPOSED_BEDS:,} to {whole(f['beds'])} beds where they grow with beds. They are themselves",
        "assumptions.",
        "",
        "| row | a year | proposed | ours | ratio | why outside a factor of two |",
        "|---|---|---:|---:|---:|---|",
    ]
    for count in counts(f, run):
        ratio = count.ratio(f["beds"])
        outside = ratio is not None and not 0.5 <= ratio <= 2
        if outside and not count.why:
            raise SystemExit(
                f"check.py: error: {count.row} {count.what} is off by {ratio:.2f} and has no explanation"
            )
        ours = "not modelled yet" if count.ours is None else whole(count.ours)
        lines.append(
            f"| {count.row} | {count.what} | {whole(count.target(f['beds']))} | {ours} | "
            f"{'' if ratio is None else f'{ratio:.2f}'} | {count.why if outside else ''} |"
        )
    lines += [
        "",
        "## Other figures of the parameter book",
        "",
        "| row | what | published | ours |",
        "|---|---|---|---|",
    ]
    lines += [f"| {' | '.join(row)} |" for row in other_figures(f)]
    lines += [
        "",
        "## Face validity",
        "",
        "Compared with, never fitted: nothing that makes the tables reads these rows.",
        "",
        "| row | what | published | ours | why outside a factor of two |",
        "|---|---|---|---|---|",
    ]
    lines += [f"| {' | '.join(row)} |" for row in face_validity(f, run)]
    return "\n".join(lines) + "\n"


def main(words: list[str]) -> int:
    """Prints or writes the report."""
    parser = argparse.ArgumentParser(
        prog="check.py", description="Set the flagship's counts beside the parameter book."
    )
    parser.add_argument("--write", action="store_true", help="write COUNTS.md beside this program")
    parser.add_argument("--run", type=Path, metavar="JSON", help="first renew run_counts.csv from this comparison")
    options = parser.parse_args(words)
    if options.run:
        take_run(options.run)
    text = report(figures(network.network("full")), run_counts())
    if options.write:
        (FOLDER / "COUNTS.md").write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
