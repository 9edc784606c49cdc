"""Times of the clock where a scenario takes place."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises ValueError."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"time_zone: no zone is called {name!r}; expected one such as 'America/New_York'") from None


def local_time(text: str) -> datetime:
    """A time in ISO 8601; without an offset it has no zone. Raises ValueError."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no time; expected one such as '2025-02-08' or '2025-02-08 02:00'") from None


def instant(time: datetime | str, zone: ZoneInfo) -> datetime:
    """The instant of a time, or of one in ISO 8601, as files are read.

    One without a zone is of the clock of `zone`. A time that this clock leaves out moves forward to where the clock goes
    on, of one that it shows twice the first is meant (or the second, of a datetime with `fold=1`). Raises ValueError for
    a text that is no time.
    """
    given = local_time(time) if isinstance(time, str) else time
    if given.tzinfo:
        return given
    shown = given.replace(tzinfo=zone)
    before, after = (shown.replace(fold=fold).utcoffset() for fold in (0, 1))
    if before is None or after is None or before >= after:
        return shown
    # the clock goes on somewhere between what the offsets before and behind the gap make of it
    first = shown.replace(fold=1, microsecond=0).astimezone(UTC)
    seconds = range(int((after - before).total_seconds()) + 1)
    behind = bisect_left(
        seconds, after, key=lambda s: (first + timedelta(seconds=s)).astimezone(zone).utcoffset() or before
    )
    return (first + timedelta(seconds=behind)).astimezone(zone)
