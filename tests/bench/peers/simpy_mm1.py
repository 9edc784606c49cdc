"""M/M/1 in SimPy, at its fastest: timeouts with a callback; draws are those of Python's random.

simpy_mm1.py ARRIVALS: at a load of 0.8, mean service 1 h.
"""

import random
import sys
import time

import simpy
from serve import serve
from simpy.events import Timeout


def measure(arrivals: int, seed: int) -> dict[str, object]:
    """Serves so many customers."""
    env = simpy.Environment()
    draw = random.Random(seed).expovariate
    left, present, served, area, last = arrivals, 0, 0, 0.0, 0.0

    def arrive(_: simpy.Event) -> None:
        nonlocal left, present, area, last
        now = env._now
        area += present * (now - last)
        last = now
        present += 1
        if present == 1:
            Timeout(env, draw(1.0)).callbacks.append(depart)
        left -= 1
        if left > 0:
            Timeout(env, draw(0.8)).callbacks.append(arrive)

    def depart(_: simpy.Event) -> None:
        nonlocal present, served, area, last
        now = env._now
        area += present * (now - last)
        last = now
        served += 1
        present -= 1
        if present > 0:
            Timeout(env, draw(1.0)).callbacks.append(depart)

    start = time.perf_counter()
    Timeout(env, draw(0.8)).callbacks.append(arrive)
    env.run()
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "work": 2 * served, "check": "", "mean_present": [area / last]}


if __name__ == "__main__":
    serve(lambda seed: measure(int(sys.argv[1]), seed))
