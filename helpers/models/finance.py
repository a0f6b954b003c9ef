"""Run-rate and revenue, burn and runway, and a simulation of when the money runs out."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np
import pandas as pd

from helpers.models._arguments import (
    BadInput,
    above,
    between,
    non_negative,
    number,
    plain,
    positive,
    probability,
    share,
    single,
    whole,
)
from helpers.models._progress import tracked

MONTHS_PER_YEAR = 12
MAX_PATHS = 10**9
MAX_MONTHS = 120
BLOCK = 65_536
SAMPLE = 500
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def revenue_from_run_rate(start, end):
    """Revenue of a year in which the run-rate grows exponentially from start to end.

    start, end: annualised run-rates at the two ends of the year, above 0, same unit.
    Returns the year's revenue in that unit.

    >>> round(revenue_from_run_rate(start=1, end=2), 4)
    1.4427
    """
    start = positive("start", start)
    growth = np.log(positive("end", end) / start)
    divisor = np.where(growth == 0, 1, growth)
    return plain(start * np.where(growth == 0, 1, np.expm1(growth) / divisor))


def run_rate_to_revenue(growth):
    """Run-rate at the end of a year of exponential growth, over the revenue of that year.

    growth: of the run-rate in the year, as a fraction above -1: 2 means that it triples.
    Returns a ratio: above 1 while growing.

    >>> round(run_rate_to_revenue(growth=1), 4)
    1.3863
    """
    end = 1 + above("growth", growth, -1)
    return end / revenue_from_run_rate(1, end)


def runway_months(cash, annual_burn, noncash_share=0):
    """Months until cash reaches zero at a constant burn.

    cash: 0 or more; annual_burn: spending above income a year, above 0, same unit;
    noncash_share: share of annual_burn that needs no money (shares given to staff, write-downs),
    from 0 to below 1.
    Returns months.

    >>> runway_months(cash=10, annual_burn=5)
    24.0
    """
    paid_share = 1 - share("noncash_share", noncash_share)
    if np.any(paid_share == 0):
        raise BadInput("noncash_share is 1: give a fraction from 0 to below 1.")
    burn = positive("annual_burn", annual_burn) * paid_share
    return non_negative("cash", cash) / burn * MONTHS_PER_YEAR


def burn_multiple(net_burn, net_new_run_rate):
    """Money burned for each unit of annualised run-rate added in the same period.

    net_burn: 0 or more; net_new_run_rate: above 0; same unit and period.
    Returns a ratio: the lower, the better.
    Source: D. Sacks, "The Burn Multiple", 2020.

    >>> burn_multiple(net_burn=3, net_new_run_rate=2)
    1.5
    """
    return non_negative("net_burn", net_burn) / positive("net_new_run_rate", net_new_run_rate)


def rule_of_40(growth, margin):
    """Growth plus profit margin in percentage points, to be held against 40.

    growth: of revenue in a year, as a fraction (2 means that it triples); margin: profit over
    revenue, as a fraction, negative for a loss.
    Returns percentage points.
    Source: B. Feld, "The Rule of 40% For a Healthy SaaS Company", 2015.

    >>> rule_of_40(growth=0.5, margin=-0.25)
    25.0
    """
    return 100 * (number("growth", growth) + number("margin", margin))


@dataclass(frozen=True, eq=False)
class RunwaySimulation:
    """Simulated paths of cash; below zero means that new money is needed.

    quantiles: frame of cash by month (index, 0 is the opening) and probability (columns),
    of the first block of 65,536 paths; sample_paths: array of cash, one row a path (500 at
    most), one column a month from 0.
    """

    paths: int
    months: int
    quantiles: pd.DataFrame = field(repr=False)
    sample_paths: np.ndarray = field(repr=False)
    below_zero: np.ndarray = field(repr=False)

    def probability_by(self, month):
        """Share of paths whose cash was below zero in that month or before (1 to months)."""
        return float(self.below_zero[whole("month", month, 1, self.months) - 1] / self.paths)

    def standard_error(self, month):
        """Standard error of probability_by(month): how far chance may move it."""
        p = self.probability_by(month)
        return float(np.sqrt(p * (1 - p) / self.paths))


def simulate_runway(
    paths,
    months,
    *,
    cash,
    revenue,
    cost,
    growth,
    growth_sd,
    cost_growth,
    cost_growth_sd,
    noise_sd,
    raise_amount,
    raise_probability,
    raise_window,
    seed,
):
    """Simulate cash month by month under uncertain growth of revenue and cost.

    Each path draws its growth of revenue g and of cost h once, from normal distributions, and
    noise e every month. Each month revenue grows by g + e and cost by h; cash changes by
    revenue - cost, plus the raise in its month; then cash is compared with zero.

    paths: 1 to 1,000,000,000; months: 1 to 120; cash: at the start, 0 or more; revenue, cost:
    a month, before the first growth, 0 or more; growth, cost_growth: means, fractions a month
    from -1 to 1; growth_sd, cost_growth_sd, noise_sd: standard deviations, 0 to 1;
    raise_amount: 0 or more, arrives with raise_probability in a month drawn evenly from
    raise_window, a pair of months (first, last), both included; seed: whole, 0 or more.
    Money is in one unit.
    Returns a RunwaySimulation: probability_by(month), standard_error(month), quantiles,
    sample_paths. The numbers depend on the arguments alone, not on the machine's cores.

    >>> certain = simulate_runway(
    ...     paths=10, months=6, cash=10, revenue=1, cost=4, growth=0, growth_sd=0,
    ...     cost_growth=0, cost_growth_sd=0, noise_sd=0, raise_amount=0,
    ...     raise_probability=0, raise_window=(1, 6), seed=1,
    ... )
    >>> certain.probability_by(3), certain.probability_by(4)
    (0.0, 1.0)
    """
    paths, months = whole("paths", paths, 1, MAX_PATHS), whole("months", months, 1, MAX_MONTHS)
    plan = SimpleNamespace(
        months=months,
        cash=non_negative("cash", single("cash", cash)),
        revenue=non_negative("revenue", single("revenue", revenue)),
        cost=non_negative("cost", single("cost", cost)),
        growth=between("growth", single("growth", growth), -1, 1),
        growth_sd=between("growth_sd", single("growth_sd", growth_sd), 0, 1),
        cost_growth=between("cost_growth", single("cost_growth", cost_growth), -1, 1),
        cost_growth_sd=between("cost_growth_sd", single("cost_growth_sd", cost_growth_sd), 0, 1),
        noise_sd=between("noise_sd", single("noise_sd", noise_sd), 0, 1),
        raise_amount=non_negative("raise_amount", single("raise_amount", raise_amount)),
        raise_probability=probability(
            "raise_probability", single("raise_probability", raise_probability)
        ),
        raise_window=_window(raise_window, months),
    )
    seeds = np.random.SeedSequence(whole("seed", seed, 0, 2**63)).spawn(-(-paths // BLOCK))
    sizes = [min(BLOCK, paths - done) for done in range(0, paths, BLOCK)]
    history = _History(months, sizes[0])
    histories = [history] + [None] * (len(sizes) - 1)
    with ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as pool:
        counts = pool.map(_simulate_block, [plan] * len(sizes), seeds, sizes, histories)
        below_zero = sum(tracked(counts, len(sizes), f"Simulating {paths:,} paths"))
    return RunwaySimulation(paths, months, history.frame(), history.sample, below_zero)


class _History:
    """Quantiles and sample paths of one block, by month from 0."""

    def __init__(self, months, size):
        self.ranks = np.round(np.array(QUANTILES) * (size - 1)).astype(int)
        self.quantiles = np.empty((months + 1, len(QUANTILES)))
        self.sample = np.empty((min(SAMPLE, size), months + 1))

    def record(self, month, cash):
        self.quantiles[month] = np.sort(cash)[self.ranks]
        self.sample[:, month] = cash[: len(self.sample)]

    def frame(self):
        months = pd.RangeIndex(len(self.quantiles), name="month")
        return pd.DataFrame(self.quantiles, index=months, columns=list(QUANTILES))


def _simulate_block(plan, seed, size, history):
    """Count the paths of one block that were below zero by each month."""
    random = np.random.Generator(np.random.SFC64(seed))
    growth_factor = random.normal(1 + plan.growth, plan.growth_sd, size)
    cost_factor = random.normal(1 + plan.cost_growth, plan.cost_growth_sd, size)
    first, last = plan.raise_window
    raise_month = random.integers(first, last, size, dtype=np.uint8, endpoint=True)
    raise_month[random.random(size) >= plan.raise_probability] = 0
    cash, revenue = np.full(size, plan.cash), np.full(size, plan.revenue)
    cost, step = np.full(size, plan.cost), np.empty(size)
    below, now = np.zeros(size, dtype=bool), np.empty(size, dtype=bool)
    counts = np.empty(plan.months, dtype=np.int64)
    if history:
        history.record(0, cash)
    for month in range(1, plan.months + 1):
        random.standard_normal(out=step)
        step *= plan.noise_sd
        step += growth_factor
        revenue *= step
        cost *= cost_factor
        cash += revenue
        cash -= cost
        if first <= month <= last:
            np.equal(raise_month, month, out=now)
            np.multiply(now, plan.raise_amount, out=step)
            cash += step
        np.less(cash, 0, out=now)
        below |= now
        counts[month - 1] = np.count_nonzero(below)
        if history:
            history.record(month, cash)
    return counts


def _window(raise_window, months):
    try:
        first, last = raise_window
    except (TypeError, ValueError):
        sentence = f"raise_window is {raise_window!r}: give two months, such as (2, 9)."
        raise BadInput(sentence) from None
    first, last = whole("raise_window", first, 1, months), whole("raise_window", last, 1, months)
    if first > last:
        raise BadInput(f"raise_window is {raise_window!r}: give the earlier month first.")
    return first, last
