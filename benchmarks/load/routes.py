"""Routes of the API while 1 to 32 requests are under way, each in an environment of its own, as Lambda runs them."""

from collections.abc import Iterator, Mapping
from statistics import mean, median, quantiles
from typing import Any

from speed.figures import Figure, at_most

from .environment import PROCESSOR
from .environments import environment
from .requests import make_pool, make_requests
from .stand_in import stand_in

LEVELS = (1, 2, 4, 8, 16, 32)
ROUNDS = 20


def figures() -> Iterator[Figure]:
    """For each route the median and the 95th percentile at each level, and what a request takes as they grow."""
    pool = make_pool()
    with stand_in(pool.key_set) as url:
        for function, events in make_requests(pool).items():
            with environment(function, "at-once", url) as copies:
                told = [copies.ask({"levels": LEVELS, "rounds": ROUNDS, "events": events})]
                told += [copies.read() for _ in LEVELS[1:]]
            for route in events:
                yield from _describe(route, {each["level"]: each["seconds"][route] for each in told})
            yield _compare_work(function, told)


def _describe(route: str, seconds: Mapping[int, list[float]]) -> Iterator[Figure]:
    for level, found in seconds.items():
        milliseconds = [1000 * each for each in found]
        at = "at a time" if level == 1 else "at once"
        yield Figure(f"{route}, {level} {at}, p50", [median(milliseconds)], "ms", f"{len(found)} requests")
        p95 = quantiles(milliseconds, n=20)[-1]
        yield Figure(f"{route}, {level} {at}, p95", [p95], "ms", f"{len(found)} requests")


def _compare_work(function: str, told: list[dict[str, Any]]) -> Figure:
    """What a request takes of a processor, 32 at once against 2 at once: they must not hinder one another."""
    used = {each["level"]: mean(each["seconds"][PROCESSOR]) for each in told}
    by = "of one request, 32 at once against 2 at once"
    return Figure(f"processor time of {function}, as more come at once", [used[32] / used[2]], "x", by, at_most(1.5))
