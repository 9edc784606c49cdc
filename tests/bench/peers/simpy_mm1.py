"""M/M/1 in SimPy, at a load of 0.8 and a mean service of 1 h; draws are those of Python's random.

simpy_mm1.py processes|callbacks ARRIVALS: customers as processes that ask for a resource, as SimPy's manual writes a
queue, or timeouts with a callback, which is the fastest way to use it.
"""

import random
import sys
import time
from collections.abc import Generator

import simpy
from serve import serve
from simpy.events import Timeout


def callbacks(arrivals: int, seed: int) -> dict[str, object]:
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


def processes(arrivals: int, seed: int) -> dict[str, object]:
    """Serves so many customers."""
    env = simpy.Environment()
    server = simpy.Resource(env)
    draw = random.Random(seed).expovariate
    spent = 0.0

    def customer() -> Generator[simpy.Event, None, None]:
        nonlocal spent
        arrived = env.now
        with server.request() as turn:
            yield turn
            yield env.timeout(draw(1.0))
        spent += env.now - arrived

    def source() -> Generator[simpy.Event, None, None]:
        for _ in range(arrivals):
            yield env.timeout(draw(0.8))
            env.process(customer())

    start = time.perf_counter()
    env.process(source())
    env.run()
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "work": 2 * arrivals, "check": "", "mean_present": [spent / env.now]}


if __name__ == "__main__":
    measure = processes if sys.argv[1] == "processes" else callbacks
    serve(lambda seed: measure(int(sys.argv[2]), seed))
