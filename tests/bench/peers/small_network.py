"""The small network that all simulators of supply chains are given; ../network.yaml says the same to ours.

A hospital looks at its position when a day ends. What it orders is there when the day after the next begins, what the
centre orders a day later. Stock is counted when a day ends. So within a day nothing comes, and it makes no difference
to any answer whether a day's demand is drawn pick by pick or at once.
"""

HOSPITALS = 12
DAYS = 365
MEAN = 100.0  # picks a day at a hospital
REORDER, PAR = 160, 800  # of a hospital
CENTRE_REORDER, CENTRE_PAR = 10_000, 20_000
LEAD, CENTRE_LEAD = 2, 3  # days from the one at whose end is ordered to the one at whose begin goods are there


def answers(fill: list[float], stock: list[float], centre: float) -> dict[str, object]:
    """What all must agree on: the share of demand met at once and the mean stock at the end of a day."""
    return {"fill_rate": fill, "hospital_stock": stock, "centre_stock": [centre]}
