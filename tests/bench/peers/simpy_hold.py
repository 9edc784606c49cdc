"""The hold model in SimPy, at its fastest: timeouts with a callback, no processes.

simpy_hold.py OWN PENDING HOLDS: OWN is our contender, which prints the table of increments.
"""

import subprocess
import sys
import time

import simpy
from serve import serve
from simpy.events import Timeout


def measure(increments: list[int], pending: int, holds: int) -> dict[str, object]:
    """Takes the next event and puts it back later, so many times."""
    env = simpy.Environment()
    mask = len(increments) - 1
    used = 0
    ran: list[tuple[int, int]] = []

    def put(event: int) -> None:
        nonlocal used
        timeout = Timeout(env, increments[used & mask], event)
        used += 1
        timeout.callbacks.append(run)

    def run(timeout: simpy.Event) -> None:
        event = timeout._value
        ran.append((env._now, event))
        put(event)

    for event in range(pending):
        put(event)
    step = env.step
    for _ in range(min(2 * pending, 500_000)):
        step()
    start = time.perf_counter()
    for _ in range(holds):
        step()
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "work": holds, "check": trace(ran)}


def trace(ran: list[tuple[int, int]]) -> str:
    """Which events ran, when and in which order, in the number that Trace of contenders/hold.hpp makes of it."""
    word = (1 << 64) - 1
    number = 0
    for at, event in ran:
        number = ((number ^ at ^ (event << 40)) * 0x9E3779B97F4A7C15) & word
        number ^= number >> 29
    return f"{number:016x}"


def main() -> None:
    """Serves the bench."""
    own, pending, holds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    table = subprocess.run([own, "increments"], check=True, capture_output=True, text=True).stdout
    increments = [int(line) for line in table.split()]
    serve(lambda _: measure(increments, pending, holds))


if __name__ == "__main__":
    main()
