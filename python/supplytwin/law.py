"""Probability laws, as scenarios write them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal


class Law(str):
    """A probability law as it was written, such as `lognormal(median 4 days, p95 10 days)`, or a constant.

    Assign the text of another law to the field to change it.
    """

    _mean: timedelta | Decimal | float

    def __new__(cls, text: str, mean: timedelta | Decimal | float) -> Law:
        """Makes a law; fields of configs do that."""
        law = super().__new__(cls, text)
        law._mean = mean
        return law

    def __getnewargs__(self) -> tuple[str, timedelta | Decimal | float]:  # type: ignore[override]
        return str(self), self._mean

    def mean(self) -> timedelta | Decimal | float:
        """The mean: a timedelta for times, a Decimal [USD] for money, else a float."""
        return self._mean
