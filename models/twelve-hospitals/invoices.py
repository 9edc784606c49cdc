"""From receipt to payment: the laws of accounts payable, and suppliers' terms."""

import csv
from pathlib import Path

import inputs
import keyed
import laws

FITS = Path(__file__).resolve().parent / "fits" / "laws.csv"
PROCESSED = 9.2  # days from invoice to approved, exceptions included, P111
EXCEPTIONS = 0.10  # share of lines, P109
RUN_WAIT = 0.5  # days until the nightly match run
TERM_STEP = 15  # terms are whole half months; assumption


def fitted() -> dict[str, dict[str, str]]:
    """What fit.py wrote, by lag."""
    with FITS.open(encoding="utf-8", newline="") as file:
        return {r["lag"]: r for r in csv.DictReader(line for line in file if not line.startswith("#"))}


def words() -> dict[str, str]:
    """What inputs/network.yaml leaves open."""
    fits = fitted()
    at_once = inputs.purchase_share("invoiced_by_receipt")
    exceptions = EXCEPTIONS * float(fits["exception"]["mean_days"])
    mean = PROCESSED - RUN_WAIT - exceptions
    processing = fits["processing"]["law"]
    return {
        "invoice": f"mixture({at_once:.3f}: uniform(0 h, 24 h), {1 - at_once:.3f}: {fits['invoiced_after_receipt']['law']})",
        "processing": processing.replace(f"mean {fits['processing']['mean_days']} days", f"mean {mean:.2f} days"),
        "exception": fits["exception"]["law"],
        "split": percent(inputs.purchase_share("several_receipts")),
        "discrepancy": percent(inputs.purchase_share("receipt_cancelled")),
    }


def percent(share: float) -> str:
    """To a tenth of a per cent."""
    return f"{laws.number(round(100 * share, 1))} %"


def terms(supplier: str) -> str:
    """Days to pay, by the spread of vendors in the log: medians from invoice dated to paid."""
    points = inputs.purchase_lags()["terms"]
    days = keyed.interpolate(keyed.uniform(supplier, "terms"), points)
    return f"{round(days / TERM_STEP) * TERM_STEP} days"
