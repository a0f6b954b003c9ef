"""Time simulate_runway against a hand-written numpy loop: python tests/bench/bench_runway.py.

Prints the growth of memory, median times of interleaved runs and their ratio (below 1: ours is
faster); half the paths or half the months should take half the time.
`--paths 1000000` makes a short run.
"""

import argparse
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))
from helpers.models.finance import simulate_runway  # noqa: E402

THREADS = 2
CHUNK = 65_536
ARGUMENTS = dict(
    cash=5,
    revenue=4 / 12,
    cost=8.5 / 12,
    growth=0.08,
    growth_sd=0.025,
    cost_growth=0.05,
    cost_growth_sd=0.015,
    noise_sd=0.04,
    raise_amount=6.5,
    raise_probability=0.8,
    raise_window=(2, 9),
    seed=1,
)


def baseline(paths, months):
    """The same arithmetic by hand, chunk by chunk on two threads."""
    sizes = [min(CHUNK, paths - done) for done in range(0, paths, CHUNK)]
    generators = np.random.default_rng(1).spawn(len(sizes))
    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(baseline_chunk, generators, sizes, [months] * len(sizes))) / paths


def baseline_chunk(rng, size, months):
    growth = rng.normal(0.08, 0.025, size)
    cost_growth = rng.normal(0.05, 0.015, size)
    raise_month = np.where(rng.random(size) < 0.8, rng.integers(2, 10, size), 0)
    cash, revenue, cost = np.full(size, 5.0), np.full(size, 4 / 12), np.full(size, 8.5 / 12)
    below, counts = np.zeros(size, dtype=bool), np.empty(months)
    for month in range(1, months + 1):
        revenue *= 1 + growth + rng.normal(0, 0.04, size)
        cost *= 1 + cost_growth
        cash += revenue - cost + 6.5 * (raise_month == month)
        below |= cash < 0
        counts[month - 1] = below.sum()
    return counts


def ours(paths, months):
    return simulate_runway(paths, months, **ARGUMENTS)


def seconds(function, paths, months):
    start = time.perf_counter()
    function(paths, months)
    return time.perf_counter() - start


def peak_mb():
    import resource

    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--paths", type=int, default=10**7)
    parser.add_argument("--months", type=int, default=24)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    paths, months = options.paths, options.months

    ours(CHUNK, months)
    before = peak_mb()
    ours(paths, months)
    print(
        f"memory: {peak_mb() - before:.0f} MB more at {paths:,} paths than at {CHUNK:,}, "
        f"peak of the process {peak_mb():.0f} MB"
    )

    cases = {
        "ours": (ours, paths, months),
        "by hand": (baseline, paths, months),
        "half the paths": (ours, paths // 2, months),
        "half the months": (ours, paths, months // 2),
    }
    runs = [[seconds(*case) for case in cases.values()] for _ in range(options.runs)]
    medians = dict(zip(cases, map(statistics.median, zip(*runs, strict=True)), strict=True))
    for case, median in medians.items():
        print(f"{case}: {median:.2f} s, {median / medians['ours']:.2f} of ours")
    print(f"ratio of ours to by hand: {medians['ours'] / medians['by hand']:.2f}")


if __name__ == "__main__":
    main()
